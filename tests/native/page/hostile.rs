//! A copy in which every text attacks: what it makes of the page is the same page, with other words.

use std::collections::BTreeMap;

use complaints::copy::{Inline, PageCopy, Rich};
use complaints::domain::complaint::FieldId::{Description, Name, Services};
use complaints::domain::complaint::Reply;
use complaints::view_model::{PageData, Record};

use super::{empty, html_of, plain, reached};
use crate::fixture::{DEFAULT_COPY, holidays, leaked, now, pdf, smallest_draft};
use crate::html::{self, Element, Node};
use crate::markers;
use crate::played::Played;

/// Texts that a page may show and must not do.
pub const ATTACKS: [&str; 30] = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>",
    "' onmouseover='alert(1)",
    "\" onfocus=\"alert(1)\" autofocus=\"",
    "</p></form></section></div><iframe src=//evil.example/></iframe>",
    "</textarea><script>alert(1)</script>",
    "</title><base href=//evil.example/>",
    "</template><p>out",
    "<!-- <b> --!> <![CDATA[ x ]]> <?php ?>",
    "&lt;script&gt; &amp; &#60;b&#62; &nbsp",
    "javascript:alert(1)",
    "[a](javascript:alert",
    "[a]javascript:alert(1)",
    "**<script>alert(1)</script>**",
    "[<b onclick=alert(1)>](/x/)",
    "[a](/x/\"onmouseover=\"alert(1))",
    "[a](/x/'><script>alert(1)</script>)",
    "[a](https://b.example/?<script>&lt;)",
    "[a](mailto:a@b.example?subject=<b>\"&body=x)",
    "[a](tel:\"onclick=x)",
    "**[a](javascript:alert(1))**",
    "**a [b **c** ](/d) [e](/f**",
    "[[[[a](/b)](/c)](/d) ** ** ***",
    "a\u{0}b\u{8}c\u{1b}d\u{7f}e\u{85}f",
    "\u{202e}gnp.exe\u{2066}\u{200f}\u{feff}",
    "\u{fffe}\u{ffff}\u{10ffff}\u{d7ff}\u{e000}",
    "a\u{2028}b\u{2029}c\r\nd\te",
    "ﷺ\u{300}\u{301}\u{302}🏴\u{e0067}\u{e007f}",
];

fn skeleton(element: &Element, written: &mut String) {
    written.push('<');
    written.push_str(&element.tag);
    for (name, _) in &element.attributes {
        written.push(' ');
        written.push_str(name);
    }
    written.push('>');
    for node in &element.children {
        if let Node::Element(element) = node {
            skeleton(element, written);
        }
    }
    written.push_str("</>");
}

/// A page in every state, and the pages for browsers without script.
fn pages(page: &'static PageCopy) -> Vec<Element> {
    let whole = reached(page)
        .into_iter()
        .map(|moment| html_of(page, moment));
    let plain = plain::html(page).into_iter().map(|(_, html)| html);
    let data = PageData {
        page,
        holidays: holidays(),
    };
    let kept = reached(page)
        .into_iter()
        .filter_map(|moment| Some(Record::of(&moment.journey, data, now())?.to_html()));
    whole
        .chain(plain)
        .chain(kept)
        .map(|html| html::parse(html.trim_start_matches("<!doctype html>")))
        .collect()
}

/// The elements of pages with the names of their attributes, without any words.
pub fn skeletons(pages: &[Element]) -> Vec<String> {
    let written = |page: &Element| {
        let mut written = String::new();
        skeleton(page, &mut written);
        written
    };
    pages.iter().map(written).collect()
}

/// A harmless text with the same marks.
fn harmless(rich: &Rich) -> String {
    let written = rich.0.iter().map(|inline| match inline {
        Inline::Words(_) => "a",
        Inline::Strong(_) => "**a**",
        Inline::Link { .. } => "[a](/a)",
    });
    written.collect()
}

