use std::iter;

use complaints::copy::{FieldCopy, FieldDetail};
use complaints::domain::complaint::FieldId;
use complaints::ui::Moment;
use complaints::view_model::Step;

use super::{rendered, states, step};
use crate::fixture::{DEFAULT_COPY, edited, instant, leaked, page};
use crate::html::Element;

/// The page in one of its states.
#[track_caller]
fn state(name: &str) -> Element {
    let (_, moment) = states(page())
        .into_iter()
        .find(|(state, _)| *state == name)
        .expect("the state has a name");
    rendered(page(), moment)
}

/// The questions of the page, in its order.
fn questions() -> impl Iterator<Item = &'static FieldCopy> {
    page().form.groups.iter().flat_map(|group| &group.fields)
}

fn buttons(element: &Element) -> Vec<String> {
    element
        .every("button")
        .into_iter()
        .map(Element::text)
        .collect()
}

#[test]
fn one_step_is_shown_at_a_time() {
    for (name, moment) in states(page()) {
        let shown = moment.journey.step();
        let page = rendered(page(), moment);
        for one in [Step::Fill, Step::Check, Step::Receipt] {
            assert_eq!(
                step(&page, one).attr("hidden").is_none(),
                one == shown,
                "{name}: {one:?}"
            );
        }
    }
}

#[test]
fn help_stands_in_the_same_place_at_every_step() {
    for (name, moment) in states(page()) {
        let page = rendered(page(), moment);
        let form = page
            .all()
            .into_iter()
            .find(|one| one.is("cp-complaint-form"))
            .expect("there is a form");
        assert!(form.text().ends_with("Need help with this form, or want to complain by phone? Call 01702 668836, 9:00am–5:00pm Monday to Friday, excluding bank holidays. If you are deaf or find speaking hard, call 18001 01702 668836 with Relay UK."), "{name}");
    }
}

#[test]
fn the_form_can_be_sent_without_script() {
    let page = state("empty");
    let form = step(&page, Step::Fill);
    assert_eq!(form.tag, "form");
    assert_eq!(form.attr("method"), Some("post"));
    assert_eq!(form.attr("enctype"), Some("multipart/form-data"));
    assert_eq!(form.attr("accept-charset"), Some("utf-8"));
    assert_eq!(form.attr("action"), Some("/complaints/form"));
    let controls = form.all().into_iter().filter(|one| one.tag != "slot");
    let names: Vec<&str> = controls.filter_map(|one| one.attr("name")).collect();
    let expected = questions().flat_map(|field| match &field.detail {
        FieldDetail::Options(options) => vec![field.id.name(); options.len()],
        FieldDetail::Parts(_) => vec![
            "first_complained_on-day",
            "first_complained_on-month",
            "first_complained_on-year",
        ],
        _ => vec![field.id.name()],
    });
    let expected = iter::once("copy_version").chain(expected);
    let expected: Vec<&str> = expected.chain(["related_link"]).collect();
    assert_eq!(names, expected);
}

#[test]
fn the_check_shows_every_answer_and_the_dates_before_anything_is_sent() {
    let page = state("check of the smallest complaint");
    let check = step(&page, Step::Check);
    let dates = check.text();
    let (answers, dates) = dates
        .split_once("Your dates\n")
        .expect("the dates have a heading");
    // The date is asked only of those who complained before.
    let asked = questions().filter(|field| field.id != FieldId::FirstComplainedOn);
    let expected = asked.map(|field| {
        let answer = match field.id {
            FieldId::Name => "Jo Smith",
            FieldId::Email => "jo@company.example",
            FieldId::Category => "A bill or charge",
            FieldId::ComplainedBefore => "No",
            FieldId::Description => "Charged twice for the same month.",
            _ => "Not provided",
        };
        format!("{}\n{answer}\nChange\n", field.label.as_str())
    });
    let expected: String = iter::once("Check your answers before you send them\n".to_owned())
        .chain(expected)
        .collect();
    assert_eq!(answers, expected);
    assert!(
        dates.starts_with(
            "We aim to respond by\nMonday 30 November 2026\n\
             Under Ofcom’s rules, ask CISAS from\nMonday 4 January 2027\n\
             CISAS may be available from (our page’s date)\nMonday 18 January 2027\n\
             Apply to CISAS by, to be safe (our page’s date)\nMonday 23 August 2027\n"
        ),
        "{dates}"
    );
    assert!(
        dates.ends_with("Send complaint\nStop sending\nBack to the form"),
        "{dates}"
    );
}

