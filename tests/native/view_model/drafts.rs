use complaints::domain::complaint::FieldId::*;
use complaints::domain::complaint::{Acknowledgement, FieldError, Reply};
use complaints::domain::wire::{DraftRecord, Kept};
use complaints::view_model::{
    DeliveryStatus, Journey, Opened, Place, Saved, SavedDraft, SavedDrafts, Step, Task,
};

use super::journey::{checked, filled, send};
use crate::fixture::{instant, now, page, pdf, welsh};
use crate::played::Played;

const ID: &str = "0f0e0d0c-0b0a-4908-8706-050403020100";
const NEXT_ID: &str = "11111111-2222-4333-8444-555555555555";

/// A page that is loaded again in the same tab, an hour later.
fn reloaded(before: &Played) -> Played {
    let mut again = Played::new(page());
    if let Some(kept) = before.journey.kept() {
        let kept = Kept::read(&kept.write()).expect("what was written is read");
        again.restore(kept, instant("2026-11-23T11:00:00Z"));
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
    let mut journey = Played::new(page());
    journey.review(now());
    assert_eq!(journey.journey.kept(), None);
}

#[test]
fn answers_that_would_not_prove_are_kept_as_they_are_and_nothing_is_said_of_them() {
    let mut journey = Played::new(page());
    journey.set_text(Email, "jo@", now());
    journey.review(now());
    let again = reloaded(&journey);
    assert_eq!(again.draft(), journey.draft());
    assert_eq!((again.step(), again.faults().len()), (Step::Fill, 0));
}

#[test]
fn a_page_that_is_left_while_the_answers_are_checked_shows_them_checked() {
    let again = reloaded(&checked());
    assert_eq!(
        (again.step(), again.delivery()),
        (Step::Check, DeliveryStatus::Ready)
    );
    let complaint = |played: &Played| {
        played
            .journey
            .checked()
            .map(|(complaint, _)| complaint.clone())
    };
    assert_eq!(complaint(&again), complaint(&checked()));
    assert_eq!(again.attention.focus.0, 0, "the focus stays where it is");
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
            journey.reply(reply);
        }
        let mut again = reloaded(&journey);
        assert_eq!(
            (again.step(), again.delivery()),
            (Step::Check, DeliveryStatus::Interrupted),
            "{reply:?}"
        );
        assert_eq!(send(&mut again, NEXT_ID).id, ID, "{reply:?}");
        again.reply(Reply::Failed);
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
    journey.change(Name);
    let mut again = reloaded(&journey);
    again.review(now());
    assert_eq!(send(&mut again, NEXT_ID).id, ID);
    again.reply(Reply::Failed);
    let (title, _) = again.failed_words();
    assert_eq!(title, &*page().sending.failed.unknown_title);
}

#[test]
fn answers_that_are_changed_after_the_page_was_left_are_another_submission() {
    let mut journey = checked();
    send(&mut journey, ID);
    let mut again = reloaded(&journey);
    again.change(Name);
    assert_eq!(again.delivery(), DeliveryStatus::Ready);
    again.set_text(Name, "Ann Smith", now());
    again.review(now());
    assert_eq!(again.delivery(), DeliveryStatus::Ready);
    assert_eq!(send(&mut again, NEXT_ID).id, NEXT_ID);
}

