use std::collections::BTreeSet;

use complaints::domain::complaint::FieldId;
use complaints::view_model::self_check::{DateFault, date_fault_words};
use complaints::view_model::{CheckDate, Place};
use complaints::view_model::{FieldView, Step, fault_views};

use super::{empty, plain, question, rendered, states, step};
use crate::fixture::page;
use crate::html::Element;

/// The page in each of its states, and the pages for browsers without script.
fn pages() -> impl Iterator<Item = (&'static str, Element)> {
    whole_pages().chain(plain::pages(page()))
}

/// The page in each of its states.
fn whole_pages() -> impl Iterator<Item = (&'static str, Element)> {
    states(page())
        .into_iter()
        .map(|(state, moment)| (state, rendered(page(), moment)))
}

/// The controls that a customer can reach.
fn controls(page: &Element) -> Vec<&Element> {
    let is_control =
        |one: &&Element| ["input", "textarea", "select", "button"].contains(&&*one.tag);
    page.all()
        .into_iter()
        .filter(is_control)
        .filter(|one| one.attr("aria-hidden") != Some("true"))
        .filter(|one| one.attr("type") != Some("hidden"))
        .collect()
}

#[test]
fn every_input_has_a_label_of_its_own() {
    for (state, page) in pages() {
        for control in controls(&page)
            .into_iter()
            .filter(|control| control.tag != "button")
        {
            let id = control
                .attr("id")
                .unwrap_or_else(|| panic!("{state}: a control without an id"));
            let labels: Vec<String> = page
                .every("label")
                .into_iter()
                .filter(|label| label.attr("for") == Some(id))
                .map(Element::text)
                .collect();
            assert!(
                labels.len() == 1 && !labels[0].is_empty(),
                "{state}: {id} has the labels {labels:?}"
            );
        }
    }
}

#[test]
fn the_box_that_no_person_meets_is_not_seen_read_out_reached_or_filled_in() {
    let mut met = 0;
    for (state, page) in pages() {
        let boxes = page.every("input").into_iter();
        for decoy in boxes.filter(|one| one.attr("name") == Some("related_link")) {
            assert!(decoy.is("cp-visually-hidden"), "{state}");
            for (name, value) in [
                // Without a stylesheet too.
                ("hidden", ""),
                ("aria-hidden", "true"),
                ("tabindex", "-1"),
                ("autocomplete", "off"),
            ] {
                assert_eq!(decoy.attr(name), Some(value), "{state}");
            }
            met += 1;
        }
    }
    // The form, in each state of the page, and the plain pages with a form.
    assert_eq!(met, whole_pages().count() + 3);
}

#[test]
fn every_label_leads_to_a_control() {
    for (state, page) in pages() {
        let ids: BTreeSet<&str> = controls(&page)
            .into_iter()
            .filter_map(|control| control.attr("id"))
            .collect();
        for label in page.every("label") {
            let id = label
                .attr("for")
                .unwrap_or_else(|| panic!("{state}: a label for nothing"));
            assert!(
                ids.contains(id),
                "{state}: the label {:?} is for {id}",
                label.text()
            );
        }
    }
}

#[test]
fn every_button_and_link_says_what_it_does() {
    for (state, page) in pages() {
        for tag in ["button", "a"] {
            for one in page.every(tag) {
                assert!(!one.text().is_empty(), "{state}: {one:?}");
            }
        }
        for button in page.every("button") {
            assert!(
                matches!(button.attr("type"), Some("button" | "submit")),
                "{state}: {}",
                button.text()
            );
        }
    }
}

#[test]
fn a_name_read_out_begins_with_the_words_that_are_seen() {
    for (state, page) in pages() {
        for one in page.all() {
            if let Some(label) = one.attr("aria-label").filter(|_| one.tag == "button") {
                assert!(
                    label.starts_with(&one.text()),
                    "{state}: {label:?} is shown as {:?}",
                    one.text()
                );
            }
        }
    }
}

#[test]
fn no_id_stands_twice() {
    for (state, page) in pages() {
        let mut seen = BTreeSet::new();
        for id in page.all().into_iter().filter_map(|one| one.attr("id")) {
            assert!(seen.insert(id), "{state}: {id} stands twice");
            assert!(
                !id.is_empty() && !id.contains(char::is_whitespace),
                "{state}: {id:?}"
            );
        }
    }
}

