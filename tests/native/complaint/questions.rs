use complaints::domain::complaint::FieldId::*;
use complaints::domain::complaint::{
    DateProblem, Draft, FieldId, FileProblem, Presence, ProblemKind,
};

use super::{problems, problems_under, proved, rules, rules_with};
use crate::fixture::{draft, program, smallest_draft};

/// Every question that is answered with words.
const TEXTS: [FieldId; 12] = [
    Name,
    Email,
    Address,
    Phone,
    Account,
    OnBehalfOf,
    CaseReference,
    Services,
    ProblemDates,
    Description,
    DesiredOutcome,
    HelpNeeded,
];

/// An answer of so many characters that is right otherwise.
fn answer(field: FieldId, characters: usize) -> String {
    match field {
        Email => "a".repeat(characters - "@company.example".len()) + "@company.example",
        _ => "é".repeat(characters),
    }
}

fn with(field: FieldId, typed: &str) -> Draft {
    let mut draft = smallest_draft();
    draft.set_text(field, typed.to_owned());
    draft
}

#[test]
fn the_smallest_complaint_is_a_name_a_way_to_reply_a_category_and_a_description() {
    assert_eq!(problems(&smallest_draft()), []);
    for (field, missing) in [
        (Name, ProblemKind::Empty),
        (Email, ProblemKind::NoReplyAddress),
        (Category, ProblemKind::Empty),
        (Description, ProblemKind::Empty),
    ] {
        assert_eq!(problems(&with(field, "")), [(field, missing)]);
    }
}

#[test]
fn an_empty_form_has_a_problem_for_each_question_that_must_be_answered() {
    assert_eq!(
        problems(&Draft::default()),
        [
            (Name, ProblemKind::Empty),
            (Email, ProblemKind::NoReplyAddress),
            (Category, ProblemKind::Empty),
            (Description, ProblemKind::Empty),
        ]
    );
}

#[test]
fn problems_come_in_page_order_and_not_in_the_order_of_the_wire() {
    let mut rules = rules();
    rules.fields.reverse();
    let fields: Vec<FieldId> = problems_under(&Draft::default(), &rules)
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, [Description, Category, Address, Name]);
}

#[test]
fn an_answer_may_be_as_long_as_its_limit_and_no_longer() {
    for field in TEXTS {
        let max = field.spec().max_characters;
        assert_eq!(problems(&with(field, &answer(field, max))), [], "{field:?}");
        let too_long = [(field, ProblemKind::TooLong { max, over: 1 })];
        assert_eq!(
            problems(&with(field, &answer(field, max + 1))),
            too_long,
            "{field:?}"
        );
    }
}

#[test]
fn the_limits_are_those_of_the_wire_format() {
    let limits = TEXTS.map(|field| field.spec().max_characters);
    assert_eq!(
        limits,
        [
            200, 254, 1_000, 100, 100, 200, 100, 1_000, 1_000, 8_000, 2_000, 2_000
        ]
    );
}

#[test]
fn an_emoji_counts_as_one_character() {
    let full = "👩‍👩‍👧‍👦".to_owned() + &"👍🏽".repeat(Description.spec().max_characters - 1);
    assert_eq!(problems(&with(Description, &full)), []);
    let too_long = ProblemKind::TooLong {
        max: 8_000,
        over: 1,
    };
    assert_eq!(
        problems(&with(Description, &(full + "🇬🇧"))),
        [(Description, too_long)]
    );
}

#[test]
fn no_answer_has_more_than_four_code_points_for_each_character_of_its_limit() {
    for field in TEXTS.into_iter().filter(|field| *field != Email) {
        let max = field.spec().max_characters;
        let heap = |code_points: usize| "a".repeat(20) + &"\u{301}".repeat(code_points - 20);
        assert_eq!(problems(&with(field, &heap(4 * max))), [], "{field:?}");
        let too_long = ProblemKind::TooLong { max, over: 1 };
        assert_eq!(
            problems(&with(field, &heap(4 * max + 1))),
            [(field, too_long)],
            "{field:?}"
        );
    }
}

