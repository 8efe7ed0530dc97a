use complaints::domain::complaint::{
    AttachmentDraft, Complaint, DateDraft, Draft, FieldId, FieldKind, validate,
};
use proptest::prelude::*;

use super::rules;
use crate::date;
use crate::fixture::pdf;

/// A draft with any text at all in every field.
pub fn any_draft() -> impl Strategy<Value = Draft> {
    let texts = proptest::collection::vec(any::<String>(), FieldId::ALL.len());
    let files = proptest::collection::vec(
        (any::<String>(), any::<u64>(), any::<Option<Vec<u8>>>()),
        0..3,
    );
    (texts, any::<[String; 3]>(), files).prop_map(|(texts, [day, month, year], files)| {
        let mut draft = Draft::default();
        let typed = FieldId::ALL.into_iter().zip(texts).filter(|(field, _)| {
            let kind = field.spec().kind;
            !matches!(kind, FieldKind::Date | FieldKind::Files)
        });
        for (field, text) in typed {
            draft.set_text(field, text);
        }
        draft.first_complained_on = DateDraft { day, month, year };
        draft.attachments = files
            .into_iter()
            .map(|(name, size, head)| AttachmentDraft {
                handle: 0,
                name,
                size,
                head,
            })
            .collect();
        draft
    })
}

/// A draft that often proves, with stray spaces and invisible characters around its answers.
pub fn good_draft() -> impl Strategy<Value = Draft> {
    let stray = "[ \t\r\n\u{a0}\u{200b}\u{feff}]{0,3}";
    let line = move || {
        (stray, "[a-zA-Zé👍🏽 \t\u{200b}\u{200d}]{0,30}", stray).prop_map(|(a, b, c)| a + &b + &c)
    };
    let lines =
        move || (stray, "[a-z 👩‍🚒\u{200d}\r\n]{0,60}", stray).prop_map(|(a, b, c)| a + &b + &c);
    let category = proptest::sample::select(&["billing", " other ", "fault\u{200b}"][..]);
    let before = proptest::sample::select(&["", "yes", "no"][..]);
    let answers = (
        (line(), line(), lines(), lines()),
        category,
        before,
        0..9_000u64,
        0..3usize,
    );
    answers.prop_map(
        |((name, phone, address, description), category, before, days, files)| {
            let mut draft = Draft::default();
            for (field, text) in [
                (FieldId::Name, ["J", &name].concat()),
                (FieldId::Email, " <jo@company.example>\u{200b}".to_owned()),
                (FieldId::Phone, phone),
                (FieldId::Address, address),
                (FieldId::Category, category.to_owned()),
                (FieldId::ComplainedBefore, before.to_owned()),
                (
                    FieldId::Description,
                    [&description, " and twenty characters more"].concat(),
                ),
            ] {
                draft.set_text(field, text);
            }
            draft.first_complained_on =
                DateDraft::from_date(date("2000-01-01") + chrono::Days::new(days));
            draft.attachments = (0..files).map(|file| pdf(file as u32, "a.pdf")).collect();
            draft
        },
    )
}

/// A proved complaint, typed again.
fn retyped(complaint: &Complaint) -> Draft {
    let mut draft = Draft::default();
    for field in FieldId::ALL {
        draft.set_text(field, complaint.text(field).to_owned());
    }
    if let Some(date) = complaint.first_complained_on() {
        draft.first_complained_on = DateDraft::from_date(date);
    }
    draft.attachments = complaint.attachments().to_vec();
    draft
}

proptest! {
    #[test]
    fn no_draft_is_too_strange_to_be_checked(draft in any_draft()) {
        _ = validate(&draft, &rules(), date("2026-11-23"));
    }

    #[test]
    fn a_proved_complaint_proves_again_to_the_same(draft in good_draft()) {
        let today = date("2026-11-23");
        let complaint = validate(&draft, &rules(), today);
        prop_assert!(complaint.is_ok(), "{:?}", complaint);
        let complaint = complaint.unwrap();
        prop_assert_eq!(validate(&retyped(&complaint), &rules(), today), Ok(complaint));
    }

    #[test]
    fn problems_name_questions_in_page_order(draft in any_draft()) {
        let order = |field| rules().fields.iter().position(|(asked, _)| *asked == field);
        if let Err(problems) = validate(&draft, &rules(), date("2026-11-23")) {
            let places: Vec<_> = problems.iter().map(|problem| order(problem.field)).collect();
            prop_assert!(places.is_sorted(), "{:?}", problems);
            prop_assert!(!problems.is_empty());
        }
    }
}
