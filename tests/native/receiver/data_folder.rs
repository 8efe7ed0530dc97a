//! A data folder that is not what it was: whatever disks and people do to it, nothing that a customer
//! sent is removed, and nothing is acknowledged that is not kept.

use std::fs;
use std::path::PathBuf;

use complaints::domain::calendar::iso;
use complaints::receiver::{Receiver, Settings};
use support::Program;

use super::server::{Form, Server, post};
use super::{count, pdf, wait_until};

fn with_file(id: &str) -> Form {
    Form::complete()
        .text("submission_id", id)
        .file("a.pdf", &pdf(5_000))
}

#[track_caller]
fn refusal(server: &Server) -> String {
    let refused = Receiver::open(server.settings()).err();
    let folder = format!("{}/", server.folder().display());
    refused.unwrap().to_string().replace(&folder, "")
}

/// The files in `lost+found`; none where there is none.
fn lost(server: &Server) -> Vec<PathBuf> {
    let folder = server.data().join("lost+found");
    if folder.exists() {
        server.files_in("lost+found")
    } else {
        Vec::new()
    }
}

fn start_anyway(server: &mut Server) {
    server.start_with(Settings {
        accept_mismatch: true,
        ..server.settings()
    });
}

const WHAT_TO_DO: &str = "bring back what belongs together (`complaints restore`, or your own backup); or start once \
    with --accept-mismatch, which goes on with data as it is and puts files that no complaint names into lost+found there";

