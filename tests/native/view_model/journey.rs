use chrono::TimeDelta;
use complaints::domain::complaint::FieldId::*;
use complaints::domain::complaint::{
    Acknowledgement, AttachmentDraft, DateDraft, DatePart, FieldError, FieldId, Progress, Reply,
    Signals, Submission, pause_before_try,
};
use complaints::view_model::CheckDate;
use complaints::view_model::{Changed, DeliveryStatus, FileToSave, Journey, Step, Task};

use crate::fixture::{
    DEFAULT_COPY, delivered, edited, instant, leaked, now, page, pdf, program, smallest_draft,
};
use crate::played::{Next, Played, PlayedCheck};

/// A journey at its start.
fn start() -> Played {
    Played::new(page())
}

/// A journey with answers that prove.
pub fn filled() -> Played {
    Played::with(page(), smallest_draft())
}

/// A journey whose answers have been checked.
pub fn checked() -> Played {
    let mut journey = filled();
    journey.review(now());
    assert_eq!(journey.step(), Step::Check);
    journey
}

#[track_caller]
pub fn send(journey: &mut Played, id: &str) -> Submission {
    journey.send(id, now()).expect("there is something to send")
}

fn type_into(journey: &mut Played, field: FieldId, typed: &str) {
    journey.set_text(field, typed, now());
}

fn messages(journey: &Played) -> Vec<String> {
    journey.messages()
}

fn refused(errors: &[(Option<FieldId>, &str)]) -> Reply {
    let error = |(field, detail): &(Option<FieldId>, &str)| FieldError {
        field: *field,
        detail: (*detail).to_owned(),
    };
    Reply::Refused(errors.iter().map(error).collect())
}

#[test]
fn most_key_presses_change_nothing_but_their_answer() {
    let mut journey = start();
    let press = |journey: &mut Played, typed: &str| journey.set_text(Name, typed, now());
    assert_eq!(
        press(&mut journey, "J"),
        Changed::More,
        "there is something to keep"
    );
    assert_eq!(press(&mut journey, "Jo"), Changed::Alone);
    assert_eq!(
        press(&mut journey, ""),
        Changed::More,
        "there is nothing to keep"
    );
    journey.review(now());
    assert_eq!(
        press(&mut journey, "J"),
        Changed::More,
        "a problem is mended"
    );
    assert_eq!(
        press(&mut journey, "Jo"),
        Changed::More,
        "other problems are shown"
    );
}

#[test]
fn a_complaint_is_filled_in_mended_checked_sent_again_and_delivered() {
    let mut journey = start();
    journey.review(now());
    assert_eq!(journey.step(), Step::Fill);
    assert_eq!(journey.focus(), "error-summary");
    assert_eq!(
        messages(&journey),
        [
            "Enter your full name",
            "Enter your email address or postal address",
            "Select what your complaint is about",
            "Enter a description of your complaint",
        ]
    );

    type_into(&mut journey, Name, "Jo Smith");
    type_into(&mut journey, Email, "jo@company.example");
    type_into(&mut journey, Category, "billing");
    type_into(
        &mut journey,
        Description,
        "Charged twice for the same month.",
    );
    assert_eq!(messages(&journey), Vec::<String>::new());

    journey.review(now());
    assert_eq!(
        (journey.step(), journey.focus()),
        (Step::Check, "check-title")
    );

    let first = send(&mut journey, "id-1");
    assert_eq!(journey.delivery(), DeliveryStatus::Sending);
    assert_eq!(journey.announcement(), "Sending your complaint");
    for attempt in 1..4 {
        let next = journey.reply(Reply::TryAgain { after: None });
        assert_eq!(
            next,
            Next::TryAfter(pause_before_try(attempt + 1, None, 0).unwrap())
        );
        assert_eq!(journey.delivery(), DeliveryStatus::Retrying);
    }
    assert_eq!(journey.reply(Reply::TryAgain { after: None }), Next::Done);
    assert_eq!(
        (journey.delivery(), journey.focus()),
        (DeliveryStatus::Failed, "failed-title")
    );
    assert_eq!(journey.draft().text(Name), "Jo Smith");

    let second = send(&mut journey, "id-2");
    assert_eq!(second, first);

    assert_eq!(journey.reply(delivered("C-1")), Next::Done);
    assert_eq!(
        (journey.step(), journey.focus()),
        (Step::Receipt, "receipt-title")
    );
    assert_eq!(
        journey
            .receipt()
            .map(|receipt| receipt.reference)
            .as_deref(),
        Some("C-1")
    );
    assert_eq!(journey.draft(), &Default::default());

    journey.act(Journey::restart);
    assert_eq!(
        (journey.step(), journey.focus()),
        (Step::Fill, "form-title")
    );
    assert_eq!(journey.receipt(), None);
    assert_eq!(journey.draft(), &Default::default());

    journey.set_draft(smallest_draft());
    journey.review(now());
    assert_eq!(send(&mut journey, "id-3").id, "id-3");
}

