//! Whether words can be read on what is behind them, for colours that a company gives.

use super::{Check, Rule, Severity, Step};
use crate::copy::scalars::Colour;
use crate::copy::theme::Colours;

const TEXT: Rule = Rule {
    code: "contrast",
    source: "https://www.w3.org/TR/WCAG22/#contrast-minimum",
};
const BODY: Rule = Rule {
    code: "contrast",
    source: "https://www.w3.org/TR/WCAG22/#contrast-enhanced",
};
const CONTROL: Rule = Rule {
    code: "contrast",
    source: "https://www.w3.org/TR/WCAG22/#non-text-contrast",
};

/// Red, green and blue from 0 to 255.
type Rgb = [f64; 3];

/// What the page uses for a colour that is not given, light and dark.
///
/// # Source
///
/// `style/tokens.css`; a test compares.
pub const OWN: [(&str, &str, &str); 14] = [
    ("accent", "#0b5570", "#0c5f7e"),
    ("on_accent", "#fff", "#fff"),
    ("link", "#0b5570", "#8fd3ee"),
    ("surface", "#fff", "#10191e"),
    ("surface_raised", "#f4f7f8", "#19262d"),
    ("text", "#17242b", "#eef4f6"),
    ("text_soft", "#42525b", "#b9c8cf"),
    ("line", "#d3dce0", "#31434c"),
    ("line_control", "#5d6f79", "#90a4ae"),
    ("error", "#a21515", "#ffa8a1"),
    ("success", "#0e6138", "#0e6138"),
    ("focus", "#ffcf33", "#ffcf33"),
    ("on_success", "#fff", "#fff"),
    ("on_focus", "#111a1f", "#111a1f"),
];

/// What is drawn on what, at least with which contrast, by which criterion.
const PAIRS: [(&str, &str, f64, Rule); 20] = [
    ("text", "surface", 7.0, BODY),
    ("text", "surface_raised", 7.0, BODY),
    ("text", "accent_soft", 7.0, BODY),
    ("text", "error_soft", 7.0, BODY),
    ("text_soft", "surface", 4.5, TEXT),
    ("text_soft", "surface_raised", 4.5, TEXT),
    ("text_soft", "accent_soft", 4.5, TEXT),
    ("link", "surface", 4.5, TEXT),
    ("link", "surface_raised", 4.5, TEXT),
    ("link", "accent_soft", 4.5, TEXT),
    ("on_accent", "accent", 4.5, TEXT),
    ("on_accent", "accent_strong", 4.5, TEXT),
    ("on_accent", "pill", 4.5, TEXT),
    ("on_accent", "pill_strong", 4.5, TEXT),
    ("error", "surface", 4.5, TEXT),
    ("error", "error_soft", 4.5, TEXT),
    ("on_success", "success", 4.5, TEXT),
    ("on_focus", "focus", 4.5, TEXT),
    ("line_control", "surface", 3.0, CONTROL),
    ("focus", "on_focus", 3.0, CONTROL),
];

