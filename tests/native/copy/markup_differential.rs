//! The markup beside CommonMark, of which it is a part.

use complaints::copy::Inline;
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::markup::rich;

/// What CommonMark makes of a text, in our nodes.
fn common_mark(text: &str) -> Vec<Inline<String>> {
    let mut nodes = Vec::new();
    let mut open: Option<Inline<String>> = None;
    for event in Parser::new(text) {
        match event {
            Event::Text(words) => match &mut open {
                Some(Inline::Strong(inner) | Inline::Link { words: inner, .. }) => {
                    inner.push_str(&words);
                }
                _ => push_words(&mut nodes, &words),
            },
            Event::Start(Tag::Strong) => open = Some(Inline::Strong(String::new())),
            Event::Start(Tag::Link { dest_url, .. }) => {
                open = Some(Inline::Link {
                    address: dest_url.to_string(),
                    words: String::new(),
                });
            }
            Event::End(TagEnd::Strong | TagEnd::Link) => nodes.extend(open.take()),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            other => panic!("{other:?} in {text:?}"),
        }
    }
    nodes
}

fn push_words(nodes: &mut Vec<Inline<String>>, words: &str) {
    match nodes.last_mut() {
        Some(Inline::Words(last)) => last.push_str(words),
        _ => nodes.push(Inline::Words(words.to_owned())),
    }
}

fn borrowed(node: &Inline<String>) -> Inline<&str> {
    match node {
        Inline::Words(words) => Inline::Words(words),
        Inline::Strong(words) => Inline::Strong(words),
        Inline::Link { address, words } => Inline::Link { address, words },
    }
}

/// Words that mean the same in both: no sign of CommonMark that we do not have.
fn words() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9é£’]([a-zA-Z0-9é£’ ,;:?%/='.+-]{0,12}[a-zA-Z0-9é£’])?"
}

/// One thing that a text is made of.
fn piece() -> impl Strategy<Value = String> {
    let address = prop_oneof![
        Just("/page/"),
        Just("/page_(law)/"),
        Just("https://company.example/?a=(b)(c(d))"),
        Just("tel:01702"),
        Just("mailto:a@company.example"),
    ];
    prop_oneof![
        4 => words(),
        2 => words().prop_map(|words| format!("**{words}**")),
        2 => (words(), address).prop_map(|(words, address)| format!("[{words}]({address})")),
        1 => prop_oneof![
            Just("\\*"), Just("\\["), Just("\\]"), Just("\\\\"), Just("**a\\*b**"), Just("[a\\*b](/c)"),
            Just("*"), Just("**"), Just("["), Just("]"), Just("[a]"), Just("[a] (b)"), Just("(b)"), Just("[]"),
            Just("[a](b"), Just("[a]((/b)"),
        ].prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_written_as_the_readme_says_is_read_as_common_mark_reads_it(pieces in proptest::collection::vec(piece(), 1..8)) {
        // Apart by spaces, and not at the start of a line, where more signs have a meaning.
        let text = ["a ", &pieces.join(" "), " b"].concat();
        let theirs = common_mark(&text);
        let theirs: Vec<Inline<&str>> = theirs.iter().map(borrowed).collect();
        prop_assert!(rich(&text).0 == theirs, "{} is not {:?}", text, theirs);
    }

    #[test]
    fn nothing_is_a_link_that_is_none_in_common_mark(pieces in proptest::collection::vec(prop_oneof![
        Just("["), Just("]"), Just("("), Just(")"), Just("]("), Just("**"), Just("*"), Just("\\"), Just("/b"), Just("a"), Just(" "),
    ], 1..24)) {
        let text = ["a ", &pieces.concat(), " b"].concat();
        let theirs = common_mark_links(&text);
        // A bracket in an address is nothing that we know.
        prop_assume!(!theirs.iter().any(|address| address.contains('[')));
        let ours = super::markup::read(&text).map_or(&[][..], |rich| rich.0);
        for node in ours {
            if let Inline::Link { address, .. } = node {
                prop_assert!(theirs.iter().any(|theirs| theirs == address), "{} in {}", address, text);
            }
        }
    }
}

/// The addresses of the links that CommonMark finds in a text, whatever stands around them.
fn common_mark_links(text: &str) -> Vec<String> {
    let links = Parser::new(text).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
        _ => None,
    });
    links.collect()
}
