//! The customer's case: what is known in words, the letters, the diary, the evidence.

use chrono::{DateTime, Days, Utc};
use complaints::base::json::{self, Value};
use complaints::copy::PageCopy;
use complaints::domain::complaint::FieldId::*;
use complaints::domain::complaint::{Acknowledgement, AttachmentDraft, Draft, Reply};
use complaints::domain::wire::{Case, Diary, KeptReceipt};
use complaints::view_model::case::{
    CaseStart, Cases, DiaryNotice, EvidenceView, Known, LetterView, Standing, answer_views,
    case_document, evidence_hint, letter_document, letter_views, start, zip_names,
};
use complaints::view_model::{CheckDate, PageData};

use crate::date;
use crate::fixture::{
    case_words, decoded, draft, edited, holidays, instant, leaked, now, page, pdf, welsh,
};
use crate::played::{Played, PlayedCheck};

fn data(page: &'static PageCopy) -> PageData {
    PageData {
        page,
        holidays: holidays(),
    }
}

/// Every answer that a letter may name.
fn full_draft() -> Draft {
    let mut draft = draft(&[
        (Name, "Jo Smith"),
        (Email, "jo@company.example"),
        (Address, "1 High Street\nSouthend"),
        (Phone, "07700 900123"),
        (Account, "A-1042"),
        (Category, "billing"),
        (CaseReference, "T-7"),
        (Services, "SIP trunk"),
        (ProblemDates, "every Monday"),
        (Description, "Charged twice for the same month."),
        (DesiredOutcome, "A credit of £20"),
    ]);
    draft.attachments = vec![pdf(1, "bill.pdf"), pdf(2, "second.pdf")];
    draft
}

/// A complaint that was received on Monday 23 November 2026.
fn receipt(is_about_data: bool) -> KeptReceipt {
    KeptReceipt {
        reference: "C-7K3M9QXZ".to_owned(),
        received_at: now(),
        receipt_url: None,
        complained_on: Some(date("2026-11-23")),
        is_about_data,
    }
}

fn full_case() -> Case {
    Case {
        receipt: Some(receipt(false)),
        draft: full_draft(),
        complained_on: Some(date("2026-11-23")),
        ..Case::default()
    }
}

/// Every state of a case: sent or not, about what, with which dates and answers, on days before and after them.
fn every_state() -> Vec<(Case, DateTime<Utc>)> {
    let mut states = Vec::new();
    for receipt in [None, Some(receipt(false)), Some(receipt(true))] {
        for complained in [None, Some("2026-11-23")] {
            for letter in [None, Some("2026-12-14")] {
                for draft in [Draft::default(), full_draft()] {
                    for today in ["2026-11-23", "2026-12-01", "2027-01-05", "2028-06-01"] {
                        let case = Case {
                            receipt: receipt.clone(),
                            draft: draft.clone(),
                            complained_on: complained.map(date),
                            letter_on: letter.map(date),
                            written: Vec::new(),
                        };
                        states.push((case, instant(&[today, "T12:00:00Z"].concat())));
                    }
                }
            }
        }
    }
    states
}

/// The entries of a list in a case's file.
#[track_caller]
fn entries<'v, 't>(value: &'v Value<'t>, pointer: &str) -> &'v [Value<'t>] {
    match json::pointer(value, pointer) {
        Some(Value::Array(list)) => &list.elements,
        other => panic!("{other:?} at {pointer}"),
    }
}

/// The lines of a list, as they are written there.
#[track_caller]
fn written<'v>(value: &'v Value, pointer: &str) -> Vec<&'v str> {
    let lines = entries(value, pointer).iter();
    lines
        .map(|line| json::scalar(line).expect("it is a text"))
        .collect()
}

/// What a line comes to by itself; none where it lacks something. Facts stand in it as in the copy.
fn filled(line: &str, slots: &[(&str, &str)], page: &PageCopy) -> Option<String> {
    let mut filled = line.to_owned();
    while let Some((before, rest)) = filled.split_once('{') {
        let (name, after) = rest.split_once('}').expect("braces come in pairs");
        let slot = slots.iter().find(|(known, _)| *known == name);
        let value = match slot {
            Some((_, value)) => (!value.is_empty()).then_some(*value),
            None => {
                let mut facts = page.placeholders.iter();
                facts
                    .find(|(known, _)| known == name)
                    .map(|(_, fact)| fact.as_str())
            }
        };
        filled = [before, value?, after].concat();
    }
    Some(filled)
}

