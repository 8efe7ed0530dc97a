use complaints::copy::{Inline, Rich};

use crate::fixture::{DEFAULT_COPY, edited, leaked};

/// The first paragraph of the form's introduction, with another text.
fn rich(text: &str) -> Rich {
    let intro = "\"Fill in what you can and check your answers before you send them. Nothing is sent until you say so.\"";
    let written = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    leaked(&edited(DEFAULT_COPY, &[(intro, &written)]))
        .form
        .intro
        .clone()
}

fn words(words: &str) -> Inline {
    Inline::Words(words.to_owned())
}

fn strong(words: &str) -> Inline {
    Inline::Strong(words.to_owned())
}

fn link(words: &str, address: &str) -> Inline {
    Inline::Link {
        address: address.to_owned(),
        words: words.to_owned(),
    }
}

#[test]
fn markup_becomes_typed_nodes() {
    for (text, nodes) in [
        ("plain", vec![words("plain")]),
        ("**all**", vec![strong("all")]),
        ("a **b** c", vec![words("a "), strong("b"), words(" c")]),
        ("**a****b**", vec![strong("a"), strong("b")]),
        (
            "see [here](/x/).",
            vec![words("see "), link("here", "/x/"), words(".")],
        ),
        (
            "[a](/a)[b](tel:1)",
            vec![link("a", "/a"), link("b", "tel:1")],
        ),
        (
            "[mail](mailto:a@b.example)",
            vec![link("mail", "mailto:a@b.example")],
        ),
        (
            "[a*b](https://c.example/?d=e&f=g)",
            vec![link("a*b", "https://c.example/?d=e&f=g")],
        ),
        (
            "{company} [{phone}](tel:{phone_digits})",
            vec![
                words("I.T Communications "),
                link("01702 668836", "tel:01702668836"),
            ],
        ),
        ("**{company}**", vec![strong("I.T Communications")]),
    ] {
        assert_eq!(rich(text), Rich(nodes), "{text}");
    }
}

#[test]
fn a_marker_without_a_partner_is_a_word() {
    for text in [
        "2 * 3",
        "**open",
        "close**",
        "** a **",
        "****",
        "**",
        "*one*",
        "[open",
        "open]",
        "[a]",
        "[a] (b)",
        "(b)",
        "[]",
        "[](/x)",
        "[ ](/x)",
        "[a](open",
        "a]b(c)",
        "5 < 6 & 7 > 2 \"quoted\"",
    ] {
        assert_eq!(rich(text), Rich(vec![words(text)]), "{text}");
    }
}

#[test]
fn a_bracket_inside_brackets_is_a_word() {
    assert_eq!(
        rich("[a [b](/c)"),
        Rich(vec![words("[a "), link("b", "/c")])
    );
}

#[test]
fn a_backslash_takes_a_marker_s_meaning_away() {
    for (text, shown) in [
        ("\\*\\*not strong\\*\\*", "**not strong**"),
        ("\\[not a link](/x)", "[not a link](/x)"),
        ("a \\\\ b", "a \\ b"),
        ("C:\\temp", "C:\\temp"),
        ("end \\", "end \\"),
    ] {
        assert_eq!(rich(text), Rich(vec![words(shown)]), "{text}");
    }
}

#[test]
fn html_stays_words() {
    for text in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "&lt;b&gt;",
        "<!--",
        "</form>",
    ] {
        assert_eq!(rich(text), Rich(vec![words(text)]), "{text}");
    }
}

#[test]
fn markup_in_a_fact_is_words() {
    let page = leaked(&edited(
        DEFAULT_COPY,
        &[("\"I.T Communications\"", "\"**A** [b](/c) {{d}}\"")],
    ));
    let section = page
        .sections
        .iter()
        .find(|section| section.id.0 == "cisas")
        .expect("there is a CISAS section");
    let complaints::copy::BlockCopy::Paragraph(Rich(nodes)) = &section.blocks[0] else {
        panic!("{section:?}")
    };
    assert!(
        matches!(&nodes[..], [Inline::Words(text)] if text.starts_with("**A** [b](/c) {{d}} is a member")),
        "{nodes:?}"
    );
}

#[test]
fn the_words_of_a_text_are_those_outside_its_markup() {
    assert_eq!(rich("a **b** [c](/d) e").plain(), "a b c e");
}
