use complaints::domain::complaint::FieldId::*;
use complaints::domain::complaint::{
    AttachmentDraft, DateDraft, DatePart, DateProblem, Draft, FieldId, FileProblem, Problem,
    ProblemKind, Stranger, validate,
};
use complaints::view_model::{Fault, FaultView, fault_views};
use proptest::prelude::*;

use crate::fixture::{self, pdf};
use crate::{date, markers};

/// The one problem in the words of the copy of markers.
fn worded(field: FieldId, kind: ProblemKind) -> FaultView {
    let mut draft = Draft::default();
    draft.attachments = vec![pdf(1, "one.pdf"), pdf(2, "two.pdf")];
    let fault = Fault::Found(Problem { field, kind });
    fault_views(markers::page(), &draft, &[fault]).remove(0)
}

/// The place of a field's messages in the default copy.
fn place(field: FieldId) -> String {
    for (group, copy) in fixture::page().form.groups.iter().enumerate() {
        if let Some(index) = copy.fields.iter().position(|copy| copy.id == field) {
            return format!("form.groups.{group}.fields.{index}.problems");
        }
    }
    panic!("{field:?} is not asked");
}

#[test]
fn every_problem_is_worded_by_its_own_message_of_its_own_field() {
    let date = |problem| ProblemKind::Date(problem);
    let file = |problem| ProblemKind::File {
        index: Some(1),
        problem,
    };
    let files = |problem| ProblemKind::File {
        index: None,
        problem,
    };
    let date_earliest = "⟦words.date⟧ ⟦words.weekdays.5⟧ 1 ⟦words.months.0⟧ 2000";
    for (field, kind, key, values) in [
        (Name, ProblemKind::Empty, "empty", ""),
        (
            Name,
            ProblemKind::TooLong { max: 200, over: 3 },
            "too_long",
            " 200",
        ),
        (Email, ProblemKind::NoReplyAddress, "no_reply_address", ""),
        (Email, ProblemKind::NotAnEmail, "not_an_email", ""),
        (
            Email,
            ProblemKind::TooLong { max: 254, over: 1 },
            "too_long",
            " 254",
        ),
        (Address, ProblemKind::NoReplyAddress, "no_reply_address", ""),
        (Category, ProblemKind::Empty, "empty", ""),
        (Category, ProblemKind::NotAnOption, "not_an_option", ""),
        (
            ComplainedBefore,
            ProblemKind::NotAnOption,
            "not_an_option",
            "",
        ),
        (
            Description,
            ProblemKind::TooShort { min: 20 },
            "too_short",
            " 20",
        ),
        (
            Description,
            ProblemKind::TooLong {
                max: 8_000,
                over: 1,
            },
            "too_long",
            " 8000",
        ),
        (FirstComplainedOn, date(DateProblem::Empty), "empty", ""),
        (
            FirstComplainedOn,
            date(DateProblem::Missing(DatePart::Day)),
            "missing_day",
            "",
        ),
        (
            FirstComplainedOn,
            date(DateProblem::Missing(DatePart::Month)),
            "missing_month",
            "",
        ),
        (
            FirstComplainedOn,
            date(DateProblem::Missing(DatePart::Year)),
            "missing_year",
            "",
        ),
        (
            FirstComplainedOn,
            date(DateProblem::YearDigits),
            "year_digits",
            "",
        ),
        (
            FirstComplainedOn,
            date(DateProblem::NotADate(DatePart::Month)),
            "not_a_date",
            "",
        ),
        (
            FirstComplainedOn,
            date(DateProblem::InFuture),
            "in_future",
            "",
        ),
        (
            FirstComplainedOn,
            date(DateProblem::TooEarly),
            "too_early",
            &format!(" {date_earliest}"),
        ),
        (Attachments, ProblemKind::Empty, "empty", ""),
        (
            Attachments,
            file(FileProblem::Type),
            "file_type",
            " two.pdf",
        ),
        (
            Attachments,
            file(FileProblem::Content),
            "file_content",
            " two.pdf",
        ),
        (
            Attachments,
            file(FileProblem::Stranger(Stranger::Picture)),
            "file_picture",
            " two.pdf",
        ),
        (
            Attachments,
            file(FileProblem::Stranger(Stranger::Locked)),
            "file_locked",
            " two.pdf",
        ),
        (
            Attachments,
            file(FileProblem::Stranger(Stranger::Document)),
            "file_document",
            " two.pdf",
        ),
        (
            Attachments,
            file(FileProblem::Stranger(Stranger::Mail)),
            "file_mail",
            " two.pdf",
        ),
        (
            Attachments,
            file(FileProblem::Stranger(Stranger::Recording)),
            "file_recording",
            " two.pdf",
        ),
        (
            Attachments,
            file(FileProblem::Stranger(Stranger::Folder)),
            "file_folder",
            " two.pdf",
        ),
        (
            Attachments,
            file(FileProblem::Stranger(Stranger::Shortcut)),
            "file_shortcut",
            " two.pdf",
        ),
        (
            Attachments,
            file(FileProblem::Empty),
            "file_empty",
            " two.pdf",
        ),
        (
            Attachments,
            file(FileProblem::TooLarge),
            "file_too_large",
            " two.pdf",
        ),
        (
            Attachments,
            file(FileProblem::Unreadable),
            "file_unreadable",
            " two.pdf",
        ),
        (
            Attachments,
            files(FileProblem::TooMany),
            "files_too_many",
            "",
        ),
        (
            Attachments,
            files(FileProblem::TotalTooLarge),
            "files_too_large",
            "",
        ),
    ] {
        let expected = format!("⟦{}.{key}⟧{values}", place(field));
        assert_eq!(
            worded(field, kind.clone()).message,
            expected,
            "{field:?} {kind:?}"
        );
    }
}

