//! The address at which a built folder will be found.

use std::convert::Infallible;
use std::str::FromStr;

/// A path, like `/complaints/`, or a whole address, like `https://www.company.example/complaints/`.
/// It ends in a slash.
#[derive(Clone)]
pub struct Base(String);

impl FromStr for Base {
    type Err = Infallible;

    fn from_str(address: &str) -> Result<Self, Infallible> {
        Ok(Self::new(address))
    }
}

impl Base {
    fn new(address: &str) -> Self {
        Self([address.trim_end_matches('/'), "/"].concat())
    }

    /// A whole address, which means the same wherever it is read.
    ///
    /// # Errors
    ///
    /// It is a path, or no address of the web.
    pub fn whole(address: &str) -> Result<Self, &'static str> {
        let host = address
            .strip_prefix("https://")
            .or_else(|| address.strip_prefix("http://"));
        match host {
            Some(host) if !host.is_empty() && !host.starts_with('/') => Ok(Self::new(address)),
            _ => Err("expected a whole address, like https://www.company.example/complaints/"),
        }
    }

    /// An address as it is meant in a file at this one.
    pub fn join(&self, address: &str) -> String {
        let base = self.0.as_str();
        if address.contains("://") {
            address.to_owned()
        } else if address.starts_with('/') {
            [self.origin(), address].concat()
        } else {
            [base, address.trim_start_matches("./")].concat()
        }
    }

    /// Its start up to the path: nothing, if it is only a path.
    fn origin(&self) -> &str {
        let Some(at) = self.0.find("://") else {
            return "";
        };
        let host = at + "://".len();
        let end = self.0[host..].find('/');
        &self.0[..end.map_or(self.0.len(), |end| host + end)]
    }
}
