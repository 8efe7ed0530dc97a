use complaints::domain::complaint::FieldId::*;
use complaints::domain::complaint::{DateDraft, Draft, FieldId, validate};
use complaints::view_model::{CheckRow, check_rows};

use crate::date;
use crate::fixture::{DEFAULT_COPY, draft, edited, leaked, page, pdf, smallest_draft};

fn rows(draft: &Draft) -> Vec<CheckRow> {
    let complaint =
        validate(draft, &page().form_rules(), date("2026-11-23")).expect("the draft proves");
    check_rows(page(), &complaint)
}

fn lines(rows: &[CheckRow], field: FieldId) -> Vec<&str> {
    let row = rows
        .iter()
        .find(|row| row.field == field)
        .expect("the question has a row");
    row.lines.iter().map(String::as_str).collect()
}

/// Every answer there is.
fn full_draft() -> Draft {
    let mut draft = draft(&[
        (Name, " Jo  Smith "),
        (Email, "jo@company.example"),
        (Address, "1 High Street\r\n\r\nSouthend"),
        (Phone, "07700 900123"),
        (Account, "A-1042"),
        (OnBehalfOf, "Byron Ltd"),
        (Category, "billing"),
        (CaseReference, "T-1"),
        (ComplainedBefore, "yes"),
        (Services, "SIP"),
        (ProblemDates, "every Monday"),
        (Description, "Charged twice.\nAgain and again."),
        (DesiredOutcome, "A credit"),
        (HelpNeeded, "Large print"),
    ]);
    draft.first_complained_on = DateDraft {
        day: "2".into(),
        month: "mar".into(),
        year: "2026".into(),
    };
    draft.attachments = vec![pdf(1, "bill.pdf"), pdf(2, "letter <1>.pdf")];
    draft
}

#[test]
fn every_question_asked_has_a_row_in_page_order() {
    let rows = rows(&full_draft());
    let fields: Vec<FieldId> = rows.iter().map(|row| row.field).collect();
    let asked: Vec<FieldId> = page()
        .form_rules()
        .fields
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, asked);
}

#[test]
fn a_row_shows_the_answer_as_it_will_be_sent() {
    let rows = rows(&full_draft());
    for (field, expected) in [
        (Name, &["Jo Smith"][..]),
        (Address, &["1 High Street", "", "Southend"]),
        (Category, &["A bill or charge"]),
        (ComplainedBefore, &["Yes"]),
        (FirstComplainedOn, &["Monday 2 March 2026"]),
        (Description, &["Charged twice.", "Again and again."]),
        (Attachments, &["bill.pdf (2 KB)", "letter <1>.pdf (2 KB)"]),
    ] {
        assert_eq!(lines(&rows, field), expected, "{field:?}");
    }
}

#[test]
fn a_skipped_answer_is_shown_as_not_provided() {
    let rows = rows(&smallest_draft());
    for field in [
        Address,
        Phone,
        Account,
        OnBehalfOf,
        CaseReference,
        Services,
        ProblemDates,
        DesiredOutcome,
        Attachments,
        HelpNeeded,
    ] {
        assert_eq!(lines(&rows, field), ["Not provided"], "{field:?}");
    }
}

#[test]
fn the_date_has_a_row_only_after_complaining_before() {
    let has_date = |draft: &Draft| rows(draft).iter().any(|row| row.field == FirstComplainedOn);
    assert!(has_date(&full_draft()));
    assert!(!has_date(&smallest_draft()));
}

#[test]
fn the_date_has_a_row_where_the_box_that_asks_for_it_is_hidden_or_gone() {
    let hidden = edited(
        DEFAULT_COPY,
        &[(
            "\"id\": \"complained_before\",",
            "\"id\": \"complained_before\", \"hidden\": true,",
        )],
    );
    let (before, rest) = DEFAULT_COPY
        .split_once("          {\n            \"id\": \"complained_before\"")
        .unwrap();
    let gone = [before, rest.split_once("          },\n").unwrap().1].concat();
    for text in [hidden, gone] {
        let page = leaked(&text);
        let proved = validate(&full_draft(), &page.form_rules(), date("2026-11-23")).unwrap();
        let rows = check_rows(page, &proved);
        assert_eq!(lines(&rows, FirstComplainedOn), ["Monday 2 March 2026"]);
    }
}

#[test]
fn a_box_left_unticked_reads_as_no() {
    assert_eq!(lines(&rows(&smallest_draft()), ComplainedBefore), ["No"]);
}

#[test]
fn a_row_says_what_its_change_changes_and_where_that_leads() {
    let rows = rows(&full_draft());
    let row = rows.iter().find(|row| row.field == Category).unwrap();
    assert_eq!(row.label, "What is your complaint about?");
    assert_eq!(row.change, "Change");
    assert_eq!(row.change_hidden, "Change: What is your complaint about?");
    assert_eq!(row.target.id(), "category-0");
}

#[test]
fn a_hidden_question_has_no_row() {
    let page = leaked(&edited(
        DEFAULT_COPY,
        &[("\"id\": \"phone\",", "\"id\": \"phone\", \"hidden\": true,")],
    ));
    let complaint =
        validate(&full_draft(), &page.form_rules(), date("2026-11-23")).expect("the draft proves");
    assert!(
        check_rows(page, &complaint)
            .iter()
            .all(|row| row.field != Phone)
    );
}