impl Check<'_> {
    /// What a pair of colours falls short of, in each scheme, where a given colour has a part in it.
    pub(super) fn contrast(&mut self) {
        if !self.is_sound(&["theme"]) {
            return;
        }
        for scheme in [Scheme::Light, Scheme::Dark] {
            let palette = Palette {
                scheme,
                light: &self.copy.theme.light,
                dark: &self.copy.theme.dark,
            };
            let mut short = Vec::new();
            for (front, back, least, rule) in PAIRS {
                let parts = [palette.parts(front), palette.parts(back)].concat();
                let given = parts.into_iter().find_map(|name| palette.given_at(name));
                let (Some(place), Some(over), Some(under)) =
                    (given, palette.rgb(front), palette.rgb(back))
                else {
                    continue;
                };
                let contrast = contrast(over, under);
                if contrast < least {
                    let (over, under) = (hex(over), hex(under));
                    // Rounded down: 4.499 is not 4.5.
                    let contrast = (contrast * 100.0).floor() / 100.0;
                    let message = format!(
                        "{front} ({over}) on {back} ({under}) has a contrast of {contrast} in {} surroundings, expected {least} or more",
                        scheme.key()
                    );
                    short.push((place, rule, message));
                }
            }
            for ((theme, name), rule, message) in short {
                let place = self.place(&[Step::Key("theme"), Step::Key(theme), Step::Key(name)]);
                self.note(Severity::Warning, Some(rule), place, message);
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    fn key(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The colours of one scheme.
struct Palette<'t> {
    scheme: Scheme,
    light: &'t Colours,
    dark: &'t Colours,
}

impl Palette<'_> {
    /// The colours that a colour is made of, as `style/tokens.css` mixes it.
    fn parts(&self, name: &'static str) -> Vec<&'static str> {
        match (name, self.scheme) {
            ("link", Scheme::Light) => vec!["accent"],
            ("accent_soft", _) => [self.parts("link"), vec!["surface"]].concat(),
            ("error_soft", _) => vec!["error", "surface"],
            ("accent_strong" | "pill" | "pill_strong", _) => vec!["accent"],
            _ => vec![name],
        }
    }

    /// The scheme and key under which a colour is given.
    fn given_at(&self, name: &'static str) -> Option<(&'static str, &'static str)> {
        self.given(name).map(|(scheme, _)| (scheme.key(), name))
    }

    fn given(&self, name: &str) -> Option<(Scheme, &str)> {
        // Two stay as they are when it gets dark.
        let scheme = match name {
            "on_accent" | "focus" => Scheme::Light,
            _ => self.scheme,
        };
        let colours = match scheme {
            Scheme::Light => self.light,
            Scheme::Dark => self.dark,
        };
        let given = colours.iter().find(|(its, _)| *its == name);
        given.map(|(_, Colour(colour))| (scheme, colour.as_str()))
    }

    fn rgb(&self, name: &str) -> Option<Rgb> {
        const BLACK: Rgb = [0.0; 3];
        Some(match (name, self.scheme) {
            ("link", Scheme::Light) => self.rgb("accent")?,
            ("accent_strong", _) => mix(self.rgb("accent")?, 0.78, BLACK),
            ("accent_soft", _) => mix(self.rgb("link")?, 0.09, self.rgb("surface")?),
            ("error_soft", _) => mix(self.rgb("error")?, 0.06, self.rgb("surface")?),
            // The promises: a veil of black, 18 %, over the band.
            ("pill", _) => mix(self.rgb("accent")?, 0.82, BLACK),
            ("pill_strong", _) => mix(self.rgb("accent_strong")?, 0.82, BLACK),
            _ => match self.given(name) {
                Some((_, colour)) => parse(colour)?,
                None => {
                    let (_, light, dark) = OWN.iter().find(|(its, ..)| *its == name)?;
                    parse(if self.scheme == Scheme::Light {
                        light
                    } else {
                        dark
                    })?
                }
            },
        })
    }
}

/// `color-mix(in srgb, …)`.
fn mix(front: Rgb, share: f64, back: Rgb) -> Rgb {
    std::array::from_fn(|index| front[index] * share + back[index] * (1.0 - share))
}

fn parse(colour: &str) -> Option<Rgb> {
    let digits = colour.strip_prefix('#')?;
    let digit = |index: usize| {
        digits
            .get(index..=index)
            .and_then(|one| u32::from_str_radix(one, 16).ok())
    };
    let mut rgb = [0.0; 3];
    for (index, part) in rgb.iter_mut().enumerate() {
        let value = match digits.len() {
            3 => digit(index)? * 17,
            _ => digit(2 * index)? * 16 + digit(2 * index + 1)?,
        };
        *part = f64::from(value);
    }
    Some(rgb)
}

fn hex(rgb: Rgb) -> String {
    let [red, green, blue] = rgb.map(|part| part.round() as u8);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// How far two colours stand apart, from 1 to 21.
///
/// # Source
///
/// WCAG 2.2, contrast ratio and relative luminance.
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(rgb: Rgb) -> f64 {
    let linear = rgb.map(|part| {
        let part = part / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}
