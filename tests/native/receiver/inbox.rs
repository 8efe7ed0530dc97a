use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use complaints::domain::calendar::iso;
use complaints::domain::complaint::FieldId;
use complaints::receiver::{Settings, reference};

use super::server::{Form, Server};
use super::{pdf, png};

/// Runs `complaints inbox` beside the data folder: status, output, errors.
pub fn inbox(server: &Server, arguments: &[&str]) -> (i32, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = server
        .program()
        .arg("inbox")
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

#[track_caller]
pub fn answer(server: &Server, arguments: &[&str]) -> String {
    let (status, output, errors) = inbox(server, arguments);
    assert_eq!((status, errors.as_str()), (0, ""));
    output
}

fn second() -> Form {
    Form::default()
        .text("name", "Zoë\u{1b}[31m Nguyễn")
        .text("address", "1 High Street\r\nSouthend")
        .text("phone", "+44 1702 000000")
        .text("category", "other")
        .text("first_complained_on", "2026-03-02")
        .text(
            "description",
            "=1+1 is what it says.\n\n\u{202e}And \u{9b}more\tof it.",
        )
        .text("response_due", "2026-11-27")
        .text("cisas_opens", "soon")
        .text("copy_version", "0123456789abcdef")
        .text("submission_id", "8e03978e-40d5-43e8-bc93-6894a57f9324")
        .file("letter.pdf", &pdf(1_234))
        .file("../-rf \u{1b}]0;.png", &png())
}

#[test]
fn the_list_has_a_line_for_each_complaint_the_newest_first() {
    let server = Server::started();
    assert_eq!(
        answer(&server, &["list"]),
        "reference  received (London)  due  state  name  category  files  help  held\n"
    );
    let first = server.post_form(&Form::complete()).reference();
    let second = server.post_form(&second()).reference();
    assert_eq!(
        answer(&server, &["list", "--today", "2026-11-30"]),
        format!(
            "reference   received (London)  due         state  name            category  files  help  held\n\
             {second}  2026-11-23 10:00   2026-11-30  open   Zoë[31m Nguyễn  other     2\n\
             {first}  2026-11-23 10:00   2026-11-30  open   Jo Smith        billing   0\n"
        )
    );
}

#[test]
fn a_complaint_is_shown_whole_and_nothing_in_it_steers_the_terminal() {
    let mut server = Server::started();
    let reference = server.post_form(&second()).reference();
    // It reads while serve writes, and after.
    let shown = answer(&server, &["show", &reference]);
    server.stop();
    let typed = reference.to_lowercase().replace("c-", "c ");
    assert_eq!(answer(&server, &["--data", "data", "show", &typed]), shown);
    let received = server.received(&reference);
    let stored: Vec<String> = received
        .attachments
        .iter()
        .map(|file| {
            let folder = format!("{}/", server.folder().display());
            file.place().replace(&folder, "")
        })
        .collect();
    let [letter, picture] = &received.attachments[..] else {
        panic!("{received:?}")
    };
    assert_eq!(
        shown,
        format!(
            "Reference            {reference}\n\
             Received             2026-11-23 10:00 London\n\
             Response due         2026-11-30 (customer was shown 2026-11-27)\n\
             CISAS opens (Ofcom)  2026-04-27 (customer was shown none)\n\
             CISAS opens (page)   2026-04-27 (customer was shown none)\n\
             CISAS closes (page)  2026-12-02 (customer was shown none)\n\
             Copy version         0123456789abcdef\n\
             Submission           8e03978e-40d5-43e8-bc93-6894a57f9324\n\
             State                open\n\
             Deadlock letter by   2026-04-27\n\
             \n\
             name                 Zoë[31m Nguyễn\n\
             address              1 High Street\n\
             {0:21}Southend\n\
             phone                +44 1702 000000\n\
             category             other\n\
             complained_before    yes\n\
             first_complained_on  2026-03-02\n\
             description          =1+1 is what it says.\n\
             \n\
             {0:21}\\u{{202e}}And more of it.\n\
             \n\
             File 1               letter.pdf\n\
             {0:21}1234 bytes\n\
             {0:21}sha256 {1}\n\
             {0:21}{2}\n\
             File 2               -rf ]0;.png\n\
             {0:21}12 bytes\n\
             {0:21}sha256 {3}\n\
             {0:21}{4}\n",
            "", letter.sha256, stored[0], picture.sha256, stored[1],
        )
    );
}

#[test]
fn an_unknown_reference_or_a_folder_without_complaints_is_said() {
    let server = Server::started();
    let unknown = |typed: &str, said: &str| {
        let said = format!("complaints: no complaint has the reference {said}\n");
        assert_eq!(inbox(&server, &["show", typed]), (1, String::new(), said));
    };
    unknown("C-00000000", "C-00000000");
    unknown("\u{1b}[2J", "\\u{1b}[2J");
    let (status, output, errors) = inbox(&server, &["list", "--data", "elsewhere"]);
    let said = "no elsewhere/complaints.sqlite3: give --data the folder that `complaints serve` keeps its complaints in";
    assert_eq!(
        (status, output.as_str(), errors),
        (2, "", format!("complaints: {said}\n"))
    );
}

#[test]
fn files_are_saved_byte_for_byte_under_harmless_names() {
    let server = Server::started();
    let reference = server.post_form(&second()).reference();
    let output = answer(&server, &["show", &reference, "--save", "files"]);
    assert!(
        output.ends_with("saved files/1-letter.pdf\nsaved files/2--rf__0_.png\n"),
        "{output}"
    );
    assert!(fs::read(server.folder().join("files/1-letter.pdf")).unwrap() == pdf(1_234));
    assert!(fs::read(server.folder().join("files/2--rf__0_.png")).unwrap() == png());
    // What is there already is as good as saved.
    assert_eq!(
        answer(&server, &["show", &reference, "--save", "files"]),
        output
    );
    fs::write(server.folder().join("files/1-letter.pdf"), "another").unwrap();
    let (status, said, errors) = inbox(&server, &["show", &reference, "--save", "files"]);
    let why =
        "complaints: cannot save file 1 to files: another file is there: files/1-letter.pdf\n";
    assert_eq!((status, errors.as_str()), (1, why));
    assert!(said.ends_with("saved files/2--rf__0_.png\n"), "{said}");
    // One that is damaged does not keep the others.
    fs::write(stored(&server, &reference, 1), "changed").unwrap();
    let (status, said, errors) = inbox(&server, &["show", &reference, "--save", "again"]);
    let why =
        "complaints: cannot save file 1 to again: its content on disk is not what was received\n";
    assert_eq!((status, errors.as_str()), (1, why));
    assert!(said.ends_with("saved again/2--rf__0_.png\n"), "{said}");
    assert!(!server.folder().join("again/1-letter.pdf").exists());
}

#[test]
fn the_export_has_a_row_for_each_complaint_and_no_formula() {
    let server = Server::started();
    let id = "8e03978e-40d5-43e8-bc93-6894a57f9324";
    let first = server
        .post_form(
            &Form::complete()
                .text("submission_id", "@one")
                .file("=a;b.pdf", &pdf(99)),
        )
        .reference();
    let second = server.post_form(&second()).reference();
    let names = FieldId::ALL.map(FieldId::name).into_iter();
    let names = names.filter(|name| *name != "attachments");
    let header: Vec<&str> = [
        "reference",
        "received_at",
        "response_due",
        "cisas_opens",
        "cisas_opens_regulator",
        "cisas_closes",
        "acknowledge_by",
    ]
    .into_iter()
    .chain(names)
    .chain([
        "attachments",
        "shown_response_due",
        "shown_cisas_opens",
        "shown_cisas_opens_regulator",
        "shown_cisas_closes",
        "shown_acknowledge_by",
        "copy_version",
        "submission_id",
        "held",
        "state",
        "answered_on",
        "deadlock_letter_on",
        "deadlock_letter_due",
        "notes",
    ])
    .collect();
    // Every other cell is empty.
    let first = [
        ("reference", first.as_str()),
        ("received_at", "2026-11-23T10:00:00Z"),
        ("response_due", "2026-11-30"),
        ("cisas_opens", "2027-01-18"),
        ("cisas_opens_regulator", "2027-01-04"),
        ("cisas_closes", "2027-08-23"),
        ("name", "Jo Smith"),
        ("email", "jo@example.com"),
        ("category", "billing"),
        ("description", "I was billed twice for the same month."),
        ("attachments", "'=a;b.pdf"),
        ("submission_id", "'@one"),
        ("state", "open"),
        ("deadlock_letter_due", "2027-01-04"),
    ];
    let second = [
        ("reference", second.as_str()),
        ("received_at", "2026-11-23T10:00:00Z"),
        ("response_due", "2026-11-30"),
        ("cisas_opens", "2026-04-27"),
        ("cisas_opens_regulator", "2026-04-27"),
        ("cisas_closes", "2026-12-02"),
        ("name", "'Zoë[31m Nguyễn"),
        ("address", "'1 High Street\nSouthend"),
        ("phone", "'+44 1702 000000"),
        ("category", "other"),
        ("complained_before", "yes"),
        ("first_complained_on", "2026-03-02"),
        (
            "description",
            "'=1+1 is what it says.\n\n\u{202e}And more\tof it.",
        ),
        ("attachments", "'letter.pdf; '-rf ]0;.png"),
        ("shown_response_due", "2026-11-27"),
        ("copy_version", "'0123456789abcdef"),
        ("submission_id", &["\'", id].concat()),
        ("state", "open"),
        ("deadlock_letter_due", "2026-04-27"),
    ];
    let line = |cells: &[&str]| format!("\"{}\"\n", cells.join("\",\""));
    let row = |given: &[(&str, &str)]| {
        let cell = |name: &&str| {
            let found = given.iter().find(|(known, _)| known == name);
            found.map_or("", |(_, cell)| cell)
        };
        line(&header.iter().map(cell).collect::<Vec<_>>())
    };
    assert_eq!(
        answer(&server, &["export", "--csv"]),
        [line(&header), row(&first), row(&second)].concat()
    );
}

#[test]
fn no_cell_of_the_export_begins_as_a_formula_does() {
    let server = Server::started();
    for begin in [
        "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'",
    ] {
        let form = Form::complete().text("submission_id", &reference::random_uuid().unwrap());
        server.post_form(&form).reference();
        database(&server)
            .execute(
                "update answer set value = ?1 || '1+1' where field = 'description'
                 and complaint = (select max(id) from complaint)",
                [begin],
            )
            .unwrap();
    }
    let csv = answer(&server, &["export", "--csv"]);
    let mut table = csv::Reader::from_reader(csv.as_bytes());
    let mut names = table.headers().unwrap().iter();
    let column = names.position(|name| name == "description").unwrap();
    let cell = |row: Result<csv::StringRecord, csv::Error>| row.unwrap()[column].to_owned();
    let cells: Vec<String> = table.into_records().map(cell).collect();
    let harmless = [
        "'=1+1", "'+1+1", "'-1+1", "'@1+1", "'\t1+1", "'\r1+1", "'\n1+1", "'＝1+1", "'＋1+1",
        "'－1+1", "'＠1+1", "''1+1",
    ];
    assert_eq!(cells, harmless);
}

#[test]
fn the_export_says_that_it_is_utf_8_where_that_is_asked() {
    let server = Server::started();
    server.post_form(&second()).reference();
    let plain = answer(&server, &["export", "--csv"]);
    let marked = answer(&server, &["export", "--csv", "--bom"]);
    assert_eq!(marked, ["\u{feff}", &plain].concat());
}

/// Where a complaint's file is kept.
fn stored(server: &Server, reference: &str, number: usize) -> PathBuf {
    let inbox = server.inbox();
    let received = inbox.find(reference).unwrap().unwrap();
    let path = PathBuf::from(received.attachments[number - 1].place());
    assert!(path.is_file(), "{}", path.display());
    path
}

fn database(server: &Server) -> rusqlite::Connection {
    rusqlite::Connection::open(server.data().join("complaints.sqlite3")).unwrap()
}

/// Every file below a folder that has a text in it.
fn holders(folder: &Path, text: &str) -> Vec<PathBuf> {
    let mut holders = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            holders.extend(self::holders(&path, text));
        } else if memchr::memmem::find(&fs::read(&path).unwrap(), text.as_bytes()).is_some() {
            holders.push(path);
        }
    }
    holders
}

