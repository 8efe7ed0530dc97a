use complaints::domain::complaint::FieldId::*;
use complaints::domain::complaint::{
    DateDraft, FieldId, ShownDates, Signals, Submission, validate,
};
use complaints::domain::wire::{Shown, read_draft, text_name, write_draft};
use proptest::prelude::*;

use super::laws::{any_draft, good_draft};
use super::{proved, rules};
use crate::date;
use crate::fixture::{draft, pdf, smallest_draft};

#[test]
fn what_is_sent_has_the_names_and_values_of_the_wire_format() {
    let mut draft = draft(&[
        (Name, "Jo Smith"),
        (Email, "jo@company.example"),
        (Address, "1 High Street\r\nSouthend"),
        (Phone, "07700 900123"),
        (Account, "A-1042"),
        (OnBehalfOf, "Byron Ltd"),
        (Category, "billing"),
        (CaseReference, "T-1"),
        (ComplainedBefore, "yes"),
        (Services, "SIP"),
        (ProblemDates, "every Monday"),
        (Description, "Charged twice for the same month."),
        (DesiredOutcome, "A credit"),
        (HelpNeeded, "Large print"),
    ]);
    draft.first_complained_on = DateDraft::from_date(date("2026-03-02"));
    draft.attachments.push(pdf(1, "bill.pdf"));
    let submission = Submission {
        id: "1b4e28ba-2fa1-4d2e-883f-0016d3cca427".to_owned(),
        complaint: proved(&draft),
        shown: Some(ShownDates {
            response_due: date("2026-11-30"),
            cisas_opens: date("2026-04-27"),
            cisas_opens_regulator: Some(date("2026-04-13")),
            cisas_closes: date("2026-12-02"),
            acknowledge_by: None,
        }),
        copy_version: "cafe".to_owned(),
        signals: Signals {
            honeypot: "https://spam.example".to_owned(),
            filled_in_seconds: Some(95),
        },
    };
    let expected = [
        ("name", "Jo Smith"),
        ("email", "jo@company.example"),
        ("address", "1 High Street\nSouthend"),
        ("phone", "07700 900123"),
        ("account", "A-1042"),
        ("on_behalf_of", "Byron Ltd"),
        ("category", "billing"),
        ("case_reference", "T-1"),
        ("complained_before", "yes"),
        ("first_complained_on", "2026-03-02"),
        ("services", "SIP"),
        ("problem_dates", "every Monday"),
        ("description", "Charged twice for the same month."),
        ("desired_outcome", "A credit"),
        ("help_needed", "Large print"),
        ("submission_id", "1b4e28ba-2fa1-4d2e-883f-0016d3cca427"),
        ("response_due", "2026-11-30"),
        ("cisas_opens", "2026-04-27"),
        ("cisas_opens_regulator", "2026-04-13"),
        ("cisas_closes", "2026-12-02"),
        ("copy_version", "cafe"),
        ("related_link", "https://spam.example"),
        ("filled_in_seconds", "95"),
    ];
    assert_eq!(
        submission.wire_fields(),
        expected.map(|(name, value)| (name, value.to_owned()))
    );
    for field in FieldId::ALL.map(FieldId::name) {
        let is_expected = expected.iter().any(|(name, _)| *name == field);
        assert!(
            is_expected || field == Attachments.name(),
            "no answer to {field} is expected here"
        );
    }
}

#[test]
fn an_answer_that_was_not_given_is_not_sent() {
    let names: Vec<&str> = proved(&smallest_draft())
        .wire_fields()
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, ["name", "email", "category", "description"]);
}

/// Looks a text up by its name, which must be one of the wire format.
fn text<'t>(texts: &'t [(&'static str, String)]) -> impl Fn(&str) -> &'t str {
    move |name| {
        assert_eq!(text_name(name), Some(name));
        let found = texts.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, text)| text)
    }
}

proptest! {
    #[test]
    fn answers_are_read_as_they_were_typed(mut draft in any_draft()) {
        draft.attachments.clear();
        let written = write_draft(&draft).map(|(name, text)| (name, text.to_owned()));
        let written: Vec<_> = written.collect();
        prop_assert_eq!(read_draft(text(&written)), draft);
    }

    #[test]
    fn a_complaint_is_the_same_at_the_other_end(draft in good_draft()) {
        let (rules, today) = (rules(), date("2026-11-23"));
        let Ok(complaint) = validate(&draft, &rules, today) else {
            return Ok(());
        };
        let sent = complaint.wire_fields();
        let mut received = read_draft(text(&sent));
        received.attachments = draft.attachments;
        prop_assert_eq!(validate(&received, &rules, today), Ok(complaint));
    }
}

#[test]
fn what_the_page_sends_by_itself_is_read_as_it_was_meant() {
    let submission = Submission {
        id: "1".to_owned(),
        complaint: proved(&smallest_draft()),
        shown: Some(ShownDates {
            response_due: date("2026-11-30"),
            cisas_opens: date("2026-04-27"),
            cisas_opens_regulator: Some(date("2026-04-13")),
            cisas_closes: date("2026-12-02"),
            acknowledge_by: None,
        }),
        copy_version: "en-GB.cafe".to_owned(),
        signals: Signals {
            honeypot: " https://spam.example ".to_owned(),
            filled_in_seconds: Some(0),
        },
    };
    let sent = submission.wire_fields();
    assert_eq!(Signals::read(text(&sent)), submission.signals);
    let iso = |day: &str| Some(day.to_owned());
    let shown = Shown {
        response_due: iso("2026-11-30"),
        cisas_opens: iso("2026-04-27"),
        cisas_opens_regulator: iso("2026-04-13"),
        cisas_closes: iso("2026-12-02"),
        acknowledge_by: None,
        copy_version: Some("en-GB.cafe".to_owned()),
    };
    assert_eq!(Shown::read(text(&sent)), shown);
    assert_eq!(Shown::read(|_| "yesterday").response_due, None);
}
