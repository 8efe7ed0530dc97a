use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::faultless;
use crate::fixture::{DEFAULT_COPY, edited, marked};

/// What a run of `complaints check` printed, and its exit status.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    output: String,
    errors: String,
    status: i32,
}

/// Runs `complaints check` in a folder.
fn run(folder: &TempDir, line: &str) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_complaints"))
        .current_dir(folder.path())
        .arg("check")
        .args(line.split_whitespace())
        .output()
        .unwrap();
    Run {
        output: String::from_utf8(output.stdout).unwrap(),
        errors: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code().unwrap(),
    }
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

/// What a run on a day of November 2026 says of a copy file, and its exit status; nothing goes wrong
/// with the run itself.
#[track_caller]
fn check(copy: &str, options: &str) -> (String, i32) {
    let folder = folder(&[("complaints.json", copy)]);
    let run = run(
        &folder,
        &format!("complaints.json --today 2026-11-24 {options}"),
    );
    assert_eq!(run.errors, "");
    (run.output, run.status)
}

/// A passage of the default copy, what stands there instead, with a caret where the finding is, and
/// the finding.
#[derive(Clone, Copy)]
struct Row {
    edit: (&'static str, &'static str),
    path: &'static str,
    message: &'static str,
    /// Severity, code and source; none for a problem that the page has as well.
    rule: Option<(&'static str, &'static str, &'static str)>,
}

const CONTACT_CHANNELS: Row = Row {
    edit: ("\"facts\": {", "\"facts\": ‸{"),
    path: "facts",
    message: "the page does not give a postal address ({contact_address}) or the address to \"email us\" at ({contact_email}), expected phone, post, and e-mail or a form",
    rule: Some((
        "warning",
        "contact-channels",
        "https://www.ofcom.org.uk/phones-and-broadband/coverage-and-speeds/codes-of-practice",
    )),
};
const WAIT_WEEKS: Row = Row {
    edit: (
        "\"wait_weeks\": 8, \"limit_months\": ",
        "\"wait_weeks\": ‸8, \"limit_months\": ",
    ),
    path: "facts.cisas[0].wait_weeks",
    message: "8 weeks to wait, but the regulator asks for 6 of complaints first made on or after 2026-04-08, expected an entry from that day with 6 or fewer",
    rule: Some((
        "warning",
        "wait-weeks",
        "https://www.ofcom.org.uk/phones-and-broadband/service-quality/adr-schemes",
    )),
};
const LIMIT_FROM_COMPLAINT: Row = Row {
    edit: ("\"limit_months\": 9 ", "\"limit_months\": ‸9 "),
    path: "facts.cisas[0].limit_months",
    message: "9 months from the complaint can end before CISAS's own limit, 12 months from the deadlock letter, expected 14 or more",
    rule: Some((
        "warning",
        "limit-from-complaint",
        "https://learn.cedr.com/knowledge-base/eligible-cases-cisas",
    )),
};
const SCHEME_CONTACT: Row = Row {
    edit: ("\"scheme\": {", "\"scheme\": ‸{"),
    path: "facts.scheme",
    message: "the page does not say that CISAS is free, expected it",
    rule: Some((
        "warning",
        "scheme-contact-missing",
        "https://learn.cedr.com/knowledge-base/cisas-rules",
    )),
};
const UNCONFIRMED: Row = Row {
    edit: ("\"confirm\": \"the phone", "\"confirm\": ‸\"the phone"),
    path: "facts.scheme.confirm",
    message: "the phone number and the e-mail address of CISAS were read in another company’s code of practice: call and write once, then take this key out",
    rule: Some((
        "warning",
        "facts-unconfirmed",
        "complaints-guide.md, The sheet of facts",
    )),
};
const PRIVACY: Row = Row {
    edit: ("\"links\": {", "\"links\": ‸{"),
    path: "links",
    message: "nothing above the first button says what becomes of the answers, expected a link \"privacy_notice\"",
    rule: Some(("warning", "privacy-missing", "UK GDPR, Article 13")),
};
const DEADLOCK_DUTY: Row = Row {
    edit: ("\"**If unresolved:** CISAS", "‸\"**If unresolved:** CISAS"),
    path: "sections[0].blocks[1].items[3]",
    message: "CISAS earlier only if \"we agree\"; a deadlock letter is due unasked once the company will not look further, expected a section that says so",
    rule: Some((
        "info",
        "deadlock-duty",
        "https://partners.ombudsman-services.org/resources/guidance-notes/eight-week-and-deadlock-letters-communications",
    )),
};
const FORMAL_ONLY: Row = Row {
    edit: (
        "\"You must have started a formal complaint",
        "‸\"You must have started a formal complaint",
    ),
    path: "sections[4].blocks[2].items[0]",
    message: "the time counts from the \"formal complaint\" (the first of 4 places); it runs from when the customer first complained, however that was, expected \"complaint\"",
    rule: Some((
        "info",
        "formal-only",
        "https://www.ofcom.org.uk/phones-and-broadband/service-quality/adr-schemes",
    )),
};

const RECEIPTS_UNCONFIRMED: Row = Row {
    edit: ("\"confirm\": \"decide", "\"confirm\": ‸\"decide"),
    path: "sources[8].confirm",
    message: "decide whether and when old receipts are deleted, then take this key out",
    rule: UNCONFIRMED.rule,
};
const NOT_SHOWN: [Row; 3] = [
    not_shown(
        ("\"You can also write to", "‸\"You can also write to"),
        "form.help_more[0]",
        "left out of the page until the file gives {contact_address}",
    ),
    not_shown(
        ("\"You can also email", "‸\"You can also email"),
        "form.help_more[1]",
        "left out of the page until the file gives {contact_email}",
    ),
    not_shown(
        (
            "\"If you need another format",
            "‸\"If you need another format",
        ),
        "form.help_more[2]",
        "left out of the page until the file gives {accessibility}",
    ),
];

const fn not_shown(
    edit: (&'static str, &'static str),
    path: &'static str,
    message: &'static str,
) -> Row {
    Row {
        edit,
        path,
        message,
        rule: Some(("info", "not-shown", "complaints-guide.md, Edit 1")),
    }
}

/// What the page text earns.
const EARNED: [Row; 12] = [
    CONTACT_CHANNELS,
    WAIT_WEEKS,
    LIMIT_FROM_COMPLAINT,
    SCHEME_CONTACT,
    UNCONFIRMED,
    PRIVACY,
    DEADLOCK_DUTY,
    FORMAL_ONLY,
    NOT_SHOWN[0],
    NOT_SHOWN[1],
    NOT_SHOWN[2],
    RECEIPTS_UNCONFIRMED,
];

const fn problem(
    edit: (&'static str, &'static str),
    path: &'static str,
    message: &'static str,
) -> Row {
    Row {
        edit,
        path,
        message,
        rule: None,
    }
}

/// Twenty mistakes, each of another kind, among what the page text earns besides.
const MISTAKES: [Row; 29] = [
    problem(
        (
            "\"title\": \"Complaints Procedure\",\n    \"description\"",
            "\"title\": \"Complaints Procedure\",\n    ‸\"titel\": \"Us\", \"description\"",
        ),
        "page.titel",
        "unknown key, did you mean \"title\"?",
    ),
    CONTACT_CHANNELS,
    problem(
        ("\"I.T Communications\"", "‸5"),
        "facts.company",
        "expected text, found 5",
    ),
    problem(
        (
            "{ \"first_day\": \"monday\", \"last_day\": \"friday\", \"opens\": \"09:00\", \"closes\": \"17:00\" }",
            "‸{ \"first_day\": \"monday\", \"last_day\": \"friday\", \"opens\": \"17:00\", \"closes\": \"09:00\" }",
        ),
        "facts.lines",
        "lines that open at 17:00 cannot close at 09:00",
    ),
    problem(
        ("\"england-and-wales\"", "‸\"england-and-whales\""),
        "facts.division",
        "found \"england-and-whales\", did you mean \"england-and-wales\"?",
    ),
    problem(
        ("\"response_days\": 5", "\"response_days\": ‸0"),
        "facts.response_days",
        "expected a whole number from 1 to 1000, found 0",
    ),
    problem(
        (
            "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8,",
            "‸[{ \"from\": \"2000-01-01\", \"wait_weeks\": 40,",
        ),
        "facts.cisas",
        "entry 0: for a complaint made on 2000-01-01 the window would open on 2000-10-07, after it closes on 2000-10-01",
    ),
    problem(
        ("\"from\": \"2026-04-08\"", "\"from\": ‸\"8 April 2026\""),
        "facts.regulator[1].from",
        "expected a date like 2026-04-08, found \"8 April 2026\"",
    ),
    SCHEME_CONTACT,
    UNCONFIRMED,
    problem(
        (
            "\"/support-procedure/\"",
            "‸\"http://company.example/support/\"",
        ),
        "links.support_procedure",
        "the link leads to \"http://company.example/support/\", expected https://…, tel:…, mailto:… or a path like /page/",
    ),
    problem(
        ("\"/complaints/form\"", "‸\"ftp://company.example/\""),
        "submit.endpoint",
        "expected an address like https://… or a path like /complaints, found \"ftp://company.example/\"",
    ),
    problem(
        (
            "\"words\": {",
            "\"theme\": { \"light\": { \"accent\": ‸\"teal\" } },\n  \"words\": {",
        ),
        "theme.light.accent",
        "expected a colour like #0b5570, found \"teal\"",
    ),
    problem(
        (
            "[\"Mon\", \"Tue\", \"Wed\", \"Thu\", \"Fri\", \"Sat\", \"Sun\"]",
            "‸[\"Mon\", \"Tue\", \"Wed\", \"Thu\", \"Fri\", \"Sat\"]",
        ),
        "words.weekdays_short",
        "expected 7 entries, found 6",
    ),
    problem(
        (
            "\"header\": {\n    \"tagline\": \"Complaints • Escalation • Independent Resolution (CISAS)\",",
            "\"header\": ‸{",
        ),
        "header",
        "missing key \"tagline\"",
    ),
    problem(
        (
            "\"We aim to resolve issues quickly and fairly.",
            "‸\"[We aim](javascript:alert`1`) to resolve issues quickly and fairly.",
        ),
        "header.intro",
        "the link leads to \"javascript:alert`1`\", expected https://…, tel:…, mailto:… or a path like /page/",
    ),
    problem(
        (
            "\"Lines are open now, until {time}\"",
            "‸\"Lines are open now, until {tme}\"",
        ),
        "lines.open",
        "unknown placeholder {tme}, did you mean {time}?",
    ),
    DEADLOCK_DUTY,
    FORMAL_ONLY,
    problem(
        ("\"There is a problem\"", "‸\"\""),
        "form.error_summary",
        "empty text, expected words",
    ),
    NOT_SHOWN[0],
    NOT_SHOWN[1],
    NOT_SHOWN[2],
    problem(
        (
            "{\n            \"id\": \"name\",",
            "‸{\n            \"id\": \"name\", \"hidden\": true,",
        ),
        "form.groups[0].fields[0]",
        "the field is both required and hidden",
    ),
    problem(
        ("\"id\": \"phone\"", "\"id\": ‸\"name\""),
        "form.groups[0].fields[3].id",
        "found \"name\" a second time, expected it once",
    ),
    problem(
        ("\"value\": \"billing\"", "\"value\": ‸\"handling\""),
        "form.groups[1].fields[0].options[2].value",
        "found \"handling\" a second time, expected it once",
    ),
    problem(
        (
            "\"title\": \"Your dates\",",
            "\"title\": \"Your dates\",\n    ‸\"title\": \"Our dates\",",
        ),
        "dates.title",
        "the same key stands here twice",
    ),
    problem(
        ("\"complaint-dates.ics\"", "‸\"complaint-dates.pdf\""),
        "dates.remind_file",
        "expected a file name like complaint-dates.ics, found \"complaint-dates.pdf\"",
    ),
    RECEIPTS_UNCONFIRMED,
];

/// What a row's finding is as a line.
fn line(row: &Row, position: &str) -> String {
    let (path, message) = (row.path, row.message);
    let finding = match row.rule {
        Some((severity, code, source)) => format!("{severity}[{code}]: {message}; see {source}"),
        None => message.to_owned(),
    };
    format!("complaints.json:{position} {path}: {finding}\n")
}

/// What a row's finding is as JSON.
fn entry(row: &Row, position: &str) -> Value {
    let (line, column) = position.split_once(':').unwrap();
    let number = |digits: &str| digits.parse::<usize>().unwrap();
    json!({
        "line": number(line),
        "column": number(column),
        "path": row.path,
        "severity": row.rule.map_or("problem", |(severity, ..)| severity),
        "code": row.rule.map(|(_, code, _)| code),
        "message": row.message,
        "source": row.rule.map(|(.., source)| source),
    })
}

/// Checks what a run says of a copy file, whole, in words and as JSON.
#[track_caller]
fn assert_said(rows: &[Row], summary: &str, status: i32) {
    let edits: Vec<_> = rows.iter().map(|row| row.edit).collect();
    let (text, positions) = marked(&edits);
    assert_eq!(positions.len(), rows.len(), "a caret for every row");
    let told = || rows.iter().zip(&positions);
    let lines: String = told().map(|(row, position)| line(row, position)).collect();
    let expected = format!("{lines}complaints.json: {summary}\n");
    assert_eq!(check(&text, ""), (expected, status));

    let entries: Vec<Value> = told().map(|(row, position)| entry(row, position)).collect();
    let (output, code) = check(&text, "--format json");
    let found: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(
        found,
        json!({ "file": "complaints.json", "findings": entries })
    );
    assert_eq!(code, status);
}

#[test]
fn twenty_mistakes_of_different_kinds_are_twenty_messages_in_one_run() {
    assert_eq!(MISTAKES.iter().filter(|row| row.rule.is_none()).count(), 20);
    assert_said(&MISTAKES, "20 problems, 4 warnings, 5 infos", 1);
}

#[test]
fn the_default_copy_has_no_problem_and_the_warnings_that_the_page_text_earns() {
    assert_said(&EARNED, "0 problems, 7 warnings, 5 infos", 0);
}

/// What [`faultless`] says, and a passage that makes of it what its name says.
const PLAIN: (&str, &str) = ("Try first-time resolution", "Try first-time resolution");
const INFO: (&str, &str) = ("complained to us first", "made a formal complaint first");
const WARNING: (&str, &str) = ("Try first-time resolution", "Try **first-time resolution**");
const PROBLEM: (&str, &str) = ("Try first-time resolution", "Try {first} resolution");

#[test]
fn the_exit_status_tells_what_fails() {
    for (edit, options, status) in [
        (PLAIN, "", 0),
        (PLAIN, "--strict", 0),
        (INFO, "", 0),
        (INFO, "--strict", 0),
        (WARNING, "", 0),
        (WARNING, "--strict", 1),
        (WARNING, "--strict --format json", 1),
        (PROBLEM, "", 1),
        (PROBLEM, "--strict", 1),
        (PROBLEM, "--format json", 1),
    ] {
        let (output, found) = check(&edited(&faultless(), &[edit]), options);
        assert_eq!(found, status, "{edit:?} {options}: {output}");
    }
}

#[test]
fn a_copy_of_which_there_is_nothing_to_say_passes_in_one_line() {
    let said = "complaints.json: 0 problems, 0 warnings, 0 infos\n";
    assert_eq!(check(&faultless(), "--strict"), (said.to_owned(), 0));
}

#[test]
fn one_of_each_is_counted_as_one() {
    let text = edited(
        &faultless(),
        &[
            INFO,
            WARNING,
            ("Escalate if needed", "Escalate {if} needed"),
        ],
    );
    let (output, _) = check(&text, "");
    assert!(
        output.ends_with("\ncomplaints.json: 1 problem, 1 warning, 1 info\n"),
        "{output}"
    );
}

#[test]
fn the_json_is_laid_out_for_people_and_names_its_keys_in_order() {
    let (output, _) = check("{", "--format json");
    assert_eq!(
        output,
        r#"{
  "file": "complaints.json",
  "findings": [
    {
      "line": 1,
      "column": 1,
      "path": "",
      "severity": "problem",
      "code": null,
      "message": "not JSON: Unterminated object",
      "source": null
    }
  ]
}
"#
    );
}