#[test]
fn a_deleted_complaint_leaves_no_trace_in_the_data_folder() {
    let server = Server::started();
    let complaint = |number: usize| {
        Form::complete()
            .text("address", &format!("{number} Erased Street"))
            .text(
                "desired_outcome",
                &"Words of any length. ".repeat(number % 40),
            )
            .text("submission_id", &format!("id-{number}"))
    };
    let kept = server.post_form(&complaint(0)).reference();
    let file = [&pdf(5_000), b"inside the file".as_slice()].concat();
    let goes = server.post_form(&complaint(777).file("private name.pdf", &file));
    // Pages of the database are divided and filled anew around it.
    for number in 1..150 {
        server.post_form(&complaint(number)).reference();
    }
    let receipt_url = goes.json()["receipt_url"].as_str().unwrap().to_owned();
    let (before, reference) = (server.get(&receipt_url).status, goes.reference());
    let said = format!("deleted {reference}, received 2026-11-23 10:00, answers: 6, files: 1\n");
    assert_eq!(answer(&server, &["delete", &reference]), said);
    for trace in [
        "777 Erased Street",
        "private name",
        "inside the file",
        "id-777",
        &reference,
    ] {
        assert_eq!(
            holders(&server.data(), trace),
            Vec::<PathBuf>::new(),
            "{trace}"
        );
    }
    assert_eq!((before, server.get(&receipt_url).status), (200, 404));
    assert_eq!(inbox(&server, &["show", &kept]).0, 0);
    assert_eq!(super::count(&server), 150);
    // The server goes on with what is left.
    server.post_form(&complaint(777)).reference();
}

