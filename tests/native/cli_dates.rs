//! `complaints dates`, its output compared whole.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use complaints::base::named::Named;
use complaints::domain::cisas::OutcomeKind;

use crate::golden;

/// What a run printed, and its exit status.
struct Run {
    output: String,
    errors: String,
    status: i32,
}

/// Runs `complaints dates` with the words of a command line, and something on standard input.
fn dates(line: &str, input: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_complaints"))
        .arg("dates")
        .args(line.split_whitespace())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A run that ends early does not read what is written to it.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let result = child.wait_with_output().unwrap();
    Run {
        output: String::from_utf8(result.stdout).unwrap(),
        errors: String::from_utf8(result.stderr).unwrap(),
        status: result.status.code().unwrap(),
    }
}

/// What a run printed that found every date.
fn answer(line: &str, input: &str) -> String {
    let run = dates(line, input);
    assert_eq!((run.errors.as_str(), run.status), ("", 0), "{line}");
    run.output
}

/// What a run said on standard error that printed nothing, and its exit status.
fn refusal(line: &str, input: &str) -> (String, i32) {
    let run = dates(line, input);
    assert_eq!(run.output, "", "{line}");
    (run.errors, run.status)
}

/// A file under a name that the test may look for in messages.
fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// Some columns of a vector file as CSV.
fn columns(csv: &'static str, names: &[&str]) -> String {
    let line = |row: &golden::Row| {
        names
            .iter()
            .map(|name| row[name])
            .collect::<Vec<_>>()
            .join(",")
    };
    let rows: Vec<String> = golden::rows(csv).iter().map(line).collect();
    format!("{}\n{}\n", names.join(","), rows.join("\n"))
}

#[test]
fn every_golden_response_date_comes_out_of_the_vector_file_itself() {
    let csv = include_str!("golden/working_days.csv");
    let expected = columns(
        csv,
        &["id", "lines_open", "counted_from", "response_date", "basis"],
    );
    assert_eq!(answer("response --csv -", csv), expected);
}

#[test]
fn every_golden_window_comes_out_of_the_vector_file_itself() {
    let csv = include_str!("golden/windows.csv");
    assert_eq!(
        answer("cisas --csv -", csv),
        columns(csv, &["id", "opens", "closes", "status"])
    );
}

#[test]
fn a_response_date_is_shown_with_its_working() {
    assert_eq!(
        answer("response --received 2026-12-18T10:00:00Z", ""),
        "Received      Fri 18 Dec 2026 10:00 in London, lines open\n\
         Counted from  Fri 18 Dec 2026\n\
         Response due  Tue 29 Dec 2026\n\
         Working days  (Sat 19, Sun 20 skipped), Mon 21, Tue 22, Wed 23, Thu 24, (Fri 25 Christmas \
         Day, Sat 26, Sun 27, Mon 28 Boxing Day substitute day skipped), Tue 29\n"
    );
}

#[test]
fn a_response_date_beyond_the_published_bank_holidays_is_about() {
    assert_eq!(
        answer(
            "response --received 2029-12-31T18:00:00Z --division scotland",
            ""
        ),
        "Received      Mon 31 Dec 2029 18:00 in London, lines closed\n\
         Counted from  Thu 3 Jan 2030\n\
         Response due  about Thu 10 Jan 2030: the bank holidays of 2030 are computed, not published yet\n\
         Working days  Fri 4, (Sat 5, Sun 6 skipped), Mon 7, Tue 8, Wed 9, Thu 10\n"
    );
}

#[test]
fn a_window_is_shown_with_the_status_of_a_day() {
    assert_eq!(
        answer("cisas --complained 2026-03-02 --today 2026-11-23", ""),
        "Complained  Mon 2 Mar 2026\n\
         Opens       Mon 27 Apr 2026, by the page's 8 weeks\n\
         Closes      Wed 2 Dec 2026, that day included, by the page's 9 months\n\
         Status      open on Mon 23 Nov 2026\n\
         Outcome     last days, 9 days left, to Wed 2 Dec 2026\n"
    );
}

