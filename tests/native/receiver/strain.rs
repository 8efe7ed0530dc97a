//! What the endpoint does when it goes badly: slow senders, a full disk, careless rights, large files;
//! and what it says of it.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use complaints::receiver::{Patience, Settings};
use support::Program;

use super::server::{BROWSER, Form, Server, get, head, post, read_answer};
use super::{assert_nothing_kept, pdf, wait_until};

const CONTENT_TYPE: (&str, &str) = ("Content-Type", "multipart/form-data; boundary=----cut-here");

/// A server that does not wait long.
fn impatient() -> Server {
    let short = Duration::from_millis(300);
    let mut server = Server::prepared();
    server.start_with(Settings {
        patience: Patience {
            head: short,
            silence: short,
            ..Patience::default()
        },
        ..server.settings()
    });
    server
}

/// A form of which this many bytes are on their way, and the rest of it.
fn begun(server: &Server, form: &Form, bytes: usize) -> (TcpStream, Vec<u8>) {
    let mut body = form.body();
    let mut stream = server.connect();
    let head = head(
        "POST",
        "/complaints/form",
        &server.host(),
        &[CONTENT_TYPE],
        body.len(),
    );
    let rest = body.split_off(bytes);
    stream.write_all(&[head, body].concat()).unwrap();
    (stream, rest)
}

#[test]
fn a_sender_of_half_a_request_is_not_waited_for() {
    let server = impatient();
    for half in [
        "",
        "POST /complaints/form HTTP/1.1\r\nHost: localhost\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ] {
        let mut stream = server.connect();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        stream.write_all(half.as_bytes()).unwrap();
        let mut answer = Vec::new();
        // That the server ends it is an end, or an error that says so; no time runs out here.
        let ended = stream.read_to_end(&mut answer);
        assert!(
            !matches!(&ended, Err(error) if error.kind() == std::io::ErrorKind::WouldBlock),
            "{half:?}"
        );
    }
}

#[test]
fn a_sender_that_falls_silent_is_told_and_leaves_nothing() {
    let server = impatient();
    let (mut stream, _) = begun(
        &server,
        &Form::complete().file("a.pdf", &pdf(50_000)),
        20_000,
    );
    let answer = read_answer(&mut stream);
    assert_eq!(
        (answer.status, answer.detail().as_str()),
        (408, "the body comes too slowly")
    );
    assert_nothing_kept(&server);
}

#[test]
fn a_sender_that_trickles_is_told_and_leaves_nothing() {
    let server = impatient();
    let (mut stream, rest) = begun(&server, &Form::complete().file("a.pdf", &pdf(50_000)), 100);
    stream.set_nonblocking(true).unwrap();
    let mut answer = [0; 12];
    // Never silent for long, but slower than a kilobyte a second.
    for byte in rest {
        _ = stream.write(&[byte]);
        if stream.read(&mut answer).is_ok() {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(&answer, b"HTTP/1.1 408");
    _ = stream.shutdown(Shutdown::Both);
    wait_until("nothing is left", || server.files_in("incoming").is_empty());
    assert_nothing_kept(&server);
}

#[test]
fn a_server_that_is_to_stop_waits_for_what_has_begun_but_not_for_ever() {
    let mut server = Server::prepared();
    server.start_with(Settings {
        patience: Patience {
            last_call: Duration::from_millis(300),
            ..Patience::default()
        },
        ..server.settings()
    });
    let (_stream, _) = begun(
        &server,
        &Form::complete().file("a.pdf", &pdf(50_000)),
        20_000,
    );
    wait_until("a file is on its way", || {
        server.files_in("incoming").len() == 1
    });
    // It comes back, though nothing more of the file ever comes.
    server.stop();
    assert_nothing_kept(&server);
}

#[test]
fn a_large_complaint_takes_no_more_memory_than_a_small_one() {
    let server = Server::prepared();
    let program = Program::start(server.folder());
    let small = Form::complete().file("a.pdf", &pdf(1_000_000));
    post(&program.address, &small, &[]).unwrap().reference();
    let before = program.peak_memory();
    let (size, names) = (10_000_000, ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]);
    let large = names
        .iter()
        .fold(Form::complete(), |form, name| form.file(name, &pdf(size)));
    let reference = post(&program.address, &large, &[]).unwrap().reference();
    let more = program.peak_memory() - before;
    assert!(more < 4_000_000, "{more} bytes more than {before}");
    let received = server.received(&reference);
    assert_eq!(received.attachments.len(), 4);
    assert!(
        received
            .attachments
            .iter()
            .all(|file| file.bytes == size as i64)
    );
}

#[test]
fn a_copy_that_is_replaced_again_and_again_takes_memory_for_what_is_new_in_it() {
    let server = Server::prepared();
    let program = Program::start(server.folder());
    let words = "Words. ".repeat(150_000);
    let replace = |number: usize| {
        server.edit_copy(|copy| {
            let mut copy: serde_json::Value = serde_json::from_str(&copy).unwrap();
            copy["form"]["intro"] = format!("**All of it.** {words}").into();
            copy["form"]["title"] = format!("Edit {number}").into();
            copy.to_string()
        });
        // Read, and drawn.
        let page = get(&program.address, "/complaints/form");
        assert!(page.body.contains(&format!("Edit {number}")));
        assert!(page.body.contains("Words. Words."));
    };
    (0..10).for_each(replace);
    let before = program.peak_memory();
    (10..50).for_each(replace);
    let more = program.peak_memory() - before;
    assert!(more < 15_000_000, "{more} bytes more than {before}");
}

/// Every folder and file below a folder with its rights.
fn rights(folder: &Path) -> Vec<(String, u32)> {
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let mut found = vec![(format!("{}/", folder.display()), mode(folder))];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rights(&path));
        } else {
            found.push((path.display().to_string(), mode(&path)));
        }
    }
    found
}

