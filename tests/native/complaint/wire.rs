use complaints::domain::complaint::FieldId::*;
use complaints::domain::complaint::{DateDraft, ShownDates, Signals, Submission};

use super::proved;
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
            decoy: "https://spam.example".to_owned(),
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
