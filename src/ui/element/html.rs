//! Elements as HTML, with everything live as it is at that moment.

use super::{Child, El, Live};

impl El {
    /// The element and all that stands in it.
    pub fn to_html(&self) -> String {
        let mut html = String::new();
        self.write(&mut html);
        html
    }

    fn write(&self, html: &mut String) {
        let Self {
            tag,
            attributes,
            live,
            children,
        } = self;
        html.push_str(&["<", tag].concat());
        for (name, value) in attributes {
            write_attribute(name, value, html);
        }
        let mut typed = None;
        for live in live {
            match live {
                Live::Attribute(name, value) => {
                    if let Some(value) = value() {
                        write_attribute(name, &value, html);
                    }
                }
                Live::Value(value) if *tag == "textarea" => typed = Some(value()),
                Live::Value(value) => write_attribute("value", &value(), html),
                Live::Checked(value) => {
                    if value() {
                        write_attribute("checked", "", html);
                    }
                }
                Live::On(..) => {}
            }
        }
        html.push('>');
        if matches!(*tag, "input" | "link" | "meta") {
            return;
        }
        escape(&typed.unwrap_or_default(), html);
        for child in children {
            match child {
                Child::El(child) => child.write(html),
                Child::Text(words) => escape(words, html),
                Child::LiveText(words) => escape(&words(), html),
                Child::Live(children) => children().iter().for_each(|child| child.write(html)),
            }
        }
        html.push_str(&["</", tag, ">"].concat());
    }
}

fn write_attribute(name: &str, value: &str, html: &mut String) {
    html.push_str(&[" ", name, "=\""].concat());
    escape(value, html);
    html.push('"');
}

fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}