#[test]
fn every_line_of_a_letter_is_filled_or_left_out_in_every_state_of_a_case() {
    for (page, file) in [
        (page(), support::shipped::CASE),
        (welsh(), support::shipped::WELSH_CASE),
    ] {
        let words = case_words(page);
        let file = json::parse(file).expect("the file is JSON");
        let mut lengths = Vec::new();
        for (case, now) in every_state() {
            let known = Known::of(&case, data(page), now);
            let slots = known.slots();
            let letters = letter_views(page, words, &known);
            let of_file = entries(&file, "/letters/letters");
            assert_eq!(letters.len(), of_file.len());
            for (letter, of_file) in letters.iter().zip(of_file) {
                let line = |line: &str| filled(line, &slots, page);
                let paragraph = |lines: &Value| {
                    let lines: Vec<String> =
                        written(lines, "").into_iter().filter_map(line).collect();
                    (!lines.is_empty()).then(|| lines.join("\n"))
                };
                let paragraphs = entries(of_file, "/paragraphs");
                let expected: Vec<String> = paragraphs.iter().filter_map(paragraph).collect();
                assert_eq!(letter.paragraphs, expected);
                let subject: Vec<String> = written(of_file, "/subject")
                    .into_iter()
                    .filter_map(line)
                    .collect();
                assert_eq!(letter.subject, subject.join(", "));
                let all = letter.paragraphs.join("\n");
                assert!(!all.contains(['{', '}']), "{all}");
                lengths.push(
                    letter
                        .paragraphs
                        .iter()
                        .map(|text| text.lines().count())
                        .sum(),
                );
            }
        }
        let count = |length: &usize| *length;
        assert_eq!(
            lengths.iter().map(count).min(),
            Some(4),
            "with nothing known"
        );
        assert_eq!(
            lengths.iter().map(count).max(),
            Some(15),
            "with all that is known"
        );
    }
}

fn letter(id: &str, case: &Case, now: &str) -> LetterView {
    let known = Known::of(case, data(page()), instant(now));
    let letters = letter_views(page(), case_words(page()), &known);
    let mut letters = letters.into_iter();
    letters
        .find(|view| view.letter.id == id)
        .expect("there is such a letter")
}

#[test]
fn a_letter_says_what_is_known() {
    let letter = letter("escalation-letter", &full_case(), "2026-12-03T09:00:00Z");
    assert_eq!(
        letter.subject,
        "Please escalate my complaint, reference C-7K3M9QXZ"
    );
    assert_eq!(
        letter.paragraphs,
        [
            "Thursday 3 December 2026",
            "Dear I.T Communications,",
            "I first complained to you on Monday 23 November 2026.\n\
             My reference is C-7K3M9QXZ. You received my complaint on Monday 23 November 2026, 10:00am.\n\
             It is about: A bill or charge.",
            "Your response was due on Monday 30 November 2026.",
            "Please escalate my complaint, and tell me who is looking at it and when I can expect an answer.",
            "What would put it right: A credit of £20",
            "If you cannot settle my complaint, please send me a deadlock letter, so that I can go to CISAS.",
            "Yours faithfully,\nJo Smith\n1 High Street\nSouthend\njo@company.example\n07700 900123",
        ]
    );
    assert_eq!(letter.mail, None, "the company gives no address");
}

#[test]
fn a_deadlock_letter_is_asked_for_with_the_day_by_which_it_is_due() {
    let asks = letter("deadlock-letter", &full_case(), "2026-12-03T09:00:00Z");
    let due = "Ofcom’s rules ask you to send it by Monday 4 January 2027 if my complaint is not settled by then.";
    assert!(
        asks.paragraphs.contains(&due.to_owned()),
        "{:?}",
        asks.paragraphs
    );
    let sent = Case {
        letter_on: Some(date("2026-12-01")),
        ..full_case()
    };
    let has = letter("deadlock-letter", &sent, "2026-12-03T09:00:00Z");
    assert!(!has.paragraphs.iter().any(|line| line.contains("Ofcom")));
}

#[test]
fn a_letter_opens_as_an_e_mail_where_the_company_has_an_address() {
    let with_mail = edited(
        support::shipped::COPY,
        &[(
            r#""phone": "01702 668836","#,
            r#""phone": "01702 668836", "contact_email": "help@company.example","#,
        )],
    );
    let page = leaked(&with_mail);
    let known = Known::of(&full_case(), data(page), now());
    let letters = letter_views(page, case_words(page), &known);
    let address = letters[0].mail.as_deref().expect("there is an address");
    let (start, body) = address.split_once("&body=").expect("there is a body");
    assert!(start.starts_with("mailto:help@company.example?subject=Please%20escalate"));
    let expected = letters[0].paragraphs.join("\n\n").replace('\n', "\r\n");
    assert_eq!(decoded(body), expected);
    let record = letter_document(data(page), &letters[0]);
    assert_eq!(record.file, "escalation-letter");
    assert!(record.to_text().contains("Dear I.T Communications,"));
}