#[test]
fn every_reference_to_an_id_leads_somewhere() {
    for (state, page) in pages() {
        let ids: BTreeSet<&str> = page
            .all()
            .into_iter()
            .filter_map(|one| one.attr("id"))
            .collect();
        for one in page.all() {
            for name in [
                "aria-describedby",
                "aria-labelledby",
                "aria-controls",
                "for",
            ] {
                for id in one.attr(name).unwrap_or_default().split_whitespace() {
                    assert!(
                        ids.contains(id),
                        "{state}: {name} of a {} leads to {id}",
                        one.tag
                    );
                }
            }
            if let Some(id) = one.attr("href").and_then(|href| href.strip_prefix('#')) {
                assert!(ids.contains(id), "{state}: a link leads to #{id}");
            }
        }
    }
}

#[test]
fn what_takes_the_focus_next_is_on_the_page() {
    for (state, moment) in states(page()) {
        let (serial, target) = moment.attention.focus;
        if serial > 0 {
            let id = target.expect("something takes it").id();
            let page = rendered(page(), moment);
            let element = page.by_id(&id);
            let takes_focus = ["input", "textarea", "button", "a"].contains(&&*element.tag)
                || element.attr("tabindex").is_some();
            assert!(takes_focus, "{state}: {id} takes no focus");
        }
    }
}

#[test]
fn questions_of_several_controls_are_fieldsets_with_a_legend() {
    for (_, page) in whole_pages() {
        for field in [FieldId::Category, FieldId::FirstComplainedOn] {
            let question = question(&page, field);
            assert_eq!(question.tag, "fieldset");
        }
        for fieldset in page.every("fieldset") {
            let crate::html::Node::Element(first) = &fieldset.children[0] else {
                panic!("{fieldset:?}")
            };
            assert_eq!(first.tag, "legend");
            assert!(!first.text().is_empty());
        }
    }
}

#[test]
fn a_question_says_its_label_its_hint_and_what_is_wrong_in_this_order() {
    for (state, moment) in states(page()).into_iter().take(3) {
        let page_now = rendered(page(), moment.clone());
        let journey = moment.journey;
        let problems = fault_views(page(), journey.draft(), journey.faults());
        for copy in page().form.groups.iter().flat_map(|group| &group.fields) {
            let question = question(&page_now, copy.id);
            let view = FieldView::new(page(), copy).expect("the question is asked");
            let problem = problems.iter().find(|shown| shown.field == Some(copy.id));
            let lines: Vec<String> = question.text().lines().map(str::to_owned).collect();
            let at = |text: &str| lines.iter().position(|line| line == text);
            let label =
                at(&view.label).unwrap_or_else(|| panic!("{state}: {:?} has no label", copy.id));
            let hint = copy
                .hint
                .as_ref()
                .map(|hint| at(hint.as_str()).expect("the hint is shown"));
            let error = problem.map(|shown| {
                at(&format!("Error: {}", shown.message)).expect("the message is shown")
            });
            if copy.id != FieldId::ComplainedBefore {
                assert!(
                    hint.is_none_or(|hint| hint > label),
                    "{state}: {:?}",
                    copy.id
                );
                assert!(
                    error.is_none_or(|error| error > hint.unwrap_or(label)),
                    "{state}: {:?}",
                    copy.id
                );
            }
            let described: Vec<&Element> = question
                .all()
                .into_iter()
                .filter(|one| one.attr("aria-describedby").is_some())
                .collect();
            let expected = view.question.described_by(problem.is_some());
            assert_eq!(
                described
                    .first()
                    .and_then(|one| one.attr("aria-describedby")),
                expected.as_deref(),
                "{state}"
            );
            let invalid = question
                .all()
                .into_iter()
                .any(|one| one.attr("aria-invalid") == Some("true"));
            assert_eq!(invalid, problem.is_some(), "{state}: {:?}", copy.id);
        }
    }
}

