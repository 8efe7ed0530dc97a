//! `complaints serve` for those who run it: its health, its numbers, its settings, its retention.

use std::fs;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};

use chrono::{DateTime, Utc};
use complaints::receiver::Settings;

use super::outbox::{MONDAY, own_clock};
use super::server::{Answer, Form, Server, head, lines_with, post, read_answer};
use super::{count, wait_until};
use support::Program;

fn get(address: &str, path: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .write_all(&head("GET", path, address, &[], 0))
        .unwrap();
    read_answer(&mut stream)
}

#[test]
fn whoever_watches_is_told_whether_a_complaint_could_be_kept() {
    let mut server = Server::prepared();
    let settings = server.settings();
    server.start_with(Settings {
        base: "/complaints/".parse().unwrap(),
        ..settings
    });
    for path in ["/healthz", "/complaints/healthz"] {
        let answer = server.get(path);
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (
                200,
                "{\"status\":\"ok\",\"database\":\"ok\",\"disk\":\"ok\"}\n"
            ),
            "{path}"
        );
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    fs::remove_dir(server.data().join("incoming")).unwrap();
    wait_until("it is said", || server.get("/healthz").status == 503);
    assert_eq!(
        server.get("/healthz").body,
        "{\"status\":\"failing\",\"database\":\"ok\",\"disk\":\"failing\"}\n"
    );
    fs::create_dir(server.data().join("incoming")).unwrap();
    wait_until("it is well again", || server.get("/healthz").status == 200);
}

#[test]
fn numbers_are_told_on_an_address_of_their_own_and_say_nothing_about_anybody() {
    let server = Server::prepared();
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let address = port.to_string();
    let program = Program::start_by(
        server.folder(),
        "exec \"$@\"",
        &["--metrics", &address, "--on-received", "false"],
    );
    wait_until("it listens", || TcpStream::connect(&address).is_ok());
    let form = Form::complete();
    for _ in 0..2 {
        post(&program.address, &form, &[]).unwrap().reference();
    }
    assert_eq!(
        post(&program.address, &Form::default(), &[])
            .unwrap()
            .status,
        422
    );
    let metrics = get(&address, "/metrics");
    assert_eq!(metrics.status, 200);
    for line in [
        "complaints_kept_total{result=\"received\"} 1",
        "complaints_kept_total{result=\"repeated\"} 1",
        "complaints_refused_total{status=\"422\"} 1",
        "complaints_incoming_bytes 0",
        "complaints_healthy 1",
        "complaints_unsent{target=\"command\",state=\"waiting\"} 1",
        "complaints_unsent{target=\"command\",state=\"given_up\"} 0",
    ] {
        assert!(
            metrics.body.lines().any(|one| one == line),
            "no {line} in\n{}",
            metrics.body
        );
    }
    for personal in ["Jo Smith", "jo@example.com", "C-", "127.0.0.1"] {
        assert!(!metrics.body.contains(personal), "{personal}");
    }
    assert_eq!(get(&address, "/healthz").status, 200);
    assert_eq!(get(&program.address, "/metrics").status, 404);
}

/// What `serve` prints with these arguments in a folder, or says in place of it.
fn serve(folder: &std::path::Path, environment: &[(&str, &str)], arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_complaints"))
        .current_dir(folder)
        .envs(environment.iter().copied())
        .arg("serve")
        .args(arguments)
        .output()
        .unwrap();
    let printed = if output.status.success() {
        output.stdout
    } else {
        output.stderr
    };
    String::from_utf8(printed).unwrap()
}

#[test]
fn the_command_line_comes_before_the_environment_and_that_before_the_file() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        serve(folder.path(), &[], &["--print-config"]),
        "dist = \"dist\"\ndata = \"data\"\nbase = \"/\"\nhost = \"127.0.0.1\"\nport = 8080\n\
         allow-origin = []\ntrust-proxy = false\n"
    );
    let file = "# For this machine\ndist = 'of the file'   # and a comment\ndata = \"of \\\"the\\\" file\"\nport = 1\n\
                trust-proxy = true\nkeep-days = 400\nallow-origin = [\"https://a.example\", \"https://b.example\"]\n";
    fs::write(folder.path().join("complaints.toml"), file).unwrap();
    let environment = [
        ("COMPLAINTS_PORT", "2"),
        ("COMPLAINTS_DATA", "of the environment"),
        ("COMPLAINTS_CONFIG", "complaints.toml"),
    ];
    let all = "dist = \"of the file\"\ndata = \"of the environment\"\nbase = \"/help/\"\nhost = \"127.0.0.1\"\nport = 3\n\
               allow-origin = [\"https://a.example\", \"https://b.example\"]\ntrust-proxy = true\nkeep-days = 400\n\
               metrics = \"127.0.0.1:9090\"\n";
    let arguments = [
        "--port",
        "3",
        "--base",
        "/help",
        "--metrics",
        "127.0.0.1:9090",
        "--print-config",
    ];
    assert_eq!(serve(folder.path(), &environment, &arguments), all);
    // What is printed is such a file.
    fs::write(folder.path().join("printed.toml"), all).unwrap();
    let again = serve(
        folder.path(),
        &[],
        &["--config", "printed.toml", "--print-config"],
    );
    assert_eq!(again, all);
}

