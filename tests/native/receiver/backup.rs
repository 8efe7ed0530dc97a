//! Backups that are made while complaints come in, and brought back over what came after.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use complaints::receiver::{Location, verify};

use super::server::{Form, Server};
use super::{count, pdf, program};

fn complaint(id: &str) -> Form {
    Form::complete()
        .text("submission_id", id)
        .file("a.pdf", &[pdf(5_000), id.as_bytes().to_vec()].concat())
}

/// Runs the program beside the data folder: status, output, errors.
fn run(server: &Server, arguments: &[impl AsRef<OsStr>]) -> (i32, String, String) {
    let output = program()
        .current_dir(server.folder())
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[track_caller]
fn done(server: &Server, arguments: &[impl AsRef<OsStr>]) -> String {
    let (mut status, mut output, mut errors) = run(server, arguments);
    // A program that another test starts holds every lock of this process until it is under way.
    for _ in 0..100 {
        if !errors.contains("another serve is using") {
            break;
        }
        (status, output, errors) = run(server, arguments);
    }
    assert_eq!((status, errors.as_str()), (0, ""), "{output}");
    output
}

/// Every complaint of a data folder is whole; gives their submission ids.
#[track_caller]
fn whole(server: &Server) -> BTreeSet<String> {
    let inbox = server.inbox();
    let mut ids = BTreeSet::new();
    for summary in inbox.list().unwrap() {
        let received = inbox.find(&summary.reference).unwrap().unwrap();
        assert_eq!((received.answers.len(), received.attachments.len()), (4, 1));
        received.attachments[0].read().unwrap();
        ids.insert(received.submission_id);
    }
    ids
}

#[test]
fn a_backup_is_whole_and_brings_back_what_it_has() {
    let mut server = Server::started();
    for id in ["one", "two"] {
        server.post_form(&complaint(id)).reference();
    }
    assert_eq!(
        done(&server, &["backup", "copy"]),
        "complaints: 2, files: 2, copied to copy\nverified: the database is sound, every file is what was received\n"
    );
    assert!(!server.folder().join("copy.partial").exists());
    let again = run(&server, &["backup", "copy"]);
    let said = "complaints: copy is there already: give the name of a folder that is not\n";
    assert_eq!(again, (2, String::new(), said.to_owned()));
    let in_use = run(&server, &["restore", "copy"]);
    assert_eq!(
        in_use,
        (
            2,
            String::new(),
            "complaints: another serve is using data\n".to_owned()
        )
    );
    server.stop();
    fs::remove_dir_all(server.data()).unwrap();
    assert_eq!(
        done(&server, &["restore", "copy"]),
        "complaints: 2, files: 2, restored to data\n"
    );
    server.start();
    assert_eq!(
        whole(&server),
        BTreeSet::from(["one".to_owned(), "two".to_owned()])
    );
    assert!(!server.data().join("lost+found").exists());
    // Who sends again has one complaint.
    server.post_form(&complaint("one")).reference();
    assert_eq!(count(&server), 2);
}

#[test]
fn what_came_after_a_backup_is_kept_when_it_is_brought_back() {
    let mut server = Server::started();
    server.post_form(&complaint("one")).reference();
    let gone = server
        .post_form(&complaint("deleted-by-mistake"))
        .reference();
    done(&server, &["backup", "yesterday"]);
    done(&server, &["inbox", "delete", &gone]);
    let newer = server.post_form(&complaint("newer"));
    server.stop();
    assert_eq!(
        done(&server, &["restore", "yesterday"]),
        "complaints: 2, files: 2, restored to data\n\
         complaints that came after the backup, kept: 1\n\
         set aside: data/lost+found/complaints.sqlite3\n"
    );
    server.start();
    let ids = ["one", "deleted-by-mistake", "newer"].map(str::to_owned);
    assert_eq!(whole(&server), BTreeSet::from(ids));
    let receipt_url = newer.json()["receipt_url"].as_str().unwrap().to_owned();
    assert_eq!(server.get(&receipt_url).status, 200);
    server.post_form(&complaint("after")).reference();
}

#[test]
fn what_was_released_after_a_backup_stays_released_when_it_is_brought_back() {
    let mut server = Server::started();
    let held = |id: &str| complaint(id).text("related_link", "https://spam.example");
    let [released, stays] = ["one", "two"].map(|id| server.post_form(&held(id)).reference());
    done(&server, &["backup", "yesterday"]);
    done(&server, &["inbox", "release", &released]);
    server.stop();
    done(&server, &["restore", "yesterday"]);
    let is_held = |reference: &str| server.received(reference).held.is_some();
    assert_eq!((is_held(&released), is_held(&stays)), (false, true));
}

/// What of a complaint stays as it was at receipt, and of who is told of it.
const FIXED: [(&str, &[&str]); 3] = [
    (
        "complaint",
        &[
            "id",
            "reference",
            "submission_id",
            "content_hash",
            "received_at",
            "response_due",
            "cisas_opens",
            "cisas_opens_regulator",
            "cisas_closes",
            "acknowledge_by",
            "shown_response_due",
            "shown_cisas_opens",
            "shown_cisas_opens_regulator",
            "shown_cisas_closes",
            "shown_acknowledge_by",
            "copy_version",
            "receipt_token",
            "receipt_wording",
        ],
    ),
    ("outbox", &["complaint", "target", "message_id"]),
    ("digest", &[]),
];

#[test]
fn whatever_may_change_of_a_complaint_after_its_receipt_is_kept_when_a_backup_is_brought_back() {
    let mut server = Server::started();
    let form = complaint("one").text("related_link", "https://spam.example");
    server.post_form(&form).reference();
    server.change(
        "insert into outbox (complaint, target, message_id, queued_at, next_try_at)
            select id, 'webhook', 'the-only-one', received_at, received_at from complaint",
    );
    done(&server, &["backup", "yesterday"]);
    server.stop();
    let database = server.data().join("complaints.sqlite3");
    let connection = rusqlite::Connection::open(&database).unwrap();
    let mut since = Vec::new();
    for (table, fixed) in FIXED {
        let mut columns = connection
            .prepare("select name, type from pragma_table_info(?1)")
            .unwrap();
        let columns = columns.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)));
        let columns: Vec<(String, String)> = columns.unwrap().map(Result::unwrap).collect();
        for (column, kind) in columns {
            let value = match (column.as_str(), kind.as_str()) {
                (name, _) if fixed.contains(&name) => continue,
                ("held", _) => "null",
                (_, "INTEGER" | "integer") => "7",
                _ => "'2999-01-01T00:00:00Z'",
            };
            let change = format!("update {table} set {column} = {value}");
            assert_eq!(connection.execute(&change, []), Ok(1));
            since.push(format!("{table} where {column} is {value}"));
        }
    }
    connection.close().unwrap();
    done(&server, &["restore", "yesterday"]);
    for kept in since {
        let count = server.count(&format!("select count(*) from {kept}"));
        assert_eq!(count, 1, "{kept}");
    }
}