#[test]
fn a_window_is_shown_by_the_pages_and_by_the_regulators_figures() {
    let october = "cisas --complained 2026-10-10 --today 2026-11-28";
    assert_eq!(
        answer(october, ""),
        "Complained  Sat 10 Oct 2026\n\
         Regulator   from Sat 21 Nov 2026, by its 6 weeks\n\
         Opens       Sat 5 Dec 2026, by the page's 8 weeks\n\
         Closes      Sat 10 Jul 2027, that day included, by the page's 9 months\n\
         Status      before on Sat 28 Nov 2026\n\
         Outcome     perhaps already, since Sat 21 Nov 2026, by the regulator's 6 weeks: ask CISAS\n"
    );
    let with_letter = [october, "--agreed 2026-11-01"].join(" ");
    assert_eq!(
        answer(&with_letter, ""),
        "Complained  Sat 10 Oct 2026\n\
         Opens       Sun 1 Nov 2026, by agreement or letter\n\
         Closes      Sat 10 Jul 2027, that day included, by the page's 9 months\n\
         Regulator   to Sun 31 Oct 2027, by its 12 months from the letter\n\
         Status      open on Sat 28 Nov 2026\n\
         Outcome     open, 224 days left, to Sat 10 Jul 2027\n"
    );
    assert_eq!(
        answer(&[october, "--json"].join(" "), ""),
        "{\"opens\":\"2026-12-05\",\"closes\":\"2027-07-10\",\"status\":\"before\",\"outcome\":\"perhaps-already\",\"opens_regulator\":\"2026-11-21\",\"closes_regulator\":null}\n"
    );
    assert_eq!(
        answer(
            "cisas --csv - --regulator",
            "id,complaint_date,agreed_date,today\n1,2026-10-10,,2026-11-28\n2,2026-10-10,2026-11-01,2026-11-28\n"
        ),
        "id,opens,closes,status,opens_regulator,closes_regulator\n\
         1,2026-12-05,2027-07-10,before,2026-11-21,\n\
         2,2026-11-01,2027-07-10,open,2026-11-01,2027-10-31\n"
    );
}

/// What a copy file's page would show, and what `dates --copy` says of the same.
#[test]
fn a_copy_file_gives_its_own_figures_hours_and_bank_holidays() {
    let folder = tempfile::tempdir().unwrap();
    let copy = crate::fixture::edited(
        crate::fixture::DEFAULT_COPY,
        &[
            ("\"response_days\": 5", "\"response_days\": 3"),
            ("\"closes\": \"17:00\"", "\"closes\": \"12:00\""),
            (
                "\"division\": \"england-and-wales\"",
                "\"division\": \"scotland\"",
            ),
            (
                "\"wait_weeks\": 8, \"limit_months\": 9",
                "\"wait_weeks\": 10, \"limit_months\": 12",
            ),
        ],
    );
    let copy = file(&folder, "complaints.json", &copy)
        .display()
        .to_string();
    let received = "response --received 2026-11-27T12:30:00Z --json";
    assert_eq!(
        answer(&format!("{received} --copy {copy}"), ""),
        "{\"lines_open\":false,\"counted_from\":\"2026-12-01\",\"response_date\":\"2026-12-04\",\"basis\":\"published\"}\n"
    );
    let wales = format!("{received} --copy {copy} --division england-and-wales");
    assert!(answer(&wales, "").contains("\"counted_from\":\"2026-11-30\""));
    let complained =
        format!("cisas --complained 2026-10-10 --today 2026-11-28 --json --copy {copy}");
    assert_eq!(
        answer(&complained, ""),
        "{\"opens\":\"2026-12-19\",\"closes\":\"2027-10-10\",\"status\":\"before\",\"outcome\":\"perhaps-already\",\"opens_regulator\":\"2026-11-21\",\"closes_regulator\":null}\n"
    );
    // A file of bank holidays beside the copy is the one its page reads.
    let holidays = r#"{"england-and-wales":{"division":"england-and-wales","events":[]},"scotland":{"division":"scotland","events":[{"title":"A day off","date":"2026-12-02","notes":"","bunting":true}]},"northern-ireland":{"division":"northern-ireland","events":[]}}"#;
    file(&folder, "bank-holidays.json", holidays);
    let own = answer(&format!("{received} --copy {copy}"), "");
    assert!(
        own.contains("\"counted_from\":\"2026-11-30\",\"response_date\":\"2026-12-04\""),
        "{own}"
    );
}