#[test]
fn nothing_is_checked_before_the_customer_asks() {
    let mut journey = start();
    type_into(&mut journey, Email, "jo");
    journey.set_date_part(DatePart::Day, "99");
    journey.add_files(vec![program(1, "a.exe")]);
    assert_eq!(journey.faults(), []);
}

#[test]
fn mending_one_answer_clears_its_problem_alone() {
    let mut journey = start();
    journey.review(now());
    type_into(&mut journey, Name, "Jo");
    assert_eq!(
        messages(&journey),
        [
            "Enter your email address or postal address",
            "Select what your complaint is about",
            "Enter a description of your complaint",
        ]
    );
}

#[test]
fn a_postal_address_clears_the_problem_shown_at_the_email_address() {
    let mut journey = filled();
    journey.edit(|draft| draft.set_text(Email, String::new()));
    journey.review(now());
    assert_eq!(
        messages(&journey),
        ["Enter your email address or postal address"]
    );
    type_into(&mut journey, Address, "1 High Street");
    assert_eq!(journey.faults(), []);
}

#[test]
fn a_problem_stays_while_the_answer_still_has_it() {
    let mut journey = filled();
    journey.edit(|draft| draft.set_text(Description, "x".repeat(8_003)));
    journey.review(now());
    for over in [2, 1] {
        type_into(&mut journey, Description, &"x".repeat(8_000 + over));
        assert_eq!(
            messages(&journey),
            ["Description of your complaint must be 8000 characters or fewer"]
        );
    }
    type_into(&mut journey, Description, &"x".repeat(8_000));
    assert_eq!(journey.faults(), []);
}

#[test]
fn a_shown_count_of_characters_too_many_follows_the_answer() {
    let page = leaked(&edited(
        DEFAULT_COPY,
        &[(
            "Description of your complaint must be {max} characters or fewer",
            "{over} too many",
        )],
    ));
    let mut journey = Played::with(page, smallest_draft());
    journey.edit(|draft| draft.set_text(Description, "x".repeat(8_003)));
    journey.review(now());
    assert_eq!(messages(&journey), ["3 too many"]);
    type_into(&mut journey, Description, &"x".repeat(8_002));
    assert_eq!(messages(&journey), ["2 too many"]);
}

#[test]
fn a_new_problem_is_not_shown_before_the_customer_asks_again() {
    let mut journey = filled();
    journey.edit(|draft| draft.set_text(Description, String::new()));
    journey.review(now());
    assert_eq!(
        messages(&journey),
        ["Enter a description of your complaint"]
    );
    type_into(&mut journey, Description, "Short");
    assert_eq!(journey.faults(), []);
    journey.review(now());
    assert_eq!(
        messages(&journey),
        ["Description of your complaint must be 20 characters or more: say what happened and when"]
    );
}

/// A journey that has been asked about a date typed like this.
fn with_date(day: &str, month: &str, year: &str) -> Played {
    let mut journey = filled();
    journey.edit(|draft| draft.set_text(ComplainedBefore, "yes".to_owned()));
    journey.edit(|draft| {
        draft.first_complained_on = DateDraft {
            day: day.into(),
            month: month.into(),
            year: year.into(),
        }
    });
    journey.review(now());
    journey
}

#[test]
fn a_missing_month_is_no_longer_said_to_be_missing_once_it_is_there() {
    let mut journey = with_date("31", "", "2026");
    assert_eq!(
        messages(&journey),
        ["Date when you first complained must include a month"]
    );
    journey.set_date_part(DatePart::Month, "2");
    assert_eq!(journey.faults(), []);
}

#[test]
fn the_problem_of_a_date_goes_when_the_date_is_not_asked_for_any_more() {
    let mut journey = with_date("", "", "");
    assert_eq!(
        messages(&journey),
        ["Enter the date when you first complained to us about this"]
    );
    type_into(&mut journey, ComplainedBefore, "");
    assert_eq!(journey.faults(), []);
}

#[test]
fn removing_a_file_clears_its_problem_and_keeps_those_of_the_others() {
    let mut journey = filled();
    journey.edit(|draft| {
        draft.attachments = vec![
            program(1, "one.exe"),
            pdf(2, "two.pdf"),
            AttachmentDraft {
                size: 0,
                ..pdf(3, "three.pdf")
            },
        ]
    });
    journey.review(now());
    let types = "docx, doc, pdf, png, jpg, jpeg, msg";
    assert_eq!(
        messages(&journey),
        [
            format!(
                "one.exe must be one of these types: {types}. Save it as a PDF, or take a screenshot"
            ),
            "three.pdf is empty: choose a file with something in it".to_owned()
        ]
    );
    journey.remove_file(1);
    assert_eq!(
        messages(&journey),
        ["three.pdf is empty: choose a file with something in it"]
    );
    assert_eq!(journey.focus(), "attachments");
    assert_eq!(journey.announcement(), "one.exe removed");
    journey.remove_file(3);
    assert_eq!(journey.faults(), []);
}