/// The case's text, and what each question of the application has in it.
fn document(case: &Case, page: &'static PageCopy, now: DateTime<Utc>) -> String {
    case_document(case, case_words(page), data(page), now).to_text()
}

#[test]
fn a_case_file_has_each_question_of_the_application_in_its_order() {
    for page in [page(), welsh()] {
        let words = case_words(page);
        for (case, now) in every_state() {
            let record = case_document(&case, words, data(page), now);
            let labels = words
                .file
                .questions
                .iter()
                .map(|question| question.label.as_str());
            let labels: Vec<&str> = labels.chain([words.file.evidence.title.as_str()]).collect();
            assert!(!record.to_text().contains(['{', '}']));
            for text in [record.to_text(), record.to_html()] {
                let mut rest = text.as_str();
                for label in &labels {
                    let (_, after) = rest
                        .split_once(label)
                        .unwrap_or_else(|| panic!("{label}: {text}"));
                    rest = after;
                }
            }
        }
    }
}

#[test]
fn a_case_file_says_what_is_known_and_how_to_get_what_is_not() {
    let case = Case {
        complained_on: Some(date("2026-11-23")),
        ..Case::default()
    };
    let text = document(&case, page(), now());
    for line in [
        "When did you first complain to us?\n  Monday 23 November 2026\n",
        "When did we send you a deadlock letter?\n  Still needed: If there is none, leave this empty. \
         Ofcom’s rules ask us to send one by Monday 4 January 2027 if your complaint is not settled by \
         then. To ask us for it, use the letter below, or call 01702 668836.\n",
        "What happened?\n  Still needed: Say what went wrong and when",
        "Evidence\n  Still needed: Choose the files",
        "logs you out after 30 minutes",
    ] {
        assert!(text.contains(line), "{line}\n---\n{text}");
    }
    let text = document(&full_case(), page(), now());
    for line in [
        "Your reference\n  C-7K3M9QXZ\n",
        "What happened?\n  Charged twice for the same month.\n  When it happened: every Monday\n  \
         Services: SIP trunk\n  Our number for it: C-7K3M9QXZ\n  Earlier case or ticket: T-7\n",
        "What would you like to happen?\n  A credit of £20\n",
        "Evidence\n  bill.pdf (2 KB)\n  second.pdf (2 KB)\n  4 KB of 40 MB\n",
    ] {
        assert!(text.contains(line), "{line}\n---\n{text}");
    }
}

#[test]
fn what_a_customer_writes_stands_in_place_of_what_is_known() {
    let mut cases = Cases::default();
    cases.begin(full_case());
    cases.write("details", "My own words.".to_owned());
    cases.write("details", "My last words.".to_owned());
    let case = cases.open().expect("it is open").case.clone();
    let known = Known::of(&case, data(page()), now());
    let answers = answer_views(&case, case_words(page()), &known);
    let answers: Vec<(&str, &str)> = answers
        .iter()
        .map(|answer| (answer.question.id.as_str(), answer.text.as_str()))
        .collect();
    assert_eq!(
        answers,
        [
            ("raised", "Monday 23 November 2026"),
            ("letter", ""),
            ("details", "My last words."),
            ("remedy", "A credit of £20"),
        ]
    );
}

/// Where the complaint stands on a day.
fn stands(page: &'static PageCopy, case: &Case, today: &str) -> (String, String) {
    let at = instant(&[today, "T12:00:00Z"].concat());
    let standing = Standing::of(case, case_words(page), data(page), at);
    (
        standing.response.unwrap_or_default(),
        standing
            .result
            .map(|result| result.title)
            .unwrap_or_default(),
    )
}