#[test]
fn a_copy_file_that_cannot_be_used_is_named_with_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let copy = file(&folder, "broken.json", "{").display().to_string();
    let (said, status) = refusal(&format!("cisas --complained 2026-10-10 --copy {copy}"), "");
    assert_eq!(status, 2);
    assert!(
        said.starts_with(&format!("complaints: {copy}:1:")),
        "{said}"
    );
    let (said, status) = refusal("cisas --complained 2026-10-10 --copy none.json", "");
    assert_eq!(status, 2);
    assert!(
        said.starts_with("complaints: cannot read none.json: "),
        "{said}"
    );
}

#[test]
fn an_outcome_is_told_in_words() {
    let outcome = |line: &str| {
        let text = answer(&format!("cisas --complained 2026-05-01 {line}"), "");
        let (_, outcome) = text.split_once("\nOutcome     ").unwrap();
        outcome.trim_end().to_owned()
    };
    let cases = [
        (
            "--today 2026-06-11",
            "not yet, 15 days to go; perhaps from Fri 12 Jun 2026, by the regulator's 6 weeks",
        ),
        (
            "--today 2026-06-11 --agreed 2026-06-12",
            "not yet, 1 day to go",
        ),
        (
            "--today 2026-06-12",
            "perhaps already, since Fri 12 Jun 2026, by the regulator's 6 weeks: ask CISAS",
        ),
        (
            "--today 2026-06-26",
            "open, 220 days left, to Mon 1 Feb 2027",
        ),
        (
            "--today 2027-01-31",
            "last days, 1 day left, to Mon 1 Feb 2027",
        ),
        ("--today 2027-02-01", "last days, today is the last"),
        (
            "--today 2027-02-02",
            "past the limit of Mon 1 Feb 2027, ask CISAS: without a deadlock letter the regulator \
             has no limit",
        ),
        (
            "--today 2027-02-02 --agreed 2026-06-12",
            "past the limit of Mon 1 Feb 2027, ask CISAS: the regulator allows it until Fri 11 Jun \
             2027",
        ),
        (
            "--today 2027-06-12 --agreed 2026-06-12",
            "past the limit of Mon 1 Feb 2027, ask CISAS: the regulator allowed it until Fri 11 \
             Jun 2027",
        ),
        (
            "--today 2027-06-12 --agreed 2026-06-12 --limit-months 18",
            "past the limit of Fri 11 Jun 2027, ask CISAS: the page allows it until Mon 1 Nov 2027",
        ),
    ];
    for (line, expected) in cases {
        assert_eq!(outcome(line), expected, "{line}");
    }
}

