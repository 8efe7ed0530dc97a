use complaints::copy::lint::OWN_COLOURS;

use super::{NOTHING, faultless, said};
use crate::fixture::edited;

const TOKENS: &str = include_str!("../../../style/tokens.css");

/// What there is to say of the contrast of a theme.
fn said_of(theme: &str) -> Vec<String> {
    let theme = format!("\"theme\": {theme},\n  \"words\": {{");
    said(
        "contrast",
        &edited(&faultless(), &[("\"words\": {", &theme)]),
    )
}

#[test]
fn a_page_in_its_own_colours_has_contrast_enough() {
    let of = |names: &[&str], pick: fn(&(&str, &str, &str)) -> String| {
        let given: Vec<String> = OWN_COLOURS
            .iter()
            .filter(|(name, ..)| names.contains(name))
            .map(pick)
            .collect();
        format!("{{ {} }}", given.join(", "))
    };
    let light = of(
        &[
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
        ],
        |(name, light, _)| format!("\"{name}\": \"{light}\""),
    );
    let dark = of(
        &[
            "accent",
            "link",
            "surface",
            "surface_raised",
            "text",
            "text_soft",
        ],
        |(name, _, dark)| format!("\"{name}\": \"{dark}\""),
    );
    assert_eq!(
        said_of(&format!("{{ \"light\": {light}, \"dark\": {dark} }}")),
        NOTHING
    );
}

#[test]
fn colours_too_close_are_named_with_their_contrast_in_each_scheme_that_they_are_seen_in() {
    for (theme, expected) in [
        (
            r##"{ "light": { "text": "#777777" } }"##,
            vec![
                "theme.light.text: text (#777777) on surface (#ffffff) has a contrast of 4.47 in light surroundings, expected 7 or more",
                "theme.light.text: text (#777777) on surface_raised (#f4f7f8) has a contrast of 4.15 in light surroundings, expected 7 or more",
                "theme.light.text: text (#777777) on accent_soft (#e9f0f2) has a contrast of 3.87 in light surroundings, expected 7 or more",
                "theme.light.text: text (#777777) on error_soft (#f9f1f1) has a contrast of 4.02 in light surroundings, expected 7 or more",
            ],
        ),
        (r##"{ "light": { "text": "#000" } }"##, vec![]),
        // The band, the buttons and their shades are made of it, and so are the links.
        (
            r##"{ "light": { "accent": "#e9a200" } }"##,
            vec![
                "theme.light.accent: link (#e9a200) on surface (#ffffff) has a contrast of 2.18 in light surroundings, expected 4.5 or more",
                "theme.light.accent: link (#e9a200) on surface_raised (#f4f7f8) has a contrast of 2.02 in light surroundings, expected 4.5 or more",
                "theme.light.accent: link (#e9a200) on accent_soft (#fdf7e8) has a contrast of 2.03 in light surroundings, expected 4.5 or more",
                "theme.light.accent: on_accent (#ffffff) on accent (#e9a200) has a contrast of 2.18 in light surroundings, expected 4.5 or more",
                "theme.light.accent: on_accent (#ffffff) on accent_strong (#b67e00) has a contrast of 3.5 in light surroundings, expected 4.5 or more",
                "theme.light.accent: on_accent (#ffffff) on pill (#bf8500) has a contrast of 3.19 in light surroundings, expected 4.5 or more",
            ],
        ),
        (
            r##"{ "dark": { "text": "#777777" } }"##,
            vec![
                "theme.dark.text: text (#777777) on surface (#10191e) has a contrast of 3.97 in dark surroundings, expected 7 or more",
                "theme.dark.text: text (#777777) on surface_raised (#19262d) has a contrast of 3.45 in dark surroundings, expected 7 or more",
                "theme.dark.text: text (#777777) on accent_soft (#1b2a31) has a contrast of 3.3 in dark surroundings, expected 7 or more",
                "theme.dark.text: text (#777777) on error_soft (#1e2226) has a contrast of 3.58 in dark surroundings, expected 7 or more",
            ],
        ),
        (
            r##"{ "light": { "line_control": "#ccc" } }"##,
            vec![
                "theme.light.line_control: line_control (#cccccc) on surface (#ffffff) has a contrast of 1.6 in light surroundings, expected 3 or more",
            ],
        ),
    ] {
        assert_eq!(said_of(theme), expected, "{theme}");
    }
}

/// The colour that a block of tokens gives a name, where it gives one.
fn token<'t>(block: &'t str, name: &str) -> Option<&'t str> {
    let property = format!("--_{}: ", name.replace('_', "-"));
    let (value, _) = block.split_once(&property)?.1.split_once(';')?;
    if let Some(light) = value.strip_prefix("var(--_light-") {
        return token(
            block,
            &["light_", &light.trim_end_matches(')').replace('-', "_")].concat(),
        );
    }
    let value = value.rsplit(' ').next()?;
    Some(value.trim_end_matches(')'))
}

#[test]
fn the_colours_that_contrast_is_computed_from_are_those_of_the_stylesheet() {
    let (light, dark) = TOKENS.split_once("@supports (color: light-dark").unwrap();
    for (name, in_light, in_dark) in OWN_COLOURS {
        let plain = token(light, name);
        assert_eq!(plain, Some(in_light), "{name}, light");
        assert_eq!(token(dark, name).or(plain), Some(in_dark), "{name}, dark");
    }
}