#[test]
fn a_change_that_is_taken_back_before_it_is_sent_changes_no_id() {
    let mut journey = checked();
    send(&mut journey, ID);
    journey.reply(Reply::Failed);
    journey.change(Name);
    for name in ["Ann Smith", "Jo Smith "] {
        journey.set_text(Name, name, now());
        journey.review(now());
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
    journey.reply(Reply::Refused(vec![error]));
    journey.review(now());
    assert_eq!(send(&mut journey, NEXT_ID).id, NEXT_ID);
}

/// A journey with files that was on its way when the page was left.
fn left_with_files() -> Played {
    let mut journey = filled();
    journey.add_files(vec![pdf(1, "bill.pdf"), pdf(2, "letter.pdf")]);
    journey.review(now());
    send(&mut journey, ID);
    reloaded(&journey)
}

#[test]
fn files_that_must_be_chosen_again_are_named_and_lead_back_to_the_form() {
    let mut again = left_with_files();
    assert_eq!(again.step(), Step::Fill);
    again.act(|journey| journey.ask_for_files());
    let words = "Choose your files again: bill.pdf, letter.pdf";
    assert_eq!(again.announcement(), words);
    assert_eq!(again.draft().missing_files(), ["bill.pdf", "letter.pdf"]);
    again.review(now());
    assert_eq!(
        again.messages(),
        [
            "bill.pdf could not be read: choose it again, and download it to this device first if it is kept online",
            "letter.pdf could not be read: choose it again, and download it to this device first if it is kept online"
        ]
    );
}

#[test]
fn a_file_that_is_chosen_again_takes_its_place_and_the_same_content_keeps_its_id() {
    let mut again = left_with_files();
    again.add_files(vec![pdf(3, "letter.pdf"), pdf(4, "more.pdf")]);
    assert_eq!(again.draft().missing_files(), ["bill.pdf"]);
    again.remove_file(4);
    again.add_files(vec![pdf(5, "bill.pdf")]);
    assert_eq!(again.draft().missing_files(), Vec::<String>::new());
    again.review(now());
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
        .draft()
        .attachments
        .iter()
        .map(|file| file.handle)
        .collect();
    again.remove_file(handles[1]);
    assert_eq!(again.draft().missing_files(), ["bill.pdf"]);
}

#[test]
fn a_receipt_is_shown_again_without_an_answer_being_kept() {
    let mut journey = checked();
    send(&mut journey, ID);
    journey.reply(delivered());
    let text = journey.journey.kept().expect("there is a receipt").write();
    assert_eq!(
        text,
        "{\"version\":1,\"receipt\":{\"reference\":\"C-1\",\"received\":1795428000000,\"url\":\"/complaints/form?receipt=3f9a\"}}"
    );
    let again = reloaded(&journey);
    assert_eq!(
        (again.step(), again.receipt()),
        (Step::Receipt, journey.receipt())
    );
    assert_eq!(again.draft(), &Default::default());
}

#[test]
fn after_a_receipt_a_new_complaint_that_is_still_empty_keeps_nothing() {
    let mut journey = checked();
    send(&mut journey, ID);
    journey.reply(delivered());
    journey.act(Journey::restart);
    assert_eq!(journey.journey.kept(), None);
}

fn saved(id: &str, revision: u32) -> SavedDraft {
    let id = id.to_owned();
    SavedDraft {
        record: DraftRecord { id, revision },
        saved_at: now(),
        until: instant("2026-12-23T10:00:00Z"),
    }
}

/// A page whose answers were saved like this, with what is said of them.
fn saved_as(came: Option<bool>) -> Played {
    let own = saved(ID, 1);
    let mut played = filled();
    let came = came.map(|with_files| Saved {
        record: own.record.clone(),
        with_files,
    });
    played.act_on_saved(|drafts, journey| drafts.saved(journey, came, vec![own]));
    played
}

#[test]
fn what_is_saved_on_the_device_is_said_with_its_dates() {
    for (came, page, words) in [
        (
            Some(true),
            page(),
            "Saved on this device on Monday 23 November 2026, 10:00am. It will be deleted on Wednesday 23 December 2026, or when you send your complaint. Your browser may delete it sooner.",
        ),
        (
            Some(true),
            welsh(),
            "Wedi’u cadw ar y ddyfais hon: dydd Llun 23 Tachwedd 2026, 10:00am. Cânt eu dileu ar y dyddiad hwn: dydd Mercher 23 Rhagfyr 2026, neu pan fyddwch yn anfon eich cwyn. Gall eich porwr eu dileu yn gynt.",
        ),
        (
            Some(false),
            page(),
            "Your answers are saved on this device until Wednesday 23 December 2026, unless your browser deletes them sooner. Your files could not be saved: choose them again when you go on.",
        ),
        (
            None,
            page(),
            "This browser cannot save your answers on this device. They stay here until you close this page.",
        ),
    ] {
        let played = saved_as(came);
        let status = played.saved.status(played.journey.draft_record());
        let status = status.expect("there is something to say");
        assert_eq!(status.words(page), words);
        // The live region says it too.
        assert_eq!(played.attention.announcement.words(page), words);
    }
}

#[test]
fn where_nothing_is_saved_only_a_tab_that_keeps_nothing_is_told() {
    let mut drafts = SavedDrafts::default();
    assert_eq!(drafts.status(None), None);
    drafts.not_kept();
    assert_eq!(
        drafts
            .status(None)
            .map(|status| status.words(page()))
            .as_deref(),
        Some(
            "This browser does not keep what you type. Send your complaint before you close or reload this page."
        )
    );
}

#[test]
fn the_page_offers_what_it_did_not_save_itself_or_somebody_else_saved_since() {
    let mut drafts = SavedDrafts::default();
    let all = [saved(ID, 2), saved(NEXT_ID, 1)];
    drafts.listed(all.to_vec());
    let offered = |own: SavedDraft| drafts.offered(Some(&own.record));
    assert_eq!(offered(saved(ID, 2)), [saved(NEXT_ID, 1)]);
    assert_eq!(offered(saved(ID, 1)), all);
}

fn press_save(played: &mut Played) {
    let page = played.page();
    played.act_on_saved(|drafts, journey| drafts.save(journey, page, now()));
}

#[test]
fn answers_are_saved_with_their_files_for_the_days_that_the_copy_says() {
    let mut played = filled();
    played.add_files(vec![pdf(7, "bill.pdf")]);
    press_save(&mut played);
    let [Task::SaveDraft(draft)] = &played.tasks[..] else {
        panic!("{:?}", played.tasks)
    };
    assert_eq!((draft.record.as_ref(), &*draft.files), (None, &[7][..]));
    assert_eq!(draft.endpoint, "/complaints/form");
    assert_eq!(
        (draft.saved_at, draft.until),
        (now(), instant("2026-12-23T10:00:00Z"))
    );
    let Some(Kept::Draft(kept)) = Kept::read(&draft.text) else {
        panic!("{}", draft.text)
    };
    assert_eq!(kept.draft.text(Name), "Jo Smith");
}

#[test]
fn nothing_is_saved_of_an_empty_form_or_while_it_is_being_saved() {
    let mut empty = Played::new(page());
    press_save(&mut empty);
    assert_eq!(empty.tasks, []);
    let mut played = filled();
    press_save(&mut played);
    press_save(&mut played);
    assert_eq!(played.tasks.len(), 1);
    played.act_on_saved(|drafts, journey| drafts.saved(journey, None, Vec::new()));
    press_save(&mut played);
    assert_eq!(played.tasks.len(), 2);
}

#[test]
fn answers_that_were_saved_are_saved_in_the_same_place() {
    let mut played = saved_as(Some(true));
    press_save(&mut played);
    let Some(Task::SaveDraft(draft)) = played.tasks.last() else {
        panic!("{:?}", played.tasks)
    };
    assert_eq!(draft.record, Some(saved(ID, 1).record));
}

/// Presses "Continue" beside saved answers.
fn press_open(played: &mut Played, record: &DraftRecord) {
    played.act_on_saved(|drafts, journey| drafts.open(journey, record.clone()));
}

/// The answers of a page that is filled in, as they were saved with a file.
fn opened(record: &DraftRecord) -> Opened {
    let mut played = filled();
    played.add_files(vec![pdf(1, "bill.pdf"), pdf(2, "letter.pdf")]);
    Opened {
        record: record.clone(),
        text: played.journey.kept().expect("something was typed").write(),
        files: vec![pdf(9, "bill.pdf")],
    }
}

#[test]
fn saved_answers_are_opened_and_the_files_that_did_not_come_with_them_are_asked_for() {
    let record = saved(ID, 1).record;
    let mut played = Played::new(page());
    press_open(&mut played, &record);
    assert_eq!(played.tasks, [Task::OpenDraft(record.clone())]);
    let (page, came) = (played.page(), opened(&record));
    played.act_on_saved(|drafts, journey| {
        drafts.opened(journey, Some(came), vec![saved(ID, 1)], page, now())
    });
    assert_eq!(played.draft().text(Name), "Jo Smith");
    assert_eq!(played.journey.draft_record(), Some(&record));
    let handles: Vec<u32> = played
        .draft()
        .attachments
        .iter()
        .map(|file| file.handle)
        .collect();
    assert_eq!(handles[0], 9);
    assert_eq!(played.announcement(), "Choose your files again: letter.pdf");
    assert_eq!(played.focus(), "form-title");
}

#[test]
fn other_answers_in_the_form_are_replaced_only_when_it_is_asked_for_again() {
    let record = saved(ID, 1).record;
    let mut played = Played::new(page());
    played.set_text(Name, "Ann", now());
    press_open(&mut played, &record);
    assert_eq!(played.tasks, []);
    assert!(played.saved.would_replace(&record));
    assert_eq!(played.announcement(), page().drafts.replace.as_str());
    press_open(&mut played, &record);
    assert_eq!(played.tasks, [Task::OpenDraft(record)]);
}

#[test]
fn saved_answers_that_are_gone_or_garbled_change_nothing() {
    let record = saved(ID, 1).record;
    let garbled = Opened {
        text: "{".to_owned(),
        ..opened(&record)
    };
    for came in [None, Some(garbled)] {
        let mut played = Played::new(page());
        played.set_text(Name, "Ann", now());
        let page = played.page();
        played
            .act_on_saved(|drafts, journey| drafts.opened(journey, came, Vec::new(), page, now()));
        assert_eq!(played.draft().text(Name), "Ann");
    }
}

#[test]
fn deleting_what_the_page_has_saved_leaves_the_answers_and_forgets_the_place() {
    for (deleted, is_own) in [(saved(ID, 1), true), (saved(NEXT_ID, 1), false)] {
        let mut played = saved_as(Some(false));
        let record = deleted.record;
        played.act_on_saved(|drafts, _| drafts.delete(record.clone(), Place::SaveDraft));
        let then = Some(Place::SaveDraft);
        let task = Task::DeleteDraft {
            record: record.clone(),
            then,
        };
        assert_eq!(played.tasks, [task]);
        played.act_on_saved(|drafts, journey| drafts.deleted(journey, &record, then, Vec::new()));
        assert_eq!(played.journey.draft_record().is_none(), is_own);
        assert_eq!(played.draft().text(Name), "Jo Smith");
        assert_eq!(played.announcement(), &*page().drafts.deleted);
        assert_eq!(played.focus(), "save-draft");
    }
}

#[test]
fn what_was_sent_is_not_kept_on_the_device_any_more() {
    let mut played = saved_as(Some(true));
    played.add_files(vec![pdf(3, "bill.pdf")]);
    played.review(now());
    send(&mut played, ID);
    played.reply(delivered());
    let after = &played.tasks[1..];
    let delete = Task::DeleteDraft {
        record: saved(ID, 1).record,
        then: None,
    };
    assert_eq!(after, [delete]);
    // The case may need them until another complaint begins.
    played.act(Journey::begin_another);
    assert_eq!(played.tasks.last(), Some(&Task::ForgetFiles(vec![3])));
}
