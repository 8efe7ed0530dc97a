//! What is left of the page on paper, by the rules of its print stylesheet.

use complaints::view_model::Step;

use super::{rendered, states, step};
use crate::fixture::page;
use crate::html::{Element, Node};

const PRINT: &str = include_str!("../../../style/print.css");

/// The selectors of what is not printed.
fn unprinted() -> Vec<String> {
    let (_, rules) = PRINT.split_once("@media print {").unwrap();
    let mut without_comments = String::new();
    for piece in rules.split("/*") {
        without_comments.push_str(piece.split_once("*/").map_or(piece, |(_, after)| after));
    }
    let rules = without_comments.split('}');
    let hiding = rules.filter_map(|rule| {
        let (selectors, body) = rule.split_once('{')?;
        body.contains("display: none").then_some(selectors)
    });
    let selectors = hiding.flat_map(|selectors| split(selectors, ','));
    selectors
        .map(|selector| selector.trim().to_owned())
        .collect()
}

/// Cuts a text at a sign that stands in no brackets.
fn split(text: &str, sign: char) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ if c == sign && depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Where the bracket closes that stands open before a text.
fn closing(text: &str) -> usize {
    let mut open = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => open += 1,
            ')' | ']' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return at;
        }
    }
    panic!("no bracket closes in {text}");
}

/// Whether a selector means the last element of a path down the tree: classes, attributes and tags,
/// `:not`, `:has`, and elements in each other with a space or `>` between.
fn means(selector: &str, path: &[&Element]) -> bool {
    let parts: Vec<&str> = split(selector, ' ');
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    is_path(&parts, path)
}

fn is_path(parts: &[&str], path: &[&Element]) -> bool {
    let (Some((part, before)), Some((element, above))) = (parts.split_last(), path.split_last())
    else {
        return parts.is_empty();
    };
    if !is_one(part, element) {
        return false;
    }
    match before.split_last() {
        None => true,
        Some((&">", before)) => is_path(before, above),
        Some(_) => (1..=above.len()).any(|length| is_path(before, &above[..length])),
    }
}

/// Whether a selector without spaces means an element.
fn is_one(selector: &str, element: &Element) -> bool {
    let mut rest = selector;
    while let Some(sign) = rest.chars().next() {
        let inside = |opening: &str| {
            let inner = rest.strip_prefix(opening)?;
            let end = closing(inner);
            Some((&inner[..end], &inner[end + 1..]))
        };
        let end = |from: usize| {
            let end = rest[from..].find(['.', '[', ':']);
            end.map_or(rest.len(), |end| from + end)
        };
        let (holds, after) = if let Some((inner, after)) = inside(":not(") {
            (!is_one(inner, element), after)
        } else if let Some((inner, after)) = inside(":has(") {
            let holds = match inner.strip_prefix("> ") {
                Some(inner) => children(element).any(|child| is_one(inner, child)),
                None => element.all()[1..].iter().any(|one| is_one(inner, one)),
            };
            (holds, after)
        } else if let Some((name, after)) = inside("[") {
            (element.attr(name).is_some(), after)
        } else if sign == '.' {
            (element.is(&rest[1..end(1)]), &rest[end(1)..])
        } else if sign.is_ascii_alphabetic() {
            (element.tag == rest[..end(0)], &rest[end(0)..])
        } else {
            panic!("this test does not know {rest} of {selector}");
        };
        if !holds {
            return false;
        }
        rest = after;
    }
    true
}

fn children(element: &Element) -> impl Iterator<Item = &Element> {
    element.children.iter().filter_map(|node| match node {
        Node::Element(child) => Some(child),
        Node::Text(_) => None,
    })
}

/// What of an element is printed.
fn on_paper<'e>(
    element: &'e Element,
    above: &mut Vec<&'e Element>,
    unprinted: &[String],
) -> Option<Element> {
    above.push(element);
    let is_hidden = element.attr("hidden").is_some()
        || element.is("cp-live-region")
        || unprinted.iter().any(|selector| means(selector, above));
    let printed = (!is_hidden).then(|| {
        let nodes = element.children.iter();
        let children = nodes.filter_map(|node| match node {
            Node::Element(child) => on_paper(child, above, unprinted).map(Node::Element),
            text @ Node::Text(_) => Some(text.clone()),
        });
        Element {
            tag: element.tag.clone(),
            attributes: element.attributes.clone(),
            children: children.collect(),
        }
    });
    above.pop();
    printed
}

/// The words on paper of the page in a state.
fn printed(name: &str) -> String {
    let mut states = states(page()).into_iter();
    let (_, moment) = states.find(|(state, _)| *state == name).unwrap();
    let root = rendered(page(), moment);
    let printed = on_paper(&root, &mut Vec::new(), &unprinted());
    printed.map(|page| page.text()).unwrap_or_default()
}

#[test]
fn a_receipt_is_printed_whole_and_nothing_else_of_the_page_is() {
    let mut states = states(page()).into_iter();
    let (_, moment) = states.find(|(state, _)| *state == "receipt").unwrap();
    let receipt = step(&rendered(page(), moment), Step::Receipt).text();
    let (receipt, buttons) = receipt.split_once("\nSave this receipt and").unwrap();
    assert!(buttons.ends_with("Raise another complaint"));
    let printed = printed("receipt");
    let (head, printed) = printed.split_once("\nRaise a complaint\n").unwrap();
    assert_eq!(printed, receipt);
    assert!(
        head.starts_with(
            "Complaints • Escalation • Independent Resolution (CISAS)\nComplaints Procedure"
        ),
        "{head}"
    );
    assert!(!head.contains("How to raise a complaint"), "{head}");
}

#[test]
fn answers_that_are_checked_are_printed_and_the_form_is_not() {
    let check = printed("check");
    for said in [
        "Full name\nJo Smith",
        "We aim to respond by",
        "CISAS may be available from (our page’s date)",
        "How to raise a complaint",
    ] {
        assert!(check.contains(said), "{said} in {check}");
    }
    for button in [
        "Change",
        "Send complaint",
        "Back to the form",
        "Need help with this form",
    ] {
        assert!(!check.contains(button), "{button} in {check}");
    }
    let form = printed("while typing");
    assert!(!form.contains("Full name"), "{form}");
}

#[test]
fn a_self_check_is_printed_with_its_result_and_without_its_questions() {
    let result = printed("open");
    assert!(result.contains("You can ask CISAS to look at your complaint until"));
    assert!(!result.contains("When did we send you a deadlock letter?"));
    let unasked = printed("empty");
    assert!(
        !unasked.contains("Answer what you can and leave the rest."),
        "{unasked}"
    );
}

#[test]
fn the_print_stylesheet_names_no_class_that_is_gone() {
    let drawn: Vec<_> = states(page())
        .into_iter()
        .map(|(_, moment)| rendered(page(), moment))
        .collect();
    let classes = PRINT.split(".cp-").skip(1).map(|after| {
        let end = after.find(|c: char| !c.is_ascii_lowercase() && c != '-' && c != '_');
        ["cp-", &after[..end.unwrap_or(after.len())]].concat()
    });
    for class in classes {
        let mut elements = drawn.iter().flat_map(Element::all);
        assert!(elements.any(|one| one.is(&class)), "{class}");
    }
}
