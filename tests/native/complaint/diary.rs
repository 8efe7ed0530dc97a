use complaints::domain::complaint::{AttachmentDraft, Draft};
use complaints::domain::wire::{Case, Diary, DiaryEntry, Kept, KeptReceipt};
use proptest::prelude::*;

use super::laws::any_draft;
use crate::date;
use crate::fixture::now;

fn entry(draft: Draft, written: Vec<(String, String)>) -> DiaryEntry {
    DiaryEntry {
        case: Case {
            receipt: Some(KeptReceipt {
                reference: "C-1".to_owned(),
                received_at: now(),
                receipt_url: None,
                complained_on: Some(date("2026-03-02")),
                is_about_data: false,
            }),
            draft,
            complained_on: Some(date("2026-03-02")),
            letter_on: Some(date("2026-04-01")),
            written,
        },
        until: now(),
    }
}

/// A draft as it comes back: of files their names and sizes, under handles that no file has.
fn without_files(draft: &Draft) -> Draft {
    let mut draft = draft.clone();
    for (handle, file) in (0..).zip(&mut draft.attachments) {
        *file = AttachmentDraft {
            handle: u32::MAX - handle,
            head: None,
            ..file.clone()
        };
    }
    draft
}

proptest! {
    #[test]
    fn what_a_device_remembers_comes_back(
        drafts in prop::collection::vec((any_draft(), prop::collection::vec((".{1,20}", ".{0,60}"), 0..3)), 0..4),
    ) {
        let mut entries: Vec<DiaryEntry> = drafts.into_iter().map(|(draft, mut written)| {
            written.sort();
            written.dedup_by(|(one, _), (other, _)| one == other);
            entry(draft, written)
        }).collect();
        let text = Diary(entries.clone()).write();
        let in_tab: Vec<String> = entries.iter().map(|entry| entry.case.write()).collect();
        for (entry, in_tab) in entries.iter_mut().zip(in_tab) {
            entry.case.draft = without_files(&entry.case.draft);
            prop_assert_eq!(Case::read(&in_tab), Some(entry.case.clone()));
        }
        prop_assert_eq!(Diary::read(&text), Diary(entries));
    }

    #[test]
    fn whatever_stands_in_its_place_is_read_as_far_as_it_can_be(text in "\\PC{0,200}") {
        prop_assert_eq!(Diary::read(&text), Diary::default());
        prop_assert_eq!(Case::read(&text), None);
    }
}

#[test]
fn one_entry_that_cannot_be_used_takes_no_other_along() {
    let good = entry(Draft::default(), Vec::new());
    let text = Diary(vec![good.clone()]).write();
    for other in ["{}", "[]", "1", r#"{"until": "soon"}"#, r#"{"until": -1}"#] {
        let mixed = text.replacen("[{", &format!("[{other},{{"), 1);
        assert_eq!(Diary::read(&mixed), Diary(vec![good.clone()]), "{mixed}");
    }
    let later = text.replacen("\"version\":1", "\"version\":2", 1);
    assert_eq!(Diary::read(&later), Diary::default());
}

#[test]
fn what_a_tab_keeps_of_a_form_is_no_case() {
    let form = Kept::Draft(Box::default()).write();
    assert_eq!(Case::read(&form), None, "{form}");
}
