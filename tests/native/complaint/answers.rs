//! What people type, paste and dictate, line by line, and the laws of reading it.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use complaints::base::text::{clean_line, fold_digits};
use complaints::copy::PageCopy;
use complaints::domain::calendar::iso;
use complaints::domain::complaint::{
    DateDraft, DatePart, DateProblem, Draft, EARLIEST_DATE, FieldId, ProblemKind, Reading,
    read_date, read_email, suggest_email, validate,
};
use complaints::view_model::CheckDate;
use complaints::view_model::self_check::DateFault;
use proptest::prelude::*;

use crate::date;
use crate::fixture::{now, page, smallest_draft, welsh};
use crate::played::PlayedCheck;

/// A line of the corpus.
#[derive(Debug)]
pub struct Answer {
    pub kind: &'static str,
    pub language: &'static str,
    pub typed: String,
    /// `taken`, `offered`, `slip` or `refused`.
    pub outcome: &'static str,
    pub value: &'static str,
}

/// Every line of the corpus.
pub fn corpus() -> &'static [Answer] {
    static CORPUS: LazyLock<Vec<Answer>> = LazyLock::new(|| {
        let lines = include_str!("answers.tsv").lines();
        let lines = lines.filter(|line| !line.starts_with('#'));
        lines.map(read_line).collect()
    });
    &CORPUS
}

fn read_line(line: &'static str) -> Answer {
    let columns: Vec<&str> = line.split('\t').collect();
    let [kind, language, typed, outcome, value] = columns[..] else {
        panic!("{line:?}: found {} columns, expected 5", columns.len());
    };
    let mut parts = typed.split("\\u{");
    let mut typed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap_or_else(|| panic!("{line:?}"));
        let code = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        typed.push(code.unwrap_or_else(|| panic!("{line:?}")));
        typed.push_str(rest);
    }
    Answer {
        kind,
        language,
        typed,
        outcome,
        value,
    }
}

impl Answer {
    pub fn field(&self) -> FieldId {
        match self.kind {
            "email" => FieldId::Email,
            "date" => FieldId::FirstComplainedOn,
            "phone" => FieldId::Phone,
            "reference" => FieldId::CaseReference,
            "name" => FieldId::Name,
            kind => panic!("{kind} is no kind of answer"),
        }
    }

    pub fn page(&self) -> &'static PageCopy {
        match self.language {
            "en" => page(),
            "cy" => welsh(),
            language => panic!("{language} is no language of the corpus"),
        }
    }

    /// The boxes of a date.
    pub fn boxes(&self) -> DateDraft {
        let mut boxes = DateDraft::default();
        for (part, typed) in DatePart::ALL.into_iter().zip(self.typed.split('|')) {
            *boxes.part_mut(part) = typed.to_owned();
        }
        boxes
    }

    /// A draft with nothing wrong but perhaps this answer.
    pub fn draft(&self) -> Draft {
        let mut draft = smallest_draft();
        if self.kind == "date" {
            draft.set_text(FieldId::ComplainedBefore, "yes".to_owned());
            draft.first_complained_on = self.boxes();
        } else {
            draft.set_text(self.field(), self.typed.clone());
        }
        draft
    }

    /// The value that is kept, or the key of the message.
    fn result(&self) -> Result<String, &'static str> {
        let rules = self.page().form_rules();
        match validate(&self.draft(), &rules, date("2026-11-23")) {
            Ok(complaint) => Ok(match complaint.first_complained_on() {
                Some(day) => iso::format_date(day),
                None => complaint.text(self.field()).to_owned(),
            }),
            Err(problems) => {
                assert_eq!(problems.len(), 1, "{self:?}: {problems:?}");
                assert_eq!(problems[0].field, self.field(), "{self:?}");
                Err(key(&problems[0].kind))
            }
        }
    }
}

fn key(problem: &ProblemKind) -> &'static str {
    match problem {
        ProblemKind::Empty => "empty",
        ProblemKind::TooLong { .. } => "too_long",
        ProblemKind::NoReplyAddress => "no_reply_address",
        ProblemKind::NotAnEmail => "not_an_email",
        ProblemKind::Date(problem) => match problem {
            DateProblem::Empty => "empty",
            DateProblem::Missing(DatePart::Day) => "missing_day",
            DateProblem::Missing(DatePart::Month) => "missing_month",
            DateProblem::Missing(DatePart::Year) => "missing_year",
            DateProblem::YearDigits => "year_digits",
            DateProblem::NotADate(_) => "not_a_date",
            DateProblem::InFuture => "in_future",
            DateProblem::TooEarly => "too_early",
        },
        other => panic!("{other:?} is no problem of an answer in the corpus"),
    }
}

