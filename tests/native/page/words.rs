use complaints::copy::{Inline, Rich};
use complaints::ui::Moment;
use support::shipped::PAGE_TEXT;

use super::{at, empty, html_of, rendered};
use crate::fixture::{DEFAULT_COPY, edited, leaked, page};

/// The sentences of the page text, in their order. The first line is the title of the document; a
/// number alone on its line is that of a step and is drawn, not written.
fn sentences() -> Vec<String> {
    let lines = PAGE_TEXT
        .lines()
        .skip(1)
        .flat_map(|line| line.trim_start().trim_start_matches('•').split('✅'));
    let folded = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    folded
        .filter(|line| !line.is_empty() && !line.chars().all(|c| c.is_ascii_digit()))
        .collect()
}

#[test]
fn every_sentence_of_the_page_text_stands_on_the_page_in_its_order() {
    assert_eq!(sentences().len(), 65);
    let text = empty(page()).text();
    let mut lines = text.lines().map(|line| line.trim_start_matches('✅'));
    let missing: Vec<String> = sentences()
        .into_iter()
        .filter(|sentence| !lines.clone().any(|line| line == sentence))
        .collect();
    assert_eq!(
        missing,
        Vec::<String>::new(),
        "no line of the page says this"
    );
    for sentence in sentences() {
        assert!(
            lines.any(|line| line == sentence),
            "{sentence:?} comes too late"
        );
    }
}

#[test]
fn the_first_line_of_the_page_text_is_the_title_of_the_document() {
    assert_eq!(PAGE_TEXT.lines().next(), Some(page().page.title.as_str()));
}

#[test]
fn the_steps_are_numbered_as_in_the_page_text() {
    let numbers: Vec<&str> = PAGE_TEXT
        .lines()
        .map(str::trim)
        .filter(|line| line.parse::<u32>().is_ok())
        .collect();
    assert_eq!(numbers, ["1", "2", "3", "4"]);
    let page = empty(page());
    let steps = page.every("ol");
    assert_eq!(steps.len(), 1);
    assert_eq!(steps[0].children.len(), numbers.len());
    assert!(steps[0].every("li").len() == numbers.len());
}

#[test]
fn the_phone_number_is_a_link_wherever_it_stands() {
    let page = empty(page());
    let linked = page
        .every("a")
        .into_iter()
        .filter(|link| {
            link.attr("href")
                .is_some_and(|to| to.ends_with("01702668836"))
        })
        .count();
    assert_eq!(page.text().matches("01702 668836").count(), linked);
    assert!(linked >= 3);
}

/// The page with another introduction to the form.
fn with_intro(text: &str) -> (String, String) {
    let intro = "\"Answer what you can. You can leave out questions marked optional. We get nothing until you select ‘Send complaint’.\"";
    let written = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let page = leaked(&edited(DEFAULT_COPY, &[(intro, &written)]));
    let rich: &Rich = &page.form.intro;
    (html_of(page, Moment::first()), rich.plain())
}

#[test]
fn what_is_written_as_html_is_shown_as_words() {
    for text in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</p></form><script src=//evil.example/></script>",
        "<!-- <b>",
        "&lt;script&gt; &amp; \" '",
        "**<script>alert(1)</script>**",
        "[<script>alert(1)</script>](/x/)",
        "[a](/x/\"onmouseover=\"alert(1))",
        "[a](/x/'onmouseover='alert(1))",
        "[a](https://b.example/?<script>)",
        "[a](javascript:x",
        "[a](javascript:x **b**",
        "[a]javascript:alert(1)",
        "javascript:alert(1)",
        "**[a](javascript:alert(1))**",
    ] {
        let (html, words) = with_intro(text);
        let page = crate::html::parse(&html);
        let intro = page
            .all()
            .into_iter()
            .find(|one| one.is("cp-complaint-form__intro"))
            .expect("the form has an introduction");
        assert_eq!(intro.text(), words, "{text}");
        for element in page.all() {
            assert!(
                !["script", "img", "iframe", "style", "object"].contains(&&*element.tag),
                "{text}: {}",
                element.tag
            );
            assert!(
                element
                    .attributes
                    .iter()
                    .all(|(name, _)| !name.starts_with("on")),
                "{text}: {element:?}"
            );
            let href = element.attr("href").unwrap_or("#");
            assert!(
                ["#", "/", "https://", "tel:", "cy.html"]
                    .iter()
                    .any(|start| href.starts_with(start)),
                "{text}: {href}"
            );
        }
    }
}

#[test]
fn what_a_customer_types_is_shown_as_words() {
    let mut draft = super::full_draft();
    let typed = "<script>alert(1)</script><b onclick=x>\"'&amp;";
    for field in [
        complaints::domain::complaint::FieldId::Name,
        complaints::domain::complaint::FieldId::Description,
    ] {
        draft.set_text(field, typed.to_owned());
    }
    draft.attachments[0].name = "<script>.pdf".to_owned();
    let journey = crate::played::Played::checked(page(), draft, crate::fixture::now());
    let page = rendered(page(), at(journey));
    assert_eq!(page.every("script"), Vec::<&crate::html::Element>::new());
    assert_eq!(page.every("b"), Vec::<&crate::html::Element>::new());
    let check = super::step(&page, complaints::view_model::Step::Check).text();
    assert_eq!(check.matches(typed).count(), 2);
    assert!(check.contains("<script>.pdf (2 KB)"));
}

#[test]
fn strong_words_and_links_are_elements() {
    let (html, _) = with_intro("a **b** [c](https://d.example/?e=1&f=2)");
    let with_intro = crate::html::parse(&html);
    let intro = with_intro
        .all()
        .into_iter()
        .find(|one| one.is("cp-complaint-form__intro"))
        .expect("the form has an introduction");
    assert_eq!(intro.every("strong")[0].text(), "b");
    assert_eq!(intro.every("a")[0].text(), "c");
    assert_eq!(
        intro.every("a")[0].attr("href"),
        Some("https://d.example/?e=1&f=2")
    );
    assert!(matches!(page().form.help.0[1], Inline::Link { .. }));
}