#[test]
fn every_outcome_that_dates_lead_to_is_named_in_the_help() {
    let help = answer("cisas --help", "");
    let (_, named) = help.split_once("figures too:").unwrap();
    let (named, _) = named.split_once("\n\n").unwrap();
    for kind in OutcomeKind::VARIANTS {
        // Of these a date is not known, or does not decide.
        let is_of_dates = match kind {
            OutcomeKind::ComplainFirst | OutcomeKind::PerhapsLetter | OutcomeKind::Outside => false,
            OutcomeKind::NotYet
            | OutcomeKind::NotYetRegulator
            | OutcomeKind::PerhapsAlready
            | OutcomeKind::Open
            | OutcomeKind::LastDays
            | OutcomeKind::PastLimitNoLetter
            | OutcomeKind::PastLimitUntil
            | OutcomeKind::PastLimitEnded => true,
        };
        let kind = kind.name().replace('_', "-");
        // Such as past-limit of those with an end and without: more than its first word.
        let is_it = |word: &str| {
            kind == word || word.contains('-') && kind.starts_with(&[word, "-"].concat())
        };
        let mut words = named.split(|mark: char| !(mark.is_alphabetic() || mark == '-'));
        assert!(
            !is_of_dates || words.any(is_it),
            "{kind} is not in: {named}"
        );
    }
}

#[test]
fn outcomes_are_a_column_only_when_asked_for() {
    let rows = "id,complaint_date,agreed_date,today,limit_months\n\
                early,2026-05-01,,2026-06-11,\n\
                perhaps,2026-05-01,,2026-06-12,\n\
                planned,2026-05-01,2026-06-12,2026-06-11,\n\
                ahead,2026-05-01,,2026-04-01,\n\
                open,2026-05-01,,2026-06-26,\n\
                last,2026-05-01,,2027-01-18,\n\
                past,2026-05-01,,2027-02-02,\n\
                contradiction,2026-05-01,2026-04-30,,\n";
    let run = dates("cisas --csv - --outcome", rows);
    assert_eq!(
        run.output,
        "id,opens,closes,status,outcome,error\n\
         early,2026-06-26,2027-02-01,before,not-yet,\n\
         perhaps,2026-06-26,2027-02-01,before,perhaps-already,\n\
         planned,2026-06-12,2027-02-01,before,not-yet,\n\
         ahead,2026-06-26,2027-02-01,before,not-yet,\n\
         open,2026-06-26,2027-02-01,open,open,\n\
         last,2026-06-26,2027-02-01,open,last-days,\n\
         past,2026-06-26,2027-02-01,closed,past-limit,\n\
         contradiction,,,,,the agreement of 2026-04-30 is older than the complaint of 2026-05-01\n"
    );
    let run = dates("cisas --csv -", rows);
    assert!(run.output.starts_with("id,opens,closes,status,error\n"));
}

#[test]
fn json_has_the_names_of_the_csv_columns() {
    assert_eq!(
        answer("response --received 2026-12-24T18:00:00Z --json", ""),
        "{\"lines_open\":false,\"counted_from\":\"2026-12-29\",\"response_date\":\"2027-01-06\",\"basis\":\"published\"}\n"
    );
    assert_eq!(
        answer(
            "cisas --complained 2026-03-02 --agreed 2026-03-09 --today 2026-12-03 --json",
            ""
        ),
        "{\"opens\":\"2026-03-09\",\"closes\":\"2026-12-02\",\"status\":\"closed\",\"outcome\":\"past-limit\",\"opens_regulator\":\"2026-03-09\",\"closes_regulator\":\"2027-03-08\"}\n"
    );
    assert_eq!(
        answer(
            "cisas --complained 2026-05-01 --wait-weeks 6 --limit-months 12 --today 2026-05-01 --json",
            ""
        ),
        "{\"opens\":\"2026-06-12\",\"closes\":\"2027-05-01\",\"status\":\"before\",\"outcome\":\"not-yet\",\"opens_regulator\":\"2026-06-12\",\"closes_regulator\":null}\n"
    );
}

