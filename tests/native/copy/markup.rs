use std::sync::LazyLock;

use complaints::copy::{self, Inline, Rich};

use crate::fixture::{DEFAULT_COPY, edited, leaked};

/// A text with markup, as it is read; nothing where the page refuses it.
pub fn read(text: &str) -> Option<Rich> {
    static PARTS: LazyLock<(&str, &str)> = LazyLock::new(|| {
        let intro = "Answer what you can. You can leave out questions marked optional. We get nothing until you select ‘Send complaint’.";
        DEFAULT_COPY
            .split_once(intro)
            .expect("the form has an introduction")
    });
    let (before, after) = *PARTS;
    let written = text.replace('\\', "\\\\").replace('"', "\\\"");
    let page = copy::read(&[before, &written, after].concat()).ok()?;
    Some(page.form.intro)
}

/// A text with markup that nothing is wrong with.
#[track_caller]
pub fn rich(text: &str) -> Rich {
    read(text).unwrap_or_else(|| panic!("the page refuses {text:?}"))
}

fn words(words: &'static str) -> Inline {
    Inline::Words(words)
}

fn strong(words: &'static str) -> Inline {
    Inline::Strong(words)
}

fn link(words: &'static str, address: &'static str) -> Inline {
    Inline::Link { address, words }
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
        assert_eq!(rich(text).0, nodes, "{text}");
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
        assert_eq!(rich(text).0, vec![words(text)], "{text}");
    }
}

#[test]
fn a_bracket_inside_brackets_is_a_word() {
    assert_eq!(rich("[a [b](/c)").0, [words("[a "), link("b", "/c")]);
}

#[test]
fn a_backslash_takes_a_marker_s_meaning_away() {
    for (text, shown) in [
        ("\\*\\*not strong\\*\\*", "**not strong**"),
        ("\\[not a link](/x)", "[not a link](/x)"),
        ("a \\\\ b", "a \\ b"),
        ("C:\\temp", "C:\\temp"),
        ("[a\\](/b)", "[a](/b)"),
        ("**a\\**", "**a**"),
        ("end \\", "end \\"),
    ] {
        assert_eq!(rich(text).0, vec![words(shown)], "{text}");
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
        assert_eq!(rich(text).0, vec![words(text)], "{text}");
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

#[test]
fn a_mark_inside_a_mark_is_shown_as_it_is_and_can_be_escaped_too() {
    for (text, nodes) in [
        ("**a \\* b**", vec![strong("a * b")]),
        ("**[a](/b)**", vec![strong("[a](/b)")]),
        ("[a \\* b](/c)", vec![link("a * b", "/c")]),
        ("[**a**](/c)", vec![link("**a**", "/c")]),
    ] {
        assert_eq!(rich(text).0, nodes, "{text}");
    }
}

#[test]
fn an_address_may_have_pairs_of_parentheses() {
    for (text, nodes) in [
        ("[a](/b_(c))", vec![link("a", "/b_(c)")]),
        ("([a](/b))", vec![words("("), link("a", "/b"), words(")")]),
        (
            "[a](/(b)(c(d))).",
            vec![link("a", "/(b)(c(d))"), words(".")],
        ),
        // One that stays open leads nowhere.
        ("[a]((/b)", vec![words("[a]((/b)")]),
        ("[a](/b[c](/d)", vec![words("[a](/b"), link("c", "/d")]),
    ] {
        assert_eq!(rich(text).0, nodes, "{text}");
    }
}

#[test]
fn a_megabyte_of_marks_is_read_in_one_go() {
    for unit in [
        "a",
        "*",
        "**",
        "** ",
        "**a",
        "[",
        "]",
        "[a",
        "[a]",
        "](",
        "[a](",
        "[a](b",
        "[a](()",
        "(",
        "[a](/b)",
        "\\",
        "\\*",
        "**a**",
        "é",
        "\u{202e}",
        "<b>",
        "{{",
        "👩\u{200d}",
    ] {
        // Without trying each mark against all the rest of the text: that would take many minutes.
        let text = unit.repeat(1_000_000 / unit.len());
        assert!(read(&text).is_some(), "{unit}");
    }
}
