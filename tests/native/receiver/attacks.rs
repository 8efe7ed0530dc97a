//! What a hostile or careless client does: it costs little, and blinds nobody.

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::IpAddr;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderValue};
use complaints::receiver::rate_limit::{BURST, RateLimit, Sender};
use complaints::receiver::{Origin, Patience, Settings};
use proptest::prelude::*;

use super::server::{BROWSER, FORM_TYPE, Form, Server, head, post, read_answer};
use super::{assert_nothing_kept, count, pdf, wait_until};
use support::Program;

fn proxied(change: impl FnOnce(Settings) -> Settings) -> Server {
    let mut server = Server::prepared();
    let settings = Settings {
        trust_proxy: true,
        ..server.settings()
    };
    server.start_with(change(settings));
    server
}

#[test]
fn what_a_proxy_wrote_illegibly_is_limited_all_the_same() {
    for made_up in [
        "é, 203.0.113.8",
        "unknown",
        "203.0.113.8,",
        "_hidden, x:y:z",
        ", ,",
    ] {
        let server = proxied(|settings| settings);
        let statuses: Vec<u16> = (0..BURST + 2)
            .map(|_| {
                let headers = [("X-Forwarded-For", made_up)];
                server.post_form_with(&Form::default(), &headers).status
            })
            .collect();
        assert_eq!(statuses[0], 422, "{made_up}");
        assert_eq!(statuses[BURST as usize + 1], 429, "{made_up}");
    }
}

proptest! {
    #[test]
    fn whatever_is_forwarded_somebody_is_counted(made_up in proptest::collection::vec(any::<u8>(), 0..40)) {
        let Ok(value) = HeaderValue::from_bytes(&made_up) else { return Ok(()) };
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", value);
        let proxy = IpAddr::from([127, 0, 0, 1]);
        let text = String::from_utf8_lossy(&made_up).into_owned();
        prop_assume!(!text.contains("127.") && !text.contains("::1"));
        prop_assert!(Sender::of(proxy, &headers, true).is_some());
        // What the proxy adds behind it counts, whatever stands before.
        let seen = IpAddr::from([198, 51, 100, 7]);
        let added = [made_up.as_slice(), b", 198.51.100.7"].concat();
        headers.insert("x-forwarded-for", HeaderValue::from_bytes(&added).unwrap());
        prop_assert_eq!(Sender::of(proxy, &headers, true), Some(seen.into()));
        // Also behind a second proxy on this machine.
        let twice = [added.as_slice(), b", 127.0.0.1"].concat();
        headers.insert("x-forwarded-for", HeaderValue::from_bytes(&twice).unwrap());
        prop_assert_eq!(Sender::of(proxy, &headers, true), Some(seen.into()));
    }
}

#[test]
fn a_large_network_is_not_as_many_senders_as_it_has_addresses() {
    let (mut limit, now) = (RateLimit::default(), Instant::now());
    let address = |number: u16| IpAddr::from([0x2001, 0xdb8, 7, number, 0, 0, 0, 1]);
    let admitted = (0..u16::MAX).filter(|number| limit.admit(address(*number).into(), now).is_ok());
    assert_eq!(admitted.count(), 16 * BURST as usize);
    let other: IpAddr = "2001:db8:8::1".parse().unwrap();
    assert_eq!(limit.admit(other.into(), now), Ok(()));
}

#[test]
fn of_a_sender_over_the_limit_no_file_is_written() {
    // No room for any file: what is written is refused for that.
    let server = proxied(|settings| Settings {
        incoming_bytes: 0,
        ..settings
    });
    let headers = [("X-Forwarded-For", "192.0.2.1"), ("Accept", BROWSER)];
    for _ in 0..BURST {
        assert_eq!(
            server.post_form_with(&Form::default(), &headers).status,
            422
        );
    }
    let form = Form::complete().file("a.pdf", &pdf(200_000));
    let answer = server.post_form_with(&form, &headers);
    assert_eq!(answer.status, 429);
    let page = answer.page();
    assert!(super::plain_pages::answers(&page).contains(&("name", "Jo Smith".to_owned())));
    let other = [("X-Forwarded-For", "192.0.2.2")];
    let answer = server.post_form_with(&form, &other);
    assert_eq!(
        (answer.status, answer.header("retry-after")),
        (503, Some("10"))
    );
    assert_nothing_kept(&server);
}