#[test]
fn the_summary_lists_every_problem_in_the_words_shown_at_the_field() {
    for (state, moment) in states(page()) {
        let journey = moment.journey.clone();
        let problems = fault_views(page(), journey.draft(), journey.faults());
        let page = rendered(page(), moment);
        let summary = page
            .all()
            .into_iter()
            .find(|one| one.attr("id") == Some("error-summary"));
        let links: Vec<(String, &str)> = summary
            .map(|summary| {
                summary
                    .every("a")
                    .into_iter()
                    .map(|link| (link.text(), link.attr("href").unwrap_or_default()))
                    .collect()
            })
            .unwrap_or_default();
        let expected: Vec<(String, String)> = problems
            .iter()
            .map(|shown| (shown.message.clone(), format!("#{}", shown.target.id())))
            .collect();
        let links: Vec<(String, String)> = links
            .into_iter()
            .map(|(text, href)| (text, href.to_owned()))
            .collect();
        assert_eq!(links, expected, "{state}");
        assert_eq!(summary.is_some(), !problems.is_empty(), "{state}");
        for shown in &problems {
            let Some(field) = shown.field else { continue };
            let messages = question(&page, field).text();
            let first = problems
                .iter()
                .find(|other| other.field == Some(field))
                .expect("there is one");
            assert!(
                messages.contains(&format!("Error: {}", first.message)),
                "{state}: {messages}"
            );
        }
    }
}

#[test]
fn the_summary_of_the_self_check_lists_its_problems_in_the_words_shown_at_the_date() {
    for (state, moment) in states(page()) {
        let page = rendered(page(), moment.clone());
        let words = |(date, fault): &(CheckDate, DateFault)| {
            (
                fault.target(*date).id(),
                date.name(),
                date_fault_words(crate::fixture::page(), *date, *fault),
            )
        };
        let faults = moment.self_check.faults();
        let problems: Vec<(String, &str, String)> = faults.iter().map(words).collect();
        let summary = page
            .all()
            .into_iter()
            .find(|one| one.attr("id") == Some(Place::SelfCheckErrors.name()));
        let links = summary
            .map(|summary| summary.every("a"))
            .unwrap_or_default();
        let said: Vec<String> = links.iter().map(|link| link.text()).collect();
        let expected: Vec<&String> = problems.iter().map(|(.., message)| message).collect();
        assert_eq!(said.iter().collect::<Vec<_>>(), expected, "{state}");
        assert_eq!(summary.is_some(), !problems.is_empty(), "{state}");
        for (target, name, message) in &problems {
            let question = page
                .all()
                .into_iter()
                .find(|one| one.attr("data-question") == Some(*name));
            let question = question.expect("the date is asked for").text();
            assert!(
                question.contains(&format!("Error: {message}")),
                "{state}: {question}"
            );
            let target = format!("#{target}");
            assert!(
                links
                    .iter()
                    .any(|link| link.attr("href") == Some(target.as_str())),
                "{state}: {target}"
            );
        }
    }
}

#[test]
fn the_summary_is_the_first_thing_in_the_form() {
    let (_, moment) = states(page()).remove(1);
    let page = rendered(page(), moment);
    let first_words = step(&page, Step::Fill).text();
    assert!(
        first_words.starts_with("There is a problem\nEnter your full name"),
        "{first_words}"
    );
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    for (state, page) in pages() {
        let mut last = 0;
        for heading in headings(&page) {
            let level = heading.tag[1..].parse().expect("a heading has a level");
            assert!(
                level <= last + 1,
                "{state}: {:?} (h{level}) comes after an h{last}",
                heading.text()
            );
            assert!(!heading.text().is_empty(), "{state}");
            last = level;
        }
        assert_eq!(page.every("h1").len(), 1, "{state}");
    }
}

/// The headings that can be seen, in their order.
fn headings(page: &Element) -> Vec<&Element> {
    let mut headings = Vec::new();
    collect_headings(page, &mut headings);
    headings
}

fn collect_headings<'e>(element: &'e Element, headings: &mut Vec<&'e Element>) {
    if element.attr("hidden").is_some() {
        return;
    }
    if matches!(element.tag.as_bytes(), [b'h', b'1'..=b'6']) {
        headings.push(element);
    }
    for child in &element.children {
        if let crate::html::Node::Element(child) = child {
            collect_headings(child, headings);
        }
    }
}

#[test]
fn there_is_one_live_region_and_it_is_there_from_the_start() {
    for (state, moment) in states(page()) {
        let announcement = moment.attention.announcement.words(page());
        let page = rendered(page(), moment);
        let live: Vec<&Element> = page
            .all()
            .into_iter()
            .filter(|one| one.attr("aria-live").is_some())
            .collect();
        assert_eq!(live.len(), 1, "{state}");
        assert_eq!(live[0].attr("aria-live"), Some("polite"));
        assert_eq!(live[0].text(), announcement, "{state}");
    }
}

