use complaints::domain::complaint::FieldId::*;
use complaints::domain::complaint::{Acknowledgement, DraftRecord, FieldError, Kept, Reply};
use complaints::view_model::{
    Delivery, Journey, SavedDraft, SavedDrafts, SavingNotice, Step, missing_files,
};

use super::journey::{checked, filled, send};
use crate::fixture::{holidays, instant, now, page, pdf, welsh};

const ID: &str = "0f0e0d0c-0b0a-4908-8706-050403020100";
const NEXT_ID: &str = "11111111-2222-4333-8444-555555555555";

/// A page that is loaded again in the same tab, an hour later.
fn reloaded(journey: &Journey) -> Journey {
    let mut again = Journey::new(page());
    if let Some(kept) = journey.kept() {
        let kept = Kept::read(&kept.write()).expect("what was written is read");
        again.restore(kept, holidays(), instant("2026-11-23T11:00:00Z"));
    }
    again
}

fn delivered() -> Reply {
    Reply::Delivered(Acknowledgement {
        reference: "C-1".to_owned(),
        receipt_url: Some("/complaints/form?receipt=3f9a".to_owned()),
        ..Acknowledgement::default()
    })
}

#[test]
fn where_nothing_was_typed_nothing_is_kept() {
    let mut journey = Journey::new(page());
    journey.review(holidays(), now());
    assert_eq!(journey.kept(), None);
}

#[test]
fn answers_that_would_not_prove_are_kept_as_they_are_and_nothing_is_said_of_them() {
    let mut journey = Journey::new(page());
    journey.set_text(Email, "jo@".to_owned(), now());
    journey.review(holidays(), now());
    let again = reloaded(&journey);
    assert_eq!(again.draft, journey.draft);
    assert_eq!((again.step, again.problems.len()), (Step::Fill, 0));
}

#[test]
fn a_page_that_is_left_while_the_answers_are_checked_shows_them_checked() {
    let again = reloaded(&checked());
    assert_eq!((again.step, again.delivery), (Step::Check, Delivery::Idle));
    assert_eq!(
        again.checked.map(|checked| checked.complaint),
        checked().checked.map(|checked| checked.complaint)
    );
    assert_eq!(again.focus.0, 0, "the focus stays where it is");
}

#[test]
fn a_complaint_that_was_on_its_way_when_the_page_was_left_is_sent_under_the_same_id() {
    for reply in [
        None,
        Some(Reply::TryAgain { after: None }),
        Some(Reply::Failed),
    ] {
        let mut journey = checked();
        send(&mut journey, ID);
        if let Some(reply) = reply.clone() {
            journey.settle(reply, 1, 0, now());
        }
        let mut again = reloaded(&journey);
        assert_eq!(
            (again.step, again.delivery),
            (Step::Check, Delivery::Interrupted),
            "{reply:?}"
        );
        assert_eq!(send(&mut again, NEXT_ID).id, ID, "{reply:?}");
        again.settle(Reply::Failed, 1, 0, now());
        let (title, _) = again.failed_words();
        assert_eq!(title, &*page().sending.failed.unknown_title, "{reply:?}");
    }
}

#[test]
fn a_complaint_that_was_sent_and_taken_back_to_the_form_before_the_page_was_left_may_have_arrived()
{
    let mut journey = checked();
    send(&mut journey, ID);
    journey.stop();
    journey.change("name");
    let mut again = reloaded(&journey);
    again.review(holidays(), now());
    assert_eq!(send(&mut again, NEXT_ID).id, ID);
    again.settle(Reply::Failed, 1, 0, now());
    let (title, _) = again.failed_words();
    assert_eq!(title, &*page().sending.failed.unknown_title);
}

#[test]
fn answers_that_are_changed_after_the_page_was_left_are_another_submission() {
    let mut journey = checked();
    send(&mut journey, ID);
    let mut again = reloaded(&journey);
    again.change("name");
    assert_eq!(again.delivery, Delivery::Idle);
    again.set_text(Name, "Ann Smith".to_owned(), now());
    again.review(holidays(), now());
    assert_eq!(again.delivery, Delivery::Idle);
    assert_eq!(send(&mut again, NEXT_ID).id, NEXT_ID);
}

#[test]
fn a_change_that_is_taken_back_before_it_is_sent_changes_no_id() {
    let mut journey = checked();
    send(&mut journey, ID);
    journey.settle(Reply::Failed, 1, 0, now());
    journey.change("name");
    for name in ["Ann Smith", "Jo Smith "] {
        journey.set_text(Name, name.to_owned(), now());
        journey.review(holidays(), now());
    }
    assert_eq!(send(&mut journey, NEXT_ID).id, ID);
}

#[test]
fn a_complaint_that_was_refused_is_sent_under_another_id_even_unchanged() {
    let mut journey = checked();
    send(&mut journey, ID);
    let error = FieldError {
        field: None,
        detail: "another complaint was received under this submission id".to_owned(),
    };
    journey.settle(Reply::Refused(vec![error]), 1, 0, now());
    journey.review(holidays(), now());
    assert_eq!(send(&mut journey, NEXT_ID).id, NEXT_ID);
}

/// A journey with files that was on its way when the page was left.
fn left_with_files() -> Journey {
    let mut journey = filled();
    journey.add_files(vec![pdf(1, "bill.pdf"), pdf(2, "letter.pdf")], now());
    journey.review(holidays(), now());
    send(&mut journey, ID);
    reloaded(&journey)
}

