//! Elements as HTML, with everything live as it is at that moment.

use super::{Child, El, Live, Parts};
use crate::base::text::escape_html;

impl El {
    /// The element and all that stands in it.
    pub fn to_html(&self) -> String {
        let mut html = String::new();
        self.write(&mut html);
        html
    }

    fn write(&self, html: &mut String) {
        let Parts {
            tag,
            attributes,
            live,
            children,
        } = &*self.0;
        html.push_str(&["<", tag].concat());
        for (name, value) in attributes {
            write_attribute(name, value, html);
        }
        let mut words = None;
        let mut drawn = Vec::new();
        for live in live {
            match live {
                Live::Attribute(name, value) => {
                    if let Some(value) = value() {
                        write_attribute(name, &value, html);
                    }
                }
                Live::Value(value) if *tag == "textarea" => words = Some(value()),
                Live::Value(value) => write_attribute("value", &value(), html),
                Live::Checked(value) => {
                    if value() {
                        write_attribute("checked", "", html);
                    }
                }
                Live::Text(value) => words = Some(value()),
                Live::Children(children) => drawn = children(),
                Live::On(..) => {}
            }
        }
        html.push('>');
        if matches!(*tag, "input" | "link" | "meta") {
            return;
        }
        let words = words.unwrap_or_default();
        // A line break that a textarea starts with counts for nothing, the next one does.
        if *tag == "textarea" && words.starts_with('\n') {
            html.push('\n');
        }
        escape_html(&words, html);
        drawn.iter().for_each(|child| child.write(html));
        for child in children {
            match child {
                Child::El(child) => child.write(html),
                Child::Text(words) => escape_html(words, html),
            }
        }
        html.push_str(&["</", tag, ">"].concat());
    }
}

/// What plain HTML is made of.
const PLAIN: [&str; 14] = [
    "a", "details", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "strong", "summary", "ul",
];

impl El {
    /// The words of the element and of all that stands in it, as they can be read anywhere: no
    /// classes, no ids, nothing to fill in. A link to the form leads to where it stands by itself.
    pub fn to_plain_html(&self, form: &str) -> String {
        let mut html = String::new();
        self.write_plain(form, &mut html);
        html
    }

    fn write_plain(&self, form: &str, html: &mut String) {
        let attribute = |name: &str| {
            let found = self.0.attributes.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| value.as_ref())
        };
        // Questions without their controls, and signs without their words, say nothing.
        let asks = |class: &str| matches!(class, "cp-self-check" | "cp-complaint-form");
        if attribute("class").is_some_and(asks) || attribute("aria-hidden") == Some("true") {
            return;
        }
        let shown = PLAIN.contains(&self.0.tag);
        if shown {
            html.push_str(&["<", self.0.tag].concat());
            if let Some(address) = attribute("href") {
                let leads_inside = address.starts_with('#');
                write_attribute("href", if leads_inside { form } else { address }, html);
            }
            if let Some(direction) = attribute("dir") {
                write_attribute("dir", direction, html);
            }
            html.push('>');
        }
        for child in &self.0.children {
            match child {
                Child::El(child) => child.write_plain(form, html),
                Child::Text(words) => escape_html(words, html),
            }
        }
        if shown {
            html.push_str(&["</", self.0.tag, ">"].concat());
        }
    }
}

fn write_attribute(name: &str, value: &str, html: &mut String) {
    html.push_str(&[" ", name, "=\""].concat());
    escape_html(value, html);
    html.push('"');
}