#[test]
fn everything_is_the_owners_alone_even_where_new_files_are_everybodys() {
    let server = Server::prepared();
    let program = Program::start_by(server.folder(), "umask 000; exec \"$@\"", &[]);
    let form = Form::complete().file("a.pdf", &pdf(5_000));
    let goes = post(&program.address, &form, &[]).unwrap().reference();
    let stays = post(&program.address, &form.text("services", "SIP"), &[])
        .unwrap()
        .reference();
    let inbox = |arguments: &[&str]| {
        let mut command = Command::new("sh");
        command.current_dir(server.folder());
        command.args([
            "-c",
            "umask 000; exec \"$@\"",
            "sh",
            env!("CARGO_BIN_EXE_complaints"),
            "inbox",
        ]);
        assert!(
            command.args(arguments).output().unwrap().status.success(),
            "{arguments:?}"
        );
    };
    inbox(&["delete", &goes]);
    inbox(&["show", &stays, "--save", "saved/here"]);
    let found = [
        rights(&server.data()),
        rights(&server.folder().join("saved")),
    ]
    .concat();
    let files = found
        .iter()
        .filter(|(path, _)| !path.ends_with('/'))
        .count();
    // The database, its journal and its index, the lock, the mark, the reserve, two times the file that stays.
    assert_eq!(files, 8, "{found:?}");
    for (path, mode) in found {
        let expected = if path.ends_with('/') { 0o700 } else { 0o600 };
        assert_eq!(mode, expected, "{path} {mode:o}");
    }
}

/// Puts a folder of two megabytes in the place of the data folder, for the process and nobody else.
pub const SMALL_DISK: &str =
    "mkdir data && mount -t tmpfs -o size=2m,mode=700 tmpfs data && exec \"$@\"";

/// Runs the rest of a script where folders may be mounted.
pub fn with_mounts(script: &str) -> String {
    format!("exec unshare --map-root-user --mount sh -c '{script}' sh \"$@\"")
}

#[test]
#[ignore = "needs a machine that lets everybody mount a small disk: ./x test looks, and runs it there"]
fn a_full_disk_is_told_with_507_and_a_log_line_and_takes_nothing_with_it() {
    let server = Server::prepared();
    let program = Program::start_by(server.folder(), &with_mounts(SMALL_DISK), &[]);
    let post =
        |form: &Form, headers: &[(&str, &str)]| post(&program.address, form, headers).unwrap();
    let large = Form::complete().file("a.pdf", &pdf(3_000_000));
    let answer = post(&large, &[]);
    let said = "no room left to keep the complaint: nothing of it was kept";
    assert_eq!((answer.status, answer.detail().as_str()), (507, said));
    assert_eq!(post(&large, &[("Accept", BROWSER)]).status, 507);
    // Nothing of it is left: there is room again, until the database itself fills the disk.
    let small = post(&Form::complete().file("a.pdf", &pdf(500_000)), &[]);
    assert_eq!(small.status, 201, "{small:?}\n{}", program.log());
    let words = "word ".repeat(1_500);
    let (mut kept, mut full) = (0, 0);
    for number in 0..200 {
        let form = Form::complete()
            .text("desired_outcome", &words[..1_900])
            .text("services", &number.to_string());
        match post(&form, &[]).status {
            201 => kept += 1,
            507 => full += 1,
            other => panic!("{other}\n{}", program.log()),
        }
    }
    assert!(kept > 0 && full > 0, "{kept} kept, {full} refused");
    let log = program.log();
    let refused: Vec<&str> = log
        .lines()
        .filter(|line| line.contains(" status=507 "))
        .collect();
    assert_eq!(refused.len(), full + 2);
    assert!(
        refused[0].contains(" why=\"No space left on device (os error 28)\" "),
        "{}",
        refused[0]
    );
    assert!(
        refused[full + 1].contains(" why=\"database or disk is full\" "),
        "{}",
        refused[full + 1]
    );
}

