use super::case_state::CaseState;
use crate::copy::CaseCopy;
use crate::ui::button::quiet_button;
use crate::ui::element::{El, el};
use crate::ui::sections::rich_text;
use crate::view_model::case::{Known, LetterView, letter_document, letter_views};

/// Letters to the company, each to be sent or saved.
pub fn letters(state: CaseState, words: &'static CaseCopy, known: &Known) -> El {
    let copy = &words.letters;
    let letters = letter_views(state.page.page, words, known)
        .into_iter()
        .enumerate();
    el("div", "cp-case__letters")
        .child(el("h3", "cp-page-section__subtitle").text(copy.title.as_str()))
        .child(rich_text(el("p", ""), &copy.intro))
        .children(letters.map(|(index, letter)| self::letter(index, letter, state, words)))
}

fn letter(index: usize, view: LetterView, state: CaseState, words: &'static CaseCopy) -> El {
    let copy = &words.letters;
    let id = ["case-letter-", &index.to_string()].concat();
    // What tells the ways to send one from those to send another.
    let named = |way: El, end: &str| {
        let own = [&id, end].concat();
        way.attr("aria-labelledby", [&own, " ", &id].concat())
            .attr("id", own)
    };
    let record = letter_document(state.page.data(), &view);
    let save = named(quiet_button(), "-save")
        .text(copy.save.as_str())
        .on("click", move |_| state.page.save(Some(record.page_file())));
    let mail = view.mail.map(|address| {
        named(el("a", "cp-rich-text__link"), "-mail")
            .attr("href", address)
            .text(copy.mail.as_str())
    });
    let paragraphs = view.paragraphs.into_iter();
    let paragraphs = paragraphs.map(|words| el("p", "").text(words));
    el("details", "cp-screening")
        .child(
            el("summary", "cp-screening__title")
                .attr("id", id.clone())
                .text(view.letter.title.as_str()),
        )
        .child(el("p", "cp-screening__hint").text(view.letter.when.as_str()))
        .child(el("div", "cp-case__letter").children(paragraphs))
        .child(el("div", "cp-case__buttons").children(mail).child(save))
}