#[test]
fn a_description_is_too_short_up_to_nineteen_characters() {
    let too_short = ProblemKind::TooShort { min: 20 };
    assert_eq!(
        problems(&with(Description, &"d".repeat(19))),
        [(Description, too_short.clone())]
    );
    assert_eq!(
        problems(&with(Description, &"👍🏽".repeat(19))),
        [(Description, too_short)]
    );
    assert_eq!(problems(&with(Description, &"d".repeat(20))), []);
}

#[test]
fn spaces_and_invisible_characters_are_no_answer() {
    for typed in [
        " ",
        "\t\r\n",
        "\u{a0}\u{2003}",
        "\u{200b}\u{200d}\u{feff}",
        " \u{ad} \u{2060} ",
    ] {
        assert_eq!(
            problems(&with(Name, typed)),
            [(Name, ProblemKind::Empty)],
            "{typed:?}"
        );
        assert_eq!(
            problems(&with(Description, typed)),
            [(Description, ProblemKind::Empty)],
            "{typed:?}"
        );
        assert_eq!(problems(&with(Phone, typed)), [], "{typed:?}");
    }
}

#[test]
fn spaces_around_an_answer_count_for_nothing() {
    let typed = ["  ", &"d".repeat(19), " \n\n "].concat();
    assert_eq!(
        problems(&with(Description, &typed)),
        [(Description, ProblemKind::TooShort { min: 20 })]
    );
    let typed = ["  ", &answer(Name, Name.spec().max_characters), "  "].concat();
    assert_eq!(problems(&with(Name, &typed)), []);
}

#[test]
fn an_answer_is_cleaned_when_it_is_proved() {
    let complaint = proved(&draft(&[
        (Name, "  Jo\u{200b} \t Smith "),
        (Email, " <jo@company.example>.\u{feff}"),
        (Address, "\r\n1 High Street\r\nSouthend\r\n"),
        (Phone, " 01702  668836 "),
        (Category, "billing"),
        (Description, "\n Charged twice.\r\n\r\n  Again and again. "),
    ]));
    assert_eq!(complaint.text(Name), "Jo Smith");
    assert_eq!(complaint.text(Email), "jo@company.example");
    assert_eq!(complaint.text(Address), "1 High Street\nSouthend");
    assert_eq!(complaint.text(Phone), "01702 668836");
    assert_eq!(
        complaint.text(Description),
        "Charged twice.\n\n  Again and again."
    );
}

#[test]
fn either_address_is_enough_to_reply() {
    for (email, address) in [
        ("jo@company.example", ""),
        ("", "1 High Street"),
        ("jo@company.example", "1 High Street"),
    ] {
        let mut draft = smallest_draft();
        draft.set_text(Email, email.to_owned());
        draft.set_text(Address, address.to_owned());
        assert_eq!(problems(&draft), [], "{email:?} {address:?}");
    }
}

#[test]
fn a_wrong_email_address_is_a_problem_even_beside_a_postal_one() {
    let mut draft = with(Email, "jo");
    draft.set_text(Address, "1 High Street".to_owned());
    assert_eq!(problems(&draft), [(Email, ProblemKind::NotAnEmail)]);
}

#[test]
fn the_missing_way_to_reply_is_said_once_at_the_first_of_the_two_that_is_asked() {
    let draft = with(Email, "");
    let missing = |field| [(field, ProblemKind::NoReplyAddress)];
    assert_eq!(problems(&draft), missing(Email));
    assert_eq!(
        problems_under(&draft, &rules_with(Email, Presence::Hidden)),
        missing(Address)
    );
    assert_eq!(
        problems_under(&draft, &rules_with(Address, Presence::Hidden)),
        missing(Email)
    );
}

#[test]
fn no_way_to_reply_is_asked_for_where_both_are_hidden() {
    let mut rules = rules();
    rules
        .fields
        .retain(|(field, _)| ![Email, Address].contains(field));
    assert_eq!(problems_under(&with(Email, ""), &rules), []);
}

#[test]
fn a_way_to_reply_that_must_be_given_is_asked_for_by_its_own_name() {
    let rules = rules_with(Address, Presence::Required);
    assert_eq!(
        problems_under(&smallest_draft(), &rules),
        [(Address, ProblemKind::Empty)]
    );
}

#[test]
fn a_category_is_one_of_the_options() {
    for value in [
        "handling", "outcome", "billing", "service", "other", "fault",
    ] {
        assert_eq!(problems(&with(Category, value)), [], "{value}");
    }
    for value in ["Billing", "charges", "handling outcome", &"x".repeat(101)] {
        assert_eq!(
            problems(&with(Category, value)),
            [(Category, ProblemKind::NotAnOption)],
            "{value}"
        );
    }
}