#[test]
fn a_text_that_attacks_changes_nothing_of_a_page_but_its_words() {
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for attack in ATTACKS {
        let page = leaked(&markers::saying(attack));
        let pages = pages(page);
        let harmless = harmless(&page.form.intro);
        let expected = known
            .entry(harmless.clone())
            .or_insert_with(|| skeletons(&self::pages(leaked(&markers::saying(&harmless)))));
        assert!(skeletons(&pages) == *expected, "{attack:?}");
        for element in pages.iter().flat_map(Element::all) {
            let leads = element
                .attr("href")
                .or(element.attr("action"))
                .unwrap_or("/");
            assert!(
                ["#", "/", "https://", "tel:", "mailto:", "cy.html"]
                    .iter()
                    .any(|start| leads.starts_with(start)),
                "{attack:?}: {leads}"
            );
        }
    }
}

#[test]
fn an_answer_that_attacks_changes_nothing_of_what_is_kept_but_its_words() {
    let kept = |answer: &str| {
        let mut draft = smallest_draft();
        for field in [Name, Services, Description] {
            draft.set_text(field, [answer, " and twenty letters more"].concat());
        }
        draft.attachments = vec![pdf(1, &[answer, ".pdf"].concat())];
        let mut journey = Played::checked(crate::fixture::page(), draft, now());
        journey.send("id", now()).expect("the answers prove");
        journey.reply(Reply::Failed);
        html::parse(
            &journey
                .record(now())
                .expect("there is something to keep")
                .to_html(),
        )
    };
    let harmless = skeletons(&[kept("a")]);
    for attack in ATTACKS {
        let kept = kept(attack);
        assert!(kept.text().contains("and twenty letters more"));
        assert_eq!(skeletons(&[kept]), harmless, "{attack:?}");
    }
}

#[test]
fn a_megabyte_in_one_text_is_shown_as_words() {
    let attack = "<script>[a](".repeat(100_000);
    let copy = DEFAULT_COPY.replace("Quick summary", &attack);
    let page = empty(leaked(&copy));
    assert_eq!(page.every("h2")[0].text(), attack);
    assert_eq!(page.every("script"), [] as [&Element; 0]);
}

#[test]
fn a_page_that_did_something_would_be_noticed() {
    let page = |words: &str| skeletons(&[html::parse(&format!("<p id=\"a\">{words}</p>"))]);
    assert_eq!(page("a"), page("b &lt;b&gt;"));
    assert_ne!(page("a"), page("<b>a</b>"));
    assert_ne!(
        page("a"),
        skeletons(&[html::parse("<p id=\"a\" onclick=\"b\">a</p>")])
    );
}

#[cfg(feature = "cli")]
#[test]
fn what_search_engines_read_ends_no_script() {
    for attack in ATTACKS {
        let data = complaints::prerender::structured_data(leaked(&markers::saying(attack)));
        assert!(!data.contains('<'), "{attack:?}");
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        assert_eq!(data["@graph"][1]["name"], attack);
    }
}

/// The document that `complaints prerender` makes of a copy file.
#[cfg(feature = "cli")]
fn prerendered(copy: &str) -> String {
    let dist = crate::prerender::built();
    std::fs::write(dist.path().join("complaints.json"), copy).unwrap();
    crate::prerender::prerender(dist.path());
    std::fs::read_to_string(dist.path().join("index.html")).unwrap()
}

#[cfg(feature = "cli")]
#[test]
fn an_attack_opens_and_ends_nothing_in_the_prerendered_document() {
    let tags = |words: &str| prerendered(&markers::saying(words)).matches('<').count();
    let harmless = tags("a");
    for attack in [
        "</script><script>alert(1)</script>",
        "</title><base href=//evil.example/>",
        "\"><svg/onload=alert(1)>",
        "</template><p>out",
    ] {
        assert_eq!(tags(attack), harmless, "{attack:?}");
    }
    assert!(harmless > 100, "{harmless}");
}
