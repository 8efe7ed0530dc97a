//! Rendered HTML as a tree, read strictly: what is not well formed panics.

/// An element with its attributes and what stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    pub tag: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Element(Element),
    Text(String),
}

/// Elements that never hold anything and have no end tag.
const VOID: [&str; 6] = ["input", "br", "hr", "img", "link", "meta"];

/// Elements that stand in the middle of a sentence; all others begin a new line.
const INLINE: [&str; 4] = ["a", "strong", "span", "time"];

impl Element {
    pub fn attr(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether the element is of a class.
    pub fn is(&self, class: &str) -> bool {
        self.attr("class")
            .is_some_and(|classes| classes.split(' ').any(|one| one == class))
    }

    /// The element and all those inside, in document order.
    pub fn all(&self) -> Vec<&Element> {
        let inside = self.children.iter().flat_map(|node| match node {
            Node::Element(element) => element.all(),
            Node::Text(_) => Vec::new(),
        });
        std::iter::once(self).chain(inside).collect()
    }

    /// Every element of a tag, in document order.
    pub fn every(&self, tag: &str) -> Vec<&Element> {
        self.all()
            .into_iter()
            .filter(|one| one.tag == tag)
            .collect()
    }

    /// The one element of an id.
    #[track_caller]
    pub fn by_id(&self, id: &str) -> &Element {
        let found = self
            .all()
            .into_iter()
            .find(|one| one.attr("id") == Some(id));
        found.unwrap_or_else(|| panic!("no element has the id {id}"))
    }

    /// The words in it, hidden ones too; each block on a line of its own, spaces folded.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.write_text(&mut text);
        let lines = text
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn write_text(&self, text: &mut String) {
        let edge = if INLINE.contains(&self.tag.as_str()) {
            ""
        } else {
            "\n"
        };
        text.push_str(edge);
        for node in &self.children {
            match node {
                Node::Element(element) => element.write_text(text),
                Node::Text(words) => text.push_str(words),
            }
        }
        text.push_str(edge);
    }
}

/// The tree of a piece of HTML, below an element without a tag.
#[track_caller]
pub fn parse(html: &str) -> Element {
    let mut open = vec![Element::default()];
    let mut rest = html;
    while !rest.is_empty() {
        let at = rest.find('<').unwrap_or(rest.len());
        let (words, from) = rest.split_at(at);
        if !words.is_empty() {
            push(&mut open, Node::Text(decoded(words)));
        }
        rest = from;
        if let Some(after) = rest.strip_prefix("<!") {
            rest = after.split_once('>').expect("a comment ends").1;
        } else if let Some(after) = rest.strip_prefix("</") {
            let (tag, after) = after.split_once('>').expect("an end tag ends");
            let element = open.pop().expect("an element is open");
            assert_eq!(element.tag, tag, "the end tag of another element");
            push(&mut open, Node::Element(element));
            rest = after;
        } else if let Some(after) = rest.strip_prefix('<') {
            let (element, after) = start_tag(after);
            rest = after;
            if VOID.contains(&element.tag.as_str()) {
                push(&mut open, Node::Element(element));
            } else if element.tag == "textarea" {
                // Whatever looks like a tag in here is text.
                let (typed, after) = rest.split_once("</textarea>").expect("a box ends");
                let children = vec![Node::Text(decoded(typed))];
                push(
                    &mut open,
                    Node::Element(Element {
                        children,
                        ..element
                    }),
                );
                rest = after;
            } else {
                open.push(element);
            }
        }
    }
    assert_eq!(open.len(), 1, "{} has no end tag", open[open.len() - 1].tag);
    open.remove(0)
}

fn push(open: &mut [Element], node: Node) {
    let last = open.last_mut().expect("the root stays open");
    last.children.push(node);
}

/// Reads a start tag after its `<`.
#[track_caller]
fn start_tag(text: &str) -> (Element, &str) {
    let end = text.find([' ', '>']).expect("a start tag ends");
    let mut element = Element {
        tag: text[..end].to_owned(),
        ..Element::default()
    };
    assert!(
        element.tag.starts_with(|c: char| c.is_ascii_lowercase())
            && element.tag.chars().all(|c| c.is_ascii_alphanumeric()),
        "{:?} is no tag",
        element.tag
    );
    let mut rest = text[end..].trim_start();
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            return (element, after);
        }
        let end = rest.find(['=', ' ', '>']).expect("an attribute ends");
        let name = rest[..end].to_owned();
        let mut value = String::new();
        rest = &rest[end..];
        if let Some(after) = rest.strip_prefix("=\"") {
            let (raw, after) = after.split_once('"').expect("a value ends");
            value = decoded(raw);
            rest = after;
        }
        assert!(
            element.attr(&name).is_none(),
            "{name} stands twice in a <{}>",
            element.tag
        );
        element.attributes.push((name, value));
        rest = rest.trim_start();
    }
}

/// The characters that entities stand for.
#[track_caller]
fn decoded(text: &str) -> String {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('&') {
        let (name, after) = from.split_once(';').expect("an entity ends");
        decoded.push_str(before);
        decoded.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#x27" | "#39" => '\'',
            "#x2F" => '/',
            "nbsp" => '\u{a0}',
            _ => panic!("&{name}; is not an entity that Leptos writes"),
        });
        rest = after;
    }
    decoded + rest
}