#[test]
fn a_complaint_whose_file_cannot_be_removed_is_deleted_and_the_file_named() {
    let server = Server::started();
    let reference = server.post_form(&second()).reference();
    let files = server.files_in("attachments");
    fs::remove_file(&files[1]).unwrap();
    // What cannot be removed as a file, whoever asks.
    fs::create_dir(&files[1]).unwrap();
    let stays = files[1].strip_prefix(server.folder()).unwrap().display();
    let (status, output, errors) = inbox(&server, &["delete", &reference]);
    assert_eq!((status, output.as_str()), (1, ""));
    assert_eq!(
        errors,
        format!(
            "complaints: the complaint is deleted, but {stays} stays until this is run again: \
             Is a directory (os error 21)\n"
        )
    );
    fs::remove_dir(&files[1]).unwrap();
    let gone = "what was left of an earlier deletion is gone now\n";
    assert_eq!(answer(&server, &["delete", &reference]), gone);
    assert_eq!(
        holders(&server.data(), "1 High Street"),
        Vec::<PathBuf>::new()
    );
    assert_eq!(super::count(&server), 0);
}

#[test]
fn a_file_that_is_gone_already_does_not_keep_its_complaint() {
    let server = Server::started();
    let form = Form::complete().file("a.pdf", &pdf(99));
    let reference = server.post_form(&form).reference();
    fs::remove_file(&server.files_in("attachments")[0]).unwrap();
    let said = format!("deleted {reference}, received 2026-11-23 10:00, answers: 4, files: 1\n");
    assert_eq!(answer(&server, &["delete", &reference]), said);
}

