//! What is worked out, in Welsh words.

use chrono::Datelike;
use complaints::domain::complaint::{DatePart, FieldId};
use complaints::view_model::CheckDate;
use complaints::view_model::{DatesView, LinesView, count_words};

use crate::date;
use crate::fixture::{holidays, instant, page, welsh};
use crate::played::PlayedCheck;

#[test]
fn a_date_has_its_welsh_day_and_month() {
    let words = &welsh().words;
    for (day, text) in [
        ("2026-11-23", "dydd Llun 23 Tachwedd 2026"),
        ("2026-12-29", "dydd Mawrth 29 Rhagfyr 2026"),
        ("2027-02-03", "dydd Mercher 3 Chwefror 2027"),
        ("2027-08-01", "dydd Sul 1 Awst 2027"),
    ] {
        assert_eq!(words.date(date(day)), text);
    }
}

#[test]
fn no_date_of_a_year_reads_the_same_in_both_languages() {
    let first = date("2027-01-01");
    let mut days = first.iter_days().take_while(|day| day.year() == 2027);
    let same = days.find(|day| page().words.date(*day) == welsh().words.date(*day));
    assert_eq!(same, None);
    assert_eq!(page().words.months.len(), welsh().words.months.len());
}

#[test]
fn days_are_counted_in_the_forms_that_welsh_has() {
    let days = |count| welsh().words.counts.days.fill(count);
    assert_eq!(
        [0, 1, 2, 3, 6, 42].map(days),
        [
            "0 diwrnod",
            "1 diwrnod",
            "2 ddiwrnod",
            "3 diwrnod",
            "6 diwrnod",
            "42 diwrnod"
        ]
    );
}

#[test]
fn bank_holidays_have_welsh_names_wherever_they_are_counted() {
    let dates = DatesView::new(welsh(), holidays(), instant("2026-12-22T10:00:00Z"), None)
        .expect("dates can be computed");
    assert_eq!(
        dates.notes[1],
        "5 diwrnod gwaith: Mer 23, Iau 24, (heb gyfrif Gwe 25 Dydd Nadolig, Sad 26, Sul 27, Llun 28 Dydd San Steffan), Maw 29, Mer 30, Iau 31."
    );
}

#[test]
fn the_hours_of_the_lines_are_told_in_welsh() {
    let at = |now| LinesView::new(welsh(), holidays(), instant(now)).map(|lines| lines.words);
    assert_eq!(
        at("2026-11-23T10:00:00Z").as_deref(),
        Some("Mae’r llinellau ar agor nawr, tan 5:00pm")
    );
    assert_eq!(
        at("2026-11-21T10:00:00Z").as_deref(),
        Some("Mae’r llinellau ar gau nawr. Byddant yn agor eto: dydd Llun, 9:00am")
    );
}

#[test]
fn a_welsh_month_can_be_typed_by_its_name() {
    let mut check = PlayedCheck::new(welsh());
    for (part, typed) in DatePart::ALL.into_iter().zip(["2", "gorff", "2026"]) {
        check
            .check
            .set_date_part(CheckDate::Complained, part, typed.to_owned());
    }
    assert_eq!(check.check(instant("2026-11-23T10:00:00Z")), Ok(()));
    let complained = check.result().and_then(|result| result.complained);
    assert_eq!(complained, Some(date("2026-07-02")));
}

#[test]
fn the_calendar_file_is_welsh_in_every_text() {
    let mut check = PlayedCheck::new(welsh());
    for (part, typed) in DatePart::ALL.into_iter().zip(["1", "10", "2026"]) {
        check
            .check
            .set_date_part(CheckDate::Complained, part, typed.to_owned());
    }
    let now = instant("2026-11-23T10:00:00Z");
    assert_eq!(check.check(now), Ok(()));
    let file = check.reminders(now).expect("dates lie ahead");
    assert_eq!(file.name, "dyddiadau-cwyn.ics");
    let file = file.text.replace("\r\n ", "");
    let texts: Vec<&str> = file
        .lines()
        .filter(|line| {
            ["PRODID", "NAME", "X-WR-CALNAME", "SUMMARY", "DESCRIPTION"]
                .iter()
                .any(|key| line.starts_with(key))
        })
        .collect();
    let result = "DESCRIPTION:Efallai y gallwch wneud cais eisoes: gofynnwch i CISAS\\nYn ôl rheolau Ofcom\\, efallai eich bod yn gallu gwneud cais ers dydd Iau 12 Tachwedd 2026. Mae ein tudalen yn rhoi dyddiad hwyrach\\, dydd Iau 26 Tachwedd 2026: nid oes rhaid i chi aros amdano.";
    assert_eq!(
        texts,
        [
            "PRODID:-//I.T Communications//Gweithdrefn Gwyno//cy",
            "NAME:Dyddiadau eich achos",
            "SUMMARY:Cwyn i I.T Communications: Gall CISAS fod ar gael o’r dyddiad hwn (dyddiad ein tudalen)",
            result,
            "DESCRIPTION:Cwyn i I.T Communications: Gall CISAS fod ar gael o’r dyddiad hwn (dyddiad ein tudalen)",
            "SUMMARY:Cwyn i I.T Communications: I fod yn ddiogel\\, gwnewch gais i CISAS erbyn (dyddiad ein tudalen)",
            result,
            "DESCRIPTION:Cwyn i I.T Communications: I fod yn ddiogel\\, gwnewch gais i CISAS erbyn (dyddiad ein tudalen)",
        ]
    );
}

#[test]
fn what_is_left_to_type_is_counted_in_welsh() {
    let words = |characters| count_words(welsh(), FieldId::Description, characters);
    assert_eq!(words(7_998), "Mae gennych 2 nod ar ôl");
    assert_eq!(words(8_001), "Mae gennych 1 nod yn ormod");
}