#[test]
fn what_is_on_its_way_is_bounded_in_all() {
    let mut server = Server::prepared();
    let settings = server.settings();
    server.start_with(Settings {
        incoming_bytes: 300_000,
        ..settings
    });
    let form = Form::complete().file("a.pdf", &pdf(200_000));
    let body = form.body();
    let headers = [("Content-Type", FORM_TYPE)];
    let mut first = server.connect();
    let head = head(
        "POST",
        "/complaints/form",
        &server.host(),
        &headers,
        body.len(),
    );
    let (begun, rest) = body.split_at(body.len() - 100);
    first.write_all(&[&head, begun].concat()).unwrap();
    wait_until("a file is on its way", || {
        let files = server.files_in("incoming");
        files
            .iter()
            .any(|file| fs::metadata(file).is_ok_and(|file| file.len() > 150_000))
    });
    assert_eq!(server.post_form(&form).status, 503);
    // Without a file there is room.
    assert_eq!(server.post_form(&Form::complete()).status, 201);
    first.write_all(rest).unwrap();
    assert_eq!(read_answer(&mut first).status, 201);
    // What is kept is not on its way any more.
    let again = Form::complete()
        .text("phone", "1")
        .file("a.pdf", &pdf(200_000));
    assert_eq!(server.post_form(&again).status, 201);
}

#[test]
fn a_reader_that_never_reads_is_let_go() {
    let mut server = Server::prepared();
    let settings = server.settings();
    server.start_with(Settings {
        patience: Patience {
            silence: Duration::from_millis(300),
            ..Patience::default()
        },
        ..settings
    });
    fs::write(server.dist().join("large.pdf"), vec![b'x'; 3_000_000]).unwrap();
    let mut stream = server.connect();
    let request = "GET /large.pdf HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20);
    stream.write_all(request.as_bytes()).unwrap();
    stream.set_nonblocking(true).unwrap();
    // Once it has hung up, it cannot be written to.
    wait_until(
        "it is let go",
        || matches!((&stream).write(b"G"), Err(error) if error.kind() != ErrorKind::WouldBlock),
    );
}

#[test]
fn more_connections_than_there_is_room_for_close_the_oldest_that_ask_for_nothing() {
    let mut server = Server::prepared();
    let settings = server.settings();
    server.start_with(Settings {
        patience: Patience {
            connections: 8,
            ..Patience::default()
        },
        ..settings
    });
    let mut idle: Vec<_> = (0..8).map(|_| server.connect()).collect();
    for _ in 0..3 {
        assert_eq!(
            server
                .post_form(&Form::complete().text("phone", "1"))
                .status,
            201
        );
    }
    let mut byte = [0];
    assert_eq!(idle[0].read(&mut byte).unwrap(), 0);
}

#[test]
fn a_copy_file_that_could_not_be_read_once_is_read_again() {
    let server = Server::prepared();
    let folder = server.folder();
    let copy = server.dist().join("complaints.json");
    // Rights mean nothing to the one user who has all of them.
    let own = folder.join("complaints");
    fs::copy(env!("CARGO_BIN_EXE_complaints"), &own).unwrap();
    for path in [folder, &server.dist(), &own] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    fs::create_dir(server.data()).unwrap();
    fs::set_permissions(server.data(), fs::Permissions::from_mode(0o777)).unwrap();
    let script = "shift; if [ $(id -u) = 0 ]; then exec setpriv --reuid=65534 --regid=65534 --clear-groups ./complaints \"$@\"; else exec ./complaints \"$@\"; fi";
    let program = Program::start_by(folder, script, &[]);
    let empty_name = || {
        let answer = post(&program.address, &Form::default(), &[]).unwrap();
        answer.errors()[0].1.clone()
    };
    assert_eq!(empty_name(), "Enter your full name");
    let changed = fs::read_to_string(&copy).unwrap();
    let changed = changed.replace("Enter your full name", "Tell us your full name");
    fs::write(copy.with_extension("new"), changed).unwrap();
    let rights = |mode| fs::Permissions::from_mode(mode);
    fs::set_permissions(copy.with_extension("new"), rights(0o000)).unwrap();
    fs::rename(copy.with_extension("new"), &copy).unwrap();
    assert_eq!(empty_name(), "Enter your full name");
    fs::set_permissions(&copy, rights(0o644)).unwrap();
    wait_until("the new words are there", || {
        empty_name() == "Tell us your full name"
    });
}

#[test]
fn only_plain_files_of_the_folder_are_served() {
    let server = Server::started();
    let dist = server.dist();
    fs::write(dist.join(".htpasswd"), "secret").unwrap();
    fs::create_dir(dist.join("inner")).unwrap();
    fs::write(dist.join("inner/page.html"), "inner").unwrap();
    fs::write(server.folder().join("outside.txt"), "secret").unwrap();
    symlink(server.folder().join("outside.txt"), dist.join("link.txt")).unwrap();
    symlink(server.folder(), dist.join("up")).unwrap();
    symlink(dist.join("complaints.json"), dist.join("copy.json")).unwrap();
    let long = format!("/{}", "a".repeat(256));
    for path in [
        "/.htpasswd",
        "/link.txt",
        "/up/outside.txt",
        "/up/data/serve.lock",
        "//inner",
        "/inner",
        "/inner/",
        "//complaints.json",
        "/inner/../complaints.json",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/a%00b",
        "/%zz",
        "/%+1",
        "/complaints.json/",
        "/a\\b",
        &long,
    ] {
        for encoding in ["identity", "br"] {
            let answer = server.send("GET", path, &[("Accept-Encoding", encoding)], b"");
            assert_eq!(
                (answer.status, answer.header("location")),
                (404, None),
                "{path}"
            );
        }
    }
    for path in ["/inner/page.html", "/copy.json", "/complaints%2ejson"] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
}