#[test]
fn each_change_says_what_it_changes() {
    let page = state("check");
    let named: Vec<&str> = step(&page, Step::Check)
        .every("button")
        .into_iter()
        .filter_map(|one| one.attr("aria-label"))
        .collect();
    assert_eq!(named.len(), FieldId::ALL.len());
    assert_eq!(named[0], "Change: Full name");
}

#[test]
fn nothing_can_be_changed_or_sent_again_while_it_is_sent() {
    for name in ["sending", "uploading", "retrying", "waiting"] {
        let page = state(name);
        let check = step(&page, Step::Check);
        let buttons = check.every("button");
        let send = buttons
            .iter()
            .find(|button| button.text() == "Sending your complaint")
            .expect("it says so");
        assert_eq!(send.attr("aria-disabled"), Some("true"), "{name}");
        let open: Vec<String> = buttons
            .iter()
            .filter(|button| button.attr("aria-disabled").is_none())
            .filter(|button| button.attr("disabled").is_none() && button.attr("hidden").is_none())
            .map(|button| button.text())
            .collect();
        assert_eq!(open, ["Stop sending"], "{name}");
    }
    let check = state("check");
    assert!(
        step(&check, Step::Check)
            .every("button")
            .iter()
            .all(|button| button.attr("disabled").is_none())
    );
}

#[test]
fn sending_can_be_stopped_only_while_it_goes_on() {
    for name in ["check", "offline", "stopped", "failed"] {
        let page = state(name);
        let buttons = step(&page, Step::Check).every("button");
        let stop = buttons.iter().find(|one| one.text() == "Stop sending");
        let stop = stop.expect("it is there for when it is needed");
        assert!(stop.attr("hidden").is_some(), "{name}");
    }
}

/// What is shown of sending at the check step: how far it has come, and the words.
fn sending_status(name: &str) -> (Option<(String, String)>, String) {
    let page = state(name);
    let check = step(&page, Step::Check);
    let bar = check.every("progress")[0];
    let bytes = |name| bar.attr(name).map(str::to_owned);
    let words = check.by_id("sending-status").text();
    (bytes("value").zip(bytes("max")), words)
}

#[test]
fn an_upload_that_takes_its_time_shows_how_far_it_has_come() {
    let bytes = ("9000000".to_owned(), "20000000".to_owned());
    assert_eq!(sending_status("uploading"), (Some(bytes), String::new()));
    let page = state("uploading");
    let check = step(&page, Step::Check).text();
    assert!(check.contains("8.6 MB of 19.1 MB sent"), "{check}");
}

#[test]
fn what_happens_to_a_complaint_is_told_beside_the_buttons() {
    for (name, words) in [
        ("check", ""),
        ("sending", ""),
        (
            "retrying",
            "We could not reach our server. Your answers are kept and we are trying again.",
        ),
        (
            "offline",
            "You are offline. You can send your complaint now: if you keep this page open, it goes as soon as you are online again.",
        ),
        (
            "waiting",
            "You are offline. Your complaint has not been sent yet. Keep this page open and it will go as soon as you are online again.",
        ),
        (
            "stopped",
            "You stopped sending. Your complaint may or may not have reached us. Your answers and files are still here, and it is safe to send them again: we count your complaint once.",
        ),
    ] {
        assert_eq!(sending_status(name), (None, words.to_owned()), "{name}");
    }
}