#[test]
fn files_that_are_gone_stop_the_sending_and_are_named() {
    let mut journey = filled();
    journey.add_files(vec![pdf(1, "one.pdf"), pdf(2, "two.pdf")]);
    journey.review(now());
    send(&mut journey, "a");
    journey.reply(Reply::FilesGone(vec![2]));
    assert_eq!(
        messages(&journey),
        [
            "two.pdf could not be read: choose it again, and download it to this device first if it is kept online"
        ]
    );
    assert_eq!(
        (journey.step(), journey.delivery()),
        (Step::Fill, DeliveryStatus::Ready)
    );
    journey.review(now());
    assert_eq!(journey.step(), Step::Fill);
    journey.remove_file(2);
    journey.review(now());
    assert_eq!(journey.step(), Step::Check);
}

#[test]
fn files_chosen_later_join_those_chosen_before() {
    let mut journey = start();
    journey.add_files(vec![pdf(1, "one.pdf")]);
    journey.add_files(vec![pdf(2, "two.pdf"), pdf(3, "three.pdf")]);
    let names: Vec<&str> = journey
        .draft()
        .attachments
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    assert_eq!(names, ["one.pdf", "two.pdf", "three.pdf"]);
    assert_eq!(journey.announcement(), "two.pdf added, three.pdf added");
    journey.remove_file(99);
    assert_eq!(journey.draft().attachments.len(), 3);
}

#[test]
fn answers_survive_every_step_back_and_change() {
    let mut journey = filled();
    journey.add_files(vec![pdf(1, "one.pdf")]);
    let draft = journey.draft().clone();
    for (field, target) in [
        (Name, "name"),
        (Category, "category-0"),
        (Attachments, "attachments"),
    ] {
        journey.review(now());
        assert_eq!(journey.step(), Step::Check);
        journey.change(field);
        assert_eq!((journey.step(), journey.focus()), (Step::Fill, target));
        assert_eq!(*journey.draft(), draft);
    }
    journey.review(now());
    send(&mut journey, "id");
    journey.reply(Reply::Failed);
    assert_eq!(*journey.draft(), draft);
    journey.change(Name);
    assert_eq!(
        (journey.step(), journey.delivery(), journey.draft()),
        (Step::Fill, DeliveryStatus::Ready, &draft)
    );
    journey.review(now());
    send(&mut journey, "id");
    journey.reply(refused(&[(None, "No")]));
    assert_eq!(*journey.draft(), draft);
}

#[test]
fn a_changed_answer_is_checked_and_sent_as_changed() {
    let mut journey = checked();
    journey.change(Name);
    type_into(&mut journey, Name, "Ann Smith");
    journey.review(now());
    assert_eq!(send(&mut journey, "id").complaint.text(Name), "Ann Smith");
}

#[test]
fn a_complaint_that_failed_keeps_its_id_until_it_is_changed() {
    let mut journey = checked();
    send(&mut journey, "id-1");
    journey.reply(Reply::Failed);
    journey.change(Name);
    journey.review(now());
    assert_eq!(send(&mut journey, "id-2").id, "id-1");
    journey.reply(Reply::Failed);
    journey.change(Name);
    type_into(&mut journey, Name, "Ann Smith");
    journey.review(now());
    assert_eq!(send(&mut journey, "id-3").id, "id-3");
}

#[test]
fn a_complaint_on_its_way_is_not_sent_twice() {
    let mut journey = checked();
    send(&mut journey, "id-1");
    assert_eq!(journey.send("id-2", now()), None);
    journey.reply(Reply::InProgress { after: None });
    assert_eq!(journey.send("id-2", now()), None);
    assert_eq!(journey.delivery(), DeliveryStatus::Retrying);
}

/// A journey whose answers were typed one after the other, a second apart.
fn typed() -> Played {
    let (mut journey, answers) = (start(), smallest_draft());
    for (second, field) in (0..).zip([Name, Email, Category, Description]) {
        let text = answers.text(field).to_owned();
        journey.set_text(field, &text, now() + TimeDelta::seconds(second));
    }
    journey
}

#[test]
fn what_is_sent_says_how_long_it_took_and_what_stands_where_no_person_writes() {
    let mut journey = typed();
    journey
        .journey
        .set_honeypot("https://spam.example".to_owned());
    journey.review(now() + TimeDelta::seconds(70));
    let later = now() + TimeDelta::seconds(95);
    let sent = journey.send("id", later).unwrap();
    let expected = Signals {
        honeypot: "https://spam.example".to_owned(),
        filled_in_seconds: Some(95),
    };
    assert_eq!(sent.signals, expected);
}

