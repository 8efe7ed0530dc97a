//! The option `--database`: which addresses it takes, how the database is reached, and who says what of it.

use std::process::Command;

use support::Postgres;

use super::server::{Form, Server};
use super::{program, stores};

/// Runs the program with an environment: status and what it says is wrong.
fn run(command: &mut Command, variables: &[(&str, &str)]) -> (i32, String) {
    let output = command.envs(variables.iter().copied()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), said)
}

/// What the inbox says of a database.
fn inbox(address: &str, variables: &[(&str, &str)]) -> (i32, String) {
    run(
        program().args(["inbox", "--database", address, "list"]),
        variables,
    )
}

#[test]
fn a_password_is_taken_from_the_environment_alone_and_never_printed() {
    let refused = "complaints: --database: others can read a password there: give it in the environment, as \
         PGPASSWORD or in the address in COMPLAINTS_DATABASE\n";
    for address in [
        "postgres://jo:secret@db.company.example/complaints",
        "postgres://jo@db.company.example/complaints?password=secret",
    ] {
        assert_eq!(inbox(address, &[]), (2, refused.to_owned()));
    }
    let in_environment = [(
        "COMPLAINTS_DATABASE",
        "postgres://jo:secret@db.company.example/complaints?sslmode=require",
    )];
    let mut printed = program();
    let printed = printed
        .args(["serve", "--print-config"])
        .envs(in_environment);
    let printed = String::from_utf8(printed.output().unwrap().stdout).unwrap();
    let line = "database = \"postgres://jo@db.company.example/complaints?sslmode=require\"\n";
    assert!(printed.contains(line), "{printed}");
    assert!(!printed.contains("secret"), "{printed}");
}

#[test]
fn an_address_that_is_none_is_refused_and_not_repeated() {
    let expected = "expected an address like postgres://user@host:5432/name";
    for address in [
        "mysql://jo:secret@db.company.example/complaints",
        "postgres://jo:secret@db.company.example",
        "postgres:///complaints",
        "complaints",
    ] {
        let said = inbox(address, &[]);
        assert_eq!(said, (2, format!("complaints: --database: {expected}\n")));
    }
    for mode in ["prefer", "allow", ""] {
        let address = format!("postgres://db.company.example/complaints?sslmode={mode}");
        let said = "complaints: --database: sslmode: expected disable, require or verify-full\n";
        assert_eq!(inbox(&address, &[]), (2, said.to_owned()));
    }
}

#[test]
fn what_is_for_a_sqlite_inbox_alone_says_what_postgresql_has_for_that() {
    let address = "postgres://db.company.example/complaints";
    for command in ["backup", "restore"] {
        let mut program = program();
        let said = run(
            program.args([command, "folder"]),
            &[("COMPLAINTS_DATABASE", address)],
        );
        let expected = format!(
            "complaints: the complaints are in {address}: back it up with PostgreSQL's pg_dump, files are in it \
             too, and bring it back with pg_restore; this is for the SQLite inbox of a data folder\n"
        );
        assert_eq!(said, (2, expected));
    }
}

#[test]
fn a_database_that_serve_has_not_used_is_named() {
    let Some(address) = stores::new_database() else {
        eprintln!("NOT TESTED: a database without complaints. PostgreSQL is not there.");
        return;
    };
    let expected = format!(
        "complaints: no complaints in {address}: start `complaints serve` with this --database once\n"
    );
    assert_eq!(inbox(&address, &[]), (2, expected));
}

#[test]
fn a_database_of_a_later_program_is_named_and_not_touched() {
    let Some(database) = stores::new_database() else {
        eprintln!("NOT TESTED: a database of a later program. PostgreSQL is not there.");
        return;
    };
    let mut server = Server::prepared_on(Some(database.clone()));
    server.start();
    server.post_form(&Form::complete()).reference();
    server.stop();
    server.change("update schema_version set version = 99");
    let newer = format!("{database} has format 99, this program knows format 1");
    let said = run(server.program().args(["serve", "--port", "0"]), &[]);
    assert_eq!(said, (2, format!("complaints: {newer}\n")));
    let (status, said) = inbox(&database, &[]);
    assert!(
        status == 2 && said.starts_with(&["complaints: ", &newer].concat()),
        "{said}"
    );
    assert_eq!(server.count("select count(*) from complaint"), 1);
}

#[test]
fn an_encrypted_connection_is_made_with_the_server_that_is_named_and_with_no_other() {
    let what = "a database over TLS";
    let Some(mut postgres) = Postgres::start() else {
        eprintln!("NOT TESTED: {what}. PostgreSQL is not there.");
        return;
    };
    let address = postgres.database();
    let name = address.rsplit('/').next().unwrap();
    let Some((port, authority)) = postgres.encrypt() else {
        eprintln!("NOT TESTED: {what}. OpenSSL is not there.");
        return;
    };
    let with = |host: &str, query: &str| {
        let address = format!("postgres://postgres@{host}:{port}/{name}?{query}");
        let (status, said) = inbox(&address, &[]);
        assert_eq!(status, 2);
        said.replace(&address, "it").trim_end().to_owned()
    };
    let known = format!("sslrootcert={authority}");
    let reached =
        "complaints: no complaints in it: start `complaints serve` with this --database once";
    for mode in ["require", "verify-ca", "verify-full"] {
        assert_eq!(
            with("localhost", &format!("sslmode={mode}&{known}")),
            reached
        );
    }
    let refused = "complaints: cannot read it: the database cannot be reached: ";
    for (host, query, why) in [
        (
            "localhost",
            "sslmode=require".to_owned(),
            "invalid peer certificate: UnknownIssuer",
        ),
        (
            "127.0.0.1",
            format!("sslmode=require&{known}"),
            "invalid peer certificate: certificate not valid for name \"127.0.0.1\"",
        ),
        (
            "localhost",
            "sslmode=disable".to_owned(),
            "no pg_hba.conf entry",
        ),
    ] {
        let said = with(host, &query);
        assert!(said.starts_with(&[refused, why].concat()), "{said}");
    }
    let nothing = with("localhost", "sslmode=require&sslrootcert=/nothing.crt");
    let said = "complaints: --database: sslrootcert: cannot use /nothing.crt: No such file or directory (os error 2)";
    assert_eq!(nothing, said);
}

#[test]
fn a_database_elsewhere_is_asked_for_tls_unless_that_is_declined() {
    // It answers that it has none, as PostgreSQL does: what was asked for is what came first.
    let asked = |query: &str| {
        let listener = std::net::TcpListener::bind("0.0.0.0:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let answering = std::thread::spawn(move || {
            use std::io::{Read as _, Write as _};
            let (mut stream, _) = listener.accept().unwrap();
            let mut first = [0; 8];
            stream.read_exact(&mut first).unwrap();
            _ = stream.write_all(b"N");
            first[4..] == 80_877_103_u32.to_be_bytes()
        });
        // Not a loopback address by name, though it leads back here.
        let address = format!("postgres://jo@0.0.0.0:{port}/complaints{query}");
        let (_, said) = inbox(&address, &[]);
        (answering.join().unwrap(), said)
    };
    let (is_tls, said) = asked("");
    assert!(
        is_tls && said.contains("server does not support TLS"),
        "{said}"
    );
    let (is_tls, _) = asked("?sslmode=disable");
    assert!(!is_tls);
}
