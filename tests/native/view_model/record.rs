//! What a customer keeps of a complaint: as a page, as text, in an e-mail.

use complaints::copy::PageCopy;
use complaints::domain::complaint::FieldId::*;
use complaints::domain::complaint::{Acknowledgement, DateDraft, Draft, FieldId, Reply};
use complaints::view_model::{Journey, Record};

use crate::date;
use crate::fixture::{
    DEFAULT_COPY, WELSH_COPY, asking, decoded, delivered, draft, edited, instant, leaked, now,
    page, pdf, smallest_draft,
};
use crate::played::Played;

/// Answers as a person gives them who means harm.
fn hostile_draft() -> Draft {
    let mut draft = draft(&[
        (Name, "</dd><script>alert(1)</script>"),
        (Email, "jo@company.example"),
        (Address, "1 High Street\r\n\r\nSouthend"),
        (Category, "billing"),
        (ComplainedBefore, "yes"),
        (Services, "\u{202e}gnp.exe \u{2066}& 'more'"),
        (
            Description,
            "Your reference\nC-1 \"><img src=x onerror=alert(1)>",
        ),
    ]);
    draft.first_complained_on = DateDraft::from_date(date("2026-03-02"));
    draft.attachments = vec![pdf(1, "bill.pdf"), pdf(2, "<b>\u{202e}fdp.pdf")];
    draft
}

/// The questions of the records that are compared whole: those that are answered, and one that is not.
const ASKED: [FieldId; 10] = [
    Name,
    Email,
    Address,
    Phone,
    Category,
    ComplainedBefore,
    FirstComplainedOn,
    Services,
    Description,
    Attachments,
];

/// A journey that has tried to send this.
fn sending(page: &'static PageCopy, draft: Draft) -> Played {
    let mut journey = Played::checked(page, draft, now());
    let id = "0b9ed8ea-8c8d-4b3f-9f5c-5d7c1e8f3a21";
    journey.send(id, now()).expect("there is something to send");
    journey
}

/// A journey whose complaint was received and can be looked at again.
fn received(page: &'static PageCopy, draft: Draft) -> Played {
    let mut journey = sending(page, draft);
    let acknowledgement = Acknowledgement {
        reference: "C-7K3M9QXZ".to_owned(),
        received_at: Some(instant("2026-11-23T17:00:01Z")),
        receipt_url: Some("/complaints/form?receipt=2f&amp;<9".to_owned()),
    };
    journey.reply(Reply::Delivered(acknowledgement));
    journey
}

/// A journey whose complaint could not be sent.
fn failed(page: &'static PageCopy, draft: Draft) -> Played {
    let mut journey = sending(page, draft);
    journey.reply(Reply::Failed);
    journey
}

fn record(journey: &Played) -> Record {
    journey.record(now()).expect("there is something to keep")
}

/// The version of a copy is another one after every edit.
fn versionless(written: &str, page: &PageCopy) -> String {
    written.replace(&page.version, "VERSION")
}

#[test]
fn a_receipt_is_written_as_text_with_everything_that_was_sent() {
    let page = asking(DEFAULT_COPY, &ASKED);
    let record = record(&received(page, hostile_draft()));
    assert_eq!(record.file, "complaint-C-7K3M9QXZ");
    let text = versionless(&record.to_text(), page);
    assert_eq!(text, include_str!("record/receipt.txt"));
}

#[test]
fn a_receipt_is_written_as_a_page_in_which_answers_are_text() {
    let page = asking(DEFAULT_COPY, &ASKED);
    let html = record(&received(page, hostile_draft())).to_html();
    assert_eq!(
        versionless(&html, page),
        include_str!("record/receipt.html")
    );
}

#[test]
fn what_was_not_sent_is_written_as_such_with_every_answer() {
    let page = asking(DEFAULT_COPY, &ASKED);
    let record = record(&failed(page, hostile_draft()));
    assert_eq!(record.file, "complaint");
    let text = versionless(&record.to_text(), page);
    assert_eq!(text, include_str!("record/unsent.txt"));
}

#[test]
fn what_was_sent_in_english_is_kept_in_welsh_words_with_the_version_that_was_sent() {
    let page = asking(DEFAULT_COPY, &ASKED);
    let mut journey = received(page, smallest_draft());
    journey.in_other_words(asking(WELSH_COPY, &ASKED));
    let text = versionless(&record(&journey).to_text(), page);
    assert_eq!(text, include_str!("record/receipt.cy.txt"));
}

#[test]
fn a_receipt_whose_answers_are_gone_is_kept_without_them() {
    let journey = received(page(), hostile_draft());
    let receipt = journey.receipt().expect("there is a receipt");
    let whole = record(&journey).to_text();
    let (before, rest) = whole.split_once("What you sent\n").unwrap();
    let (_, after) = rest.split_once("How the dates are counted\n").unwrap();
    let expected = [before, "How the dates are counted\n", after].concat();
    assert_eq!(Record::received(page(), &receipt, None).to_text(), expected);
}