/// The status of the answer to a request, byte for byte.
fn raw(server: &Server, request: &str) -> u16 {
    let mut stream = server.connect();
    stream.write_all(request.as_bytes()).unwrap();
    read_answer(&mut stream).status
}

#[test]
fn a_request_is_one_as_http_says() {
    let server = Server::started();
    let get = "GET / HTTP/1.1\r\nConnection: close\r\n";
    assert_eq!(raw(&server, &format!("{get}\r\n")), 400);
    assert_eq!(
        raw(&server, &format!("{get}Host: a\r\nHost: b\r\n\r\n")),
        400
    );
    assert_eq!(raw(&server, &format!("{get}Host: a\r\n\r\n")), 200);
    assert_eq!(raw(&server, "GET / HTTP/1.0\r\n\r\n"), 200);
    let coded = |name: &str, value: &str| {
        let headers = [("Content-Type", FORM_TYPE), (name, value)];
        server
            .send(
                "POST",
                "/complaints/form",
                &headers,
                &Form::complete().body(),
            )
            .status
    };
    assert_eq!(coded("Content-Encoding", "gzip"), 415);
    assert_eq!(coded("Content-Encoding", "identity"), 201);
    let stacked = "POST /complaints/form HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\
                   Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n";
    assert_eq!(raw(&server, stacked), 501);
    for (method, path, status, allow) in [
        (
            "OPTIONS",
            "/complaints.json",
            204,
            Some("get, head, options"),
        ),
        ("OPTIONS", "*", 204, Some("get, head, options")),
        ("PUT", "/complaints.json", 405, Some("get, head, options")),
        ("POST", "/", 405, Some("get, head, options")),
        (
            "DELETE",
            "/complaints/form",
            405,
            Some("get, head, post, options"),
        ),
        ("DELETE", "/nothing", 404, None),
    ] {
        let answer = server.send(method, path, &[], b"");
        assert_eq!(
            (answer.status, answer.header("allow")),
            (status, allow),
            "{method} {path}"
        );
    }
}

#[test]
fn a_person_who_is_lost_reads_where_to_go() {
    let server = Server::started();
    let answer = server.send("GET", "/complaint", &[("Accept", BROWSER)], b"");
    assert_eq!(answer.status, 404);
    let page = answer.page();
    assert_eq!(
        page.every("main")[0].text(),
        "We cannot find this page\nCheck the address, or go back to the complaints page. You can also call \
         01702 668836 (9:00am–5:00pm Monday to Friday, excluding bank holidays)."
    );
    assert_eq!(server.get("/complaint.js").body, "");
}

#[test]
fn an_origin_that_can_never_match_is_not_taken() {
    for text in [
        "https://*.example",
        "https://a.example:99999",
        "https://a.example:",
        "https://a_b.example",
        "https://",
        "https://a@b.example",
    ] {
        assert!(text.parse::<Origin>().is_err(), "{text}");
    }
    for text in [
        "https://a.example",
        "http://a.example:8080/",
        "https://[::1]:8443",
        "https://xn--bcher-kva.example",
    ] {
        assert!(text.parse::<Origin>().is_ok(), "{text}");
    }
}

#[test]
fn what_comes_from_another_site_without_saying_from_which_is_not_taken() {
    let server = Server::started();
    for (site, status) in [
        ("cross-site", 403),
        ("same-site", 403),
        ("same-origin", 201),
        ("none", 201),
    ] {
        let form = Form::complete().text("phone", site);
        let answer = server.post_form_with(&form, &[("Sec-Fetch-Site", site)]);
        assert_eq!(answer.status, status, "{site}");
    }
}

#[test]
fn a_thousand_empty_files_make_none() {
    let server = Server::started();
    let form = (0..900).fold(Form::complete(), |form, number| {
        form.file(&format!("{number}.pdf"), b"")
    });
    // Nobody could make a file here.
    fs::remove_dir(server.data().join("incoming")).unwrap();
    let answer = server.post_form(&form);
    assert_eq!(answer.status, 422);
    fs::create_dir(server.data().join("incoming")).unwrap();
    assert_eq!(count(&server), 0);
}

#[test]
fn a_time_below_zero_is_a_machines() {
    let server = Server::started();
    let form = Form::complete().text("filled_in_seconds", "-1");
    let reference = server.post_form(&form).reference();
    let inbox = server.inbox();
    assert!(inbox.find(&reference).unwrap().unwrap().held.is_some());
}
