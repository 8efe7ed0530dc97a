//! `complaints desk` as a program.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use complaints::receiver;
use support::complaint::pdf;

use super::super::program;
use super::super::server::Server;
use super::at_work::Desk;
use super::{complaint, received, with_one};

#[track_caller]
fn refused(server: &Server, arguments: &[&str]) -> String {
    let output = program()
        .current_dir(server.folder())
        .args(["desk", "--port", "0"])
        .args(arguments)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_terminal_says_where_it_is_and_how_the_password_is_set_until_it_is() {
    let (server, _) = with_one();
    let first_lines = |arguments: &[&str], count: usize| {
        let mut child = program()
            .current_dir(server.folder())
            .args(["desk", "--port", "0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let lines: Vec<String> = lines.take(count).map(Result::unwrap).collect();
        child.kill().unwrap();
        child.wait().unwrap();
        lines
    };
    let lines = first_lines(&[], 2);
    let address = lines[0].strip_prefix("Desk on ").unwrap();
    assert!(
        address.starts_with("http://127.0.0.1:") && address.ends_with('/'),
        "{lines:?}"
    );
    let said = format!("Set the password at {address}password with this code: ");
    let code = lines[1].strip_prefix(&said).unwrap();
    assert_eq!(code.len(), 19, "{code}");
    let lines = first_lines(&["--address", "https://desk.company.example"], 2);
    let said = "Set the password at https://desk.company.example/password with this code: ";
    assert!(lines[1].starts_with(said), "{lines:?}");
}

#[test]
fn what_it_cannot_start_with_is_said() {
    let server = Server::prepared();
    assert_eq!(
        refused(&server, &[]),
        "complaints: no data/complaints.sqlite3: give --data the folder that `complaints serve` keeps its complaints in\n"
    );
    let (server, _) = with_one();
    assert_eq!(
        refused(&server, &["--host", "0.0.0.0"]),
        "complaints: --host 0.0.0.0: expected an address of this machine like 127.0.0.1, or also --address with the \
         one in the browser, like https://desk.company.example\n"
    );
    assert_eq!(
        refused(&server, &["--dist", "nowhere"]),
        "complaints: the built folder cannot be used:\ncannot read nowhere/complaints.json: No such file or directory \
         (os error 2)\n"
    );
}

#[test]
fn a_restore_keeps_the_password_and_the_desk_shows_what_is_restored() {
    let mut server = Server::started();
    let first = server
        .post_form(&complaint("one").file("a.pdf", &pdf(5_000)))
        .reference();
    let desk = Desk::of(&server);
    let to = server.folder().join("backup");
    let contents = receiver::backup(&server.data(), &to).unwrap();
    assert_eq!((contents.complaints, contents.faults), (1, Vec::new()));
    assert!(!to.join("desk.password").exists());
    server.stop();
    let password = std::fs::read(server.data().join("desk.password")).unwrap();
    desk.act(&first, "note", &[("note", "Since the backup.")]);
    receiver::restore(&to, &server.data()).unwrap();
    assert_eq!(
        std::fs::read(server.data().join("desk.password")).unwrap(),
        password
    );
    assert_eq!(desk.get(&format!("/complaint/{first}")).status, 200);
    assert_eq!(received(&server, &first).notes.len(), 1);
    assert_eq!(receiver::open_rights(&server.data()), Vec::<String>::new());
}