#[test]
fn over_the_weeks_a_complaint_stands_where_its_dates_say() {
    let late = "Our response was due on Monday 30 November 2026. If you have not heard from us, call \
                01702 668836 (9:00am–5:00pm Monday to Friday) with your reference, or use the letter that asks \
                for your complaint to be escalated.";
    let not_yet = "Not yet: ask CISAS from Monday 4 January 2027";
    let maybe = "You may already be able to apply: ask CISAS";
    let open = "You can ask CISAS to look at your complaint until Monday 23 August 2027";
    for (today, response, result) in [
        (
            "2026-11-23",
            "We aim to respond by Monday 30 November 2026.",
            not_yet,
        ),
        (
            "2026-11-29",
            "We aim to respond by Monday 30 November 2026.",
            not_yet,
        ),
        (
            "2026-11-30",
            "We aim to respond today, Monday 30 November 2026.",
            not_yet,
        ),
        ("2026-12-01", late, not_yet),
        ("2027-01-03", late, not_yet),
        ("2027-01-04", late, maybe),
        ("2027-01-17", late, maybe),
        ("2027-01-18", late, open),
    ] {
        let (its_response, its_result) = stands(page(), &full_case(), today);
        assert_eq!(
            (its_response.as_str(), its_result.as_str()),
            (response, result),
            "{today}"
        );
    }
}

#[test]
fn in_welsh_a_complaint_stands_at_the_same_place() {
    let late = "Roedd ein hymateb i fod i’ch cyrraedd erbyn y dyddiad hwn: ";
    for (today, start) in [
        ("2026-11-29", "Ein nod yw ymateb erbyn y dyddiad hwn: "),
        ("2026-11-30", "Ein nod yw ymateb heddiw, "),
        ("2026-12-01", late),
        ("2027-01-18", late),
    ] {
        let (response, result) = stands(welsh(), &full_case(), today);
        assert!(response.starts_with(start), "{today}: {response}");
        assert!(!result.is_empty());
    }
}

#[test]
fn a_complaint_about_personal_data_is_not_sent_to_cisas() {
    let case = Case {
        receipt: Some(receipt(true)),
        ..full_case()
    };
    let standing = Standing::of(&case, case_words(page()), data(page()), now());
    assert!(standing.result.is_none());
    let note = standing.elsewhere.expect("it says who decides");
    assert!(note.contains("CISAS does not deal with"), "{note}");
}

#[test]
fn a_case_begins_with_what_the_page_knows() {
    let played = Played::with(page(), full_draft());
    let none = PlayedCheck::new(page()).check;
    let of_form = start(CaseStart::SelfCheck, &played.journey, &none);
    assert_eq!((of_form.draft, of_form.receipt), (full_draft(), None));

    let mut check = PlayedCheck::new(page());
    check.set_date(CheckDate::Complained, date("2026-11-23"));
    check.set_date(CheckDate::Agreed, date("2026-11-23"));
    check.check(now()).expect("both dates can be read");
    let checked = start(
        CaseStart::SelfCheck,
        &Played::new(page()).journey,
        &check.check,
    );
    assert_eq!(checked.complained_on, Some(date("2026-11-23")));
    assert_eq!(checked.letter_on, Some(date("2026-11-23")));

    let mut sent = Played::checked(page(), full_draft(), now());
    sent.send("0b9ed8ea-8c8d-4b3f-9f5c-5d7c1e8f3a21", now());
    sent.reply(Reply::Delivered(Acknowledgement {
        reference: "C-1".to_owned(),
        received_at: Some(now()),
        ..Acknowledgement::default()
    }));
    let of_receipt = start(CaseStart::Receipt, &sent.journey, &check.check);
    assert_eq!(
        of_receipt.complained_on,
        Some(date("2026-11-23")),
        "the day it was received"
    );
    assert_eq!(
        of_receipt.letter_on,
        Some(date("2026-11-23")),
        "of the same complaint"
    );
    assert_eq!(
        of_receipt.draft.text(Description),
        "Charged twice for the same month."
    );
    assert_eq!(of_receipt.draft.attachments, full_draft().attachments);

    check.set_date(CheckDate::Complained, date("2026-10-05"));
    check.check(now()).expect("both dates can be read");
    let other = start(CaseStart::Receipt, &sent.journey, &check.check);
    assert_eq!(other.letter_on, None, "of another complaint");
    let other = start(CaseStart::SelfCheck, &sent.journey, &check.check);
    assert_eq!((other.receipt, other.draft), (None, Draft::default()));
    assert_eq!(other.complained_on, Some(date("2026-10-05")));
}

/// What a device remembers, as it comes back at the next visit.
fn next_visit(cases: &Cases, now: DateTime<Utc>) -> Cases {
    let text = cases.diary_text();
    let diary = text.as_deref().map(Diary::read).unwrap_or_default();
    let mut next = Cases::default();
    next.look(diary, now);
    next
}

