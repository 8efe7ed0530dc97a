use crate::copy::PageCopy;
use crate::ui::element::{El, el};
use crate::view_model::DatesView;

/// The computed dates, and what they count from.
pub fn date_list(page: &'static PageCopy, dates: DatesView) -> El {
    let rows = dates.in_order().into_iter().map(|row| {
        let date = el("time", "").attr("datetime", row.iso).text(row.date);
        el("div", "cp-date-list__row")
            .child(el("dt", "cp-date-list__label").text(row.label))
            .child(el("dd", "cp-date-list__date").child(date))
    });
    let notes = dates
        .notes
        .into_iter()
        .map(|note| el("p", "cp-date-list__note").text(note));
    el("div", "cp-date-list")
        .child(el("h4", "cp-date-list__title").text(page.dates.title.as_str()))
        .child(el("dl", "cp-date-list__rows").children(rows))
        .children(notes)
}