#[test]
fn bank_holidays_are_printed_as_csv() {
    assert_eq!(
        answer(
            "holidays --division northern-ireland --from 2028 --to 2029",
            ""
        ),
        "date,division,title,notes,basis\n\
         2028-01-03,northern-ireland,New Year’s Day,Substitute day,published\n\
         2028-03-17,northern-ireland,St Patrick’s Day,,published\n\
         2028-04-14,northern-ireland,Good Friday,,published\n\
         2028-04-17,northern-ireland,Easter Monday,,published\n\
         2028-05-01,northern-ireland,Early May bank holiday,,published\n\
         2028-05-29,northern-ireland,Spring bank holiday,,published\n\
         2028-07-12,northern-ireland,Battle of the Boyne (Orangemen’s Day),,published\n\
         2028-08-28,northern-ireland,Summer bank holiday,,published\n\
         2028-12-25,northern-ireland,Christmas Day,,published\n\
         2028-12-26,northern-ireland,Boxing Day,,published\n\
         2029-01-01,northern-ireland,New Year’s Day,,computed\n\
         2029-03-19,northern-ireland,St Patrick’s Day,Substitute day,computed\n\
         2029-03-30,northern-ireland,Good Friday,,computed\n\
         2029-04-02,northern-ireland,Easter Monday,,computed\n\
         2029-05-07,northern-ireland,Early May bank holiday,,computed\n\
         2029-05-28,northern-ireland,Spring bank holiday,,computed\n\
         2029-07-12,northern-ireland,Battle of the Boyne (Orangemen’s Day),,computed\n\
         2029-08-27,northern-ireland,Summer bank holiday,,computed\n\
         2029-12-25,northern-ireland,Christmas Day,,computed\n\
         2029-12-26,northern-ireland,Boxing Day,,computed\n"
    );
}

#[test]
fn a_row_without_an_answer_says_why_and_the_others_are_still_printed() {
    let run = dates(
        "response --division scotland --csv -",
        "\u{feff}note,received_utc,id,division\r\n\
         \"a, b\",2026-11-27T10:00:00Z,good,\r\n\
         , 2026-11-27T10:00:00Z ,spaced, england-and-wales \r\n\
         ,27/11/2026,written,\r\n\
         ,,empty,\r\n\
         ,2026-11-27T10:00:00Z,abroad,wales\r\n\
         ,1990-11-27T10:00:00Z,early,\r\n\
         a,b,2026-11-27T10:00:00Z,shifted,\r\n",
    );
    assert_eq!(
        run.output,
        "id,lines_open,counted_from,response_date,basis,error\n\
         good,true,2026-11-27,2026-12-07,published,\n\
         spaced,true,2026-11-27,2026-12-04,published,\n\
         written,,,,,\"received_utc: found \"\"27/11/2026\"\", expected an instant such as 2026-11-23T10:00:00Z\"\n\
         empty,,,,,\"received_utc: found nothing, expected an instant such as 2026-11-23T10:00:00Z\"\n\
         abroad,,,,,\"division: unknown division \"\"wales\"\", expected england-and-wales, scotland or northern-ireland\"\n\
         early,,,,,no bank holidays for 1990-11-27: the calendar runs from 1995 to 2200\n\
         2026-11-27T10:00:00Z,,,,,\"row 7: found 5 cells, expected 4 as in the header\"\n"
    );
    assert_eq!(
        run.errors,
        "complaints: 5 of 7 rows have no answer: see the column error\n"
    );
    assert_eq!(run.status, 1);
}

#[test]
fn a_window_that_cannot_be_says_why_in_its_row() {
    let run = dates(
        "cisas --today 2026-11-23 --csv -",
        "today,id,complaint_date,agreed_date,limit_months,wait_weeks\n\
         ,defaults,2026-03-02,,,\n\
         2026-04-26,own,2026-03-02,,12,6\n\
         ,contradiction,2026-05-31,,9,40\n\
         ,agreed,2026-05-31,2026-05-30,,\n\
         tomorrow,today,2026-05-31,,,\n\
         ,weeks,2026-05-31,,,-1\n\
         ,nothing,,,,\n",
    );
    assert_eq!(
        run.output,
        "id,opens,closes,status,error\n\
         defaults,2026-04-27,2026-12-02,open,\n\
         own,2026-04-13,2027-03-02,open,\n\
         contradiction,,,,\"the window would open on 2027-03-07, after it closes on 2027-02-28\"\n\
         agreed,,,,the agreement of 2026-05-30 is older than the complaint of 2026-05-31\n\
         today,,,,\"today: found \"\"tomorrow\"\", expected a date such as 2026-03-02\"\n\
         weeks,,,,\"wait_weeks: found \"\"-1\"\", expected a whole number\"\n\
         nothing,,,,\"complaint_date: found nothing, expected a date such as 2026-03-02\"\n"
    );
    assert_eq!(
        run.errors,
        "complaints: 5 of 7 rows have no answer: see the column error\n"
    );
    assert_eq!(run.status, 1);
}