#[test]
fn complained_before_is_yes_no_or_not_said() {
    for value in ["no", ""] {
        assert_eq!(problems(&with(ComplainedBefore, value)), [], "{value}");
    }
    for value in ["on", "maybe"] {
        let wrong = problems(&with(ComplainedBefore, value));
        assert_eq!(
            wrong,
            [(ComplainedBefore, ProblemKind::NotAnOption)],
            "{value}"
        );
    }
}

#[test]
fn a_date_is_asked_for_only_after_complaining_before() {
    let mut draft = smallest_draft();
    draft.first_complained_on.day = "31".to_owned();
    assert_eq!(problems(&draft), []);
    assert_eq!(proved(&draft).first_complained_on(), None);
    draft.first_complained_on.day.clear();
    draft.set_text(ComplainedBefore, "yes".to_owned());
    assert_eq!(
        problems(&draft),
        [(FirstComplainedOn, ProblemKind::Date(DateProblem::Empty))]
    );
}

#[test]
fn a_date_is_asked_for_by_its_own_setting_where_nobody_asks_for_complaints_before() {
    let mut rules = rules_with(ComplainedBefore, Presence::Hidden);
    assert_eq!(problems_under(&smallest_draft(), &rules), []);
    rules
        .fields
        .retain(|(field, _)| *field != FirstComplainedOn);
    rules.fields.push((FirstComplainedOn, Presence::Required));
    let missing = [(FirstComplainedOn, ProblemKind::Date(DateProblem::Empty))];
    assert_eq!(problems_under(&smallest_draft(), &rules), missing);
}

#[test]
fn a_question_set_as_required_must_be_answered() {
    for field in [
        Phone,
        Account,
        OnBehalfOf,
        CaseReference,
        Services,
        ProblemDates,
        DesiredOutcome,
        HelpNeeded,
        Attachments,
    ] {
        let rules = rules_with(field, Presence::Required);
        assert_eq!(
            problems_under(&smallest_draft(), &rules),
            [(field, ProblemKind::Empty)],
            "{field:?}"
        );
    }
}

#[test]
fn what_stands_in_a_hidden_question_is_dropped() {
    let mut draft = with(Phone, &"1".repeat(999));
    draft.attachments.push(program(1, "letter.exe"));
    draft.set_text(ComplainedBefore, "yes".to_owned());
    let mut rules = rules();
    for (field, presence) in &mut rules.fields {
        if [Phone, Attachments, FirstComplainedOn].contains(field) {
            *presence = Presence::Hidden;
        }
    }
    let today = crate::date("2026-11-23");
    let complaint = complaints::domain::complaint::validate(&draft, &rules, today)
        .expect("nothing else is wrong");
    assert_eq!(complaint.text(Phone), "");
    assert_eq!(complaint.attachments(), []);
    assert_eq!(complaint.first_complained_on(), None);
}

#[test]
fn every_problem_is_found_in_one_go() {
    let mut draft = draft(&[
        (Email, "jo"),
        (Phone, &"1".repeat(101)),
        (Category, "pigeons"),
        (ComplainedBefore, "yes"),
        (Description, "Too short."),
    ]);
    draft.attachments.push(program(1, "letter.exe"));
    assert_eq!(
        problems(&draft),
        [
            (Name, ProblemKind::Empty),
            (Email, ProblemKind::NotAnEmail),
            (Phone, ProblemKind::TooLong { max: 100, over: 1 }),
            (Category, ProblemKind::NotAnOption),
            (FirstComplainedOn, ProblemKind::Date(DateProblem::Empty)),
            (Description, ProblemKind::TooShort { min: 20 }),
            (
                Attachments,
                ProblemKind::File {
                    index: Some(0),
                    problem: FileProblem::Type
                }
            ),
        ]
    );
}

#[test]
fn a_field_is_found_by_its_name_alone() {
    for field in FieldId::ALL {
        assert_eq!(FieldId::from_name(field.name()), Some(field));
    }
    assert_eq!(FieldId::from_name("Name"), None);
    assert_eq!(FieldId::from_name(""), None);
}