#[test]
fn files_that_must_be_chosen_again_are_named_and_lead_back_to_the_form() {
    let mut again = left_with_files();
    assert_eq!(again.step, Step::Fill);
    again.ask_for_files();
    let words = "Choose your files again: bill.pdf, letter.pdf";
    assert_eq!(again.announcement, words);
    assert_eq!(missing_files(page(), &again.draft).as_deref(), Some(words));
    again.review(holidays(), now());
    let problems: Vec<&str> = again.problems.iter().map(|its| &*its.message).collect();
    assert_eq!(
        problems,
        [
            "bill.pdf could not be read: choose it again, and download it to this device first if it is kept online",
            "letter.pdf could not be read: choose it again, and download it to this device first if it is kept online"
        ]
    );
}

#[test]
fn a_file_that_is_chosen_again_takes_its_place_and_the_same_content_keeps_its_id() {
    let mut again = left_with_files();
    again.add_files(vec![pdf(3, "letter.pdf"), pdf(4, "more.pdf")], now());
    assert_eq!(
        missing_files(page(), &again.draft).as_deref(),
        Some("Choose your files again: bill.pdf")
    );
    again.remove_file(4, now());
    again.add_files(vec![pdf(5, "bill.pdf")], now());
    assert_eq!(missing_files(page(), &again.draft), None);
    again.review(holidays(), now());
    let sent = send(&mut again, NEXT_ID);
    let handles: Vec<u32> = sent
        .complaint
        .attachments()
        .iter()
        .map(|file| file.handle)
        .collect();
    assert_eq!((sent.id.as_str(), handles), (ID, vec![5, 3]));
}

#[test]
fn each_missing_file_can_be_removed_instead() {
    let mut again = left_with_files();
    let handles: Vec<u32> = again
        .draft
        .attachments
        .iter()
        .map(|file| file.handle)
        .collect();
    again.remove_file(handles[1], now());
    assert_eq!(
        missing_files(page(), &again.draft).as_deref(),
        Some("Choose your files again: bill.pdf")
    );
}

#[test]
fn a_receipt_is_shown_again_without_an_answer_being_kept() {
    let mut journey = checked();
    send(&mut journey, ID);
    journey.settle(delivered(), 1, 0, now());
    let text = journey.kept().expect("there is a receipt").write();
    assert_eq!(
        text,
        "{\"version\":1,\"receipt\":{\"reference\":\"C-1\",\"received\":1795428000000,\"url\":\"/complaints/form?receipt=3f9a\"}}"
    );
    let again = reloaded(&journey);
    assert_eq!(
        (again.step, again.receipt),
        (Step::Receipt, journey.receipt)
    );
    assert_eq!(again.draft, Default::default());
}

#[test]
fn after_a_receipt_a_new_complaint_that_is_still_empty_keeps_nothing() {
    let mut journey = checked();
    send(&mut journey, ID);
    journey.settle(delivered(), 1, 0, now());
    journey.restart();
    assert_eq!(journey.kept(), None);
}

fn saved(id: &str, revision: u32) -> SavedDraft {
    let id = id.to_owned();
    SavedDraft {
        record: DraftRecord { id, revision },
        saved_at: now(),
        until: instant("2026-12-23T10:00:00Z"),
    }
}

#[test]
fn what_is_saved_on_the_device_is_said_with_its_dates() {
    let own = saved(ID, 1);
    let mut drafts = SavedDrafts {
        all: vec![own.clone()],
        ..SavedDrafts::default()
    };
    let status = |drafts: &SavedDrafts, page| drafts.status(page, Some(&own.record));
    assert_eq!(
        status(&drafts, page()).as_deref(),
        Some(
            "Saved on this device on Monday 23 November 2026, 10:00am. It will be deleted on Wednesday 23 December 2026, or when you send your complaint. Your browser may delete it sooner."
        )
    );
    assert_eq!(
        status(&drafts, welsh()).as_deref(),
        Some(
            "Wedi’u cadw ar y ddyfais hon: dydd Llun 23 Tachwedd 2026, 10:00am. Cânt eu dileu ar y dyddiad hwn: dydd Mercher 23 Rhagfyr 2026, neu pan fyddwch yn anfon eich cwyn. Gall eich porwr eu dileu yn gynt."
        )
    );
    drafts.notice = Some(SavingNotice::WithoutFiles);
    assert_eq!(
        status(&drafts, page()).as_deref(),
        Some(
            "Your answers are saved on this device until Wednesday 23 December 2026, unless your browser deletes them sooner. Your files could not be saved: choose them again when you go on."
        )
    );
    drafts.notice = Some(SavingNotice::NotSaved);
    assert_eq!(
        status(&drafts, page()).as_deref(),
        Some(
            "This browser cannot save your answers on this device. They stay here until you close this page."
        )
    );
}

#[test]
fn where_nothing_is_saved_only_a_tab_that_keeps_nothing_is_told() {
    let mut drafts = SavedDrafts::default();
    assert_eq!(drafts.status(page(), None), None);
    drafts.notice = Some(SavingNotice::NotKept);
    assert_eq!(
        drafts.status(page(), None).as_deref(),
        Some(
            "This browser does not keep what you type. Send your complaint before you close or reload this page."
        )
    );
}

#[test]
fn the_page_offers_what_it_did_not_save_itself_or_somebody_else_saved_since() {
    let drafts = SavedDrafts {
        all: vec![saved(ID, 2), saved(NEXT_ID, 1)],
        ..SavedDrafts::default()
    };
    let offered = |own: SavedDraft| drafts.offered(Some(&own.record));
    assert_eq!(offered(saved(ID, 2)), [saved(NEXT_ID, 1)]);
    assert_eq!(offered(saved(ID, 1)), drafts.all);
}