#[test]
fn a_device_remembers_a_complaint_until_its_months_are_over() {
    let mut cases = Cases::default();
    cases.begin(full_case());
    assert_eq!(cases.diary_text(), None, "nothing that nobody asked for");
    cases.remember(15, now());
    let until = instant("2028-02-23T10:00:00Z");
    assert_eq!(cases.remembered_until(), Some(until));
    cases.write("remedy", "Two credits".to_owned());
    assert!(cases.update_remembered());

    let mut next = next_visit(&cases, until - Days::new(1));
    let [entry] = next.diary() else {
        panic!("{:?}", next.diary())
    };
    assert_eq!(entry.case.receipt, Some(receipt(false)));
    assert_eq!(
        entry.case.written,
        [("remedy".to_owned(), "Two credits".to_owned())]
    );
    let names = entry
        .case
        .draft
        .attachments
        .iter()
        .map(|file| (&*file.name, file.is_missing()));
    assert_eq!(
        names.collect::<Vec<_>>(),
        [("bill.pdf", true), ("second.pdf", true)]
    );
    next.begin_remembered("C-7K3M9QXZ");
    assert_eq!(
        next.remembered_until(),
        Some(until),
        "it is the same complaint"
    );
    next.add_files(vec![pdf(9, "bill.pdf")]);
    let files = &next.open().expect("it is open").case.draft.attachments;
    assert_eq!(
        (files.len(), files[0].handle),
        (2, 9),
        "in the place of the one let go"
    );

    assert!(
        next_visit(&cases, until).diary().is_empty(),
        "it has expired"
    );
}

#[test]
fn a_complaint_is_remembered_once_and_forgotten_when_asked() {
    let mut cases = Cases::default();
    for reference in ["C-1", "C-2", "C-1"] {
        let mut case = full_case();
        case.receipt = Some(KeptReceipt {
            reference: reference.to_owned(),
            ..receipt(false)
        });
        cases.begin(case);
        cases.remember(15, now());
    }
    let references = |cases: &Cases| -> Vec<String> {
        let receipts = cases
            .diary()
            .iter()
            .filter_map(|entry| entry.case.receipt.clone());
        receipts.map(|receipt| receipt.reference).collect()
    };
    assert_eq!(references(&cases), ["C-1", "C-2"]);
    cases.forget("C-1");
    assert_eq!(references(&next_visit(&cases, now())), ["C-2"]);
    assert_eq!(cases.notice(), Some(DiaryNotice::Deleted));
    cases.forget("C-2");
    assert_eq!(cases.diary_text(), None, "nothing is left on the device");
}

#[test]
fn a_case_that_was_never_sent_is_not_remembered() {
    let mut cases = Cases::default();
    cases.begin(Case::default());
    cases.remember(15, now());
    assert!(cases.diary().is_empty() && !cases.update_remembered());
}

#[test]
fn evidence_is_told_what_cisas_does_not_take() {
    let words = case_words(page());
    let large = AttachmentDraft {
        size: 41 << 20,
        ..pdf(1, "scan.PDF")
    };
    let gone = AttachmentDraft {
        head: None,
        ..pdf(3, "gone.pdf")
    };
    let view = EvidenceView::of(&[large, pdf(2, "film.mp4"), gone], page(), words);
    let problems = view.files.iter().map(|file| file.problem.as_deref());
    assert_eq!(
        problems.collect::<Vec<_>>(),
        [
            None,
            Some("CISAS does not take this type of file. Save it as a pdf, for example."),
            Some("Choose this file again: your browser has let go of it"),
        ]
    );
    assert_eq!(view.total.as_deref(), Some("41.1 MB of 40 MB"));
    assert!(view.too_large.is_some_and(|said| said.contains("40 MB")));
    let fits = EvidenceView::of(&[pdf(1, "scan.pdf")], page(), words);
    assert_eq!(
        (fits.total.as_deref(), fits.too_large),
        (Some("2 KB of 40 MB"), None)
    );
    assert!(
        evidence_hint(page(), words)
            .contains("docx, doc, pdf, png, jpg, jpeg, msg files, up to 40 MB")
    );
}

#[test]
fn no_two_files_of_an_archive_have_one_name_and_none_leads_elsewhere() {
    let files = [
        "bill.pdf",
        "../bill.pdf",
        "BILL.pdf",
        "case.html",
        "bill.pdf",
        "none",
        "a/b\\c:d.pdf",
    ];
    let files: Vec<AttachmentDraft> = files.into_iter().map(|name| pdf(1, name)).collect();
    assert_eq!(
        zip_names(vec!["case.html".to_owned()], &files),
        [
            "bill.pdf",
            "..-bill.pdf",
            "BILL (2).pdf",
            "case (2).html",
            "bill (3).pdf",
            "none",
            "a-b-c-d.pdf",
        ]
    );
}