/// Ends a server as a crash does, as far as its files tell: the journal stays.
fn copy_of_database(server: &Server) -> Vec<(PathBuf, Vec<u8>)> {
    ["", "-wal"]
        .map(|ending| server.data().join(format!("complaints.sqlite3{ending}")))
        .into_iter()
        .filter(|path| path.exists())
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

fn remove_database(server: &Server) {
    for ending in ["", "-wal", "-shm"] {
        _ = fs::remove_file(server.data().join(format!("complaints.sqlite3{ending}")));
    }
}

#[test]
fn a_start_without_its_database_stops_and_removes_nothing() {
    let mut server = Server::started();
    server.post_form(&with_file("one")).reference();
    server.stop();
    let files = server.files_in("attachments");
    remove_database(&server);
    let why =
        "data/complaints.sqlite3 is missing or empty, but data/attachments has 1 of its files";
    assert_eq!(refusal(&server), format!("{why}: {WHAT_TO_DO}"));
    fs::write(server.data().join("complaints.sqlite3"), "").unwrap();
    assert_eq!(refusal(&server), format!("{why}: {WHAT_TO_DO}"));
    assert_eq!(server.files_in("attachments"), files);
    start_anyway(&mut server);
    assert_eq!(
        (count(&server), server.files_in("attachments").len()),
        (0, 0)
    );
    let kept: Vec<_> = lost(&server)
        .iter()
        .map(|path| fs::read(path).unwrap())
        .collect();
    assert!(kept.contains(&pdf(5_000)));
    // From now on it is the folder's own.
    server.stop();
    server.start();
}

#[test]
fn a_start_without_its_database_stops_even_where_no_file_came_with_a_complaint() {
    let mut server = Server::started();
    server.post_form(&Form::complete()).reference();
    server.stop();
    remove_database(&server);
    let why = "data/complaints.sqlite3 is missing or empty, but 1 complaints were kept here";
    assert_eq!(refusal(&server), format!("{why}: {WHAT_TO_DO}"));
}

#[test]
fn a_journal_without_its_database_is_not_removed() {
    let server = Server::prepared();
    let program = Program::start(server.folder());
    post(&program.address, &Form::complete(), &[])
        .unwrap()
        .reference();
    program.kill();
    let (journal, content) = copy_of_database(&server).pop().unwrap();
    fs::remove_file(server.data().join("complaints.sqlite3")).unwrap();
    let why =
        "data/complaints.sqlite3 is missing, but its journal data/complaints.sqlite3-wal is there";
    assert_eq!(refusal(&server), format!("{why}: {WHAT_TO_DO}"));
    assert!(fs::read(journal).unwrap() == content);
}

#[test]
fn a_database_that_was_copied_without_its_journal_is_said_not_to_be_whole() {
    let server = Server::prepared();
    let database = server.data().join("complaints.sqlite3");
    fs::create_dir(server.data()).unwrap();
    let live = rusqlite::Connection::open(&database).unwrap();
    live.pragma_update(None, "journal_mode", "wal").unwrap();
    drop(live);
    assert!(fs::metadata(&database).unwrap().len() > 0);
    let said = "data/complaints.sqlite3 is not a whole database (is its -wal missing?): \
                copy a live one with `complaints backup`, not file by file";
    assert_eq!(refusal(&server), said);
}

#[test]
fn a_start_on_an_older_database_stops_and_its_files_are_found() {
    let mut server = Server::started();
    server.post_form(&with_file("one")).reference();
    server.stop();
    let yesterday = copy_of_database(&server);
    server.start();
    server.post_form(&with_file("two")).reference();
    server
        .post_form(&Form::complete().text("submission_id", "three"))
        .reference();
    server.stop();
    let files = server.files_in("attachments");
    remove_database(&server);
    for (path, content) in &yesterday {
        fs::write(path, content).unwrap();
    }
    let why = "data/complaints.sqlite3 is older than what stands beside it: 2 complaints were kept here since";
    assert_eq!(refusal(&server), format!("{why}: {WHAT_TO_DO}"));
    assert_eq!(server.files_in("attachments"), files);
    start_anyway(&mut server);
    assert_eq!((count(&server), lost(&server).len()), (1, 1));
    assert_eq!(server.files_in("attachments").len(), 1);
    assert!(fs::read(&lost(&server)[0]).unwrap() == pdf(5_000));
}

#[test]
fn a_start_without_any_of_its_files_stops() {
    let mut server = Server::started();
    server.post_form(&with_file("one")).reference();
    server.stop();
    fs::remove_dir_all(server.data().join("attachments")).unwrap();
    let why = "data/complaints.sqlite3 names 1 files, of which none is in data/attachments";
    assert_eq!(refusal(&server), format!("{why}: {WHAT_TO_DO}"));
    start_anyway(&mut server);
    assert_eq!(count(&server), 1);
    // Once is enough.
    server.stop();
    server.start();
}

#[test]
fn what_no_complaint_names_is_set_aside_and_said_and_what_never_arrived_goes() {
    let mut server = Server::started();
    server.post_form(&with_file("one")).reference();
    let kept = server.files_in("attachments");
    server.stop();
    let stray = "0123456789abcdef0123456789abcdef";
    for folder in ["incoming", "attachments"] {
        fs::write(server.data().join(folder).join(stray), folder).unwrap();
    }
    // Nobody's business, and not in the way.
    fs::write(
        server.data().join("attachments/README"),
        "not of this program",
    )
    .unwrap();
    fs::create_dir(server.data().join("incoming").join(stray.replace('0', "f"))).unwrap();
    server.start();
    let found: Vec<_> = lost(&server)
        .iter()
        .map(|path| fs::read(path).unwrap())
        .collect();
    assert_eq!(found, [b"attachments"]);
    let line = format!("file=data/attachments/{stray} to=data/lost+found/{stray}");
    let log = server.log();
    assert!(
        log.iter()
            .any(|said| said.contains(" set-aside ") && said.ends_with(&line)),
        "{log:?}"
    );
    assert!(!server.data().join("incoming").join(stray).exists());
    fs::remove_file(server.data().join("attachments/README")).unwrap();
    assert_eq!(server.files_in("attachments"), kept);
}

#[test]
fn a_file_that_was_kept_but_not_moved_yet_is_moved_at_the_next_start() {
    let mut server = Server::started();
    let reference = server.post_form(&with_file("one")).reference();
    server.stop();
    let file = server.files_in("attachments").pop().unwrap();
    let on_its_way = server
        .data()
        .join("incoming")
        .join(file.file_name().unwrap());
    fs::rename(&file, &on_its_way).unwrap();
    let inbox = server.inbox();
    let received = inbox.find(&reference).unwrap().unwrap();
    assert_eq!(
        received.attachments[0].place(),
        on_its_way.display().to_string()
    );
    drop(inbox);
    server.start();
    assert!(fs::read(file).unwrap() == pdf(5_000));
}

/// What somebody does to a data folder while it is served.
type Harm = fn(&Server);

#[test]
fn what_is_not_in_the_data_folder_is_not_acknowledged_and_the_process_ends() {
    let harms: [(&str, Harm); 6] = [
        ("removed", |server| {
            fs::remove_dir_all(server.data()).unwrap()
        }),
        ("moved", |server| {
            fs::rename(server.data(), server.folder().join("old")).unwrap()
        }),
        ("swapped", |server| {
            let old = server.folder().join("old");
            fs::rename(server.data(), &old).unwrap();
            fs::create_dir_all(server.data().join("attachments")).unwrap();
            fs::create_dir_all(server.data().join("incoming")).unwrap();
            for name in [
                "complaints.sqlite3",
                "complaints.sqlite3-wal",
                "complaints.sqlite3-shm",
            ] {
                fs::copy(old.join(name), server.data().join(name)).unwrap();
            }
        }),
        ("database", |server| {
            let path = server.data().join("complaints.sqlite3");
            let content = fs::read(&path).unwrap();
            fs::remove_file(&path).unwrap();
            fs::write(&path, content).unwrap();
        }),
        ("journal", |server| {
            fs::remove_file(server.data().join("complaints.sqlite3-wal")).unwrap()
        }),
        ("attachments", |server| {
            fs::remove_dir_all(server.data().join("attachments")).unwrap()
        }),
    ];
    for (name, harm) in harms {
        for file in [None, Some(pdf(999))] {
            let server = Server::prepared();
            let mut program = Program::start(server.folder());
            post(&program.address, &Form::complete(), &[])
                .unwrap()
                .reference();
            harm(&server);
            let form = Form::complete().text("submission_id", "after");
            let form = file
                .iter()
                .fold(form, |form, file| form.file("a.pdf", file));
            let answer = post(&program.address, &form, &[]).unwrap();
            let said = "the inbox was moved: nothing of the complaint was kept";
            assert_eq!(
                (answer.status, answer.detail().as_str()),
                (503, said),
                "{name}"
            );
            assert!(!program.wait().success(), "{name}");
            let log = program.log();
            assert!(
                log.contains(" data-folder-lost why=\"data"),
                "{name}: {log}"
            );
        }
    }
}

#[test]
fn a_receipt_is_not_read_from_a_folder_that_was_swapped() {
    let server = Server::prepared();
    let mut program = Program::start(server.folder());
    let kept = post(&program.address, &Form::complete(), &[]).unwrap();
    let receipt_url = kept.json()["receipt_url"].as_str().unwrap().to_owned();
    fs::rename(server.data(), server.folder().join("old")).unwrap();
    let answer = super::server::get(&program.address, &receipt_url);
    assert!(answer.status >= 500, "{answer:?}");
    assert!(!program.wait().success());
}

#[test]
fn a_clock_for_which_no_dates_can_be_computed_is_said_at_the_start() {
    let server = Server::prepared();
    let settings = Settings {
        clock: || iso::parse_instant("1970-01-01T00:00:20Z").unwrap(),
        ..server.settings()
    };
    let said = "this machine's clock says 1970-01-01, for which no dates can be computed: set it, and start again";
    assert_eq!(Receiver::open(settings).err().unwrap().to_string(), said);
}

#[test]
fn a_reader_of_the_database_and_the_page_do_not_wait_for_who_locks_it() {
    let server = Server::started();
    let kept = server.post_form(&Form::complete());
    let receipt_url = kept.json()["receipt_url"].as_str().unwrap().to_owned();
    let other = rusqlite::Connection::open(server.data().join("complaints.sqlite3")).unwrap();
    other.execute_batch("begin immediate").unwrap();
    let waiting: Vec<_> = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..20)
            .map(|number| {
                let server = &server;
                scope.spawn(move || {
                    let form = Form::complete().text("submission_id", &number.to_string());
                    server.post_form(&form)
                })
            })
            .collect();
        // All of that meanwhile: the lock stays until the senders have given up.
        assert_eq!(server.get(&receipt_url).status, 200);
        assert_eq!(server.get("/").status, 200);
        assert_eq!(server.post_form(&Form::complete()).json(), kept.json());
        let answers = senders.into_iter().map(|sender| sender.join().unwrap());
        answers.collect()
    });
    for answer in waiting {
        assert_eq!(
            (answer.status, answer.header("retry-after")),
            (503, Some("10"))
        );
    }
    other.execute_batch("rollback").unwrap();
    wait_until("it is written again", || {
        server
            .post_form(&Form::complete().text("submission_id", "later"))
            .status
            == 201
    });
    assert_eq!(count(&server), 2);
}
