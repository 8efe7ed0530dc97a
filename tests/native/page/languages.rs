//! The page in Welsh, and on its way from one language to the other.

use std::collections::BTreeSet;

use complaints::domain::complaint::FieldId;
use complaints::ui::Moment;
use complaints::view_model::{Journey, Step};

use super::marked::{TYPED, read_by_people};
use super::{empty, html_of, plain, rendered, states};
use crate::fixture::{draft, holidays, instant, now, page, welsh};
use crate::html::Element;

/// Everything that people read or hear on a page and nobody typed, with a word in it.
fn words(page: &Element) -> BTreeSet<String> {
    let untyped = |text: &String| {
        let typed = TYPED.iter();
        let left = typed.fold(text.clone(), |left, typed| left.replace(typed, ""));
        let mut words = left.split(|c: char| !c.is_alphabetic());
        words.any(|word| word.chars().count() > 2)
    };
    read_by_people(page).into_iter().filter(untyped).collect()
}

#[test]
fn no_words_of_the_english_page_stand_on_the_welsh_one_in_any_state() {
    let pages = |page| {
        let whole = states(page)
            .into_iter()
            .map(move |(name, moment)| (name, rendered(page, moment)));
        whole.chain(plain::pages(page))
    };
    for ((name, english), (_, welsh)) in pages(page()).zip(pages(welsh())) {
        let (english, welsh) = (words(&english), words(&welsh));
        assert!(welsh.len() + 10 > english.len(), "{name}");
        let both: Vec<&String> = english.intersection(&welsh).collect();
        assert_eq!(both, Vec::<&String>::new(), "{name}");
    }
}

#[test]
fn a_page_in_any_state_goes_on_as_if_it_had_been_in_the_other_language_from_the_start() {
    // What was said of files that were chosen is not said again.
    let quiet = |mut moment: Moment| {
        if !moment.journey.delivery.is_under_way() {
            moment.journey.announcement.clear();
        }
        moment
    };
    for ((name, mut moment), (_, expected)) in states(page()).into_iter().zip(states(welsh())) {
        moment.journey.in_other_words(welsh(), holidays());
        let checked_at = if name == "not yet" {
            instant("2026-03-10T10:00:00Z")
        } else if name == "last days" {
            instant("2026-12-01T10:00:00Z")
        } else {
            now()
        };
        moment
            .self_check
            .in_other_words(welsh(), holidays(), checked_at);
        assert_eq!(
            html_of(welsh(), quiet(moment)),
            html_of(welsh(), quiet(expected)),
            "{name}"
        );
    }
}

#[test]
fn a_month_that_was_typed_as_a_name_is_meant_in_the_other_language_too() {
    let mut journey = Journey::new(page());
    journey.draft = draft(&[(FieldId::ComplainedBefore, "yes")]);
    journey.draft.first_complained_on.month = " Sept. ".to_owned();
    journey.in_other_words(welsh(), holidays());
    assert_eq!(journey.draft.first_complained_on.month, "Medi");
    journey.in_other_words(page(), holidays());
    assert_eq!(journey.draft.first_complained_on.month, "September");
    journey.draft.first_complained_on.month = "03".to_owned();
    journey.in_other_words(welsh(), holidays());
    assert_eq!(journey.draft.first_complained_on.month, "03");
}

#[test]
fn going_over_to_another_language_moves_neither_the_focus_nor_the_customer() {
    for (name, mut moment) in states(page()) {
        let (step, delivery) = (moment.journey.step, moment.journey.delivery);
        moment.journey.in_other_words(welsh(), holidays());
        let journey = &moment.journey;
        assert_eq!((journey.step, journey.delivery), (step, delivery), "{name}");
        assert_eq!(journey.focus, (0, String::new()), "{name}");
    }
}

#[test]
fn what_the_server_said_stays_in_its_own_words() {
    let (_, mut refused) = states(page())
        .into_iter()
        .find(|(name, _)| *name == "refused")
        .expect("a state in which the server refused answers");
    refused.journey.in_other_words(welsh(), holidays());
    let messages: Vec<&str> = refused
        .journey
        .problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "4 5 6",
            "1 2 3",
            "Nid oedd modd anfon eich ffeiliau. Tynnwch rai, neu dewiswch rai llai"
        ]
    );
    assert_eq!(refused.journey.step, Step::Fill);
}

#[test]
fn each_page_says_its_language_and_links_to_the_other_in_that_ones_name() {
    for (page, language, link) in [
        (
            page(),
            "en-GB",
            ["cy.html", "cy", "complaints.cy.json", "Cymraeg"],
        ),
        (welsh(), "cy", ["./", "en-GB", "complaints.json", "English"]),
    ] {
        let shown = empty(page);
        assert_eq!(shown.every("div")[0].attr("lang"), Some(language));
        let links: Vec<[&str; 5]> = shown
            .every("a")
            .into_iter()
            .filter(|one| one.attr("hreflang").is_some())
            .map(|one| {
                ["href", "lang", "hreflang", "data-copy", "id"]
                    .map(|name| one.attr(name).unwrap_or_default())
            })
            .collect();
        let [address, tag, copy, label] = link;
        assert_eq!(links, [[address, tag, tag, copy, "language-0"]]);
        assert!(shown.text().starts_with(label), "{language}");
    }
}