#[test]
fn a_problem_leads_to_the_first_control_of_its_question() {
    for (field, kind, target) in [
        (Name, ProblemKind::Empty, "name"),
        (Category, ProblemKind::Empty, "category-0"),
        (
            ComplainedBefore,
            ProblemKind::NotAnOption,
            "complained_before",
        ),
        (
            FirstComplainedOn,
            ProblemKind::Date(DateProblem::Empty),
            "first_complained_on-day",
        ),
        (
            FirstComplainedOn,
            ProblemKind::Date(DateProblem::YearDigits),
            "first_complained_on-year",
        ),
        (
            FirstComplainedOn,
            ProblemKind::Date(DateProblem::Missing(DatePart::Month)),
            "first_complained_on-month",
        ),
        (
            Attachments,
            ProblemKind::File {
                index: Some(1),
                problem: FileProblem::Type,
            },
            "attachments",
        ),
    ] {
        assert_eq!(worded(field, kind).target.id(), target);
    }
}

fn server_errors(errors: &[(Option<FieldId>, &str)]) -> Vec<FaultView> {
    let error =
        |(field, detail): &(Option<FieldId>, &str)| Fault::said(*field, (*detail).to_owned());
    let faults: Vec<Fault> = errors.iter().map(error).collect();
    fault_views(markers::page(), &Draft::default(), &faults)
}

#[test]
fn the_server_speaks_for_itself_and_leads_to_the_control() {
    let problem = server_errors(&[(Some(Email), "That address bounces")]).remove(0);
    assert_eq!(
        (problem.message.as_str(), &*problem.target.id()),
        ("That address bounces", "email")
    );
}

#[test]
fn files_refused_without_a_word_are_worded_by_the_copy() {
    assert_eq!(
        server_errors(&[(Some(Attachments), "")])[0].message,
        "⟦sending.refused⟧"
    );
}

#[test]
fn what_the_server_says_of_nothing_asked_leads_to_the_top_of_the_form() {
    assert_eq!(
        server_errors(&[(None, "Come back tomorrow")])[0]
            .target
            .id(),
        "form-title"
    );
    let hidden = crate::fixture::leaked(&crate::fixture::edited(
        crate::fixture::DEFAULT_COPY,
        &[("\"id\": \"phone\",", "\"id\": \"phone\", \"hidden\": true,")],
    ));
    let fault = Fault::said(Some(Phone), "No such number".to_owned());
    let problem = fault_views(hidden, &Draft::default(), &[fault]).remove(0);
    assert_eq!((problem.field, &*problem.target.id()), (None, "form-title"));
}

#[test]
fn what_the_server_says_is_shown_in_page_order() {
    let errors = [
        (Some(Description), "d"),
        (None, "whole"),
        (Some(Name), "n"),
        (Some(Category), "c"),
    ];
    let order: Vec<String> = server_errors(&errors)
        .into_iter()
        .map(|problem| problem.message)
        .collect();
    assert_eq!(order, ["whole", "n", "c", "d"]);
}

proptest! {
    #[test]
    fn every_problem_that_can_be_found_has_words(
        texts in proptest::collection::vec("\\PC{0,40}|x{101}|.{255,300}", FieldId::ALL.len()),
        boxes in proptest::collection::vec("|[0-9]{1,4}|[a-z]{1,4}", 3),
        size in 0..60_000_000u64,
        required in any::<bool>(),
    ) {
        let mut draft = Draft::default();
        for (field, text) in FieldId::ALL.into_iter().zip(texts) {
            draft.set_text(field, if field == ComplainedBefore && required { "yes".to_owned() } else { text });
        }
        let [day, month, year] = [&boxes[0], &boxes[1], &boxes[2]].map(Clone::clone);
        draft.first_complained_on = DateDraft { day, month, year };
        draft.attachments.push(AttachmentDraft { size, ..pdf(1, "a.pdf") });
        let mut rules = fixture::page().form_rules();
        if required {
            rules.fields.iter_mut().for_each(|(_, presence)| *presence = complaints::domain::complaint::Presence::Required);
        }
        let problems = validate(&draft, &rules, date("2026-11-23")).err().unwrap_or_default();
        let faults: Vec<Fault> = problems.into_iter().map(Fault::Found).collect();
        let views = fault_views(markers::page(), &draft, &faults);
        prop_assert_eq!(views.len(), faults.len());
        for problem in views {
            prop_assert!(problem.message.starts_with('⟦'), "{:?}", problem);
        }
    }
}
