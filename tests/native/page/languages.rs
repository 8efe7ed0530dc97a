//! The page in Welsh, and on its way from one language to the other.

use std::collections::BTreeSet;

use complaints::domain::complaint::{DatePart, FieldId};
use complaints::ui::Moment;
use complaints::view_model::{Step, fault_views};

use super::marked::{TYPED, read_by_people};
use super::{empty, html_of, plain, rendered, states};
use crate::fixture::{draft, page, welsh};
use crate::html::Element;
use crate::played::Played;

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

/// The same in Welsh, as a page goes over to it.
fn in_welsh(mut moment: Moment) -> Moment {
    moment.journey.translate(page(), welsh());
    moment.self_check.translate(page(), welsh());
    moment
}

#[test]
fn a_page_in_any_state_goes_on_as_if_it_had_been_in_the_other_language_from_the_start() {
    for ((name, moment), (_, expected)) in states(page()).into_iter().zip(states(welsh())) {
        assert_eq!(
            html_of(welsh(), in_welsh(moment)),
            html_of(welsh(), expected),
            "{name}"
        );
    }
}

#[test]
fn a_month_that_was_typed_as_a_name_is_meant_in_the_other_language_too() {
    let mut journey = Played::with(page(), draft(&[(FieldId::ComplainedBefore, "yes")]));
    let month = |journey: &Played| journey.draft().first_complained_on.month.clone();
    journey.set_date_part(DatePart::Month, " Sept. ");
    journey.in_other_words(welsh());
    assert_eq!(month(&journey), "Medi");
    journey.in_other_words(page());
    assert_eq!(month(&journey), "September");
    journey.set_date_part(DatePart::Month, "03");
    journey.in_other_words(welsh());
    assert_eq!(month(&journey), "03");
}

#[test]
fn going_over_to_another_language_moves_no_customer() {
    for (name, moment) in states(page()) {
        let stands = |moment: &Moment| (moment.journey.step(), moment.journey.delivery());
        let before = stands(&moment);
        assert_eq!(stands(&in_welsh(moment)), before, "{name}");
    }
}

#[test]
fn what_the_server_said_stays_in_its_own_words() {
    let (_, refused) = states(page())
        .into_iter()
        .find(|(name, _)| *name == "refused")
        .expect("a state in which the server refused answers");
    let journey = in_welsh(refused).journey;
    let problems = fault_views(welsh(), journey.draft(), journey.faults());
    let messages: Vec<&str> = problems
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
    assert_eq!(journey.step(), Step::Fill);
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
