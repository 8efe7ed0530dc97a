//! The endpoint over real HTTP, a real SQLite file and real folders; and the inbox on what it kept.

mod acknowledged;
mod answers;
mod attacks;
mod backup;
mod base;
mod both_figures;
mod cut_off;
mod data_folder;
mod database;
mod desk;
mod digest;
mod disks;
mod handled;
mod inbox;
mod instances;
mod killed;
mod languages;
mod mails;
mod multipart;
mod operated;
mod outbox;
mod plain_pages;
mod rate_limit;
mod receipts;
pub mod server;
mod site;
mod spreadsheet;
mod stores;
mod strain;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::Shutdown;
use std::process::{Command, Stdio};

use complaints::receiver::{Location, Receiver};
use serde_json::json;
use server::{Answer, Form, Server, head, read_answer};
use support::complaint::pdf;

fn png() -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n".as_slice(), &[0, 1, 2, 3]].concat()
}

fn count(server: &Server) -> usize {
    server.inbox().list().unwrap().len()
}

fn the_only_reference(server: &Server) -> String {
    let complaints = server.inbox().list().unwrap();
    assert_eq!(complaints.len(), 1);
    complaints[0].reference.clone()
}

/// The reference of what was received last.
fn newest(server: &Server) -> String {
    let complaints = server.inbox().list().unwrap();
    complaints[0].reference.clone()
}

#[track_caller]
fn assert_nothing_kept(server: &Server) {
    assert_eq!(count(server), 0);
    assert_eq!(
        server.files_in("incoming"),
        Vec::<std::path::PathBuf>::new()
    );
    assert_eq!(server.kept_files(), 0);
}

#[test]
fn a_complaint_is_answered_with_its_reference_and_dates() {
    let server = Server::started();
    let answer = server.post_form(&Form::complete());
    let reference = answer.reference();
    assert!(
        reference.starts_with("C-") && reference.len() == 10,
        "{reference}"
    );
    let receipt_url = answer.json()["receipt_url"].clone();
    let token = receipt_url
        .as_str()
        .and_then(|url| url.strip_prefix("/complaints/form?receipt="));
    assert!(
        token.is_some_and(complaints::receiver::reference::is_random_name),
        "{receipt_url}"
    );
    assert_eq!(
        answer.json(),
        json!({
            "reference": reference,
            "received_at": "2026-11-23T10:00:00Z",
            "response_due": "2026-11-30",
            "cisas_opens": "2027-01-18",
            "cisas_opens_regulator": "2027-01-04",
            "cisas_closes": "2027-08-23",
            "receipt_url": receipt_url,
        })
    );
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[test]
fn a_complaint_with_two_files_arrives_byte_for_byte() {
    let server = Server::started();
    let (letter, screenshot) = (pdf(3_000_000), png());
    let form = Form::complete()
        .file("letter.pdf", &letter)
        .file("Bildschirm 1 – ö.png", &screenshot);
    let reference = server.post_form(&form).reference();
    let received = server.received(&reference);
    let names: Vec<&str> = received
        .attachments
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    assert_eq!(names, ["letter.pdf", "Bildschirm 1 – ö.png"]);
    let contents: Vec<Vec<u8>> = received
        .attachments
        .iter()
        .map(|file| file.read().unwrap())
        .collect();
    assert!(contents == [letter, screenshot]);
    assert_eq!(server.files_in("incoming").len(), 0);
}

#[test]
fn a_repeat_gets_the_first_answer_and_is_kept_once() {
    let server = Server::started();
    let form = Form::complete()
        .text("submission_id", "8e03978e-40d5-43e8-bc93-6894a57f9324")
        .file("a.pdf", &pdf(5_000));
    let first = server.post_form(&form);
    assert_eq!(first.status, 201);
    // Even when the company asks for more by then.
    server.edit_copy(|copy| {
        copy.replace(
            r#""label": "Phone number","#,
            r#""label": "Phone number", "required": true,"#,
        )
    });
    assert_eq!(
        server.post_form(&Form::complete()).errors(),
        [("/phone".into(), "Enter your phone number".into())]
    );
    let again = server.post_form_with(
        &form,
        &[(
            "Idempotency-Key",
            "\"8e03978e-40d5-43e8-bc93-6894a57f9324\"",
        )],
    );
    assert_eq!((again.status, again.body), (first.status, first.body));
    assert_eq!(count(&server), 1);
    assert_eq!(
        (server.kept_files(), server.files_in("incoming").len()),
        (1, 0)
    );
}

#[test]
fn a_repeat_may_have_been_shown_other_dates() {
    let server = Server::started();
    let form = Form::complete().text("submission_id", "one");
    let first = server.post_form(
        &form
            .clone()
            .text("response_due", "2026-11-30")
            .text("copy_version", "a"),
    );
    let again = server.post_form(
        &form
            .text("response_due", "2026-12-01")
            .text("copy_version", "b"),
    );
    assert_eq!(first.reference(), again.reference());
}

#[test]
fn another_complaint_under_the_same_key_is_refused() {
    let server = Server::started();
    let key = [("Idempotency-Key", "one")];
    let form = Form::complete().file("a.pdf", &pdf(5_000));
    let first = server.post_form_with(&form, &key);
    let other_words = server.post_form_with(&form.clone().text("services", "SIP"), &key);
    let other_file = server.post_form_with(&Form::complete().file("a.pdf", &pdf(5_001)), &key);
    for other in [other_words, other_file] {
        assert_eq!(other.status, 422);
        assert_eq!(
            other.json()["detail"],
            "another complaint was received under this submission id"
        );
        let words = "You have already sent a complaint from this form, and we have it. Send this one too if you want us to have both";
        assert_eq!(other.errors(), [(String::new(), words.to_owned())]);
    }
    assert_eq!((first.status, count(&server)), (201, 1));
    assert_eq!(
        (server.kept_files(), server.files_in("incoming").len()),
        (1, 0)
    );
}

#[test]
fn the_same_complaint_sent_many_times_at_once_is_kept_once() {
    let server = Server::started();
    let form = Form::complete()
        .text("submission_id", "one")
        .file("a.pdf", &pdf(100_000));
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| server.post_form(&form)))
            .collect();
        senders
            .into_iter()
            .map(|sender| sender.join().unwrap())
            .collect()
    });
    let first = answers[0].reference();
    assert!(answers.iter().all(|answer| answer.reference() == first));
    assert_eq!((count(&server), server.kept_files()), (1, 1));
}