#[test]
fn a_setting_that_cannot_be_read_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    for (file, said) in [
        (
            "\nprot = 1\n",
            "bad.toml:2: prot: expected one of dist, data, database, base,",
        ),
        (
            "port = 99999\n",
            "bad.toml:1: invalid value '99999' for '--port <PORT>'",
        ),
        (
            "port\n",
            "bad.toml:1: expected name = value, found \"port\"",
        ),
        (
            "dist = dist\n",
            "bad.toml:1: dist: expected \"a text\", a number, true, false or a list",
        ),
        (
            "port = 1\nport = 2\n",
            "bad.toml:2: port stands there twice",
        ),
        (
            "base = \"x\"\n",
            "bad.toml:1: invalid value 'x' for '--base <PATH>': expected a path like /complaints/",
        ),
        (
            "keep-days = 0\n",
            "bad.toml:1: invalid value '0' for '--keep-days <DAYS>'",
        ),
        (
            "metrics = \"0.0.0.0:1\"\n",
            "bad.toml:1: invalid value '0.0.0.0:1' for '--metrics <ADDRESS>': expected an address of this machine",
        ),
    ] {
        fs::write(folder.path().join("bad.toml"), file).unwrap();
        let error = serve(
            folder.path(),
            &[],
            &["--config", "bad.toml", "--print-config"],
        );
        assert!(error.contains(said), "{error}");
    }
    let missing = serve(folder.path(), &[], &["--config", "none.toml"]);
    assert!(
        missing.starts_with("complaints: cannot read none.toml"),
        "{missing}"
    );
}

#[test]
fn settings_that_are_not_utf_8_are_refused_with_the_encoding_that_they_seem_to_have() {
    let folder = tempfile::tempdir().unwrap();
    let utf_16 = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xff, 0xfe].into_iter().chain(units).collect()
    };
    for (file, said) in [
        (
            b"port = 1\ndata = \"K\xf6ln\"\n".to_vec(),
            "2:10 not UTF-8 but probably Windows-1252 (\"ANSI\"), in which this is \"\u{f6}\": save the file as UTF-8",
        ),
        (
            utf_16("port = 1\n"),
            "1:1 not UTF-8 but UTF-16: save the file as UTF-8",
        ),
    ] {
        fs::write(folder.path().join("bad.toml"), file).unwrap();
        let arguments = ["--config", "bad.toml", "--print-config"];
        let error = serve(folder.path(), &[], &arguments);
        assert_eq!(error, format!("complaints: bad.toml:{said}\n"));
    }
    // The mark that some editors write in front is no fault.
    fs::write(folder.path().join("good.toml"), "\u{feff}port = 1\n").unwrap();
    let arguments = ["--config", "good.toml", "--print-config"];
    let printed = serve(folder.path(), &[], &arguments);
    assert!(printed.contains("\nport = 1\n"), "{printed}");
}

#[test]
fn what_was_kept_long_enough_goes_by_itself() {
    own_clock!(NOW, clock);
    let mut server = Server::prepared();
    look_on(&mut server, clock, &NOW, 0, 9);
    server.post_form(&Form::complete()).reference();
    look_on(&mut server, clock, &NOW, 7, 9);
    server
        .post_form(&Form::complete().text("phone", "1"))
        .reference();
    look_on(&mut server, clock, &NOW, 10, 10);
    assert_eq!(count(&server), 2);
    look_on(&mut server, clock, &NOW, 10, 9);
    assert_eq!(count(&server), 1);
}

#[test]
fn a_clock_that_is_ahead_for_a_day_deletes_nothing() {
    own_clock!(NOW, clock);
    let mut server = Server::prepared();
    look_on(&mut server, clock, &NOW, 0, 9);
    let reference = server.post_form(&Form::complete()).reference();
    look_on(&mut server, clock, &NOW, 1, 9);
    // However often it is started, and once it is right again too.
    for day in [401, 401, 2, 2, 401, 3] {
        look_on(&mut server, clock, &NOW, day, 9);
        assert_eq!(count(&server), 1, "on day {day}");
    }
    let said = "not-purged why=\"the clock showed 2026-11-24 before and 2027-12-29 now: from tomorrow on\"";
    assert!(!lines_with(said).is_empty());
    // Where it stays, it is right.
    look_on(&mut server, clock, &NOW, 402, 9);
    assert_eq!(count(&server), 1);
    look_on(&mut server, clock, &NOW, 403, 9);
    assert_eq!(count(&server), 0, "{reference}");
}

/// Starts a server anew so many days after a Monday, and waits until it has looked for what is to be deleted.
fn look_on(
    server: &mut Server,
    clock: fn() -> DateTime<Utc>,
    now: &AtomicI64,
    day: i64,
    keep_days: u32,
) {
    server.stop();
    now.store(MONDAY + day * 24 * 3_600, Relaxed);
    let file = server.data().join("clock");
    let shown = fs::read_to_string(&file).unwrap_or_default();
    // As it was, but for the line that tells that it was read.
    if !shown.is_empty() {
        fs::write(&file, shown.trim_end()).unwrap();
    }
    let settings = Settings {
        clock,
        keep_days: Some(keep_days),
        ..server.settings()
    };
    server.start_with(settings);
    wait_until("it is looked for what is to be deleted", || {
        fs::read_to_string(&file).is_ok_and(|shown| shown.ends_with('\n'))
    });
}

crate::receiver::stores::with_postgresql!(
    what_was_kept_long_enough_goes_by_itself,
    a_clock_that_is_ahead_for_a_day_deletes_nothing,
);
