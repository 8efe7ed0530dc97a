//! Strict JSON, with positions.

use complaints::base::json::{self, JsonError, Position};
use proptest::prelude::*;

#[track_caller]
fn parse(text: &str) -> json::Value<'_> {
    json::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn what_only_looks_like_json_is_refused_where_it_goes_wrong() {
    for (text, message) in [
        ("", "1:1 not JSON: the text is empty"),
        (" \n ", "1:1 not JSON: the text is empty"),
        ("{", "1:1 not JSON: Unterminated object"),
        (
            "{\n  \"a\": 1,\n}",
            "2:9 not JSON: Trailing commas are not allowed",
        ),
        ("// hello\n1", "1:1 not JSON: Comments are not allowed"),
        (
            "{\n  'a': 1\n}",
            "2:3 not JSON: Single-quoted strings are not allowed",
        ),
        (
            "{\n  a: 1\n}",
            "2:3 not JSON: Expected string for object property",
        ),
        ("{\"é\": 1 \"b\": 2}", "1:8 not JSON: Expected comma"),
        ("[1 2]", "1:3 not JSON: Expected comma"),
        ("[+1]", "1:2 not JSON: Unary plus on numbers is not allowed"),
        (
            "[.5]",
            "1:2 not JSON: Leading or trailing decimal points on numbers are not allowed",
        ),
        (
            "[5.]",
            "1:2 not JSON: Leading or trailing decimal points on numbers are not allowed",
        ),
        (
            "[0x1F]",
            "1:2 not JSON: Hexadecimal numbers are not allowed",
        ),
        (
            "1 2",
            "1:3 not JSON: Text cannot contain more than one JSON value",
        ),
        ("<html>", "1:1 not JSON: Unexpected token"),
    ] {
        let error = json::parse(text).expect_err(text);
        assert_eq!(error.to_string(), message, "{text}");
    }
}

