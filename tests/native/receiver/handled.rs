//! What the company did about complaints, and which of them are late.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use complaints::domain::calendar::iso;

use super::inbox::{answer, inbox};
use super::program;
use super::server::{Form, Server};

fn complaint(id: &str) -> Form {
    Form::complete().text("submission_id", id)
}

/// A server with a complaint of Monday 23 November 2026, due on the Monday after it.
fn with_one() -> (Server, String) {
    let server = Server::started();
    let reference = server.post_form(&complaint("one")).reference();
    (server, reference)
}

#[track_caller]
fn refused(server: &Server, arguments: &[&str], status: i32, said: &str) {
    let said = format!("complaints: {said}\n");
    assert_eq!(inbox(server, arguments), (status, String::new(), said));
}

/// The state of every complaint as `list` shows it on a day, the newest first.
fn states(server: &Server, today: &str) -> Vec<String> {
    let listed = answer(server, &["list", "--today", today]);
    let lines = listed.lines().skip(1);
    let state = |line: &str| {
        line.split("  ")
            .filter(|cell| !cell.is_empty())
            .nth(3)
            .map(str::trim)
            .unwrap()
            .to_owned()
    };
    lines.map(state).collect()
}

#[test]
fn open_complaints_are_due_by_date_with_the_late_ones_first_and_exit_status_1() {
    let mut server = Server::started();
    let monday = server
        .post_form(&complaint("monday").text("help_needed", "Please phone, I am blind."))
        .reference();
    server.stop();
    let mut settings = server.settings();
    settings.clock = || iso::parse_instant("2026-12-18T10:00:00Z").unwrap();
    server.start_with(settings);
    let friday = server
        .post_form(&complaint("friday").text("first_complained_on", "2026-11-02"))
        .reference();
    let header = "reference   due         working days left  deadlock letter by  name      category  help  held\n";
    let rows = |left: [&str; 2]| {
        let [late, later] = left;
        format!(
            "{header}\
             {monday}  2026-11-30  {late:<17}  2027-01-04          Jo Smith  billing   yes\n\
             {friday}  2026-12-29  {later:<17}  2026-12-14          Jo Smith  billing\n"
        )
    };
    let due = |today| inbox(&server, &["due", "--today", today]);
    assert_eq!(due("2026-11-23"), (0, rows(["5", "24"]), String::new()));
    assert_eq!(due("2026-11-30"), (0, rows(["0", "19"]), String::new()));
    assert_eq!(
        due("2026-12-01"),
        (1, rows(["late by 1", "18"]), String::new())
    );
    // Christmas Day and the day in lieu of Boxing Day are no working days.
    assert_eq!(
        due("2026-12-24"),
        (1, rows(["late by 18", "1"]), String::new())
    );
    let late = rows(["late by 18", "1"])
        .lines()
        .take(2)
        .fold(String::new(), |all, line| all + line + "\n");
    let within = |days| inbox(&server, &["due", "--today", "2026-12-24", "--within", days]);
    assert_eq!(within("0"), (1, late, String::new()));
    assert_eq!(within("1"), due("2026-12-24"));
}

#[test]
fn a_complaint_due_on_a_friday_is_late_on_the_saturday_before_a_working_day_has_gone_by() {
    let mut server = Server::prepared();
    let mut settings = server.settings();
    settings.clock = || iso::parse_instant("2026-11-20T10:00:00Z").unwrap();
    server.start_with(settings);
    server.post_form(&complaint("one")).reference();
    let due = |today| {
        let (status, output, _) = inbox(&server, &["due", "--today", today]);
        let left = output.lines().nth(1).unwrap()[24..43].trim().to_owned();
        (status, left)
    };
    assert_eq!(due("2026-11-27"), (0, "0".to_owned()));
    assert_eq!(due("2026-11-28"), (1, "late".to_owned()));
    assert_eq!(due("2026-11-30"), (1, "late by 1".to_owned()));
}

#[test]
fn working_days_are_those_of_the_copy_file_that_is_given() {
    let (server, _) = with_one();
    let copy = server.dist().join("complaints.json");
    server.edit_copy(|copy| copy.replace("england-and-wales", "scotland"));
    // St Andrew's Day is a bank holiday in Scotland.
    let copy = copy.display().to_string();
    let due = |arguments: &[&str]| {
        let arguments = [&["due", "--today", "2026-11-27"], arguments].concat();
        answer(&server, &arguments).lines().nth(1).unwrap()[24..25].to_owned()
    };
    assert_eq!(
        (due(&[]).as_str(), due(&["--copy", &copy]).as_str()),
        ("1", "0")
    );
}