#[test]
fn a_database_that_another_program_keeps_to_itself_is_a_reason_to_try_again() {
    let server = Server::started();
    let other = rusqlite::Connection::open(server.data().join("complaints.sqlite3")).unwrap();
    other.execute_batch("begin immediate").unwrap();
    let form = Form::complete().file("a.pdf", &pdf(5_000));
    let answer = server.post_form(&form);
    let said = "another program is changing the inbox: nothing of the complaint was kept";
    assert_eq!((answer.status, answer.detail().as_str()), (503, said));
    assert_eq!(answer.header("retry-after"), Some("10"));
    assert_nothing_kept(&server);
    drop(other);
    server.post_form(&form).reference();
}

/// A line without its time, its reference and how long it took.
fn event(line: &str) -> String {
    let words = line.split(' ').skip(1);
    words
        .filter(|word| !word.starts_with("ms=") && !word.starts_with("reference="))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_log_says_what_happened_and_nothing_about_anybody() {
    let server = Server::prepared();
    let program = server.serve(&["--trust-proxy"]);
    let seen = [("X-Forwarded-For", "198.51.100.7")];
    let send = |form: &Form, headers: &[(&str, &str)]| {
        post(&program.address, form, &[&seen[..], headers].concat())
            .unwrap()
            .status
    };
    let private = |form: Form| {
        form.text("name", "Zebedee Quill")
            .text("email", "zebedee@quill.example")
            .text("category", "billing")
            .text("description", "A secret of twenty letters and more.")
    };
    let key = [("Idempotency-Key", "one")];
    assert_eq!(
        send(&private(Form::default()).file("secret.pdf", &pdf(99)), &key),
        201
    );
    assert_eq!(
        send(&private(Form::default()).file("secret.pdf", &pdf(99)), &key),
        201
    );
    assert_eq!(
        send(&private(Form::default()).text("services", "secret"), &key),
        422
    );
    assert_eq!(
        send(
            &private(Form::default()).text("related_link", "secret"),
            &[]
        ),
        201
    );
    assert_eq!(
        send(&private(Form::default()).file("secret.pdf", b"secret"), &[]),
        422
    );
    assert_eq!(
        send(
            &private(Form::default()).text("email", "zebedee@quill.example"),
            &[]
        ),
        400
    );
    assert_eq!(
        send(
            &private(Form::default()),
            &[("Origin", "https://secret.example")]
        ),
        403
    );
    assert_eq!(
        send(&private(Form::default()), &[("Idempotency-Key", "sec ret")]),
        400
    );
    for json in [
        "{\"name\": Zebedee Quill}",
        "{\"name\": \"Zebedee Quill\", \"Zebedee Quill\"}",
        "{\"name\": [\"Zebedee Quill\"]}",
        "Zebedee Quill",
    ] {
        let head = head(
            "POST",
            "/complaints/form",
            &program.address,
            &[("Content-Type", "application/json"), seen[0]],
            json.len(),
        );
        let mut stream = TcpStream::connect(&program.address).unwrap();
        stream
            .write_all(&[&head, json.as_bytes()].concat())
            .unwrap();
        assert_eq!(read_answer(&mut stream).status, 400);
    }
    let log = program.log();
    let events: Vec<String> = log.lines().map(event).collect();
    assert_eq!(
        events,
        [
            "received",
            "repeated",
            "refused status=422 why=\"another complaint was received under this submission id\"",
            "held",
            "refused status=422 why=/attachments",
            "refused status=400 why=\"email: more than one value\"",
            "refused status=403 why=\"pages of this origin may not post here: if it is this website's own, its proxy is to pass on the Host header; if it is another, start with --allow-origin and its address\"",
            "refused status=400 why=\"a submission id is 1 to 100 visible ASCII characters, best a UUID\"",
            "refused status=400 why=\"1:10 not JSON: Unexpected word\"",
            "refused status=400 why=\"1:42 not JSON: Expected colon after the string or word in object property\"",
            "refused status=400 why=\"1:10 name: expected a text\"",
            "refused status=400 why=\"1:1 not JSON: Unexpected word\"",
        ]
    );
    let log = log.to_lowercase();
    for word in ["zebedee", "quill", "secret", "198.51.100", "127.0.0.1"] {
        assert!(!log.contains(word), "{log}");
    }
}

crate::receiver::stores::with_postgresql!(
    a_server_that_is_to_stop_waits_for_what_has_begun_but_not_for_ever,
    the_log_says_what_happened_and_nothing_about_anybody,
);