#[test]
fn every_answer_of_the_corpus_comes_to_what_was_meant() {
    let mut wrong = Vec::new();
    for answer in corpus() {
        let offered = match answer.kind {
            "email" => suggest_email(&answer.typed),
            _ => None,
        };
        let (expected, offer) = match answer.outcome {
            "taken" => (Ok(answer.value), None),
            "slip" => (Ok(answer.typed.as_str()), Some(answer.value)),
            "offered" => (Err("not_an_email"), Some(answer.value)),
            "refused" => (Err(answer.value), None),
            outcome => panic!("{outcome} is no outcome"),
        };
        let found = answer.result();
        if (found.as_deref().map_err(|key| *key), offered.as_deref()) != (expected, offer) {
            wrong.push(format!("{answer:?}: found {found:?}, offered {offered:?}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "{} lines", wrong.len());
}

#[test]
fn the_corpus_is_of_both_languages_and_of_every_kind() {
    let count = |is: fn(&Answer) -> bool| corpus().iter().filter(|answer| is(answer)).count();
    assert!(corpus().len() >= 400);
    assert!(count(|answer| answer.language == "cy") >= 100);
    for (kind, least) in [
        ("email", 150),
        ("date", 150),
        ("phone", 30),
        ("reference", 20),
        ("name", 40),
    ] {
        let found = corpus().iter().filter(|answer| answer.kind == kind).count();
        assert!(found >= least, "{kind}: {found}");
    }
}

#[test]
fn what_was_read_reads_to_the_same_again() {
    for answer in corpus() {
        let Ok(value) = answer.result() else { continue };
        let again = Answer {
            typed: value.clone(),
            ..read_line("name\ten\t\ttaken\t")
        };
        let again = Answer {
            kind: answer.kind,
            language: answer.language,
            ..again
        };
        assert_eq!(again.result(), Ok(value), "{answer:?}");
    }
}

#[test]
fn a_date_that_is_read_is_spread_over_its_boxes_and_reads_the_same() {
    let today = date("2026-11-23");
    for answer in corpus().iter().filter(|answer| answer.kind == "date") {
        let months = &answer.page().words.months;
        let (before, mut boxes) = (answer.boxes(), answer.boxes());
        boxes.spread(months);
        assert_eq!(
            boxes.read(months, today),
            before.read(months, today),
            "{answer:?}"
        );
        let is_whole = before.read(months, today).is_ok() && !answer.typed.contains('|');
        if is_whole {
            assert_eq!(
                boxes,
                DateDraft::from_date(date(answer.value)),
                "{answer:?}"
            );
        }
    }
}

#[test]
fn a_date_means_the_same_to_the_self_check() {
    for answer in corpus().iter().filter(|answer| answer.kind == "date") {
        let mut check = PlayedCheck::new(answer.page());
        for part in DatePart::ALL {
            check.check.set_date_part(
                CheckDate::Complained,
                part,
                answer.boxes().part(part).to_owned(),
            );
        }
        _ = check.check(now());
        match answer.result() {
            Ok(day) => assert_eq!(
                check.link(now()),
                format!("#cisas?complained={day}"),
                "{answer:?}"
            ),
            Err("empty") => assert_eq!(check.link(now()), "#cisas", "{answer:?}"),
            Err(expected) => {
                let found = check.check.faults().first().map(|(_, fault)| match fault {
                    DateFault::Date(problem) => key(&ProblemKind::Date(*problem)),
                    DateFault::AgreedTooEarly => "too early",
                });
                assert_eq!(found, Some(expected), "{answer:?}");
            }
        }
    }
}

#[test]
fn parts_in_boxes_of_their_own_stay_as_they_were_typed() {
    for typed in [
        "2 | 3 | 2026",
        "2nd | Mar. | 2026",
        "2 | Mawrth | 2026",
        "x | y | z",
        "2 | | 2026",
    ] {
        let answer = Answer {
            typed: typed.to_owned(),
            ..read_line("date\ten\t\ttaken\t")
        };
        let mut boxes = answer.boxes();
        boxes.spread(&page().words.months);
        assert_eq!(boxes, answer.boxes(), "{typed}");
    }
}

#[test]
fn every_decimal_digit_of_unicode_is_its_ascii_digit() {
    use regex_syntax::hir::{Class, HirKind};
    let decimal = regex_syntax::parse(r"\p{Nd}").unwrap();
    let HirKind::Class(Class::Unicode(decimal)) = decimal.kind() else {
        panic!("{decimal:?}")
    };
    let mut digits = 0;
    for range in decimal.ranges() {
        for (place, character) in (range.start()..=range.end()).enumerate() {
            let expected = char::from_digit((place % 10) as u32, 10).unwrap();
            assert_eq!(
                fold_digits(&character.to_string()),
                expected.to_string(),
                "{character:?}"
            );
            digits += 1;
        }
    }
    assert!(digits >= 760, "{digits}");
}

/// A date as people write it.
fn ways_to_write(date: NaiveDate) -> [String; 8] {
    let (day, month, year) = (date.day(), date.month(), date.year());
    let names = [page(), welsh()].map(|page| page.words.months[date.month0() as usize].as_str());
    let [english, welsh] = names;
    [
        format!("{day:02}/{month:02}/{year}"),
        format!("{day}.{month}.{year}"),
        format!("{year}-{month:02}-{day:02}"),
        format!("{day:02}{month:02}{year}"),
        format!("{day} {english} {year}"),
        format!("{english} {day}, {year}"),
        format!("{:?} {day} {} {year}", date.weekday(), &english[..3]),
        format!("{day} {welsh} {year}"),
    ]
}

/// Letters and digits of a text, in their order.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Pieces of addresses and of what stands around them, in any order.
fn around_an_address() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(
        &[
            "jo",
            "@",
            ".",
            " ",
            "company",
            "example",
            "co",
            "uk",
            "<",
            ">",
            "(",
            ")",
            "\"",
            "'",
            "mailto:",
            "?",
            "at",
            "dot",
            ",",
            ";",
            "-",
            "_",
            "+",
            "\u{200b}",
            "\u{a0}",
            "１",
            "٢",
            "＠",
            "jo@company.example",
            " work ",
            "é",
            "/",
            ":",
        ][..],
    );
    proptest::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn an_address_that_is_taken_or_offered_stands_in_what_was_typed(typed in around_an_address()) {
        let (Reading::Taken(address) | Reading::Offered(address)) = read_email(&typed) else {
            return Ok(());
        };
        prop_assert_eq!(read_email(&address), Reading::Taken(address.clone()));
        // Whatever is taken stands there in one piece: no two words become one.
        if let Reading::Taken(address) = read_email(&typed) {
            let typed = fold_digits(&clean_line(&complaints::base::text::fold_signs(&typed)));
            prop_assert!(fold_digits(&typed).contains(&fold_digits(&address)), "{:?} in {:?}", address, typed);
        }
    }

    #[test]
    fn nothing_that_is_taken_loses_a_letter_or_joins_two_words(typed in "[a-zé٣１ \u{200b}\u{a0}\t'’.-]{1,30}") {
        let mut draft = smallest_draft();
        for field in [FieldId::Name, FieldId::Phone, FieldId::CaseReference] {
            draft.set_text(field, ["a ", &typed].concat());
        }
        let complaint = validate(&draft, &page().form_rules(), date("2026-11-23"));
        let complaint = complaint.map_err(|problems| TestCaseError::fail(format!("{problems:?}")))?;
        let visible = typed.replace('\u{200b}', "");
        for field in [FieldId::Name, FieldId::Phone, FieldId::CaseReference] {
            let kept = complaint.text(field);
            prop_assert_eq!(fold_digits(&letters(kept)), fold_digits(&letters(&["a ", &typed].concat())));
            prop_assert_eq!(kept.split_whitespace().count(), 1 + visible.split_whitespace().count());
        }
    }

    #[test]
    fn a_date_reads_the_same_in_the_digits_of_every_script(
        days in 0..9_823u64,
        zero in proptest::sample::select(&['０', '٠', '۰', '०', '০', '๐', '𝟎', '߀'][..]),
    ) {
        let expected = EARLIEST_DATE + chrono::Days::new(days);
        let other = |text: &str| -> String {
            let digit = |c: char| match c.to_digit(10) {
                Some(digit) => char::from_u32(u32::from(zero) + digit).unwrap(),
                None => c,
            };
            text.chars().map(digit).collect()
        };
        for text in ways_to_write(expected) {
            prop_assert_eq!(read_date(&text), Some(expected), "{}", text);
            prop_assert_eq!(read_date(&other(&text)), Some(expected), "{}", other(&text));
        }
    }

    #[test]
    fn a_date_means_the_same_in_whichever_box_it_stands(days in 0..9_823u64, place in 0..3usize) {
        let expected = EARLIEST_DATE + chrono::Days::new(days);
        for text in ways_to_write(expected) {
            let mut boxes = DateDraft::default();
            *boxes.part_mut(DatePart::ALL[place]) = text;
            prop_assert_eq!(boxes.read(&page().words.months, date("2026-11-23")), Ok(expected));
        }
    }

    #[test]
    fn no_text_is_too_strange_to_be_read(text in any::<String>()) {
        _ = (read_email(&text), read_date(&text), fold_digits(&text));
        let mut boxes = DateDraft { day: text.clone(), month: text.clone(), year: text };
        boxes.spread(&page().words.months);
    }
}