#[test]
fn a_deleted_complaint_that_a_reader_still_sees_is_said_to_leave_traces() {
    let server = Server::started();
    let reference = server.post_form(&Form::complete()).reference();
    let reader = server.inbox();
    let (status, output, errors) = inbox(&server, &["delete", &reference]);
    let said = "complaints: the complaint is deleted, but the database may hold traces of it \
                until this is run again: another program is reading it\n";
    assert_eq!((status, output.as_str(), errors.as_str()), (1, "", said));
    drop(reader);
    let gone = "what was left of an earlier deletion is gone now\n";
    assert_eq!(answer(&server, &["delete", &reference]), gone);
    assert_eq!(inbox(&server, &["delete", &reference]).0, 1);
    assert_eq!(
        holders(&server.data(), "billed twice"),
        Vec::<PathBuf>::new()
    );
}

#[test]
fn a_rehearsal_says_what_would_be_deleted_and_deletes_nothing() {
    let server = Server::started();
    let reference = server.post_form(&second()).reference();
    let said =
        format!("would delete {reference}, received 2026-11-23 10:00, answers: 7, files: 2\n");
    let purge = [
        "purge",
        "--older-than",
        "0",
        "--today",
        "2026-11-24",
        "--dry-run",
    ];
    assert_eq!(answer(&server, &["delete", &reference, "--dry-run"]), said);
    assert_eq!(answer(&server, &purge), said);
    assert_eq!(
        inbox(&server, &["show", &reference, "--save", "files"]).0,
        0
    );
}