#[test]
fn a_file_that_is_not_utf_8_is_refused_with_the_place_and_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let rows = folder.path().join("rows.csv");
    let utf_16: Vec<u8> = "id,complaint_date"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let ansi = "not UTF-8 but probably Windows-1252 (\"ANSI\"), in which this is";
    for (bytes, said) in [
        (
            b"id,complaint_date\ncaf\xe9,2026-03-02\n".to_vec(),
            format!("2:4 {ansi} \"é\""),
        ),
        (
            b"id,complaint_date\n1\x96,2026-03-02\n".to_vec(),
            format!("2:2 {ansi} \"–\""),
        ),
        (
            [b"\xff\xfe".to_vec(), utf_16.clone()].concat(),
            "1:1 not UTF-8 but UTF-16".to_owned(),
        ),
        (utf_16, "1:1 not UTF-8 but UTF-16".to_owned()),
        (b"id\x81".to_vec(), "1:3 not UTF-8".to_owned()),
    ] {
        std::fs::write(&rows, bytes).unwrap();
        let expected = format!(
            "complaints: {}:{said}: save the file as UTF-8\n",
            rows.display()
        );
        assert_eq!(
            refusal(&format!("cisas --csv {}", rows.display()), ""),
            (expected.clone(), 2)
        );
        let line = format!(
            "holidays --from 2026 --to 2026 --holidays {}",
            rows.display()
        );
        assert_eq!(refusal(&line, ""), (expected.clone(), 2));
        let line = format!("cisas --complained 2026-03-02 --copy {}", rows.display());
        assert_eq!(refusal(&line, ""), (expected, 2));
    }
}

#[test]
fn a_date_may_be_written_as_people_write_it() {
    let expected = answer("cisas --complained 2026-03-02 --today 2026-11-23", "");
    for written in ["02/03/2026", "2.3.2026", "2-Mar-2026", "2Mawrth2026"] {
        let line = format!("cisas --complained {written} --today 23/11/2026");
        assert_eq!(answer(&line, ""), expected, "{written}");
    }
}

#[test]
fn a_date_may_be_the_word_for_today_or_yesterday_in_either_language() {
    let london = || chrono::Utc::now().with_timezone(&chrono_tz::Europe::London);
    let begun = london().date_naive();
    let said = [
        "cisas --complained yesterday --today today",
        "cisas --complained Ddoe --today HEDDIW",
    ]
    .map(|line| answer(line, ""));
    let rows = answer(
        "cisas --csv - --regulator",
        "id,complaint_date,today\n1,yesterday,today\n",
    );
    let ended = london().date_naive();
    // Midnight may come in between.
    let days = [begun, ended].map(|today| (today, today.pred_opt().unwrap()));
    for said in said {
        let is_said = |(today, yesterday): &(chrono::NaiveDate, chrono::NaiveDate)| {
            said.contains(&yesterday.format("Complained  %a %-d %b %Y\n").to_string())
                && said.contains(&today.format(" on %a %-d %b %Y\n").to_string())
        };
        assert!(days.iter().any(is_said), "{said}");
    }
    let is_said = |(_, yesterday): &(chrono::NaiveDate, chrono::NaiveDate)| {
        let asked = format!("cisas --csv - --regulator --today {}", days[1].0);
        answer(&asked, &format!("id,complaint_date\n1,{yesterday}\n")) == rows
    };
    assert!(days.iter().any(is_said), "{rows}");
}

