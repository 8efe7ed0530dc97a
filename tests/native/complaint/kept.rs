use complaints::domain::complaint::{AttachmentDraft, DateDraft, Draft, FieldId, SubmissionId};
use complaints::domain::wire::{DraftRecord, Kept, KeptDraft, KeptReceipt};
use proptest::prelude::*;

use super::laws::any_draft;
use super::proved;
use crate::date;
use crate::fixture::{draft, now, pdf, smallest_draft};

const ID: &str = "0f0e0d0c-0b0a-4908-8706-050403020100";
const OTHER_ID: &str = "11111111-2222-4333-8444-555555555555";

fn full() -> KeptDraft {
    let mut answers = draft(&[
        (FieldId::Name, "Jo \"J\" Smith"),
        (FieldId::Description, "One\nTwo \\ three\u{1}"),
    ]);
    answers.first_complained_on = DateDraft {
        day: "2".into(),
        month: "March".into(),
        year: "26".into(),
    };
    answers.attachments = vec![pdf(7, "bill.pdf")];
    KeptDraft {
        draft: answers,
        began: Some(now()),
        is_checked: true,
        submission_id: Some(SubmissionId {
            id: ID.to_owned(),
            content: "0123456789abcdef".to_owned(),
        }),
        record: Some(DraftRecord {
            id: OTHER_ID.to_owned(),
            revision: 3,
        }),
    }
}

#[test]
fn what_is_kept_is_one_line_of_json() {
    let expected = r#"{"version":1,"answers":{"name":"Jo \"J\" Smith","description":"One\u000aTwo \\ three\u0001","day":"2","month":"March","year":"26"},"files":[{"name":"bill.pdf","size":2048}],"began":1795428000000,"checked":1,"id":"0f0e0d0c-0b0a-4908-8706-050403020100","content":"0123456789abcdef","record":"11111111-2222-4333-8444-555555555555","revision":3}"#;
    assert_eq!(Kept::Draft(Box::new(full())).write(), expected);
    let receipt = Kept::Receipt(KeptReceipt {
        reference: "C-1".to_owned(),
        received_at: now(),
        receipt_url: Some("/complaints/form?receipt=3f9a".to_owned()),
        complained_on: Some(date("2026-03-02")),
        is_about_data: false,
    });
    let expected = r#"{"version":1,"receipt":{"reference":"C-1","received":1795428000000,"url":"/complaints/form?receipt=3f9a","complained":"2026-03-02"}}"#;
    assert_eq!(receipt.write(), expected);
    assert_eq!(Kept::read(expected), Some(receipt));
}

fn with_files(mut draft: Draft, files: Vec<AttachmentDraft>) -> Draft {
    draft.attachments = files;
    draft
}

/// What is read back of files: that they are missing, under handles that no file has.
fn without_files(draft: &Draft) -> Draft {
    let missing = |(file, index): (&AttachmentDraft, u32)| AttachmentDraft {
        handle: u32::MAX - index,
        head: None,
        ..file.clone()
    };
    let files = draft.attachments.iter().zip(0..);
    with_files(draft.clone(), files.map(missing).collect())
}

#[track_caller]
fn read_draft(text: &str) -> KeptDraft {
    match Kept::read(text) {
        Some(Kept::Draft(kept)) => *kept,
        other => panic!("{text}: {other:?}"),
    }
}

proptest! {
    #[test]
    fn every_answer_is_read_back_as_it_was_typed(draft in any_draft(), is_checked: bool) {
        let kept = KeptDraft { draft, is_checked, ..full() };
        let text = Kept::Draft(Box::new(kept.clone())).write();
        let draft = without_files(&kept.draft);
        prop_assert_eq!(read_draft(&text), KeptDraft { draft, ..kept });
    }

    #[test]
    fn no_text_is_too_strange_to_be_read(
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0..9usize, "[\\]{}\",:0-9a-z\\\\\u{0}é]{0,5}"), 0..4),
    ) {
        let mut text: Vec<char> = Kept::Draft(Box::new(full())).write().chars().collect();
        for (at, length, words) in cuts {
            let at = at.index(text.len());
            let end = (at + length).min(text.len());
            text.splice(at..end, words.chars());
        }
        let text: String = text.into_iter().collect();
        if let Some(kept) = Kept::read(&text) {
            prop_assert_eq!(Kept::read(&kept.write()), Some(kept), "{}", text);
        }
    }
}