#[test]
fn a_complaint_that_is_not_there_cannot_be_deleted() {
    let server = Server::started();
    for command in [&["delete"][..], &["delete", "--dry-run"], &["release"]] {
        let arguments = [command, &["C-00000000"]].concat();
        let said = "complaints: no complaint has the reference C-00000000\n".to_owned();
        assert_eq!(inbox(&server, &arguments), (1, String::new(), said));
    }
}

#[test]
fn a_purge_takes_what_was_received_before_the_day_in_london_and_nothing_else() {
    let mut server = Server::prepared();
    let mut receive_at = |clock| {
        server.start_with(Settings {
            clock,
            ..server.settings()
        });
        let reference = server
            .post_form(&Form::complete().file("a.pdf", &pdf(99)))
            .reference();
        server.stop();
        reference
    };
    // Half an hour before and after midnight in London, where it is summer.
    let before = receive_at(|| iso::parse_instant("2026-06-30T22:30:00Z").unwrap());
    let after = receive_at(|| iso::parse_instant("2026-06-30T23:30:00Z").unwrap());
    let purge = |older_than, today| {
        let arguments = ["purge", "--older-than", older_than, "--today", today];
        answer(&server, &arguments)
    };
    assert_eq!(
        purge("2026-06-30", "2026-11-23"),
        "no complaint was received before 2026-06-30\n"
    );
    assert_eq!(
        purge("10", "2026-07-11"),
        format!("deleted {before}, received 2026-06-30 23:30, answers: 4, files: 1\n")
    );
    assert_eq!(super::the_only_reference(&server), after);
    assert_eq!(server.kept_files(), 1);
    assert_eq!(
        purge("2026-07-02", "2026-11-23"),
        format!("deleted {after}, received 2026-07-01 00:30, answers: 4, files: 1\n")
    );
}

