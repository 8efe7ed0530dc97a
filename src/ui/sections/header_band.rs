use super::rich_text;
use crate::copy::{LanguageCopy, PageCopy};
use crate::ui::element::{El, el};
use crate::view_model::Place;
use crate::view_model::self_check::LINK;

/// The band at the top: what the page is, what the company promises, the way to the form, and to the
/// page in other languages, which the loader takes without leaving this one.
pub fn header_band(
    page: &'static PageCopy,
    go_to_form: impl Fn() + 'static,
    go_to_check: impl Fn() + 'static,
) -> El {
    let copy = &page.header;
    let promises = copy.promises.iter().map(|promise| {
        el("li", "cp-header-band__promise")
            .child(
                el("span", "cp-header-band__icon")
                    .attr("aria-hidden", "true")
                    .text(promise.icon.as_str()),
            )
            .child(el("span", "").text(promise.text.as_str()))
    });
    let action = el("a", "cp-header-band__action")
        .attr("href", ["#", Place::FormTitle.name()].concat())
        .text(copy.action.as_str())
        .on("click", move |event| {
            event.prevent_default();
            go_to_form();
        });
    // Only a page with the check can lead to it.
    let check = copy.check.as_ref().filter(|_| page.has_self_check());
    let check = check.map(|words| {
        el("a", "cp-header-band__check")
            .attr("href", LINK)
            .text(words.as_str())
            .on("click", move |event| {
                event.prevent_default();
                go_to_check();
            })
    });
    let languages = page.other_languages().enumerate().map(|(index, entry)| {
        let LanguageCopy {
            tag,
            label,
            copy,
            page,
        } = entry;
        el("a", "cp-header-band__language")
            .attr("id", ["language-", &index.to_string()].concat())
            .attr("href", page.0.as_str())
            .attr("lang", tag.0.as_str())
            .attr("hreflang", tag.0.as_str())
            .attr("data-copy", copy.0.as_str())
            .text(label.as_str())
    });
    let inner = el("div", "cp-header-band__inner")
        .children(languages)
        .child(el("p", "cp-header-band__tagline").text(copy.tagline.as_str()))
        .child(el("h1", "cp-header-band__title").text(copy.title.as_str()))
        .child(rich_text(el("p", "cp-header-band__intro"), &copy.intro))
        .child(el("ul", "cp-header-band__promises").children(promises))
        .child(action)
        .children(check);
    el("div", "cp-header-band")
        .attr("part", "header")
        .child(inner)
}

/// The band of a page without script, which is not the whole one: with the way there.
#[cfg(not(target_arch = "wasm32"))]
pub fn slim_header_band(title: &'static str, back: &'static str, whole_page: String) -> El {
    let inner = el("div", "cp-header-band__inner")
        .child(el("h1", "cp-header-band__title").text(title))
        .child(
            el("a", "cp-header-band__back")
                .attr("href", whole_page)
                .text(back),
        );
    el("header", "cp-header-band cp-header-band--slim").child(inner)
}