#[test]
fn a_try_that_failed_is_told_in_words_while_the_next_one_waits() {
    let page = state("retrying");
    assert!(
        step(&page, Step::Check).text().contains(
            "We could not reach our server. Your answers are kept and we are trying again."
        )
    );
}

#[test]
fn a_complaint_that_could_not_be_sent_says_so_and_what_to_do() {
    let page = state("failed");
    let check = step(&page, Step::Check);
    let expected = "Your complaint has not been sent\n\
        Your answers and files are still here. Nothing was lost.\n\
        Try again in a few minutes, or call 01702 668836 (9:00am–5:00pm Monday to Friday, excluding bank holidays).";
    assert!(check.text().contains(expected), "{}", check.text());
    assert!(buttons(check).contains(&"Send again".to_owned()));
    assert!(check.text().contains("Jo Smith"));
}

#[test]
fn a_complaint_that_may_have_arrived_is_not_said_to_be_unsent() {
    let page = state("perhaps arrived");
    let check = step(&page, Step::Check);
    let expected = "Your complaint may not have reached us\n\
        It was sent, but no answer says that it arrived. Your answers and files are still here, and it is safe to send them again: we count your complaint once.\n\
        Try again in a few minutes, or call 01702 668836";
    assert!(check.text().contains(expected), "{}", check.text());
    assert!(!check.text().contains("has not been sent"));
    assert!(buttons(check).contains(&"Send again".to_owned()));
}

#[test]
fn whoever_could_not_send_reads_whether_the_lines_are_open_and_can_keep_everything() {
    let state = |copy, now| {
        let (_, mut failed) = states(copy)
            .into_iter()
            .find(|(state, _)| *state == "failed")
            .expect("the state has a name");
        failed.now = Some(instant(now));
        let page = rendered(copy, failed);
        let found = page.all().into_iter().find(|one| one.is("cp-send-failed"));
        found.expect("there is a panel").clone()
    };
    let panel = state(page(), "2026-11-23T10:00:00Z");
    let said = "Lines are open now, until 5:00pm\nSave a copy of your complaint";
    assert!(panel.text().contains(said), "{}", panel.text());
    let copy = leaked(&edited(
        DEFAULT_COPY,
        &[(
            "\"company\": \"I.T Communications\",",
            "\"company\": \"I.T Communications\", \"contact_email\": \"a@company.example\",",
        )],
    ));
    let panel = state(copy, "2026-11-23T18:00:00Z");
    let said = "Lines are closed now and open again on Tuesday at 9:00am\nSave a copy of your complaint\n\
        Send it by email instead Your email program opens with a draft. Add your files, then send it. Keep the email you send: it shows when you complained.";
    assert!(panel.text().contains(said), "{}", panel.text());
    let links = panel.every("a");
    let mail = links.last().and_then(|link| link.attr("href"));
    assert!(
        mail.is_some_and(|mail| mail
            .starts_with("mailto:a@company.example?subject=Complaint&body=Full%20name%0D%0A")),
        "{mail:?}"
    );
}