#[test]
fn the_rules_are_those_that_the_dates_were_counted_by() {
    let copy = leaked(&edited(
        DEFAULT_COPY,
        &[
            ("\"england-and-wales\"", "\"scotland\""),
            ("\"response_days\": 5", "\"response_days\": 1"),
            (
                "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 9 }]",
                "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 9 }, { \"from\": \"2026-04-08\", \"wait_weeks\": 6, \"limit_months\": 12 }]",
            ),
        ],
    ));
    let rules = |now| {
        let mut journey = sending(copy, smallest_draft());
        journey.reply_at(delivered("C-1"), instant(now));
        journey.receipt().unwrap().dates.unwrap().rules
    };
    assert_eq!(
        rules("2026-11-23T10:00:00Z"),
        [
            "Response target: 1 working day after the day on which a complaint counts as received, without the bank holidays of Scotland, as published by GOV.UK.",
            "CISAS dates on our page: from 6 weeks to 12 months after the first complaint. Ofcom’s and CISAS’s rules: from 6 weeks after the first complaint, until 12 months after a deadlock letter.",
        ]
    );
    assert_eq!(
        rules("2031-11-24T10:00:00Z")[0],
        "Response target: 1 working day after the day on which a complaint counts as received, without the bank holidays of Scotland, computed by rule because GOV.UK has not published them yet."
    );
}

#[test]
fn there_is_nothing_to_keep_before_a_complaint_was_to_be_sent_nor_after_another_is_begun() {
    let journey = Played::checked(page(), smallest_draft(), now());
    assert_eq!(journey.record(now()), None);
    let mut journey = received(page(), smallest_draft());
    journey.act(Journey::restart);
    assert_eq!(journey.record(now()), None);
}

/// A copy of a company that takes e-mail at an address that needs care.
fn mailing(copy: &str) -> &'static PageCopy {
    let company = "\"company\": \"I.T Communications\",";
    let with = [company, "\"contact_email\": \"a+b&c%d@company.example\","].concat();
    leaked(&edited(copy, &[(company, &with)]))
}

#[test]
fn a_company_without_an_e_mail_address_gets_no_e_mail() {
    assert_eq!(failed(page(), smallest_draft()).mail_draft(), None);
}

#[test]
fn an_e_mail_has_the_answers_that_were_given() {
    let draft = failed(mailing(DEFAULT_COPY), hostile_draft())
        .mail_draft()
        .unwrap();
    let (head, body) = draft.split_once("&body=").unwrap();
    assert_eq!(
        head,
        "mailto:a%2Bb%26c%25d@company.example?subject=Complaint"
    );
    let safe = |c: char| c.is_ascii_alphanumeric() || "%-._~@".contains(c);
    assert!(body.chars().all(safe), "{body}");
    assert_eq!(
        decoded(body),
        "Full name\r\n  </dd><script>alert(1)</script>\r\n\r\n\
         Email address\r\n  jo@company.example\r\n\r\n\
         Postal address\r\n  1 High Street\r\n  \r\n  Southend\r\n\r\n\
         What is your complaint about?\r\n  A bill or charge\r\n\r\n\
         I have complained to you about this before\r\n  Yes\r\n\r\n\
         When did you first complain to us about this?\r\n  Monday 2 March 2026\r\n\r\n\
         Which services are affected?\r\n  gnp.exe \u{2066}& 'more'\r\n\r\n\
         Description of your complaint\r\n  Your reference\r\n  C-1 \"><img src=x onerror=alert(1)>\r\n\r\n\
         Letters, emails and screenshots\r\n  bill.pdf (2 KB)\r\n  <b>\u{202e}fdp.pdf (2 KB)\r\n\r\n\
         Number we use to count a complaint once\r\n  0b9ed8ea-8c8d-4b3f-9f5c-5d7c1e8f3a21"
    );
}

#[test]
fn an_e_mail_that_would_be_too_long_for_an_address_asks_for_the_saved_copy() {
    let draft_of = |characters: usize| {
        let mut draft = smallest_draft();
        draft.set_text(Description, "x".repeat(characters));
        failed(mailing(DEFAULT_COPY), draft).mail_draft().unwrap()
    };
    let rest = draft_of(20).len() - 20;
    assert_eq!(draft_of(1_800 - rest).len(), 1_800);
    let (_, body) = draft_of(1_801 - rest)
        .split_once("&body=")
        .map(|(head, body)| (head.to_owned(), decoded(body)))
        .unwrap();
    assert_eq!(
        body,
        "My complaint is too long for a draft: attach the copy saved on the complaints page in place of these words."
    );
}

#[test]
fn an_e_mail_is_welsh_where_the_page_is() {
    let draft = failed(mailing(WELSH_COPY), smallest_draft())
        .mail_draft()
        .unwrap();
    assert!(
        decoded(&draft).contains("?subject=Cwyn&body=Enw llawn\r\n  Jo Smith\r\n"),
        "{}",
        decoded(&draft)
    );
}
