//! Who is not let in, or does not send from a page of the desk.

use complaints::domain::complaint::State;
use complaints::receiver::DeskSettings;

use super::at_work::Desk;
use super::{path, received, with_one};

/// What only those may read who are let in.
const PERSONAL: [&str; 3] = ["Zephyrine", "quux.example", "fritillary"];

#[track_caller]
fn says_nothing(body: &str) {
    for word in PERSONAL {
        assert!(!body.contains(word), "{body}");
    }
}

#[test]
fn a_stranger_gets_nothing_but_the_sign_in_at_every_address() {
    let (server, reference) = with_one();
    let mut desk = Desk::of(&server);
    let own = desk.cookie.take().unwrap();
    let complaint = path(&reference);
    let paths = [
        "/",
        "/?show=all",
        "/complaints.csv?show=all",
        &format!("/find?reference={reference}"),
        &complaint,
        &format!("{complaint}/file/1"),
        &format!("{complaint}/note"),
        "/sign-out",
        "/password",
        "/nothing",
        "//",
        "/complaint/",
    ];
    let wrong = format!("{own}0");
    for cookie in [None, Some(wrong), Some("complaints_desk=".to_owned())] {
        desk.cookie = cookie;
        for path in paths {
            let read = desk.get(path);
            assert_eq!(read.page().every("h1")[0].text(), "Sign in", "{path}");
            let sent = desk.post(path, &[("note", "Seen"), ("csrf", "")], &[]);
            let head = desk.send("HEAD", path, &[], b"");
            let other = desk.send("DELETE", path, &[], b"");
            let statuses = [read.status, head.status, other.status];
            assert_eq!(statuses, [401, 401, 405], "{path}");
            // The password's page is for those who have its code; its form is refused by itself.
            assert_eq!(sent.status, 401, "{path}");
            for answer in [read, sent, head, other] {
                says_nothing(&answer.body);
            }
        }
    }
    let received = received(&server, &reference);
    assert_eq!(received.handling.state(), State::Open);
    assert_eq!(received.notes, []);
    desk.cookie = Some(own);
    assert!(desk.get("/").body.contains(PERSONAL[0]));
}