#[test]
fn an_empty_form_lists_its_problems_in_page_order_and_the_copys_words() {
    let server = Server::started();
    let answer = server.post_form(&Form::default().file("", b""));
    assert_eq!(answer.status, 422);
    let expected = [
        ("/name", "Enter your full name"),
        ("/email", "Enter your email address or postal address"),
        ("/category", "Select what your complaint is about"),
        ("/description", "Enter a description of your complaint"),
    ];
    assert_eq!(
        answer.errors(),
        expected.map(|(pointer, detail)| (pointer.to_owned(), detail.to_owned()))
    );
    assert_eq!(answer.json()["title"], "There is a problem");
    assert_nothing_kept(&server);
}

#[test]
fn a_postal_address_alone_is_enough() {
    let server = Server::started();
    let form = Form::default()
        .text("name", "Jo Smith")
        .text("email", "")
        .text("address", "1 High Street\r\nSouthend")
        .text("category", "billing")
        .text("description", "I was billed twice for the same month.");
    let reference = server.post_form(&form).reference();
    let received = server.received(&reference);
    assert!(
        received
            .answers
            .contains(&("address".into(), "1 High Street\nSouthend".into()))
    );
}

#[test]
fn the_three_boxes_of_a_native_form_make_a_date() {
    let server = Server::started();
    let form = |day| {
        Form::complete()
            .text("complained_before", "yes")
            .text("first_complained_on-day", day)
            .text("first_complained_on-month", "March")
            .text("first_complained_on-year", "2026")
    };
    let answer = server.post_form(&form("2")).json();
    assert_eq!(
        (&answer["cisas_opens"], &answer["cisas_closes"]),
        (&json!("2026-04-27"), &json!("2026-12-02"))
    );
    let wrong = server.post_form(&form("32"));
    let words = "Date when you first complained must be a real date";
    assert_eq!(
        (wrong.status, wrong.errors()),
        (422, vec![("/first_complained_on".into(), words.into())])
    );
}

