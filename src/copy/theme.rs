//! The company's own colours, in place of the page's.

use crate::base::json::{Object, Value};

use super::reader::{FromCopy, Reader};
use super::scalars::Colour;

/// The colours that a company gives, light and dark; the page's own stand for the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    pub light: Colours,
    pub dark: Colours,
}

/// Colours by the names of their jobs, such as `accent`.
pub type Colours = Vec<(&'static str, Colour)>;

/// What colours are for, as `style/tokens.css` names it after `--cp-color-`.
pub const LIGHT: [&str; 11] = [
    "accent",
    "on_accent",
    "surface",
    "surface_raised",
    "text",
    "text_soft",
    "line",
    "line_control",
    "error",
    "success",
    "focus",
];

/// The same for dark surroundings, where the names end in `-dark`.
pub const DARK: [&str; 6] = [
    "accent",
    "link",
    "surface",
    "surface_raised",
    "text",
    "text_soft",
];

impl Theme {
    /// The colours as a rule of CSS for the page's shadow root, or for a document of its own around
    /// it; nothing where none is given.
    ///
    /// The site's own rules for the element win over it.
    ///
    /// # Example
    ///
    /// ```
    /// use complaints::copy::{Colour, Theme};
    ///
    /// let purple = vec![("on_accent", Colour("#fff".to_owned()))];
    /// let theme = Theme { light: purple, ..Theme::default() };
    /// assert_eq!(theme.css(), ":host,.cp-document{--cp-color-on-accent:#fff;}");
    /// ```
    pub fn css(&self) -> String {
        let mut css = String::new();
        for (colours, ending) in [(&self.light, ":"), (&self.dark, "-dark:")] {
            for (name, Colour(colour)) in colours {
                css.push_str("--cp-color-");
                css.push_str(&name.replace('_', "-"));
                css.push_str(ending);
                css.push_str(colour);
                css.push(';');
            }
        }
        if css.is_empty() {
            return css;
        }
        [":host,.cp-document{", &css, "}"].concat()
    }
}

impl FromCopy for Theme {
    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let Some(object) = reader.object(value, &["light", "dark"]) else {
            return Self::default();
        };
        Self {
            light: colours(object, "light", &LIGHT, reader),
            dark: colours(object, "dark", &DARK, reader),
        }
    }
}

fn colours(
    theme: &Object,
    scheme: &str,
    names: &'static [&'static str],
    reader: &mut Reader,
) -> Colours {
    let mut colours = Vec::new();
    let Some(value) = theme.get(scheme) else {
        return colours;
    };
    let length = reader.enter(scheme);
    if let Some(object) = reader.object(value, names) {
        for name in names {
            if let Some(value) = object.get(name) {
                let length = reader.enter(name);
                colours.push((*name, Colour::read(value, reader)));
                reader.leave(length);
            }
        }
    }
    reader.leave(length);
    colours
}