#[test]
fn an_age_that_is_none_is_refused_and_deletes_nothing() {
    let server = Server::started();
    server.post_form(&Form::complete()).reference();
    for (older_than, said) in [
        (
            "a year",
            "expected a number of days, or a date such as 2025-12-31",
        ),
        ("-1", "unexpected argument"),
        (
            "2026-11-25",
            "complaints: --older-than: expected a day up to 2026-11-24\n",
        ),
        (
            "99999999999",
            "complaints: --older-than: expected a day up to 2026-11-24\n",
        ),
    ] {
        let arguments = ["purge", "--today", "2026-11-24", "--older-than", older_than];
        let (status, output, errors) = inbox(&server, &arguments);
        assert_eq!((status, output.as_str()), (2, ""));
        assert!(errors.contains(said), "{errors}");
    }
    assert_eq!(super::count(&server), 1);
}

#[test]
fn a_complaint_that_a_machine_seems_to_have_sent_is_answered_as_any_other_and_held() {
    let server = Server::started();
    let post = |id, name, value| {
        let form = Form::complete().text("submission_id", id);
        server.post_form(&form.text(name, value))
    };
    let kept = post("one", "filled_in_seconds", "3");
    let decoy = post("two", "related_link", "https://spam.example");
    let quick = post("three", "filled_in_seconds", "2");
    for held in [&decoy, &quick] {
        assert_eq!(
            (held.status, held.json()["cisas_opens"].as_str()),
            (201, Some("2027-01-18"))
        );
    }
    let (kept, decoy, quick) = (kept.reference(), decoy.reference(), quick.reference());
    let line = |reference: &str, held: &str| {
        format!(
            "{reference}  2026-11-23 10:00   2026-11-30  open   Jo Smith  billing   0            {held}"
        )
    };
    let header =
        "reference   received (London)  due         state  name      category  files  help  held\n";
    let held = [line(&quick, "quick"), line(&decoy, "decoy")].join("\n");
    let whole = format!("{header}{held}\n{}\n", line(&kept, "").trim_end());
    let monday = ["list", "--today", "2026-11-23"];
    assert_eq!(answer(&server, &monday), whole);
    assert_eq!(
        answer(&server, &[&monday[..], &["--held"]].concat()),
        format!("{header}{held}\n")
    );
    assert!(answer(&server, &["show", &decoy]).contains("\nHeld for review      decoy\n"));
    assert!(answer(&server, &["export", "--csv"]).contains(",\"quick\",\"open\","));
}

#[test]
fn a_complaint_that_was_reviewed_is_held_no_longer() {
    let server = Server::started();
    let form = Form::complete().text("related_link", "https://spam.example");
    let reference = server.post_form(&form).reference();
    let released = format!("released {reference}\n");
    assert_eq!(answer(&server, &["release", &reference]), released);
    let said = format!("complaints: {reference} is not held\n");
    assert_eq!(
        inbox(&server, &["release", &reference]),
        (1, String::new(), said)
    );
    let none = "reference  received (London)  due  state  name  category  files  help  held\n";
    assert_eq!(answer(&server, &["list", "--held"]), none);
    assert!(!answer(&server, &["show", &reference]).contains("Held"));
}

#[test]
fn a_box_that_no_person_meets_may_be_sent_empty_and_no_time_is_no_sign() {
    let server = Server::started();
    let form = Form::complete()
        .text("related_link", " ")
        .text("filled_in_seconds", "soon");
    server.post_form(&form).reference();
    let none = "reference  received (London)  due  state  name  category  files  help  held\n";
    assert_eq!(answer(&server, &["list", "--held"]), none);
}

#[test]
fn a_database_of_another_format_is_named_and_not_touched() {
    let mut server = Server::started();
    server.stop();
    let older =
        "has format 2, this program writes format 7: start `complaints serve` of this program once";
    let newer = "has format 9, this program knows format 7: \
                 start the newer `complaints serve` once, and use the newer program";
    let empty = "is not a whole database (is its -wal missing?): \
                 copy a live one with `complaints backup`, not file by file";
    for (format, said) in [(2, older), (9, newer), (0, empty)] {
        database(&server)
            .pragma_update(None, "user_version", format)
            .unwrap();
        let said = format!("complaints: data/complaints.sqlite3 {said}\n");
        for arguments in [&["list"][..], &["purge", "--older-than", "0"]] {
            assert_eq!(inbox(&server, arguments), (2, String::new(), said.clone()));
        }
    }
}