#[test]
fn a_date_alone_says_that_they_complained_before() {
    let server = Server::started();
    let answer = server.post_form(&Form::complete().text("first_complained_on", "2026-03-02"));
    let received = server.inbox().find(&answer.reference()).unwrap().unwrap();
    assert_eq!(answer.json()["cisas_opens"], "2026-04-27");
    assert!(
        received
            .answers
            .contains(&("first_complained_on".into(), "2026-03-02".into()))
    );
    let wrong = server.post_form(&Form::complete().text("first_complained_on", "2 March"));
    assert_eq!(wrong.errors()[0].0, "/first_complained_on");
}

#[test]
fn json_brings_the_same_complaint_as_a_form() {
    let server = Server::started();
    let json = json!({
        "submission_id": "one",
        "name": "Jo Smith",
        "email": "jo@example.com",
        "category": "billing",
        "description": "I was billed twice for the same month.",
        "complained_before": true,
        "first_complained_on": "2026-03-02",
        "phone": null,
        "attachments": [],
        "more": { "of": ["whatever"] },
    });
    let first = server.post_json(&json.to_string());
    let form = Form::complete()
        .text("first_complained_on", "2026-03-02")
        .text("submission_id", "one");
    assert_eq!(first.reference(), server.post_form(&form).reference());
    assert_eq!(server.post_json("{}").errors().len(), 4);
}