#[test]
fn answers_that_stood_there_before_and_a_clock_set_back_tell_nothing_of_how_long_it_took() {
    let mut early = filled();
    type_into(&mut early, Phone, "07700 900123");
    early.review(now());
    assert_eq!(send(&mut early, "id").signals, Signals::default());
    let mut set_back = typed();
    set_back.review(now());
    let earlier = now() - TimeDelta::seconds(1);
    let sent = set_back.send("id", earlier).unwrap();
    assert_eq!(sent.signals, Signals::default());
}

#[test]
fn a_complaint_after_a_delivered_one_has_signals_of_its_own() {
    let mut journey = typed();
    journey
        .journey
        .set_honeypot("https://spam.example".to_owned());
    journey.review(now());
    send(&mut journey, "id-1");
    journey.reply(delivered("C-1"));
    journey.set_draft(smallest_draft());
    journey.review(now());
    assert_eq!(send(&mut journey, "id-2").signals, Signals::default());
}

#[test]
fn nothing_is_sent_that_was_not_checked() {
    let mut journey = filled();
    assert_eq!(journey.send("id", now()), None);
    assert_eq!(journey.delivery(), DeliveryStatus::Ready);
}

#[test]
fn a_submission_carries_the_dates_and_the_copy_that_were_shown() {
    let mut journey = checked();
    let submission = send(&mut journey, "id-1");
    let shown = submission.shown.expect("dates were shown");
    assert_eq!(shown.response_due, crate::date("2026-11-30"));
    assert_eq!(shown.cisas_opens, crate::date("2027-01-18"));
    assert_eq!(shown.cisas_closes, crate::date("2027-08-23"));
    assert_eq!(submission.copy_version, page().version);
}

#[test]
fn a_conflict_is_asked_about_again() {
    let mut journey = checked();
    send(&mut journey, "id");
    assert_eq!(
        journey.reply(Reply::InProgress { after: None }),
        Next::TryAfter(2_000)
    );
    journey.reply(delivered("C-1"));
    assert_eq!(journey.step(), Step::Receipt);
}

/// A journey on its way, whose try began now.
fn under_way() -> Played {
    let mut journey = checked();
    send(&mut journey, "id-1");
    journey
}

/// Whether the failed complaint may have arrived, by what is said of it.
fn may_have_arrived(journey: &Played) -> bool {
    let words = &page().sending.failed;
    match journey.failed_words() {
        (title, kept) if title == &*words.title && kept == &*words.kept => false,
        (title, kept) if title == &*words.unknown_title && kept == &*words.unknown_kept => true,
        other => panic!("{other:?}"),
    }
}

/// A try at which so many of 1,000 bytes went out, and no answer came.
fn unanswered(journey: &mut Played, sent: u64) {
    journey.progressed(sent, 1_000, now());
    journey.reply(Reply::Unanswered { after: None });
}

#[test]
fn what_went_out_whole_without_an_answer_may_have_arrived_whatever_comes_after() {
    let mut journey = under_way();
    unanswered(&mut journey, 999);
    assert!(!journey.journey.may_have_arrived());
    unanswered(&mut journey, 1_000);
    unanswered(&mut journey, 0);
    unanswered(&mut journey, 0);
    assert_eq!(journey.delivery(), DeliveryStatus::Failed);
    assert!(may_have_arrived(&journey));
    // Under the same id it still may have, and other answers have not been sent at all.
    send(&mut journey, "id-2");
    journey.reply(Reply::Failed);
    assert!(may_have_arrived(&journey));
    journey.change(Name);
    type_into(&mut journey, Name, "Ann Smith");
    journey.review(now());
    send(&mut journey, "id-3");
    journey.reply(Reply::Failed);
    assert!(!may_have_arrived(&journey));
}

#[test]
fn what_the_company_works_on_or_took_without_a_reference_may_have_arrived() {
    for (reply, may) in [
        (Reply::InProgress { after: None }, true),
        (Reply::Unclear, true),
        (Reply::TryAgain { after: None }, false),
        (Reply::Failed, false),
    ] {
        let mut journey = under_way();
        journey.progressed(1_000, 1_000, now());
        journey.reply_always(reply);
        assert_eq!(journey.delivery(), DeliveryStatus::Failed);
        assert_eq!(may_have_arrived(&journey), may);
    }
}

#[test]
fn what_was_stopped_after_it_went_out_may_have_arrived() {
    for (sent, may) in [(999, false), (1_000, true)] {
        let mut journey = under_way();
        journey.progressed(sent, 1_000, now());
        journey.stop();
        send(&mut journey, "id-2");
        journey.reply(Reply::Failed);
        assert_eq!(may_have_arrived(&journey), may, "{sent}");
    }
}

/// A try that found nobody.
fn unreachable(journey: &mut Played) -> Next {
    journey.replied(Reply::TryAgain { after: None }, now())
}

#[test]
fn a_conflict_waits_for_what_the_server_asks() {
    let mut journey = under_way();
    assert_eq!(
        journey.reply(Reply::InProgress { after: Some(9) }),
        Next::TryAfter(9_000)
    );
}