#[test]
fn folders_may_have_names_that_are_not_in_utf_8() {
    let mut server = Server::started();
    server.post_form(&complaint("one")).reference();
    server.stop();
    let data = OsStr::from_bytes(b"d\xe9p\xf4t");
    let copy = OsStr::from_bytes(b"copi\xe9");
    let named = server.folder().join(data);
    fs::rename(server.data(), &named).unwrap();
    let arguments = |command: &'static str| [OsStr::new(command), copy, OsStr::new("--data"), data];
    let said = done(&server, &arguments("backup"));
    assert!(said.contains("\nverified: "), "{said}");
    fs::rename(&named, server.data()).unwrap();
    server.start();
    server.post_form(&complaint("newer")).reference();
    server.stop();
    fs::rename(server.data(), &named).unwrap();
    let said = done(&server, &arguments("restore"));
    let newer = "\ncomplaints that came after the backup, kept: 1\nset aside: ";
    assert!(said.contains(newer), "{said}");
    let inbox = Location::of(named, None).unwrap().inbox().unwrap();
    assert_eq!(inbox.list().unwrap().len(), 2);
}

#[test]
fn a_database_that_cannot_be_read_is_set_aside_with_the_files_that_only_it_knew() {
    let mut server = Server::started();
    server.post_form(&complaint("one")).reference();
    done(&server, &["backup", "yesterday"]);
    server.post_form(&complaint("newer")).reference();
    server.stop();
    let database = server.data().join("complaints.sqlite3");
    fs::write(
        &database,
        "not a database, but long enough to look like one".repeat(20),
    )
    .unwrap();
    let said = done(&server, &["restore", "yesterday"]);
    assert!(
        said.contains("the database from before cannot be read, and is set aside: "),
        "{said}"
    );
    server.start();
    assert_eq!(whole(&server), BTreeSet::from(["one".to_owned()]));
    let lost: Vec<_> = server
        .files_in("lost+found")
        .iter()
        .map(|path| fs::read(path).unwrap())
        .collect();
    assert!(lost.contains(&[pdf(5_000), b"newer".to_vec()].concat()));
    assert!(
        lost.iter()
            .any(|content| content.starts_with(b"not a database"))
    );
}