#[test]
fn a_complaint_is_open_until_it_is_answered_and_a_deadlock_letter_comes_after_that() {
    let (server, one) = with_one();
    server.post_form(&complaint("two")).reference();
    assert_eq!(states(&server, "2026-11-30"), ["open", "open"]);
    assert_eq!(states(&server, "2026-12-01"), ["late", "late"]);
    let today = ["--today", "2026-12-02"];
    let said = answer(
        &server,
        &[&["answered", &one, "--on", "2026-12-01"][..], &today].concat(),
    );
    assert_eq!(said, format!("{one}: answered on 2026-12-01\n"));
    assert_eq!(states(&server, "2026-12-02"), ["late", "answered"]);
    let said = answer(&server, &[&["deadlock", &one][..], &today].concat());
    assert_eq!(said, format!("{one}: deadlock letter sent on 2026-12-02\n"));
    assert_eq!(states(&server, "2026-12-02"), ["late", "deadlock letter"]);
    assert!(!answer(&server, &["due", "--today", "2026-11-30"]).contains(&one));
    let shown = answer(&server, &["show", &one]);
    let lines = "State                deadlock letter\n\
                 Answered             2026-12-01\n\
                 Deadlock letter      2026-12-02\n\
                 Deadlock letter by   2027-01-04\n";
    assert!(shown.contains(lines), "{shown}");
    let csv = answer(&server, &["export", "--csv"]);
    let end = ",\"deadlock letter\",\"2026-12-01\",\"2026-12-02\",\"2027-01-04\",\"\"\n";
    assert!(csv.contains(end), "{csv}");
    let again = answer(&server, &["reopen", &one]);
    assert_eq!(again, format!("{one}: open again\n"));
    assert_eq!(
        answer(&server, &["reopen", &one]),
        format!("{one}: open already\n")
    );
    assert_eq!(states(&server, "2026-12-02"), ["late", "late"]);
}

#[test]
fn a_step_may_be_marked_twice_with_one_day_and_not_with_two() {
    let (server, one) = with_one();
    let mark = ["answered", &one, "--today", "2026-12-02", "--on"];
    let on = |day| [&mark[..], &[day]].concat();
    answer(&server, &on("2026-12-01"));
    assert_eq!(
        answer(&server, &on("2026-12-01")),
        format!("{one}: answered on 2026-12-01 already\n")
    );
    let said = format!(
        "{one} has \"answered\" on 2026-12-01 already, not on 2026-12-02: to change that, \
         `complaints inbox reopen {one}` first"
    );
    refused(&server, &on("2026-12-02"), 1, &said);
}

#[test]
fn a_step_on_a_day_to_come_before_receipt_or_of_an_unknown_complaint_is_refused() {
    let (server, one) = with_one();
    for step in ["answered", "deadlock"] {
        let on = |reference, day| [step, reference, "--today", "2026-12-02", "--on", day];
        let future = "--on 2026-12-03: expected a day up to today, 2026-12-02";
        refused(&server, &on(&one, "2026-12-03"), 2, future);
        let early = format!(
            "--on 2026-11-22: {one} was received on 2026-11-23, expected that day or a later one"
        );
        refused(&server, &on(&one, "2026-11-22"), 2, &early);
        let unknown = "no complaint has the reference C-00000000";
        refused(&server, &on("C-00000000", "2026-12-01"), 1, unknown);
    }
    assert_eq!(states(&server, "2026-11-23"), ["open"]);
    for command in [
        ["reopen", "C-00000000"].as_slice(),
        &["note", "C-00000000", "words"],
    ] {
        refused(
            &server,
            command,
            1,
            "no complaint has the reference C-00000000",
        );
    }
}

#[test]
fn notes_are_kept_in_order_from_the_command_line_or_standard_input_and_never_steer_a_terminal() {
    let (server, one) = with_one();
    assert_eq!(
        answer(&server, &["note", &one, " Phoned, no answer "]),
        format!("{one}: note 1\n")
    );
    let mut child = server
        .program()
        .args(["inbox", "note", &one])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all("=1+1\r\nsecond \u{1b}[31mline\n".as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        format!("{one}: note 2\n")
    );
    let received = server.received(&one);
    let texts: Vec<&str> = received
        .notes
        .iter()
        .map(|note| note.text.as_str())
        .collect();
    assert_eq!(texts, ["Phoned, no answer", "=1+1\nsecond [31mline"]);
    let shown = answer(&server, &["show", &one]);
    assert!(
        shown.contains("Phoned, no answer\n") && shown.contains("=1+1\n"),
        "{shown}"
    );
    let csv = answer(&server, &["export", "--csv"]);
    assert!(csv.contains(" Phoned, no answer\n"), "{csv}");
    let empty = "the note has 0 characters: expected 1 to 8000";
    refused(&server, &["note", &one, " "], 2, empty);
}

