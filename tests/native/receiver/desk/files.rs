//! What a customer sent as files: saved as it was, never shown.

use std::fs;

use support::complaint::pdf;

use super::super::server::Server;
use super::at_work::Desk;
use super::{complaint, path, received};

/// The head of an answer, and its body.
fn parts(answer: &[u8]) -> (String, &[u8]) {
    let end = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap();
    let head = std::str::from_utf8(&answer[..end]).unwrap();
    (head.to_owned(), &answer[end + 4..])
}

#[track_caller]
fn header<'h>(head: &'h str, name: &str) -> &'h str {
    let mut lines = head.lines();
    let found = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    found.unwrap_or_else(|| panic!("no {name} in {head}"))
}

#[test]
fn a_file_is_saved_byte_for_byte_under_its_own_name_and_never_shown() {
    let server = Server::started();
    let (letter, picture) = (pdf(300_000), super::super::png());
    let form = complaint("one")
        .file("letter.pdf", &letter)
        .file("Bildschirm 1 – ö's.png", &picture);
    let reference = server.post_form(&form).reference();
    let desk = Desk::of(&server);
    let page = desk.get(&path(&reference)).page();
    let links = page.every("a");
    let files: Vec<&str> = links
        .iter()
        .filter(|link| link.attr("download").is_some())
        .map(|link| link.attr("href").unwrap())
        .collect();
    let expected = [
        (
            &letter,
            "attachment; filename=\"letter.pdf\"; filename*=UTF-8''letter.pdf",
        ),
        (
            &picture,
            "attachment; filename=\"Bildschirm 1 _ _'s.png\"; \
             filename*=UTF-8''Bildschirm%201%20%E2%80%93%20%C3%B6%27s.png",
        ),
    ];
    assert_eq!(files.len(), expected.len());
    for (file, (content, disposition)) in files.into_iter().zip(expected) {
        let answer = desk.bytes(file);
        let (head, body) = parts(&answer);
        assert!(body == content.as_slice(), "{file}");
        for (name, value) in [
            ("content-type", "application/octet-stream"),
            ("content-disposition", disposition),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(header(&head, name), value);
        }
    }
}

#[test]
fn no_name_of_a_file_breaks_out_of_its_header_or_hides_its_ending() {
    let server = Server::started();
    let form = complaint("one").file("a.pdf", &pdf(5_000));
    let reference = server.post_form(&form).reference();
    let desk = Desk::of(&server);
    let database = rusqlite::Connection::open(server.data().join("complaints.sqlite3")).unwrap();
    for (name, saved, ascii) in [
        (
            "a\r\nset-cookie: x=y",
            "a__set-cookie_%20x%3Dy",
            "a__set-cookie_ x=y",
        ),
        (
            "a\"; filename=\"b.exe",
            "a%22%3B%20filename%3D%22b.exe",
            "a_; filename=_b.exe",
        ),
        ("..\\../etc/passwd", ".._.._etc_passwd", ".._.._etc_passwd"),
        ("gpj.\u{202e}exe\u{200b}", "gpj._exe_", "gpj._exe_"),
        ("100%20.pdf", "100%2520.pdf", "100_20.pdf"),
        ("", "", ""),
    ] {
        database
            .execute("update attachment set name = ?1", [name])
            .unwrap();
        let answer = desk.bytes(&format!("{}/file/1", path(&reference)));
        let (head, _) = parts(&answer);
        let expected = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{saved}");
        assert_eq!(header(&head, "content-disposition"), expected);
        assert!(!head.contains("set-cookie: x"), "{head}");
    }
}

#[test]
fn a_file_that_is_not_what_was_received_is_not_given_out() {
    let server = Server::started();
    let form = complaint("one").file("a.pdf", &pdf(5_000));
    let reference = server.post_form(&form).reference();
    let desk = Desk::of(&server);
    let kept = received(&server, &reference).attachments[0].place();
    let address = format!("{}/file/1", path(&reference));
    fs::write(&kept, b"something else").unwrap();
    let changed = desk.get(&address);
    fs::remove_file(&kept).unwrap();
    let gone = desk.get(&address);
    for answer in [changed, gone] {
        assert_eq!(answer.status, 500);
        let heading = answer.page().every("h1")[0].text();
        assert_eq!(heading, "The file cannot be saved");
        assert!(!answer.body.contains("something else"));
    }
}

crate::receiver::stores::with_postgresql!(
    a_file_is_saved_byte_for_byte_under_its_own_name_and_never_shown,
);