#[test]
fn more_that_is_not_json_is_refused() {
    for text in [
        "[1,]",
        "[,1]",
        "[1,,2]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\" 1}",
        "[{} {}]",
        "[[] []]",
        "{\"a\":{} \"b\":1}",
        "{\"a\":[] \"b\":1}",
        "[1 {}]",
        "[\"a\" [1]]",
        "[}",
        "{]",
        "NaN",
        "Infinity",
        "-",
        "-a",
        "01",
        "1e",
        "1.e3",
        "\"\\x41\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"a",
        "nul",
        "True",
        "undefined",
        "[1]]",
        "{}{}",
        "\u{feff}{}",
    ] {
        assert!(json::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn line_breaks_and_other_control_characters_in_a_text_are_let_pass() {
    for text in ["\"a\nb\"", "\"a\u{1}b\"", "\"\0\""] {
        assert!(json::parse(text).is_ok(), "{text:?}");
    }
}

#[test]
fn an_unusual_space_outside_a_text_is_refused_where_it_stands() {
    for (text, place) in [
        ("[1,\u{a0}2]", "1:4"),
        ("[1,\u{c}2]", "1:4"),
        ("\u{b}1", "1:1"),
    ] {
        let error = json::parse(text).expect_err(text).to_string();
        let expected = " not JSON: an unusual space stands here, expected a plain one";
        assert_eq!(error, [place, expected].concat());
    }
}

#[test]
fn json_nested_too_deep_is_refused_and_overflows_nothing() {
    for depth in [600, 100_000] {
        assert!(json::parse(&"[".repeat(depth)).is_err());
        assert!(json::parse(&["[".repeat(depth), "]".repeat(depth)].concat()).is_err());
        assert!(json::parse(&"{\"a\":".repeat(depth)).is_err());
    }
    assert!(json::parse(&["[".repeat(100), "]".repeat(100)].concat()).is_ok());
}

#[test]
fn a_position_counts_lines_and_characters_from_one() {
    let text = "é1\n€2\r\n😀3";
    let at = |mark: char| {
        let Position { line, column } = Position::of(text, text.find(mark).unwrap());
        (line, column)
    };
    assert_eq!(
        [at('é'), at('1'), at('€'), at('2'), at('3')],
        [(1, 1), (1, 2), (2, 1), (2, 2), (3, 2)]
    );
    assert_eq!(Position::of(text, 999), Position { line: 3, column: 3 });
    assert_eq!(Position::of("", 0), Position { line: 1, column: 1 });
}

/// The document of RFC 6901 section 5.
const RFC_6901: &str =
    r#"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#;

#[test]
fn a_pointer_leads_where_rfc_6901_says() {
    let document = parse(RFC_6901);
    for (pointer, found) in [
        ("/foo/0", Some("bar")),
        ("/foo/1", Some("baz")),
        ("/", Some("0")),
        ("/a~1b", Some("1")),
        ("/c%d", Some("2")),
        ("/e^f", Some("3")),
        ("/g|h", Some("4")),
        ("/i\\j", Some("5")),
        ("/k\"l", Some("6")),
        ("/ ", Some("7")),
        ("/m~0n", Some("8")),
        ("", None),
        ("/foo", None),
        ("foo/0", None),
        ("/foo/2", None),
        ("/foo/-", None),
        ("/foo/00", None),
        ("/foo/01", None),
        ("/foo/+1", None),
        ("/foo/-1", None),
        ("/foo/0/0", None),
        ("/bar", None),
        ("/foo/99999999999999999999", None),
    ] {
        let value = json::pointer(&document, pointer);
        assert_eq!(value.and_then(json::scalar), found, "{pointer}");
    }
    assert_eq!(json::pointer(&document, ""), Some(&document));
}

#[test]
fn a_tilde_is_unescaped_last() {
    assert_eq!(
        json::pointer(&parse(r#"{"~1":"x"}"#), "/~01").and_then(json::scalar),
        Some("x")
    );
}

#[test]
fn only_text_and_numbers_are_scalars() {
    for (text, scalar) in [
        ("\"a\\nb\"", Some("a\nb")),
        ("-1.5e3", Some("-1.5e3")),
        ("true", None),
        ("null", None),
        ("[]", None),
        ("{}", None),
    ] {
        assert_eq!(json::scalar(&parse(text)), scalar, "{text}");
    }
}

/// Text that is nearly JSON.
fn nearly_json() -> impl Strategy<Value = String> {
    let token = proptest::sample::select(
        &[
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"\\u00e9\"",
            "\"\\ud83d\\ude00\"",
            "1",
            "-0.5",
            "1e9",
            "true",
            "false",
            "null",
            " ",
            "é",
            "\"",
            "\\",
            "0",
            "//",
            "/*",
            "*/",
            "'",
        ][..],
    );
    proptest::collection::vec(token, 0..12).prop_map(|tokens| tokens.concat())
}

proptest! {
    #[test]
    fn no_text_is_too_strange_to_be_read_or_refused(text in any::<String>(), pointer in any::<String>()) {
        if let Ok(value) = json::parse(&text) {
            _ = json::pointer(&value, &pointer);
        }
    }

    #[test]
    fn an_error_stands_inside_the_text(text in nearly_json()) {
        if let Err(JsonError { position, .. }) = json::parse(&text) {
            prop_assert!(position <= Position::of(&text, text.len()), "{:?}", text);
        }
    }

    #[cfg(feature = "cli")]
    #[test]
    fn exactly_what_serde_json_reads_is_json(text in nearly_json()) {
        let read = serde_json::from_str::<serde_json::Value>(&text);
        // It also refuses numbers that are too large for it, which are JSON.
        prop_assume!(!read.as_ref().is_err_and(|error| error.to_string().contains("out of range")));
        let expected = read.is_ok();
        prop_assert_eq!(json::parse(&text).is_ok(), expected, "{:?}", text);
    }
}