/// What is shown of an upload that has come so far after so many milliseconds, in hundredths.
fn shown(journey: &mut Played, sent: u64, after: i64) -> Option<u64> {
    let at = now() + TimeDelta::milliseconds(after);
    journey.progressed(sent, 1_000, at);
    journey.journey.progress().map(Progress::percent)
}

#[test]
fn progress_is_shown_of_an_upload_that_takes_longer_than_a_second() {
    let mut journey = under_way();
    assert_eq!(shown(&mut journey, 100, 0), None);
    assert_eq!(shown(&mut journey, 200, 999), None);
    assert_eq!(shown(&mut journey, 300, 1_000), Some(30));
    assert_eq!(shown(&mut journey, 1_000, 1_001), Some(100));
}

#[test]
fn an_upload_that_was_over_within_a_second_shows_no_progress_while_the_answer_comes() {
    let mut journey = under_way();
    assert_eq!(shown(&mut journey, 1_000, 1_500), None);
}

#[test]
fn a_hundredth_that_is_shown_already_changes_nothing() {
    let mut journey = under_way();
    let later = now() + TimeDelta::seconds(2);
    let changed = [100, 109, 110].map(|sent| journey.progressed(sent, 1_000, later));
    assert_eq!(changed, [true, false, true]);
}

#[test]
fn progress_is_announced_when_it_is_first_shown_and_at_every_quarter() {
    let mut journey = under_way();
    let mut said = vec![journey.announcement()];
    for sent in (30..=1_000).step_by(10) {
        journey.progressed(sent << 10, 1_000 << 10, now() + TimeDelta::seconds(2));
        if said.last() != Some(&journey.announcement()) {
            said.push(journey.announcement());
        }
    }
    let expected = ["30 KB", "250 KB", "500 KB", "750 KB", "1000 KB"];
    let expected = expected.map(|sent| format!("{sent} of 1000 KB sent"));
    assert_eq!(said[0], "Sending your complaint");
    assert_eq!(said[1..], expected);
}

#[test]
fn the_next_try_starts_without_progress() {
    let mut journey = under_way();
    shown(&mut journey, 300, 1_000);
    unreachable(&mut journey);
    assert_eq!(journey.journey.progress(), None);
    journey.pause_over(now() + TimeDelta::seconds(60));
    assert_eq!(shown(&mut journey, 300, 60_500), None);
    assert_eq!(shown(&mut journey, 300, 61_000), Some(30));
}

#[test]
fn stopping_keeps_the_answers_and_the_id_and_says_what_is_not_known() {
    for retrying in [false, true] {
        let mut journey = under_way();
        if retrying {
            unreachable(&mut journey);
        }
        let draft = journey.draft().clone();
        assert!(journey.stop());
        assert_eq!(
            (journey.step(), journey.delivery(), journey.draft()),
            (Step::Check, DeliveryStatus::Stopped, &draft)
        );
        assert_eq!(journey.sending_words(), &*page().sending.stopped);
        assert_eq!(
            (journey.focus(), journey.announcement().as_str()),
            ("sending-status", "")
        );
        assert_eq!(send(&mut journey, "id-2").id, "id-1");
        assert_eq!(journey.sending_words(), "");
    }
}

#[test]
fn what_is_not_on_its_way_cannot_be_stopped() {
    let mut failed = under_way();
    failed.reply(Reply::Failed);
    let mut arrived = under_way();
    arrived.reply(delivered("C-1"));
    let mut stopped = under_way();
    stopped.stop();
    for mut journey in [filled(), checked(), failed, arrived, stopped] {
        let before = (journey.step(), journey.delivery(), journey.attention.focus);
        assert!(!journey.stop());
        assert_eq!(
            before,
            (journey.step(), journey.delivery(), journey.attention.focus)
        );
    }
}

#[test]
fn offline_is_said_before_sending_and_no_longer_once_there_is_a_line() {
    let mut journey = checked();
    journey.set_offline(true);
    let offline = &*page().sending.offline;
    assert_eq!(
        (journey.sending_words(), journey.announcement().as_str()),
        (offline, offline)
    );
    journey.set_offline(false);
    assert_eq!(
        (journey.sending_words(), journey.announcement().as_str()),
        ("", "")
    );
}

#[test]
fn who_comes_to_the_check_view_offline_is_told() {
    let mut journey = filled();
    journey.set_offline(true);
    assert_eq!(journey.announcement(), "");
    journey.review(now());
    assert_eq!(journey.announcement(), *page().sending.offline);
}