#[test]
fn a_deleted_complaint_leaves_no_trace_of_its_notes() {
    let (server, one) = with_one();
    let kept = server.post_form(&complaint("two")).reference();
    answer(&server, &["note", &one, "spoke to his erased neighbour"]);
    answer(&server, &["note", &kept, "stays"]);
    answer(&server, &["delete", &one]);
    for entry in fs::read_dir(server.data()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let content = fs::read(&path).unwrap();
            assert!(
                memchr::memmem::find(&content, b"erased neighbour").is_none(),
                "{path:?}"
            );
        }
    }
    assert!(answer(&server, &["show", &kept]).contains("stays"));
}

#[test]
fn what_was_done_after_a_backup_is_kept_when_it_is_brought_back() {
    let (mut server, one) = with_one();
    let [two, three] = ["two", "three"].map(|id| server.post_form(&complaint(id)).reference());
    let today = ["--today", "2026-12-02"];
    answer(&server, &[&["answered", &three][..], &today].concat());
    answer(&server, &["note", &one, "before"]);
    let folder = server.folder().to_owned();
    let run = |arguments: &[&str]| {
        let output = program().current_dir(&folder).args(arguments).output();
        let output = output.unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        (output.status.success(), said)
    };
    let backed_up = run(&["backup", "yesterday"]);
    assert!(backed_up.0, "{backed_up:?}");
    answer(&server, &["note", &one, "since"]);
    answer(&server, &["note", &two, "first"]);
    answer(&server, &[&["deadlock", &two][..], &today].concat());
    server.stop();
    // A clock that went back or two changes within one second: the backup's state holds then.
    rusqlite::Connection::open(server.data().join("complaints.sqlite3"))
        .unwrap()
        .execute("update complaint set answered_on = null, handled_at = '2999-01-01T00:00:00Z' where reference = ?1", [&three])
        .unwrap();
    let mut restored = run(&["restore", "yesterday"]);
    // A program that another test starts holds every lock of this process until it is under way.
    for _ in 0..100 {
        if !restored.1.contains("another serve is using") {
            break;
        }
        restored = run(&["restore", "yesterday"]);
    }
    assert!(restored.0, "{restored:?}");
    let inbox = server.inbox();
    let of = |reference: &str| {
        let received = inbox.find(reference).unwrap().unwrap();
        let notes: Vec<String> = received.notes.into_iter().map(|note| note.text).collect();
        (received.handling.state().name(), notes)
    };
    let notes = |texts: &[&str]| {
        texts
            .iter()
            .map(|text| (*text).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(of(&one), ("open", notes(&["before", "since"])));
    assert_eq!(of(&two), ("deadlock letter", notes(&["first"])));
    assert_eq!(of(&three), ("open", notes(&[])));
}

#[test]
fn a_complaint_kept_before_the_regulator_s_day_was_kept_has_it_from_the_figures_built_in() {
    let (server, one) = with_one();
    let database = rusqlite::Connection::open(server.data().join("complaints.sqlite3")).unwrap();
    database
        .execute("update complaint set cisas_opens_regulator = null", [])
        .unwrap();
    let letter = |server: &Server| {
        let shown = answer(server, &["show", &one]);
        let line = shown
            .lines()
            .find_map(|line| line.strip_prefix("Deadlock letter by   "));
        line.map(str::to_owned)
    };
    assert_eq!(letter(&server).as_deref(), Some("2027-01-04"));
    // CISAS does not take a complaint about personal data.
    database
        .execute("update complaint set acknowledge_by = '2026-12-23'", [])
        .unwrap();
    assert_eq!(letter(&server), None);
}

crate::receiver::stores::with_postgresql!(
    open_complaints_are_due_by_date_with_the_late_ones_first_and_exit_status_1,
    a_complaint_is_open_until_it_is_answered_and_a_deadlock_letter_comes_after_that,
    a_step_may_be_marked_twice_with_one_day_and_not_with_two,
    a_step_on_a_day_to_come_before_receipt_or_of_an_unknown_complaint_is_refused,
    notes_are_kept_in_order_from_the_command_line_or_standard_input_and_never_steer_a_terminal,
);