#[test]
fn the_browser_can_fill_in_who_the_customer_is() {
    let page = empty(page());
    for (id, autocomplete) in [
        ("name", "name"),
        ("email", "email"),
        ("address", "street-address"),
        ("phone", "tel"),
    ] {
        assert_eq!(page.by_id(id).attr("autocomplete"), Some(autocomplete));
    }
    let email = page.by_id("email");
    assert_eq!(
        (email.attr("type"), email.attr("spellcheck")),
        (Some("email"), Some("false"))
    );
    assert_eq!(page.by_id("phone").attr("type"), Some("tel"));
}

#[test]
fn the_boxes_of_a_date_ask_for_numbers_and_are_filled_in_by_nobody_else() {
    let page = empty(page());
    for part in ["day", "month", "year"] {
        let input = page.by_id(&format!("first_complained_on-{part}"));
        assert_eq!(
            input.attr("name"),
            Some(&*format!("first_complained_on-{part}"))
        );
        assert_eq!(input.attr("inputmode"), Some("numeric"));
        assert_eq!(input.attr("autocomplete"), Some("off"));
        assert_eq!(input.attr("maxlength"), None, "typing is never blocked");
    }
}

#[test]
fn only_the_wrong_part_of_a_date_is_marked_as_wrong() {
    use complaints::domain::complaint::{DateDraft, FieldId};
    let wrong = |day: &str, month: &str, year: &str| {
        let mut draft = crate::fixture::smallest_draft();
        draft.set_text(FieldId::ComplainedBefore, "yes".to_owned());
        draft.first_complained_on = DateDraft {
            day: day.into(),
            month: month.into(),
            year: year.into(),
        };
        let journey = crate::played::Played::checked(page(), draft, crate::fixture::now());
        let page = rendered(page(), super::at(journey));
        ["day", "month", "year"].map(|part| {
            page.by_id(&format!("first_complained_on-{part}"))
                .attr("aria-invalid")
                == Some("true")
        })
    };
    assert_eq!(wrong("2", "", "2026"), [false, true, false]);
    assert_eq!(wrong("2", "3", "26"), [false, false, true]);
    assert_eq!(wrong("32", "3", "2026"), [true, false, false]);
    assert_eq!(wrong("", "", ""), [true, true, true]);
    assert_eq!(wrong("2", "3", "2027"), [true, true, true]);
    assert_eq!(wrong("2", "3", "2026"), [false, false, false]);
}

#[test]
fn nothing_blocks_typing() {
    for one in empty(page()).all() {
        assert_eq!(one.attr("maxlength"), None, "{:?}", one.attr("id"));
    }
}

#[test]
fn an_empty_box_holds_nothing() {
    for one in empty(page()).every("textarea") {
        assert_eq!(one.text(), "", "{:?}", one.attr("id"));
    }
}

#[test]
fn what_is_drawn_for_the_eye_alone_is_not_read_out() {
    let page = empty(page());
    let icons: Vec<&Element> = page
        .all()
        .into_iter()
        .filter(|one| one.is("cp-header-band__icon"))
        .collect();
    assert_eq!(icons.len(), 3);
    assert!(
        icons
            .iter()
            .all(|icon| icon.attr("aria-hidden") == Some("true"))
    );
}

#[test]
fn the_page_says_its_language() {
    let page = empty(page());
    let crate::html::Node::Element(root) = &page.children[0] else {
        panic!("no root")
    };
    assert_eq!(root.attr("lang"), Some("en-GB"));
}

#[test]
fn a_section_is_named_by_its_heading_whatever_the_company_calls_it() {
    let names = [
        "name",
        "form",
        "check",
        "reference",
        "services",
        "email-hint",
        "step-fill",
    ];
    let copy = names
        .iter()
        .zip([
            "summary",
            "how",
            "information",
            "response",
            "cisas",
            "raise",
            "faqs",
        ])
        .fold(
            crate::fixture::DEFAULT_COPY.to_owned(),
            |copy, (name, id)| {
                crate::fixture::edited(
                    &copy,
                    &[(
                        &format!("\"id\": \"{id}\","),
                        &format!("\"id\": \"{name}\","),
                    )],
                )
            },
        );
    let named = crate::fixture::leaked(&copy);
    let page = empty(named);
    let mut seen = BTreeSet::new();
    for id in page.all().into_iter().filter_map(|one| one.attr("id")) {
        assert!(seen.insert(id), "{id} stands twice");
    }
    for section in page.every("section") {
        let heading = page.by_id(section.attr("aria-labelledby").expect("a section is named"));
        assert_eq!(heading.tag, "h2");
        assert!(section.text().starts_with(&heading.text()));
    }
}