#[test]
fn what_is_sent_offline_is_tried_once_and_waits_for_the_line() {
    let mut journey = checked();
    journey.set_offline(true);
    assert!(journey.send("id", now()).is_some());
    assert!(matches!(&journey.tasks[..], [Task::Try(_)]));
    assert_eq!(unreachable(&mut journey), Next::TryOnline);
    assert_eq!(journey.delivery(), DeliveryStatus::Waiting);
    assert_eq!(journey.announcement(), *page().sending.waiting);
    journey.set_offline(false);
    assert_eq!(journey.delivery(), DeliveryStatus::Sending);
    assert!(matches!(&journey.tasks[..], [Task::Try(_), Task::Try(_)]));
    assert_eq!(journey.announcement(), "Sending your complaint");
}

#[test]
fn a_try_that_fails_offline_uses_no_other_up() {
    for tries_before in [0, 3] {
        let mut journey = under_way();
        for _ in 0..tries_before {
            journey.reply(Reply::TryAgain { after: None });
        }
        journey.set_offline(true);
        assert!(matches!(journey.tasks.last(), Some(Task::Try(_))));
        assert_eq!(unreachable(&mut journey), Next::TryOnline);
        assert_eq!(journey.delivery(), DeliveryStatus::Waiting);
        journey.set_offline(false);
        assert_eq!(journey.delivery(), DeliveryStatus::Sending);
        for _ in 0..3 {
            assert_ne!(journey.reply(Reply::TryAgain { after: None }), Next::Done);
        }
        assert_eq!(unreachable(&mut journey), Next::Done);
    }
}

#[test]
fn an_answer_that_comes_offline_counts() {
    let mut journey = under_way();
    journey.set_offline(true);
    assert_eq!(journey.reply(delivered("C-1")), Next::Done);
    assert_eq!(journey.step(), Step::Receipt);
    let mut journey = under_way();
    journey.set_offline(true);
    assert_eq!(journey.reply(Reply::Failed), Next::Done);
    assert_eq!(journey.delivery(), DeliveryStatus::Failed);
}

#[test]
fn a_line_that_goes_between_two_tries_is_waited_for() {
    let mut journey = under_way();
    unreachable(&mut journey);
    journey.set_offline(true);
    assert_eq!(journey.delivery(), DeliveryStatus::Waiting);
    assert_eq!(journey.announcement(), *page().sending.waiting);
    assert_eq!(journey.tasks.last(), Some(&Task::Abandon));
    // The pause was abandoned; an end of it that comes all the same begins nothing.
    let before = journey.tasks.len();
    journey.pause_over(now());
    assert_eq!(journey.tasks.len(), before);
    journey.set_offline(false);
    assert!(matches!(journey.tasks.last(), Some(Task::Try(_))));
    assert!(journey.stop());
}

#[test]
fn a_line_that_comes_and_goes_leaves_a_stopped_complaint_stopped() {
    let mut journey = under_way();
    journey.stop();
    for offline in [true, false] {
        journey.set_offline(offline);
        assert_eq!(journey.delivery(), DeliveryStatus::Stopped);
        assert_eq!(journey.sending_words(), &*page().sending.stopped);
    }
}

#[test]
fn a_server_that_asks_for_patience_gets_it() {
    let mut journey = checked();
    send(&mut journey, "id");
    let next = journey.reply(Reply::TryAgain { after: Some(30) });
    assert_eq!(next, Next::TryAfter(30_000));
    assert_eq!(
        journey.announcement(),
        "We could not reach our server. Your answers are kept and we are trying again."
    );
}

#[test]
fn what_the_server_refuses_is_shown_at_its_field() {
    let mut journey = checked();
    send(&mut journey, "id-1");
    let reply = refused(&[
        (Some(Email), "That address bounces"),
        (Some(Description), "Say more"),
    ]);
    assert_eq!(journey.reply(reply), Next::Done);
    assert_eq!(
        (journey.step(), journey.focus()),
        (Step::Fill, "error-summary")
    );
    let problems = journey.problems();
    let shown: Vec<_> = problems
        .iter()
        .map(|shown| (shown.field, &*shown.message, shown.target.id()))
        .collect();
    assert_eq!(
        shown,
        [
            (Some(Email), "That address bounces", "email".to_owned()),
            (Some(Description), "Say more", "description".to_owned()),
        ]
    );
    type_into(&mut journey, Email, "jo@other.example");
    assert_eq!(messages(&journey), ["Say more"]);
    journey.review(now());
    assert_eq!(send(&mut journey, "id-2").id, "id-2");
}

/// A complaint that was checked and sent at one time by the device's clock, and received at another by
/// the company's.
fn sent_and_received(sent: &str, received: Option<&str>) -> Played {
    let mut journey = filled();
    journey.review(instant(sent));
    journey
        .send("id", instant(sent))
        .expect("there is something to send");
    let acknowledgement = Acknowledgement {
        reference: "C-1".to_owned(),
        received_at: received.map(instant),
        ..Acknowledgement::default()
    };
    journey.reply_at(Reply::Delivered(acknowledgement), instant(sent));
    journey
}

