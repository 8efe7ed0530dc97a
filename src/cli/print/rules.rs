//! What every web server is to say of the files of a built folder: one list, which each writer words for its
//! own server.

use crate::receiver::site::{
    FILE_HEADER, IMMUTABLE, OtherServers, REVALIDATE, SECURITY_HEADERS, TYPES,
};

/// The header of files that says how long they are kept.
const CACHE: &str = "Cache-Control";
/// The header of files that says what they may load and do.
const POLICY_HEADER: &str = "Content-Security-Policy";

/// Which files a header belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    All,
    /// Those whose names change with their content.
    Hashed,
    /// The page that shows the complaints page in a frame.
    Preview,
}

/// A header of some files, in place of what it is for all.
pub struct HeaderRule {
    pub files: Files,
    pub name: &'static str,
    pub value: String,
}

/// Every header of the files, those of all files first, for a page that reaches these servers.
pub fn headers(others: &OtherServers) -> Vec<HeaderRule> {
    let rule = |files| {
        move |(name, value): (&'static str, &str)| HeaderRule {
            files,
            name,
            value: value.to_owned(),
        }
    };
    let policy = others.policy();
    let all = [(CACHE, REVALIDATE), (POLICY_HEADER, &policy)]
        .into_iter()
        .chain(SECURITY_HEADERS)
        .chain([FILE_HEADER]);
    let preview = others.preview_policy();
    all.map(rule(Files::All))
        .chain([
            rule(Files::Hashed)((CACHE, IMMUTABLE)),
            rule(Files::Preview)((POLICY_HEADER, &preview)),
        ])
        .collect()
}

/// The headers of all files alone.
pub fn headers_of_all(others: &OtherServers) -> impl Iterator<Item = HeaderRule> {
    let rules = headers(others).into_iter();
    rules.filter(|rule| rule.files == Files::All)
}

/// The type of the files whose names end in one of these.
pub struct TypeRule {
    /// Without a charset.
    pub kind: &'static str,
    pub endings: &'static [&'static str],
}

impl TypeRule {
    pub fn is_text(&self) -> bool {
        self.kind.starts_with("text/")
    }

    /// The type as the header has it.
    pub fn content_type(&self) -> String {
        let charset = if self.is_text() {
            "; charset=utf-8"
        } else {
            ""
        };
        [self.kind, charset].concat()
    }
}

/// The types of all files, all of which get smaller by compression.
pub fn types() -> impl Iterator<Item = TypeRule> {
    let types = TYPES.into_iter();
    types.map(|(kind, endings)| TypeRule { kind, endings })
}

/// The names of types, as they stand side by side.
pub fn kinds(which: impl Fn(&TypeRule) -> bool) -> String {
    let kinds: Vec<&str> = types().filter(which).map(|one| one.kind).collect();
    kinds.join(" ")
}

/// A path as a regular expression.
pub fn pattern(path: &str) -> String {
    path.replace('.', "\\.")
}