/// Changes an answer to what no form lets through today, as an older program may have kept it.
fn store_answer(server: &Server, field: &str, value: &str) {
    let changed = database(server)
        .execute(
            "update answer set value = ?2 where field = ?1",
            [field, value],
        )
        .unwrap();
    assert_eq!(changed, 1);
}

#[test]
fn a_complaint_of_monstrous_answers_is_listed_shown_exported_and_deleted() {
    let server = Server::started();
    let reference = server
        .post_form(&Form::complete().text("services", "SIP"))
        .reference();
    let marks = |count: usize| ["a", &"\u{301}".repeat(count)].concat();
    for (field, value) in [
        ("name", marks(65_536)),
        ("category", "長".repeat(70_000)),
        ("description", marks(400_020)),
        ("services", "\u{e0041}".repeat(9_999)),
        ("email", "word ".repeat(200_000)),
    ] {
        store_answer(&server, field, &value);
    }
    let listed = answer(&server, &["list"]);
    let widest = listed.lines().map(|line| line.chars().count()).max();
    assert!(widest.unwrap() < 250, "{widest:?} characters in a line");
    assert!(listed.contains(&reference), "{listed}");
    let shown = answer(&server, &["show", &reference]);
    assert!(shown.len() < 400_000, "{} bytes", shown.len());
    assert!(shown.contains("… (cut: 1000000 characters in all)\n"));
    assert!(shown.contains("\ndescription          a\u{301}"));
    let exported = answer(&server, &["export", "--csv"]);
    let rows = csv::Reader::from_reader(exported.as_bytes()).into_records();
    for cell in rows.flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
        assert!(cell.encode_utf16().count() <= 32_767);
    }
    assert_eq!(inbox(&server, &["delete", &reference]).0, 0);
}

#[test]
fn nothing_that_is_invisible_or_steers_a_terminal_reaches_it_from_any_answer() {
    let server = Server::started();
    let reference = server.post_form(&Form::complete()).reference();
    let hidden = [
        '\u{1b}',
        '\u{7}',
        '\u{7f}',
        '\u{9b}',
        '\r',
        '\u{ad}',
        '\u{34f}',
        '\u{61c}',
        '\u{115f}',
        '\u{180e}',
        '\u{200b}',
        '\u{200c}',
        '\u{200d}',
        '\u{200e}',
        '\u{2028}',
        '\u{202e}',
        '\u{2060}',
        '\u{2066}',
        '\u{2800}',
        '\u{3164}',
        '\u{feff}',
        '\u{fe0e}',
        '\u{fff9}',
        '\u{e0041}',
        '\u{e0101}',
    ];
    for character in hidden {
        for field in ["name", "description"] {
            store_answer(&server, field, &format!("a{character}b"));
        }
        for arguments in [&["list"][..], &["show", &reference]] {
            let said = answer(&server, arguments);
            assert!(!said.contains(character), "{character:?} {said:?}");
            let spelled = character.escape_unicode().to_string();
            assert!(said.contains(&format!("a{spelled}b")), "{said}");
        }
    }
    // What joins, or picks a form of, a character that is seen belongs to it.
    for whole in ["👩‍🚀", "❤️‍🔥", "1️⃣", "می‌خواهم", "葛󠄀"] {
        store_answer(&server, "name", whole);
        assert!(answer(&server, &["list"]).contains(whole), "{whole}");
    }
}