#[test]
fn a_device_whose_clock_is_far_off_sends_and_shows_no_dates() {
    let mut journey = filled();
    journey.review(instant("1970-01-01T00:00:00Z"));
    assert_eq!(journey.step(), Step::Check);
    assert_eq!(send(&mut journey, "id-1").shown, None);
    let journey = sent_and_received("1970-01-01T00:00:00Z", None);
    let receipt = journey.receipt().expect("there is a receipt");
    assert_eq!((receipt.dates, receipt.next), (None, Vec::new()));
}

#[test]
fn a_receipt_goes_by_the_clock_of_the_company_and_by_the_devices_where_that_tells_no_time() {
    for (sent, received, said, due) in [
        (
            "2026-11-23T16:59:59Z",
            None,
            "Monday 23 November 2026, 4:59pm",
            "2026-11-30",
        ),
        (
            "2026-11-23T16:59:59Z",
            Some("2026-11-23T17:00:01Z"),
            "Monday 23 November 2026, 5:00pm",
            "2026-12-01",
        ),
        (
            "1970-01-01T00:00:00Z",
            Some("2026-11-23T10:00:00Z"),
            "Monday 23 November 2026, 10:00am",
            "2026-11-30",
        ),
        (
            "2031-01-01T00:00:00Z",
            Some("2026-11-23T10:00:00Z"),
            "Monday 23 November 2026, 10:00am",
            "2026-11-30",
        ),
        (
            "2026-11-23T10:00:00Z",
            Some("1970-01-01T00:00:00Z"),
            "Monday 23 November 2026, 10:00am",
            "2026-11-30",
        ),
        (
            "2026-11-23T10:00:00Z",
            Some("0001-01-01T00:00:00Z"),
            "Monday 23 November 2026, 10:00am",
            "2026-11-30",
        ),
        (
            "2026-11-23T10:00:00Z",
            Some("9999-12-31T23:59:59Z"),
            "Monday 23 November 2026, 10:00am",
            "2026-11-30",
        ),
    ] {
        let mut journey = sent_and_received(sent, received);
        let shown = |journey: &Played| {
            let receipt = journey.receipt().expect("there is a receipt");
            (
                receipt.received,
                receipt.dates.expect("there are dates").response_due.iso,
            )
        };
        let expected = (said.to_owned(), due.to_owned());
        assert_eq!(shown(&journey), expected, "{sent} {received:?}");
        journey.in_other_words(page());
        assert_eq!(
            shown(&journey),
            expected,
            "{sent} {received:?}, in other words"
        );
    }
}

#[test]
fn a_receipt_has_the_link_of_the_endpoint_in_any_words_and_no_other() {
    let link = |receipt_url: &str| {
        let mut journey = checked();
        send(&mut journey, "id");
        let acknowledgement = Acknowledgement {
            reference: "C-1".to_owned(),
            receipt_url: Some(receipt_url.to_owned()),
            ..Acknowledgement::default()
        };
        journey.reply(Reply::Delivered(acknowledgement));
        journey.in_other_words(page());
        journey.receipt().expect("there is a receipt").link
    };
    assert_eq!(
        link("/complaints/form?receipt=x").as_deref(),
        Some("/complaints/form?receipt=x")
    );
    assert_eq!(link("https://other.example/"), None);
}

