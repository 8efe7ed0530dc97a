//! Staff whom a proxy on this machine names.

use std::net::{IpAddr, UdpSocket};

use complaints::receiver::DeskSettings;

use super::super::server::Server;
use super::at_work::{Desk, PASSWORD};
use super::{path, received, with_one};

fn trusting(server: &Server) -> DeskSettings {
    DeskSettings {
        trust_header: Some("x-remote-user".parse().unwrap()),
        ..Desk::settings(server)
    }
}

fn csrf(desk: &Desk, reference: &str, user: &str) -> String {
    let page = desk.send("GET", &path(reference), &[("X-Remote-User", user)], b"");
    let page = page.page();
    let inputs = page.every("input");
    let field = inputs.iter().find(|one| one.attr("name") == Some("csrf"));
    field.unwrap().attr("value").unwrap().to_owned()
}

#[test]
fn a_name_in_a_header_lets_somebody_in_only_where_that_is_asked_for() {
    let (server, _) = with_one();
    let named = [("X-Remote-User", "ada")];
    let desk = Desk::of(&server);
    let own = desk.cookie.clone();
    let mut stranger = Desk::start(Desk::settings(&server));
    assert_eq!(stranger.send("GET", "/", &named, b"").status, 401);
    stranger = Desk::start(trusting(&server));
    assert_eq!(stranger.code, None);
    assert_eq!(stranger.send("GET", "/", &named, b"").status, 200);
    let not: [&[(&str, &str)]; 4] = [
        &[],
        &[("X-Remote-User", " ")],
        &[("X-Remote-User", "ada"), ("X-Remote-User", "eve")],
        &[("X-Remote-User-Name", "ada")],
    ];
    for headers in not {
        let answer = stranger.send("GET", "/", headers, b"");
        assert_eq!(answer.status, 401, "{headers:?}");
        assert_eq!(answer.page().every("form").len(), 0);
    }
    // There no password lets anybody in.
    assert_eq!(stranger.sign_in(PASSWORD).status, 403);
    stranger.cookie = own;
    assert_eq!(stranger.get("/").status, 401);
}

#[test]
fn forms_are_sent_with_what_the_page_of_the_same_person_was_made_with() {
    let (server, reference) = with_one();
    let desk = Desk::start(trusting(&server));
    let [ada, eve] = ["ada", "eve"].map(|user| csrf(&desk, &reference, user));
    assert_ne!(ada, eve);
    let note = format!("{}/note", path(&reference));
    let named = [("X-Remote-User", "ada")];
    for (csrf, status) in [(&*eve, 403), ("", 403), (&*ada, 303)] {
        let fields = [("csrf", csrf), ("note", "Seen")];
        assert_eq!(desk.post(&note, &fields, &named).status, status);
    }
    assert_eq!(received(&server, &reference).notes.len(), 1);
    // Another process has other secrets.
    let other = Desk::start(trusting(&server));
    assert_ne!(csrf(&other, &reference, "ada"), ada);
}

/// An address of this machine by which others reach it, where it has one; nothing is sent.
fn reached_by_others() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback()).then_some(address)
}

#[test]
fn a_name_from_another_machine_lets_nobody_in() {
    let Some(host) = reached_by_others() else {
        eprintln!(
            "NOT TESTED: a header from another machine. This one has no address but its own."
        );
        return;
    };
    let (server, _) = with_one();
    let desk = Desk::start_on(trusting(&server), host);
    let named = [("X-Remote-User", "ada")];
    let answer = desk.send_to("localhost", "GET", "/", &named);
    assert_eq!(answer.status, 401);
}