#[test]
fn columns_are_as_wide_as_what_a_terminal_shows_in_them() {
    let server = Server::started();
    for (index, name) in ["Jo", "山田花子", "e\u{301}ric"].into_iter().enumerate() {
        let form = Form::complete().text("submission_id", &index.to_string());
        server.post_form(&form).reference();
        database(&server)
            .execute(
                "update answer set value = ?1 where field = 'name' and complaint = (select max(id) from complaint)",
                [name],
            )
            .unwrap();
    }
    let names: Vec<String> = answer(&server, &["list", "--today", "2026-11-23"])
        .lines()
        .map(|line| line[50..].split("  billing").next().unwrap().to_owned())
        .collect();
    assert_eq!(
        names,
        [
            "name      category  files  help  held",
            "e\u{301}ric    ",
            "山田花子",
            "Jo      "
        ]
    );
}

#[test]
fn one_complaint_is_exported_whole_with_its_files_as_an_archive() {
    let server = Server::started();
    let reference = server.post_form(&second()).reference();
    let said = format!("wrote {reference}.zip, answers: 7, files: 2\n");
    assert_eq!(answer(&server, &["export", &reference]), said);
    let (status, _, errors) = inbox(&server, &["export", &reference]);
    let exists = format!("complaints: cannot write {reference}.zip: File exists (os error 17)\n");
    assert_eq!((status, errors), (2, exists));
    // Read by a program that others wrote.
    let script = "import sys, zipfile, json\n\
        archive = zipfile.ZipFile(sys.argv[1])\n\
        assert archive.testzip() is None\n\
        for name in archive.namelist(): print(name, len(archive.read(name)))\n\
        print(json.loads(archive.read(archive.namelist()[0]))['answers']['phone'])";
    let read = std::process::Command::new("python3")
        .args(["-c", script])
        .arg(server.folder().join(format!("{reference}.zip")))
        .output();
    let Ok(read) = read else {
        eprintln!("NOT TESTED: the archive in another program. Python is not there.");
        return;
    };
    assert!(read.status.success(), "{read:?}");
    let listed = String::from_utf8(read.stdout).unwrap();
    let lines: Vec<&str> = listed.lines().collect();
    assert!(lines[0].starts_with(&format!("{reference}/complaint.json ")));
    assert!(lines[1].starts_with(&format!("{reference}/complaint.txt ")));
    assert_eq!(
        lines[2..],
        [
            format!("{reference}/files/1-letter.pdf 1234").as_str(),
            &format!("{reference}/files/2--rf__0_.png 12"),
            "+44 1702 000000",
        ]
    );
}

#[test]
fn a_folder_that_others_can_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::started();
    fs::set_permissions(server.data(), fs::Permissions::from_mode(0o755)).unwrap();
    let said =
        "complaints: data is open to other people of this machine (mode 755): chmod 700 data\n";
    assert_eq!(inbox(&server, &["list"]).2, said);
}

#[test]
fn a_deletion_that_was_cut_off_is_brought_to_its_end_at_the_next_start() {
    let mut server = Server::started();
    let reference = server.post_form(&second()).reference();
    let files = server.files_in("attachments");
    server.stop();
    // As it is when the process ends between the rows and the files.
    database(&server)
        .execute_batch(
            "insert into removal select stored from attachment; pragma foreign_keys = on; delete from complaint",
        )
        .unwrap();
    server.start();
    assert!(!files.iter().any(|path| path.exists()), "{reference}");
    assert!(!server.data().join("lost+found").exists());
}

crate::receiver::stores::with_postgresql!(
    the_list_has_a_line_for_each_complaint_the_newest_first,
    the_export_has_a_row_for_each_complaint_and_no_formula,
    a_rehearsal_says_what_would_be_deleted_and_deletes_nothing,
    a_complaint_that_is_not_there_cannot_be_deleted,
    a_purge_takes_what_was_received_before_the_day_in_london_and_nothing_else,
    a_complaint_that_a_machine_seems_to_have_sent_is_answered_as_any_other_and_held,
    a_complaint_that_was_reviewed_is_held_no_longer,
    one_complaint_is_exported_whole_with_its_files_as_an_archive,
);
