use super::case_state::CaseState;
use crate::copy::CaseCopy;
use crate::ui::button::quiet_button;
use crate::ui::element::{El, el};
use crate::ui::sections::rich_text;
use crate::view_model::case::{Known, LetterView, letter_document, letter_views};

/// Letters to the company, each to be sent or saved.
pub fn letters(state: CaseState, words: &'static CaseCopy, known: &Known) -> El {
    let copy = &words.letters;
    let letters = letter_views(state.page.page, words, known).into_iter();
    el("div", "cp-case__letters")
        .child(el("h3", "cp-page-section__subtitle").text(copy.title.as_str()))
        .child(rich_text(el("p", ""), &copy.intro))
        .children(letters.map(|letter| self::letter(letter, state, words)))
}

fn letter(view: LetterView, state: CaseState, words: &'static CaseCopy) -> El {
    let copy = &words.letters;
    let record = letter_document(state.page.data(), &view);
    let save = quiet_button()
        .text(copy.save.as_str())
        .on("click", move |_| state.page.save(Some(record.page_file())));
    let mail = view.mail.map(|address| {
        el("a", "cp-rich-text__link")
            .attr("href", address)
            .text(copy.mail.as_str())
    });
    let paragraphs = view.paragraphs.into_iter();
    let paragraphs = paragraphs.map(|words| el("p", "").text(words));
    el("details", "cp-screening")
        .child(el("summary", "cp-screening__title").text(view.letter.title.as_str()))
        .child(el("p", "cp-screening__hint").text(view.letter.when.as_str()))
        .child(el("div", "cp-case__letter").children(paragraphs))
        .child(el("div", "cp-case__buttons").children(mail).child(save))
}