#[test]
fn a_text_of_another_kind_is_nothing() {
    let written = Kept::Draft(Box::new(full())).write();
    for text in [
        "",
        "null",
        "[]",
        "\"version\"",
        "{}",
        "{\"version\":2,\"answers\":{\"name\":\"Jo\"}}",
        "{\"version\":1,\"receipt\":{}}",
        "{\"version\":1,\"receipt\":{\"reference\":\"C-1\",\"received\":-1}}",
        "{\"version\":1,\"receipt\":{\"reference\":\"C-1\",\"received\":1e99}}",
        &written[..written.len() - 1],
        &[
            "{\"version\":1,\"answers\":{\"name\":\"",
            &"x".repeat(9 << 20),
            "\"}}",
        ]
        .concat(),
    ] {
        assert_eq!(Kept::read(text), None, "{:.60}", text);
    }
}

#[test]
fn of_a_draft_with_wrong_parts_the_others_are_read() {
    let jo = KeptDraft {
        draft: draft(&[(FieldId::Name, "Jo")]),
        ..KeptDraft::default()
    };
    for rest in [
        "",
        ",\"began\":\"yesterday\"",
        ",\"began\":253402300800000",
        ",\"files\":{\"name\":\"a.pdf\",\"size\":1}",
        ",\"files\":[1,{\"name\":[]},{\"name\":\"a.pdf\",\"size\":-1},{\"size\":1}]",
        ",\"checked\":true",
        ",\"id\":\"1\",\"content\":\"2\"",
        ",\"id\":\"0f0e0d0c-0b0a-4908-8706-05040302010g\",\"content\":\"2\"",
        ",\"id\":\"0f0e0d0c-0b0a-4908-8706-050403020100\"",
        ",\"record\":\"0f0e0d0c-0b0a-4908-8706-050403020100\",\"revision\":-1",
        ",\"constructor\":{},\"__proto__\":1",
    ] {
        let text = format!(
            "{{\"version\":1,\"answers\":{{\"name\":\"Jo\",\"email\":{{}},\"nickname\":\"J\"}}{rest}}}"
        );
        assert_eq!(read_draft(&text), jo, "{rest}");
    }
}

#[test]
fn the_fingerprint_of_a_complaint_tells_every_content_from_another() {
    let contents = [
        draft(&[]),
        draft(&[(FieldId::Name, "Ann Smith")]),
        draft(&[(FieldId::Phone, "1")]),
        draft(&[(FieldId::CaseReference, "1")]),
        draft(&[(FieldId::ComplainedBefore, "no")]),
        with_files(Draft::default(), vec![pdf(1, "a.pdf")]),
        with_files(Draft::default(), vec![pdf(1, "b.pdf")]),
        with_files(
            Draft::default(),
            vec![AttachmentDraft {
                size: 1,
                ..pdf(1, "a.pdf")
            }],
        ),
    ];
    let fingerprint = |content: &Draft| {
        let mut whole = smallest_draft();
        for field in FieldId::ALL {
            if !content.text(field).is_empty() {
                whole.set_text(field, content.text(field).to_owned());
            }
        }
        whole.attachments = content.attachments.clone();
        proved(&whole).fingerprint()
    };
    let fingerprints: std::collections::BTreeSet<String> =
        contents.iter().map(fingerprint).collect();
    assert_eq!(fingerprints.len(), contents.len());
    // The same content again, typed with a stray space and chosen again under another handle.
    let again = with_files(
        draft(&[(FieldId::Name, " Jo  Smith ")]),
        vec![pdf(9, "a.pdf")],
    );
    assert_eq!(fingerprint(&again), fingerprint(&contents[5]));
}