#[test]
fn one_date_that_cannot_be_computed_is_refused_with_the_reason() {
    let cases = [
        (
            "cisas --complained 2026-03-02 --wait-weeks 60",
            "the window would open on 2027-04-26, after it closes on 2026-12-02",
        ),
        (
            "cisas --complained 2026-03-02 --agreed 2026-03-01",
            "the agreement of 2026-03-01 is older than the complaint of 2026-03-02",
        ),
        (
            "response --received 2200-12-31T10:00:00Z",
            "no bank holidays for 2201-01-01: the calendar runs from 1995 to 2200",
        ),
    ];
    for (line, reason) in cases {
        assert_eq!(
            refusal(line, ""),
            (format!("complaints: {reason}\n"), 1),
            "{line}"
        );
    }
}

#[test]
fn rows_under_the_wrong_header_are_refused() {
    let cases = [
        ("", "standard input: no column id in the header \"\""),
        (
            "id,received\n",
            "standard input: no column received_utc in the header \"id,received\"",
        ),
        (
            "id;received_utc\n",
            "standard input: no column id in the header \"id;received_utc\"",
        ),
        (
            "id,received_utc,id\n",
            "standard input: more than one column id in the header",
        ),
        (
            "id,received_utc,division,division\n",
            "standard input: more than one column division in the header",
        ),
    ];
    for (input, reason) in cases {
        let expected = (format!("complaints: {reason}\n"), 2);
        assert_eq!(refusal("response --csv -", input), expected, "{input:?}");
    }
    let header = "id,lines_open,counted_from,response_date,basis\n";
    assert_eq!(answer("response --csv -", "id,received_utc\n"), header);
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let expected = "complaints: cannot read no/such.csv: No such file or directory (os error 2)\n";
    assert_eq!(
        refusal("response --csv no/such.csv", ""),
        (expected.into(), 2)
    );
    let expected = "complaints: cannot read no/such.json: No such file or directory (os error 2)\n";
    let line = "holidays --from 2026 --to 2026 --holidays no/such.json";
    assert_eq!(refusal(line, ""), (expected.into(), 2));
}

#[test]
fn a_bank_holiday_file_that_is_not_govuks_is_refused_with_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        (
            "<html>",
            "1:1 found text that is not JSON (Unexpected token), expected an object with a key for each division, as GOV.UK publishes it",
        ),
        (
            "{\n  \"england-and-wales\": {\"events\": [{\"title\": \"A\", \"date\": \"soon\"}]}\n}",
            "2:59 england-and-wales.events[0].date: found \"soon\", expected a date from 1995 to 2200 written YYYY-MM-DD",
        ),
    ];
    for (text, reason) in cases {
        let path = file(&folder, "bank-holidays.json", text);
        let line = format!(
            "response --received 2026-11-23T10:00:00Z --holidays {}",
            path.display()
        );
        let expected = format!("complaints: {}:{reason}\n", path.display());
        assert_eq!(refusal(&line, ""), (expected, 2));
    }
}