#[test]
fn the_reminders_of_a_receipt_are_its_dates_that_lie_ahead() {
    let journey = sent_and_received("2026-11-23T10:00:00Z", None);
    let starts = |now| {
        let file = journey.reminders(instant(now))?;
        let starts = file
            .text
            .lines()
            .filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:"));
        Some(starts.map(str::to_owned).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(
        starts("2026-11-23T10:00:00Z").as_deref(),
        Some("20261130 20270104 20270118 20270823")
    );
    assert_eq!(
        starts("2026-11-30T10:00:00Z").as_deref(),
        Some("20270104 20270118 20270823")
    );
    assert_eq!(starts("2027-08-23T10:00:00Z"), None);
    let FileToSave {
        name, text: file, ..
    } = journey.reminders(now()).unwrap();
    assert_eq!(name, "complaint-dates.ics");
    assert!(file.contains("\r\nNAME:Your dates\r\n"), "{file}");
    assert!(
        file.contains("\r\nDESCRIPTION:Your reference: C-1\\n"),
        "{file}"
    );
}

#[test]
fn a_reminder_of_the_receipt_replaces_that_of_the_self_check() {
    let mut check = PlayedCheck::new(page());
    check.set_date(CheckDate::Complained, crate::date("2026-10-05"));
    check.check(now()).expect("the date can be read");
    let mut journey = filled();
    journey.act(|journey| journey.carry_over(crate::date("2026-10-05")));
    journey.review(now());
    send(&mut journey, "id");
    journey.reply(delivered("C-1"));
    let uids = |file: Option<FileToSave>| -> Vec<String> {
        let file = file.expect("dates lie ahead");
        let uids = file.text.lines().filter(|line| line.starts_with("UID:"));
        uids.map(str::to_owned).collect()
    };
    let of_check = uids(check.reminders(now()));
    let of_receipt = uids(journey.reminders(now()));
    assert_eq!((of_check.len(), of_receipt.len()), (2, 3));
    assert!(of_check.iter().all(|uid| of_receipt.contains(uid)));
}

#[test]
fn the_date_of_the_self_check_fills_the_form() {
    let mut journey = filled();
    journey.act(|journey| journey.carry_over(crate::date("2026-03-02")));
    assert_eq!(
        (journey.step(), journey.focus()),
        (Step::Fill, "form-title")
    );
    journey.review(now());
    let (complaint, _) = journey.journey.checked().expect("the answers prove");
    assert_eq!(
        complaint.first_complained_on(),
        Some(crate::date("2026-03-02"))
    );
}

#[test]
fn the_date_of_the_self_check_leads_back_from_the_check_view() {
    let mut journey = checked();
    journey.act(|journey| journey.carry_over(crate::date("2026-03-02")));
    assert_eq!(
        (journey.step(), journey.focus()),
        (Step::Fill, "form-title")
    );
}

#[test]
fn a_complaint_on_its_way_is_not_changed_by_the_self_check() {
    let mut journey = checked();
    send(&mut journey, "id");
    let draft = journey.draft().clone();
    journey.act(|journey| journey.carry_over(crate::date("2026-03-02")));
    assert_eq!(
        (journey.step(), journey.delivery()),
        (Step::Check, DeliveryStatus::Sending)
    );
    assert_eq!((journey.focus(), journey.draft()), ("check-title", &draft));
}

#[test]
fn the_date_of_the_self_check_leads_to_the_receipt_while_that_is_shown() {
    let mut journey = checked();
    send(&mut journey, "id");
    journey.reply(delivered("C-1"));
    journey.act(|journey| journey.carry_over(crate::date("2026-03-02")));
    assert_eq!(
        (journey.step(), journey.focus()),
        (Step::Receipt, "receipt-title")
    );
    assert_eq!(journey.draft(), &Default::default());
}

#[test]
fn the_way_to_the_form_leads_to_the_step_that_is_shown() {
    let mut journey = filled();
    journey.act(|journey| journey.go_to_step());
    assert_eq!(journey.focus(), "form-title");
    journey.review(now());
    journey.act(|journey| journey.go_to_step());
    assert_eq!(journey.focus(), "check-title");
    send(&mut journey, "id");
    journey.reply(delivered("C-1"));
    journey.act(|journey| journey.go_to_step());
    assert_eq!(journey.focus(), "receipt-title");
}

#[test]
fn the_same_focus_can_be_asked_for_twice() {
    let mut journey = start();
    journey.review(now());
    let first = journey.attention.focus;
    journey.review(now());
    assert_ne!(journey.attention.focus, first);
    assert_eq!(journey.attention.focus.1, first.1);
    let last = journey.attention.focus.0;
    journey.act(Journey::restart);
    assert!(journey.attention.focus.0 > last);
}

#[test]
fn what_another_server_does_not_let_the_page_read_is_tried_once_more_and_no_oftener() {
    let words = &page().sending.failed;
    let unreadable = words.unreadable_kept.as_deref().unwrap_or_default();
    for (elsewhere, tries) in [(true, 2), (false, 4)] {
        let mut journey = checked();
        send(&mut journey, "one");
        for attempt in 1..=tries {
            let next = journey.reply(Reply::Unreadable { elsewhere });
            assert_eq!(
                next == Next::Done,
                attempt == tries,
                "{elsewhere} {attempt}"
            );
        }
        assert_eq!(journey.delivery(), DeliveryStatus::Failed);
        assert_eq!(journey.failed_words(), (&*words.unknown_title, unreadable));
    }
}

#[test]
fn what_could_not_be_read_once_and_never_was_answered_may_have_arrived() {
    let words = &page().sending.failed;
    let mut journey = checked();
    send(&mut journey, "one");
    journey.reply(Reply::Unreadable { elsewhere: true });
    journey.reply_always(Reply::Unanswered { after: None });
    let expected = (&*words.unknown_title, &*words.unknown_kept);
    assert_eq!(journey.failed_words(), expected);
}

#[test]
fn a_file_that_is_gone_while_it_is_sent_is_named_and_the_line_is_not_blamed() {
    let mut journey = filled();
    journey.add_files(vec![pdf(1, "one.pdf"), pdf(2, "two.pdf")]);
    journey.review(now());
    send(&mut journey, "one");
    let next = journey.reply(Reply::FilesGone(vec![2]));
    assert_eq!(next, Next::Done);
    assert_eq!(
        messages(&journey),
        [
            "two.pdf could not be read: choose it again, and download it to this device first if it is kept online"
        ]
    );
    assert_eq!(
        (journey.step(), journey.delivery()),
        (Step::Fill, DeliveryStatus::Ready)
    );
}