#[test]
fn a_file_that_is_not_json_is_one_problem() {
    let said = "complaints.json:2:1 not JSON: Unexpected token\n\
                complaints.json: 1 problem, 0 warnings, 0 infos\n";
    assert_eq!(check("\n<html>", ""), (said.to_owned(), 1));
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_nothing_is_said_of_it() {
    let folder = folder(&[("complaints.json", DEFAULT_COPY)]);
    std::fs::write(
        folder.path().join("latin.json"),
        b"{ \"language\": \"caf\xe9\" }",
    )
    .unwrap();
    for (line, errors) in [
        (
            "missing.json",
            "complaints: cannot read missing.json: No such file or directory (os error 2)\n",
        ),
        (
            "missing.json --strict --format json",
            "complaints: cannot read missing.json: No such file or directory (os error 2)\n",
        ),
        (
            "latin.json",
            "complaints: latin.json:1:19 not UTF-8 but probably Windows-1252 (\"ANSI\"), in which this is \"é\": save the file as UTF-8\n",
        ),
        (
            "complaints.json --against missing.json",
            "complaints: cannot read missing.json: No such file or directory (os error 2)\n",
        ),
    ] {
        let expected = Run {
            output: String::new(),
            errors: errors.to_owned(),
            status: 2,
        };
        assert_eq!(run(&folder, line), expected, "{line}");
    }
}

#[test]
fn a_byte_order_mark_and_line_ends_of_windows_are_no_mistakes() {
    let said = "complaints.json: 0 problems, 0 warnings, 0 infos\n";
    let windows = ["\u{feff}", &faultless().replace('\n', "\r\n")].concat();
    assert_eq!(check(&windows, "--strict"), (said.to_owned(), 0));
}

/// What a run says of the bank holidays beside a copy file that names them.
#[track_caller]
fn of_holidays(name: &str, content: &str, today: &str) -> (String, i32) {
    let address = format!("\"{name}\"");
    let copy = edited(&faultless(), &[("\"bank-holidays.json\"", &address)]);
    let line = copy
        .lines()
        .position(|line| line.contains(&address))
        .unwrap()
        + 1;
    let folder = folder(&[("complaints.json", &copy), ("bank-holidays.json", content)]);
    let run = run(&folder, &format!("complaints.json --today {today}"));
    assert_eq!(run.errors, "");
    (
        run.output.replace(&format!(":{line}:"), ":LINE:"),
        run.status,
    )
}

use support::shipped::BANK_HOLIDAYS as HOLIDAYS;

#[test]
fn a_broken_file_of_bank_holidays_is_a_problem_where_it_is_named() {
    let said = "complaints.json:LINE:22 submit.bank_holidays: bank-holidays.json:1:1 found text that is not JSON (the text is empty), expected an object with a key for each division, as GOV.UK publishes it\n\
                complaints.json: 1 problem, 0 warnings, 0 infos\n";
    assert_eq!(
        of_holidays("bank-holidays.json", "", "2026-11-24"),
        (said.to_owned(), 1)
    );
}

#[test]
fn bank_holidays_that_end_within_a_year_are_a_warning_from_the_first_day_that_they_do() {
    let nothing = "complaints.json: 0 problems, 0 warnings, 0 infos\n";
    let ends = "complaints.json:LINE:22 submit.bank_holidays: warning[holiday-horizon]: the file has no bank holidays of 2029 for england-and-wales, expected them to 2029-01-01: replace it by GOV.UK's; see https://www.gov.uk/bank-holidays.json\n\
                complaints.json: 0 problems, 1 warning, 0 infos\n";
    for (today, said) in [
        ("2026-11-24", nothing),
        ("2027-12-31", nothing),
        ("2028-01-01", ends),
    ] {
        let (found, status) = of_holidays("bank-holidays.json", HOLIDAYS, today);
        // By then facts are to be read again, which is told of too.
        let told = |line: &&str| !line.contains("facts-stale") && line.contains(" submit.");
        let told = |text: &str| {
            text.lines()
                .filter(told)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!((told(&found), status), (told(said), 0), "{today}");
    }
}

#[test]
fn bank_holidays_that_lack_a_year_in_between_are_a_warning() {
    let mut file: Value = serde_json::from_str(HOLIDAYS).unwrap();
    let events = file["england-and-wales"]["events"].as_array_mut().unwrap();
    events.retain(|event| !event["date"].as_str().unwrap().starts_with("2027-"));
    let (output, status) = of_holidays("bank-holidays.json", &file.to_string(), "2026-11-24");
    assert!(
        output.contains("warning[holiday-horizon]: the file has no bank holidays of 2027 for england-and-wales, expected them to 2027-11-24: "),
        "{output}"
    );
    assert_eq!(status, 0);
}

#[test]
fn bank_holidays_at_an_address_elsewhere_are_not_looked_at() {
    let nothing = "complaints.json: 0 problems, 0 warnings, 0 infos\n";
    for name in [
        "other.json",
        "/bank-holidays.json",
        "https://www.gov.uk/bank-holidays.json",
    ] {
        let found = of_holidays(name, "", "2026-11-24");
        assert_eq!(found, (nothing.to_owned(), 0), "{name}");
    }
}

#[test]
fn a_file_of_any_number_of_mistakes_is_answered_with_as_many_as_can_be_mended() {
    let keys: String = (0..40_000)
        .map(|key| format!("\"unknown_{key}\": 1,\n"))
        .collect();
    let (said, status) = check(&["{", &keys, &DEFAULT_COPY[1..]].concat(), "");
    assert_eq!(status, 1);
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines.len() < 3_000, "{} lines", lines.len());
    let last = lines[lines.len() - 2];
    assert!(
        last.ends_with(" more are not listed: mend these first"),
        "{last}"
    );
    assert!(said.contains("found 40"), "{}", lines[0]);
    let links: String = (0..40_000)
        .map(|key| format!("\"l{key}\": \"/\",\n"))
        .collect();
    let copy = edited(
        DEFAULT_COPY,
        &[("\"links\": {", &format!("\"links\": {{ {links}"))],
    );
    assert!(
        check(&copy, "")
            .0
            .contains("keys, expected at most 10000\n")
    );
}

#[test]
fn what_a_key_or_a_file_is_called_does_not_steer_the_terminal() {
    let folder = folder(&[(
        "a\u{1b}[2J\u{202e}.json",
        "{\"key\\u001b]0;\u{200b}\\nnext\": 1}",
    )]);
    let output = Command::new(env!("CARGO_BIN_EXE_complaints"))
        .current_dir(folder.path())
        .args(["check", "a\u{1b}[2J\u{202e}.json"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.contains("a\\u{1b}[2J\\u{202e}.json:1:2 key\\u{1b}]0;\\u{200b}\\nnext: unknown key"),
        "{said}"
    );
    assert!(!said.contains(['\u{1b}', '\u{200b}', '\u{202e}']), "{said}");
}

#[test]
fn a_copy_file_is_read_from_standard_input() {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_complaints"))
        .args(["check", "-", "--today", "2026-11-24"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"{}").unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.starts_with("standard input:1:1 missing key \""),
        "{said}"
    );
}