#[test]
fn what_is_not_the_wire_format_is_refused_with_what_is_wrong() {
    let server = Server::started();
    let form = |body: &[u8]| {
        let content_type = [("Content-Type", "multipart/form-data; boundary=----cut-here")];
        server.send("POST", "/complaints/form", &content_type, body)
    };
    let whole = Form::complete().file("a.pdf", &pdf(5_000)).body();
    let typed = |content_type, body| {
        server.send(
            "POST",
            "/complaints/form",
            &[("Content-Type", content_type)],
            body,
        )
    };
    let refused = [
        (
            form(&whole[..whole.len() - 4]),
            400,
            "the form ends without its last boundary",
        ),
        (
            form(b"name=Jo"),
            400,
            "the form ends without its last boundary",
        ),
        (
            form(b"------cut-here\r\nContent-Type: text/plain\r\n\r\nJo\r\n"),
            400,
            "a part without a name",
        ),
        (
            server.post_form(&Form::complete().text("name", "Jo")),
            400,
            "name: more than one value",
        ),
        (
            server.post_form(&Form::complete().text("attachments", "a.pdf")),
            400,
            "attachments: expected a file, found a text",
        ),
        (
            typed("multipart/form-data", &whole),
            400,
            "multipart/form-data without a boundary",
        ),
        (
            server.post_json("{"),
            400,
            "1:1 not JSON: Unterminated object",
        ),
        (
            server.post_json("[]"),
            400,
            "expected an object {…} of names and texts",
        ),
        (
            server.post_json(r#"{"name": ["Jo"]}"#),
            400,
            "1:10 name: expected a text",
        ),
        (
            server.post_json(r#"{"name": "Jo", "name": "Jo"}"#),
            400,
            "name: more than one value",
        ),
        (
            server.post_json(r#"{"attachments": ["a"]}"#),
            400,
            "attachments: files travel in multipart/form-data only",
        ),
        (
            server.post_json(r#"{"submission_id": "a b"}"#),
            400,
            "a submission id is 1 to 100 visible ASCII characters, best a UUID",
        ),
        (
            typed("text/plain", b"Jo"),
            415,
            "expected multipart/form-data or application/json",
        ),
        (
            server.post_form_with(
                &Form::complete().text("submission_id", "one"),
                &[("Idempotency-Key", "two")],
            ),
            400,
            "Idempotency-Key and submission_id differ",
        ),
    ];
    for (answer, status, detail) in refused {
        assert_eq!((answer.status, answer.detail().as_str()), (status, detail));
    }
    assert_nothing_kept(&server);
}

#[test]
fn a_file_whose_content_is_not_its_type_is_refused_by_name() {
    let server = Server::started();
    let answer = server.post_form(
        &Form::complete()
            .file("letter.pdf", &pdf(5_000))
            .file("C:\\scan.pdf", b"MZ\x90\0"),
    );
    assert_eq!(answer.status, 422);
    let words = "scan.pdf could not be used because it is not the type of file that its name says. Open it, then save it as a PDF";
    assert_eq!(
        answer.errors(),
        [("/attachments".to_owned(), words.to_owned())]
    );
    assert_nothing_kept(&server);
}

/// As in a company that takes one megabyte in one file.
fn one_megabyte(copy: String) -> String {
    let limits = r#"{ "file_mb": 10, "total_mb": 40, "files": 40 }"#;
    assert!(copy.contains(limits));
    copy.replace(limits, r#"{ "file_mb": 1, "total_mb": 1, "files": 1 }"#)
}

#[test]
fn a_file_over_its_limit_is_refused_by_name() {
    let server = Server::started();
    server.edit_copy(one_megabyte);
    let answer = server.post_form(
        &Form::complete()
            .file("long.pdf", &pdf(1_500_000))
            .file("a.pdf", &pdf(9)),
    );
    let expected = [
        ("/attachments", "long.pdf must be 1 MB or smaller"),
        ("/attachments", "You can attach up to 1 file: remove some"),
    ];
    assert_eq!(answer.status, 422);
    assert_eq!(
        answer.errors(),
        expected.map(|(pointer, detail)| (pointer.to_owned(), detail.to_owned()))
    );
    assert_nothing_kept(&server);
}

#[test]
fn a_body_over_the_limit_is_refused_in_an_answer_that_arrives() {
    let server = Server::started();
    server.edit_copy(one_megabyte);
    let body = Form::complete().file("long.pdf", &pdf(30_000_000)).body();
    let content_type = ("Content-Type", "multipart/form-data; boundary=----cut-here");
    let announced = server.send("POST", "/complaints/form", &[content_type], &body);
    let mut stream = server.connect();
    let chunked = format!(
        "POST /complaints/form HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{}: {}\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n",
        server.host(),
        content_type.0,
        content_type.1,
        body.len(),
    );
    stream
        .write_all(&[chunked.as_bytes(), &body, b"\r\n0\r\n\r\n"].concat())
        .unwrap();
    for answer in [announced, read_answer(&mut stream)] {
        let words = "The files must be 1 MB or smaller in all: remove one or more";
        assert_eq!(
            (answer.status, answer.errors()),
            (413, vec![("/attachments".into(), words.into())])
        );
    }
    assert_nothing_kept(&server);
}

#[test]
fn an_endless_answer_is_refused_at_its_field() {
    let server = Server::started();
    let answer = server.post_form(&Form::default().text("description", &"é".repeat(600_000)));
    let words = "Description of your complaint must be 8000 characters or fewer";
    assert_eq!(
        (answer.status, answer.errors()),
        (413, vec![("/description".into(), words.into())])
    );
}

#[test]
fn a_sender_that_hangs_up_leaves_nothing() {
    let server = Server::started();
    let body = Form::complete().file("a.pdf", &pdf(2_000_000)).body();
    let content_type = ("Content-Type", "multipart/form-data; boundary=----cut-here");
    let mut stream = server.connect();
    stream
        .write_all(&head(
            "POST",
            "/complaints/form",
            &server.host(),
            &[content_type],
            body.len(),
        ))
        .unwrap();
    stream.write_all(&body[..1_000_000]).unwrap();
    wait_until("a file is on its way", || {
        server.files_in("incoming").len() == 1
    });
    stream.shutdown(Shutdown::Both).unwrap();
    wait_until("it is gone again", || {
        server.files_in("incoming").is_empty()
    });
    assert_nothing_kept(&server);
}

#[track_caller]
fn wait_until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..3_000 {
        if holds() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("not after half a minute: {what}");
}

#[test]
fn a_replaced_copy_takes_effect_and_a_broken_one_does_not() {
    let server = Server::started();
    let empty_name = || server.post_form(&Form::default()).errors()[0].1.clone();
    assert_eq!(empty_name(), "Enter your full name");
    server.edit_copy(|copy| copy.replace("Enter your full name", "Enter your name, please do"));
    assert_eq!(empty_name(), "Enter your name, please do");
    server.edit_copy(|copy| copy.replace("\"language\": \"en-GB\"", "\"language\": 5"));
    assert_eq!(empty_name(), "Enter your name, please do");
    fs::remove_file(server.dist().join("complaints.json")).unwrap();
    assert_eq!(empty_name(), "Enter your name, please do");
    fs::write(
        server.dist().join("complaints.json"),
        support::shipped::COPY,
    )
    .unwrap();
    assert_eq!(empty_name(), "Enter your full name");
    let expected = [
        "2026-11-23T10:00:00Z replaced file=dist/complaints.json",
        r#"2026-11-23T10:00:00Z unusable problem="dist/complaints.json:3:15 language: expected a language like en-GB, found 5""#,
        r#"2026-11-23T10:00:00Z unusable problem="cannot read dist/complaints.json: No such file or directory (os error 2)""#,
        "2026-11-23T10:00:00Z replaced file=dist/complaints.json",
    ];
    assert_eq!(server.log(), expected);
}

#[test]
fn the_copy_says_where_the_endpoint_is() {
    let server = Server::started();
    server.edit_copy(|copy| {
        copy.replace(
            r#""endpoint": "/complaints/form""#,
            r#""endpoint": "/api/complaints?from=page""#,
        )
    });
    assert_eq!(server.post_form(&Form::complete()).status, 404);
    assert_eq!(server.send("POST", "/api/complaints", &[], b"").status, 415);
    server.edit_copy(|copy| {
        copy.replace(
            "/api/complaints?from=page",
            "https://forms.company.example/complaints",
        )
    });
    assert_eq!(server.post_form(&Form::complete()).status, 201);
}

#[test]
fn files_and_folders_are_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::started();
    server
        .post_form(&Form::complete().file("a.pdf", &pdf(5_000)))
        .reference();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for folder in ["", "attachments", "incoming"] {
        assert_eq!(mode(&server.data().join(folder)), 0o700, "{folder}");
    }
    let files = [
        "complaints.sqlite3",
        "complaints.sqlite3-wal",
        "complaints.sqlite3-shm",
        "serve.lock",
        "newest",
        "reserve",
    ];
    for file in files
        .map(|file| server.data().join(file))
        .into_iter()
        .chain(server.files_in("attachments"))
    {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[test]
fn a_data_folder_that_cannot_be_used_is_said_at_the_start() {
    let start = |server: &Server| Receiver::open(server.settings()).err().unwrap().to_string();
    let server = Server::prepared();
    let data = server.data().display().to_string();
    fs::write(server.data(), "a file").unwrap();
    assert_eq!(
        start(&server),
        format!("cannot use {data}: not a directory")
    );
    fs::remove_file(server.data()).unwrap();
    fs::create_dir(server.data()).unwrap();
    fs::write(
        server.data().join("complaints.sqlite3"),
        "not a database, but long enough to look like one".repeat(20),
    )
    .unwrap();
    assert_eq!(
        start(&server),
        format!("cannot use {data}/complaints.sqlite3: file is not a database")
    );
    fs::remove_file(server.data().join("complaints.sqlite3")).unwrap();
    let first = Receiver::open(server.settings()).unwrap();
    assert_eq!(start(&server), format!("another serve is using {data}"));
    drop(first);
    let newer = rusqlite::Connection::open(server.data().join("complaints.sqlite3")).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    assert_eq!(
        start(&server),
        format!("{data}/complaints.sqlite3 has format 99, this program knows format 7")
    );
}

#[test]
fn what_is_received_cannot_be_kept_where_it_would_be_served() {
    let server = Server::prepared();
    let settings = complaints::receiver::Settings {
        location: Location::Folder(server.dist().join("../dist/data/new")),
        ..server.settings()
    };
    let error = Receiver::open(settings).err().unwrap().to_string();
    assert!(
        error.ends_with("which everyone can read: choose another place"),
        "{error}"
    );
    assert!(!server.dist().join("data").exists());
}

#[test]
fn pages_of_other_servers_may_post_only_when_allowed() {
    let server = Server::started();
    let post = |headers: &[(&str, &str)]| server.post_form_with(&Form::complete(), headers);
    let own = format!("http://{}", server.host());
    assert_eq!(post(&[("Origin", &own)]).status, 201);
    assert_eq!(
        post(&[
            ("Origin", "https://behind.a.proxy.example"),
            ("Sec-Fetch-Site", "same-origin")
        ])
        .status,
        201
    );
    let allowed = post(&[("Origin", "https://www.company.example")]);
    assert_eq!(allowed.status, 201);
    assert_eq!(
        allowed.header("access-control-allow-origin"),
        Some("https://www.company.example")
    );
    for foreign in [
        "https://evil.example",
        "https://www.company.example.evil.example",
        "http://www.company.example",
        "null",
    ] {
        let answer = post(&[("Origin", foreign)]);
        assert_eq!(
            (answer.status, answer.header("access-control-allow-origin")),
            (403, None),
            "{foreign}"
        );
        assert_eq!(
            answer.json()["detail"],
            "pages of this origin may not post here"
        );
    }
    let preflight = |origin| {
        let headers = [
            ("Origin", origin),
            ("Access-Control-Request-Method", "POST"),
        ];
        server.send("OPTIONS", "/complaints/form", &headers, b"")
    };
    let answer = preflight("https://www.company.example");
    assert_eq!(
        (answer.status, answer.header("access-control-allow-methods")),
        (204, Some("post"))
    );
    assert_eq!(
        answer.header("access-control-allow-headers"),
        Some("content-type, idempotency-key")
    );
    assert_eq!(preflight("https://evil.example").status, 403);
}

#[test]
fn the_page_comes_with_its_headers() {
    let server = Server::started();
    for name in [
        "complaints-46fb033e905b123.js",
        "complaints-46fb033e905b123_bg.wasm",
        "checker-WORKRKV6.js",
        "complaints.js",
    ] {
        fs::write(server.dist().join(name), "…").unwrap();
    }
    let header = |path, name| {
        server
            .get(path)
            .header(name)
            .map(str::to_owned)
            .unwrap_or_default()
    };
    assert_eq!(
        server.get("/").body,
        fs::read_to_string(server.dist().join("index.html")).unwrap()
    );
    for (path, content_type, cache) in [
        ("/", "text/html", "no-cache"),
        ("/complaints.json", "application/json", "no-cache"),
        ("/complaints.js", "text/javascript", "no-cache"),
        (
            "/complaints-46fb033e905b123.js",
            "text/javascript",
            "public, max-age=31536000, immutable",
        ),
        (
            "/complaints-46fb033e905b123_bg.wasm",
            "application/wasm",
            "public, max-age=31536000, immutable",
        ),
        (
            "/checker-WORKRKV6.js",
            "text/javascript",
            "public, max-age=31536000, immutable",
        ),
    ] {
        assert_eq!(
            (header(path, "content-type"), header(path, "cache-control")),
            (content_type.into(), cache.into()),
            "{path}"
        );
        assert_eq!(header(path, "x-content-type-options"), "nosniff");
        assert_eq!(header(path, "referrer-policy"), "strict-origin");
        assert!(
            header(path, "content-security-policy")
                .starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'")
        );
    }
    assert_eq!(server.get("/../data/complaints.sqlite3").status, 404);
    assert_eq!(
        server
            .get("/missing-0123456789abcdef.js")
            .header("cache-control"),
        Some("no-cache")
    );
    assert_eq!(server.get("/complaints.js/nothing").status, 404);
    let wrong = server.send("PUT", "/complaints/form", &[], b"");
    assert_eq!(
        (wrong.status, wrong.header("allow")),
        (405, Some("get, head, post, options"))
    );
}

#[test]
fn words_are_compressed_on_the_way_and_answers_to_a_person_are_not() {
    let server = Server::started();
    let encoding = |path: &str, accepted: &str| {
        let headers = [("Accept-Encoding", accepted)];
        let answer = server.send_for_bytes("GET", path, &headers, b"");
        let head = String::from_utf8_lossy(&answer).to_ascii_lowercase();
        head.lines()
            .find_map(|line| line.strip_prefix("content-encoding: ").map(str::to_owned))
    };
    for path in ["/", "/complaints.json", "/bank-holidays.json"] {
        assert_eq!(encoding(path, "gzip, br").as_deref(), Some("br"), "{path}");
        assert_eq!(encoding(path, "gzip").as_deref(), Some("gzip"), "{path}");
        assert_eq!(encoding(path, "identity"), None, "{path}");
    }
    assert_eq!(encoding("/complaints/form", "gzip, br"), None);
}

fn program() -> Command {
    Command::new(support::program())
}

#[test]
fn a_broken_copy_file_is_named_with_line_and_column_and_nothing_starts() {
    let server = Server::prepared();
    server.edit_copy(|copy| copy.replacen("\"language\"", "\"langauge\"", 1));
    let output = program()
        .current_dir(server.folder())
        .args(["serve", "--port", "0"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "complaints: the built folder cannot be served:\n\
         dist/complaints.json:1:1 missing key \"language\"\n\
         dist/complaints.json:3:3 langauge: unknown key, did you mean \"language\"?\n"
    );
    assert!(!server.data().exists());
}

#[test]
fn a_missing_built_folder_or_broken_bank_holidays_are_named() {
    let server = Server::prepared();
    let serve = || {
        let output = program()
            .current_dir(server.folder())
            .args(["serve", "--port", "0"])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    fs::write(server.dist().join("bank-holidays.json"), "<html>").unwrap();
    let error = serve();
    assert!(error.contains("\ndist/bank-holidays.json:1:1 "), "{error}");
    fs::remove_dir_all(server.dist()).unwrap();
    let error = "cannot read dist/complaints.json: No such file or directory (os error 2)";
    assert_eq!(
        serve(),
        format!("complaints: the built folder cannot be served:\n{error}\n")
    );
}

#[test]
fn serve_says_where_it_listens_and_ends_what_has_begun_when_stopped() {
    let server = Server::prepared();
    let mut serve = program()
        .current_dir(server.folder())
        .args(["serve", "--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(serve.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line
        .trim()
        .strip_prefix("Listening on http://")
        .unwrap()
        .strip_suffix('/')
        .unwrap();
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let body = Form::complete().file("a.pdf", &pdf(50_000)).body();
    let content_type = ("Content-Type", "multipart/form-data; boundary=----cut-here");
    stream
        .write_all(&head(
            "POST",
            "/complaints/form",
            address,
            &[content_type],
            body.len(),
        ))
        .unwrap();
    stream.write_all(&body[..10_000]).unwrap();
    wait_until("a file is on its way", || {
        server.data().join("incoming").is_dir() && server.files_in("incoming").len() == 1
    });
    let stopped = Command::new("kill")
        .arg(serve.id().to_string())
        .status()
        .unwrap();
    assert!(stopped.success());
    wait_until("nobody new is let in", || {
        std::net::TcpStream::connect(address).is_err()
    });
    stream.write_all(&body[10_000..]).unwrap();
    let reference = read_answer(&mut stream).reference();
    assert_eq!(serve.wait().unwrap().code(), Some(0));
    let mut log = String::new();
    serve
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut log)
        .unwrap();
    let events: Vec<&str> = log
        .lines()
        .map(|line| line.split(' ').nth(1).unwrap())
        .collect();
    assert_eq!(events, ["stopping", "received"], "{log}");
    assert!(
        log.contains(&reference) && !log.contains("Jo") && !log.contains("a.pdf"),
        "{log}"
    );
    assert_eq!(count(&server), 1);
}

stores::with_postgresql!(
    a_complaint_is_answered_with_its_reference_and_dates,
    a_complaint_with_two_files_arrives_byte_for_byte,
    a_repeat_gets_the_first_answer_and_is_kept_once,
    a_repeat_may_have_been_shown_other_dates,
    another_complaint_under_the_same_key_is_refused,
    the_same_complaint_sent_many_times_at_once_is_kept_once,
    an_empty_form_lists_its_problems_in_page_order_and_the_copys_words,
    json_brings_the_same_complaint_as_a_form,
    a_sender_that_hangs_up_leaves_nothing,
);
