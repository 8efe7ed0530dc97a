//! The addresses of the desk.

use super::change::Action;
use super::list::Filter;
use crate::receiver::reference;

/// What stands at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    List,
    Csv,
    Find,
    Complaint(String),
    File(String, i64),
    Change(String, Action),
    SignIn,
    SignOut,
    Password,
    Styles,
    Icon,
}

impl Place {
    /// The place at a path.
    pub fn at(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        Some(match parts[..] {
            [""] => Self::List,
            ["complaints.csv"] => Self::Csv,
            ["find"] => Self::Find,
            ["complaint", typed] => Self::Complaint(reference::read(typed)?),
            ["complaint", typed, "file", number] => {
                Self::File(reference::read(typed)?, number.parse().ok()?)
            }
            ["complaint", typed, action] => {
                Self::Change(reference::read(typed)?, Action::from_name(action)?)
            }
            ["sign-in"] => Self::SignIn,
            ["sign-out"] => Self::SignOut,
            ["password"] => Self::Password,
            ["desk.css"] => Self::Styles,
            ["favicon.svg"] => Self::Icon,
            _ => return None,
        })
    }

    /// Its path.
    pub fn path(&self) -> String {
        match self {
            Self::List => "/".to_owned(),
            Self::Csv => "/complaints.csv".to_owned(),
            Self::Find => "/find".to_owned(),
            Self::Complaint(reference) => format!("/complaint/{reference}"),
            Self::File(reference, number) => format!("/complaint/{reference}/file/{number}"),
            Self::Change(reference, action) => format!("/complaint/{reference}/{}", action.name()),
            Self::SignIn => "/sign-in".to_owned(),
            Self::SignOut => "/sign-out".to_owned(),
            Self::Password => "/password".to_owned(),
            Self::Styles => "/desk.css".to_owned(),
            Self::Icon => "/favicon.svg".to_owned(),
        }
    }

    /// Its path with the complaints that are to be shown.
    pub fn showing(&self, filter: Filter) -> String {
        [&self.path(), "?show=", filter.name()].concat()
    }

    /// Whether it is a page that somebody may be led to who has signed in.
    pub fn is_page(&self) -> bool {
        matches!(self, Self::List | Self::Complaint(_))
    }
}

/// What stands in a query under a name.
pub fn parameter(query: Option<&str>, name: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    let found = pairs.find(|(known, _)| known == name);
    found.map(|(_, value)| value.into_owned())
}
