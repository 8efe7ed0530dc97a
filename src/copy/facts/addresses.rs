//! Addresses of pages, of servers and of people, as a copy file may give them.

use crate::base::json::{self, Value};
use crate::copy::markup::is_allowed;
use crate::copy::reader::{FromCopy, Reader};
use crate::domain::complaint::is_email;

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

/// The address of a public page.
#[derive(Clone, Debug)]
pub struct WebAddress(pub String);

impl FromCopy for WebAddress {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let address = reader.text(value);
        if !(address.starts_with("https://") && is_allowed(address)) {
            reader.report_type(value, "an address like https://…");
        }
        Self(address.to_owned())
    }
}

/// Where the page may send to or read from: this site, or another over an encrypted line.
#[derive(Clone, Debug)]
pub struct ServerAddress(pub String);

impl FromCopy for ServerAddress {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let address = reader.text(value);
        if !is_server(address) {
            reader.report_type(
                value,
                "an address like https://… or a path like /complaints",
            );
        }
        Self(address.to_owned())
    }
}

/// Unencrypted, only this machine will do: for trying things out.
fn is_server(address: &str) -> bool {
    let clean = !address.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\');
    let start = address.split(['/', '?', '#']).next().unwrap_or_default();
    clean
        && match start.split_once(':') {
            None => !address.starts_with("//"),
            Some(("https", "")) => is_allowed(address),
            Some(("http", "")) => {
                let host = address["http:".len()..].trim_start_matches('/');
                let host = host.split(['/', ':', '?', '#']).next();
                matches!(host, Some("localhost" | "127.0.0.1"))
            }
            Some(_) => false,
        }
}

/// A JSON Pointer (RFC 6901) to something inside an answer.
#[derive(Clone, Debug)]
pub struct Pointer(pub String);

impl FromCopy for Pointer {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let pointer = reader.text(value);
        if !(pointer.starts_with('/') || pointer.trim().is_empty()) {
            reader.report_type(value, "a JSON Pointer like /reference");
        }
        Self(pointer.to_owned())
    }
}

/// An e-mail address.
#[derive(Clone, Debug)]
pub struct MailAddress(pub String);

impl FromCopy for MailAddress {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let address = json::scalar(value).unwrap_or_default();
        if !is_email(address) {
            reader.report_type(value, "an address like name@example.com");
        }
        Self(address.to_owned())
    }
}