#[test]
fn a_backup_that_is_not_whole_changes_nothing() {
    let mut server = Server::started();
    let reference = server.post_form(&complaint("one")).reference();
    done(&server, &["backup", "copy"]);
    server.post_form(&complaint("two")).reference();
    server.stop();
    let file = fs::read_dir(server.folder().join("copy/attachments"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    fs::write(file.path(), "changed").unwrap();
    let (status, output, errors) = run(&server, &["restore", "copy"]);
    let name = file.file_name().into_string().unwrap();
    let said = format!(
        "complaints: the backup is not whole, nothing was restored:\n\
         file 1 of {reference} ({name}) is not what was received\n"
    );
    assert_eq!((status, output.as_str(), errors), (2, "", said));
    server.start();
    assert_eq!(whole(&server).len(), 2);
}

#[test]
fn a_backup_says_what_was_damaged_before_it() {
    let server = Server::started();
    let reference = server.post_form(&complaint("one")).reference();
    let file = server.files_in("attachments").pop().unwrap();
    fs::remove_file(&file).unwrap();
    let (status, _, errors) = run(&server, &["backup", "copy"]);
    let said = format!(
        "file 1 of {reference} ({})",
        file.file_name().unwrap().to_string_lossy()
    );
    assert!(status == 1 && errors.contains(&said), "{errors}");
}

#[test]
fn a_backup_is_consistent_while_complaints_come_and_go() {
    let server = Server::started();
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (server, ended) = (&server, &ended);
        for sender in 0..2 {
            scope.spawn(move || {
                for number in 0.. {
                    if ended.load(Relaxed) {
                        break;
                    }
                    let form = complaint(&format!("{sender}-{number}"));
                    let reference = server.post_form(&form).reference();
                    if number % 3 == 0 {
                        let (status, _, errors) = run(server, &["inbox", "delete", &reference]);
                        // A backup may be reading what is to leave no trace.
                        assert!(
                            status == 0 || errors.contains("another program is reading it"),
                            "{errors}"
                        );
                    }
                }
            });
        }
        for number in 0..5 {
            let copy = format!("copy-{number}");
            done(server, &["backup", &copy]);
            let contents = verify(&server.folder().join(copy)).unwrap();
            assert_eq!(contents.faults, Vec::<String>::new());
            assert_eq!(contents.complaints, contents.files);
        }
        ended.store(true, Relaxed);
    });
}
