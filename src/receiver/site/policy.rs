//! The content security policy: what a page of this site may load, reach and send to.

use crate::copy::PageCopy;
use crate::receiver::Origin;

/// Servers that the copy files name beside the page's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherServers {
    /// Those that a form is sent to.
    posted_to: Vec<Origin>,
    /// Those that have bank holidays, or words in another language.
    read_from: Vec<Origin>,
}

impl OtherServers {
    /// Those of a copy file and of its other languages, each once, in the order of the files.
    pub fn of<'c>(copies: impl IntoIterator<Item = &'c PageCopy>) -> Self {
        let mut all = Self::default();
        for page in copies {
            add(&mut all.posted_to, &page.submit.endpoint);
            add(&mut all.read_from, &page.submit.bank_holidays);
            for language in page.other_languages() {
                add(&mut all.read_from, &language.copy.0);
            }
        }
        all
    }

    /// The value of `Content-Security-Policy`.
    pub fn policy(&self) -> String {
        let posted_to = listed(&self.posted_to);
        let only_read = self.read_from.iter();
        let only_read = only_read.filter(|server| !self.posted_to.contains(server));
        let only_read = listed(only_read);
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             connect-src 'self'{posted_to}{only_read}; img-src 'self'; form-action 'self'{posted_to}; \
             base-uri 'none'; frame-ancestors 'self'"
        )
    }

    /// The same for the page that shows the complaints page in a frame.
    pub fn preview_policy(&self) -> String {
        self.policy() + "; frame-src 'self'"
    }
}

/// Adds the server of an address that has one.
fn add(servers: &mut Vec<Origin>, address: &str) {
    let Some((scheme, rest)) = address.split_once("://") else {
        return;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if let Ok(server) = [scheme, "://", authority].concat().parse()
        && !servers.contains(&server)
    {
        servers.push(server);
    }
}

/// Each server, after a space.
fn listed<'s>(servers: impl IntoIterator<Item = &'s Origin>) -> String {
    let servers = servers.into_iter().map(|server| format!(" {server}"));
    servers.collect()
}