#[test]
fn the_receipt_is_a_proof_that_makes_sense_later() {
    let page = state("receipt");
    assert_eq!(
        step(&page, Step::Receipt).text(),
        "Complaint sent\n\
         Your reference\n\
         C-2026-1\n\
         Received on Sunday 30 December 2029, 6:00pm\n\
         Save this receipt. Quote this reference whenever you contact us about this complaint.\n\
         Your dates\n\
         CISAS may be available from (our page’s date)\nMonday 27 April 2026\n\
         Apply to CISAS by, to be safe (our page’s date)\nWednesday 2 December 2026\n\
         We aim to respond by\nabout Tuesday 8 January 2030\n\
         Counted from Monday 31 December 2029. A complaint that reaches us after 5:00pm, at a weekend or on a bank holiday counts as received on the next working day.\n\
         5 working days: (Tue 1 New Year’s Day skipped), Wed 2, Thu 3, Fri 4, (Sat 5, Sun 6 skipped), Mon 7, Tue 8.\n\
         About: the bank holidays of that year have not been announced yet.\n\
         You have complained to us about this before. If we did not reply by a date that we gave you, tell us.\n\
         CISAS dates are counted from Monday 2 March 2026, when you first complained to us about this. CISAS is free. You can go sooner if we send you a deadlock letter (our letter or email that says that we cannot settle your complaint), and CISAS may still take a complaint after our page’s last day: ask CISAS.\n\
         Our page’s last day for CISAS has passed, but CISAS may still take your complaint: ask CISAS.\n\
         What happens next\n\
         We aim to respond by about Tuesday 8 January 2030.\n\
         If we need more time, we’ll tell you why and when you can expect a reply.\n\
         If it stays unresolved, you may be able to take it to CISAS, which is free: see the CISAS dates above.\n\
         To add something, correct it or withdraw your complaint, call 01702 668836 with your reference.\n\
         Questions, or not happy with our reply? Call 01702 668836 (9:00am–5:00pm Monday to Friday, excluding bank holidays) with your reference. You can ask for your complaint to be escalated.\n\
         Open this receipt again later: /complaints/form?receipt=123 Anyone who has this link can read the receipt. Save a copy too: we may delete old receipts.\n\
         Save this receipt and your answers\nSave as plain text\nPrint this page\n\
         Save these dates to your calendar\nYour case file and letters\nRaise another complaint"
    );
}

#[test]
fn chosen_files_are_listed_with_their_sizes_and_can_be_removed() {
    let page = state("while typing");
    let list = page
        .all()
        .into_iter()
        .find(|one| one.attr("aria-label") == Some("Chosen files"))
        .expect("there is a list");
    assert_eq!(list.text(), "one.pdf2 KB\nRemove\ntwo.pdf2.9 MB\nRemove");
    let named: Vec<&str> = list
        .every("button")
        .into_iter()
        .filter_map(|one| one.attr("aria-label"))
        .collect();
    assert_eq!(named, ["Remove one.pdf", "Remove two.pdf"]);
}

#[test]
fn a_suggestion_a_count_and_advice_stand_at_their_questions() {
    let page = state("while typing");
    let text = page.text();
    assert!(text.contains("Did you mean jo@gmail.com?"));
    assert!(text.contains("You have 1 character too many"));
    assert!(text.contains("go on with this form: it is sent as a complaint"));
}

#[test]
fn sections_can_be_reordered_removed_and_repeated() {
    let form = "{ \"kind\": \"form\" }";
    let copy = edited(
        DEFAULT_COPY,
        &[
            (&format!(",\n        {form}"), ""),
            (
                "\"Quick summary\",\n      \"blocks\": [",
                &format!("\"Quick summary\",\n      \"blocks\": [{form},"),
            ),
        ],
    );
    let page = leaked(&copy);
    let rendered = rendered(page, Moment::first());
    let sections = rendered.every("section");
    assert_eq!(sections[0].every("form").len(), 1);
    assert_eq!(sections[5].every("form").len(), 0);
}

#[test]
fn the_first_render_depends_on_the_copy_alone() {
    let once = super::html_of(page(), Moment::first());
    let again = super::html_of(page(), Moment::first());
    assert_eq!(once, again);
}

#[test]
fn without_script_the_browser_asks_for_what_is_required() {
    let page = state("empty");
    let asked = |attribute| {
        let form = step(&page, Step::Fill);
        let asked = form.all().into_iter();
        let asked = asked.filter_map(|one| Some((one.attr("id")?, one.attr(attribute)?)));
        asked
            .map(|(id, value)| (id.to_owned(), value.to_owned()))
            .collect::<Vec<_>>()
    };
    let own = |(id, value): (&str, &str)| (id.to_owned(), value.to_owned());
    let required = [
        "name",
        "category-0",
        "category-1",
        "category-2",
        "category-3",
        "category-4",
        "category-5",
        "category-6",
        "description",
    ];
    assert_eq!(asked("required"), required.map(|id| own((id, ""))));
    assert_eq!(asked("minlength"), [own(("description", "20"))]);
}