#[test]
fn another_bank_holiday_file_changes_the_dates() {
    let folder = tempfile::tempdir().unwrap();
    let day = r#"{"events": [{"title": "Moon Day", "date": "2026-11-24", "notes": "Extra"}]}"#;
    let json =
        format!(r#"{{"england-and-wales": {day}, "scotland": {day}, "northern-ireland": {day}}}"#);
    let path = file(&folder, "moon.json", &json);
    let line = format!(
        "holidays --from 2026 --to 2026 --holidays {}",
        path.display()
    );
    let expected =
        "date,division,title,notes,basis\n2026-11-24,england-and-wales,Moon Day,Extra,published\n";
    assert_eq!(answer(&line, ""), expected);
    let line = format!("response --csv - --holidays {}", path.display());
    assert_eq!(
        answer(&line, "id,received_utc\nx,2026-11-23T10:00:00Z\n"),
        "id,lines_open,counted_from,response_date,basis\nx,true,2026-11-23,2026-12-01,published\n"
    );
}

#[test]
fn a_command_that_makes_no_sense_is_refused_before_anything_is_read() {
    let cases = [
        "response",
        "response --received 2026-11-23",
        "response --received 2026-11-23T10:00:00Z --csv -",
        "response --csv - --json",
        "response --csv - --division wales",
        "cisas --complained 11/23/2026",
        "cisas --csv - --agreed 2026-11-23",
        "cisas --complained 2026-11-23 --wait-weeks some",
        "holidays --from 2026",
        "holidays --from 1994 --to 2026",
        "holidays --from 2026 --to 2201",
        "holidays --from 2028 --to 2026",
    ];
    for line in cases {
        let (errors, status) = refusal(line, "");
        assert_eq!(status, 2, "{line}");
        assert!(
            errors.starts_with("error: ") || errors.starts_with("complaints: "),
            "{errors}"
        );
    }
}

#[test]
fn a_quote_that_is_not_closed_is_named_where_it_opens() {
    let header = "id,complaint_date\n";
    let rows = "1,2026-03-02\n".repeat(100_000);
    for (input, place) in [
        (
            format!("{header}a,2026-03-02\nb,\"2026-03-02\n{rows}"),
            "line 3, column 3",
        ),
        (
            format!("{header}\"é\",\"2026-03-02\n{rows}"),
            "line 2, column 5",
        ),
        (format!("{header}\"a \"\"b\"\"\n"), "line 2, column 1"),
    ] {
        let said = format!(
            "complaints: cannot read standard input: {place}: the quote that opens here is not closed\n"
        );
        assert_eq!(refusal("cisas --csv -", &input), (said, 2));
    }
    let long = format!("{header}{}", "x".repeat(2_000_000));
    let said = "complaints: cannot read standard input: \
                line 2: the row that begins here has more than 1048576 bytes\n";
    assert_eq!(refusal("cisas --csv -", &long), (said.to_owned(), 2));
}

#[test]
fn no_more_is_read_after_a_quote_than_a_row_may_have() {
    use complaints::cli::quotes::WatchQuotes;
    struct Counted(std::rc::Rc<std::cell::Cell<usize>>);
    impl std::io::Read for Counted {
        fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
            bytes.fill(b'x');
            if self.0.get() == 0 {
                bytes[0] = b'"';
            }
            self.0.set(self.0.get() + bytes.len());
            Ok(bytes.len())
        }
    }
    let read = std::rc::Rc::default();
    let source = WatchQuotes::new(Counted(std::rc::Rc::clone(&read)));
    let mut rows = csv::Reader::from_reader(source).into_byte_records();
    assert!(rows.next().is_some_and(|row| row.is_err()));
    assert!(read.get() < 2 << 20, "{} bytes", read.get());
}

#[test]
fn quotes_that_are_closed_are_read_as_before() {
    let input = "id,complaint_date,note\n\
                 \"a\",\"2026-03-02\",\"line\none \"\"two\"\"\"\r\n\
                 b,2026-03-02,5\" screen\n\
                 \"c\"x,\"2026-03-02\",\"\"\n";
    let run = dates("cisas --csv - --today 2026-03-03", input);
    assert_eq!((run.errors.as_str(), run.status), ("", 0));
    assert_eq!(run.output.lines().count(), 4);
}

#[test]
fn a_window_that_ends_in_no_year_of_four_digits_is_an_error() {
    for line in [
        "cisas --complained 9999-12-31 --json",
        "cisas --complained 9999-11-30",
        "cisas --complained 9999-05-01 --json",
        "cisas --complained 2026-03-02 --limit-months 999999",
    ] {
        let (errors, status) = refusal(line, "");
        assert!(status != 0 && !errors.is_empty(), "{line}: {errors}");
    }
}
