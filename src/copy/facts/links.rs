//! Addresses with names.

use crate::base::json::Value;
use crate::copy::markup::is_allowed;
use crate::copy::reader::{FromCopy, Reader};

/// Named links, each of which becomes a placeholder; there need not be any.
pub struct Links(pub Vec<(String, String)>);

impl FromCopy for Links {
    fn absent() -> Option<Self> {
        Some(Self(Vec::new()))
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        Self(reader.named(value, |link, reader| {
            let name = link.name.as_str();
            if reader.placeholders.iter().any(|(fact, _)| fact == name) {
                reader.report(link.name.offset, |_| {
                    format!("the name of a fact, which {{{name}}} stands for already")
                });
            }
            address(&link.value, reader)
        }))
    }
}

/// Where a named link leads; somewhere harmless where it cannot.
fn address(value: &Value, reader: &mut Reader) -> String {
    let address = reader.text(value);
    if is_allowed(address) {
        return address.to_owned();
    }
    if !address.trim().is_empty() {
        reader.report_address(value.offset(), address);
    }
    "/".to_owned()
}
