//! The desk over real HTTP, on a real SQLite file: who is let in, what staff see, and what becomes of what they do.

mod at_work;
mod command;
mod complaint;
mod files;
mod hostile;
mod list;
mod sign_in;
mod strangers;
mod trusted;

use complaints::receiver::Received;

use super::server::{Form, Server};

/// A complaint of one customer, who is known by a name that stands nowhere else.
fn complaint(id: &str) -> Form {
    Form::default()
        .text("submission_id", id)
        .text("name", "Zephyrine Quux")
        .text("email", "zephyrine@quux.example")
        .text("category", "billing")
        .text("description", "The fritillary line was billed twice.")
}

/// An inbox with one complaint, and its reference.
fn with_one() -> (Server, String) {
    let server = Server::started();
    let reference = server.post_form(&complaint("one")).reference();
    (server, reference)
}

fn received(server: &Server, reference: &str) -> Received {
    let inbox = server.inbox();
    inbox.find(reference).unwrap().unwrap()
}

/// The path of a complaint's page.
fn path(reference: &str) -> String {
    format!("/complaint/{reference}")
}

/// What a page says is wrong: each with the id that its link leads to, which is there.
#[track_caller]
fn problems(page: &crate::html::Element) -> Vec<(String, String)> {
    let links = page.all().into_iter();
    let links = links.filter(|one| one.is("cp-error-summary__link"));
    links
        .map(|link| {
            let id = link.attr("href").unwrap().trim_start_matches('#');
            page.by_id(id);
            (id.to_owned(), link.text())
        })
        .collect()
}