#[test]
fn whether_there_is_a_complaint_a_stranger_does_not_learn() {
    let (server, reference) = with_one();
    let mut desk = Desk::of(&server);
    desk.cookie = None;
    let answers = [&reference, "C-00000000"].map(|reference| {
        let answer = desk.get(&path(reference));
        (answer.status, answer.body.replace(reference, "REFERENCE"))
    });
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn every_answer_keeps_browsers_from_running_framing_keeping_and_telling() {
    let (server, reference) = with_one();
    let mut desk = Desk::of(&server);
    let (own, complaint) = (desk.cookie.take(), path(&reference));
    for path in ["/", &complaint, "/complaints.csv", "/nothing"] {
        for cookie in [own.clone(), None] {
            desk.cookie = cookie;
            let answer = desk.get(path);
            let policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                          base-uri 'none'; frame-ancestors 'none'";
            for (name, value) in [
                ("content-security-policy", policy),
                ("cache-control", "no-store"),
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
                ("access-control-allow-origin", ""),
            ] {
                assert_eq!(answer.header(name).unwrap_or_default(), value, "{path}");
            }
        }
    }
}

#[test]
fn the_desk_and_the_public_page_serve_nothing_of_each_other() {
    let (server, reference) = with_one();
    let desk = Desk::of(&server);
    for path in [
        "/index.html",
        "/complaints.json",
        "/complaints/form",
        "/healthz",
    ] {
        assert_eq!(desk.get(path).status, 404, "{path}");
    }
    for path in [
        &*path(&reference),
        "/sign-in",
        "/password",
        "/complaints.csv",
        "/desk.css",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        says_nothing(&answer.body);
    }
}

#[test]
fn by_another_name_the_desk_is_not_there() {
    let (server, _) = with_one();
    let desk = Desk::of(&server);
    let port = desk.address.port();
    for host in [
        "desk.company.example",
        &format!("rebound.example:{port}"),
        "localhost.rebound.example",
        "127.0.0.1.rebound.example",
        "127.0.0.1@rebound.example",
        "192.0.2.1",
        "[2001:db8::1]",
        "",
        "[",
    ] {
        let answer = desk.send_to(host, "GET", "/", &[]);
        assert_eq!(answer.status, 421, "{host}");
        says_nothing(&answer.body);
    }
    for host in [
        "localhost",
        "LOCALHOST:80",
        "127.0.0.1",
        "127.1.2.3:8081",
        "[::1]:8081",
    ] {
        assert_eq!(desk.send_to(host, "GET", "/", &[]).status, 200, "{host}");
    }
}

#[test]
fn behind_a_proxy_the_desk_answers_by_the_name_it_is_given_with_a_cookie_for_tls_alone() {
    let (server, reference) = with_one();
    let address = "https://desk.company.example".parse().unwrap();
    let desk = Desk::signed_in(DeskSettings {
        address: Some(address),
        ..Desk::settings(&server)
    });
    let cookie = desk.cookie.clone().unwrap();
    assert!(cookie.starts_with("__host-complaints_desk="), "{cookie}");
    let cookie = cookie.replace("__host", "__Host");
    let cookie = ("Cookie", cookie.as_str());
    let get = |host| desk.send_to(host, "GET", "/", &[cookie]).status;
    assert_eq!(
        ["desk.company.example", "other.company.example"].map(get),
        [200, 421]
    );
    let origins = [
        ("https://desk.company.example", 303),
        ("https://other.company.example", 403),
        ("null", 403),
    ];
    let page = desk
        .send_to("localhost", "GET", &path(&reference), &[cookie])
        .page();
    let inputs = page.every("input");
    let csrf = inputs.iter().find(|one| one.attr("name") == Some("csrf"));
    let csrf = csrf.unwrap().attr("value").unwrap();
    for (origin, status) in origins {
        let fields = [("csrf", csrf), ("note", "Seen")];
        let note = format!("{}/note", path(&reference));
        let answer = desk.post(&note, &fields, &[cookie, ("Origin", origin)]);
        assert_eq!(answer.status, status, "{origin}");
    }
    assert_eq!(received(&server, &reference).notes.len(), 1);
}

#[test]
fn what_another_website_sends_changes_nothing() {
    let (server, reference) = with_one();
    let desk = Desk::of(&server);
    let csrf = desk.csrf(&path(&reference));
    let own = format!("http://{}", desk.address);
    let from_elsewhere: [&[(&str, &str)]; 5] = [
        &[("Origin", "https://evil.example")],
        &[("Origin", "null")],
        &[("Sec-Fetch-Site", "cross-site")],
        &[("Sec-Fetch-Site", "same-site")],
        &[
            ("Origin", "http://127.0.0.1:1"),
            ("Sec-Fetch-Site", "same-site"),
        ],
    ];
    let note = format!("{}/note", path(&reference));
    let fields = [("csrf", &*csrf), ("note", "Seen")];
    for headers in from_elsewhere {
        for (place, fields) in [(&*note, &fields[..]), ("/sign-in", &[("password", "x")])] {
            let answer = desk.post(place, fields, headers);
            assert_eq!(answer.status, 403, "{place} {headers:?}");
            says_nothing(&answer.body);
        }
    }
    assert_eq!(received(&server, &reference).notes, []);
    let from_here = [("Origin", &*own), ("Sec-Fetch-Site", "same-origin")];
    assert_eq!(desk.post(&note, &fields, &from_here).status, 303);
    assert_eq!(received(&server, &reference).notes.len(), 1);
}

#[test]
fn a_form_without_what_its_page_was_made_with_changes_nothing_and_keeps_what_was_typed() {
    let (server, reference) = with_one();
    let desk = Desk::of(&server);
    let other = {
        let mut other = Desk::start(Desk::settings(&server));
        let answer = other.sign_in(super::at_work::PASSWORD);
        other.keep_cookie(&answer);
        other.csrf(&path(&reference))
    };
    let note = format!("{}/note", path(&reference));
    for csrf in ["", "0", &other] {
        let answer = desk.post(&note, &[("csrf", csrf), ("note", "Seen\nby me")], &[]);
        assert_eq!(answer.status, 403);
        let page = answer.page();
        let said = "Nothing was changed: this page was opened before you signed in. Send it again";
        assert_eq!(
            super::problems(&page),
            [("note".to_owned(), said.to_owned())]
        );
        assert_eq!(page.by_id("note").text(), "Seen\nby me");
    }
    for action in ["answered", "deadlock", "reopen", "release"] {
        let fields = [("day", "23"), ("month", "11"), ("year", "2026")];
        let answer = desk.post(&format!("{}/{action}", path(&reference)), &fields, &[]);
        assert_eq!(answer.status, 403, "{action}");
        // What the summary leads to is there, though some of these are not offered.
        assert_eq!(super::problems(&answer.page()).len(), 1, "{action}");
    }
    assert_eq!(desk.post("/sign-out", &[], &[]).status, 403);
    let received = received(&server, &reference);
    assert_eq!(received.handling.state(), State::Open);
    assert_eq!(received.notes, []);
    assert_eq!(desk.get("/").status, 200);
}

#[test]
fn what_is_no_form_or_is_too_large_is_refused() {
    let (server, reference) = with_one();
    let desk = Desk::of(&server);
    let note = format!("{}/note", path(&reference));
    let kind = [("Content-Type", "text/plain")];
    assert_eq!(desk.send("POST", &note, &kind, b"note=x").status, 415);
    let large = "x".repeat(200_000);
    assert_eq!(desk.post(&note, &[("note", &large)], &[]).status, 413);
}
