use crate::copy::PageCopy;
use crate::ui::element::{El, el};
use crate::view_model::{DateName, DateRow, DatesView};

/// The computed dates, and what they count from.
pub fn date_list(page: &'static PageCopy, dates: DatesView) -> El {
    let rows = date_rows(dates.in_order());
    let note = |note: String| el("p", "cp-date-list__note").text(note);
    el("div", "cp-date-list")
        .child(el("h4", "cp-date-list__title").text(page.dates.title.as_str()))
        .child(rows)
        .children(dates.notes.into_iter().map(note))
}

/// Dates on a line, the one above the other.
pub fn date_rows(rows: Vec<DateRow>) -> El {
    let row = |row: DateRow| {
        let class = if row.name == DateName::Today {
            "cp-date-list__row cp-date-list__row--today"
        } else {
            "cp-date-list__row"
        };
        let date = el("time", "").attr("datetime", row.iso).text(row.date);
        el("div", class)
            .child(el("dt", "cp-date-list__label").text(row.label))
            .child(el("dd", "cp-date-list__date").child(date))
    };
    el("dl", "cp-date-list__rows").children(rows.into_iter().map(row))
}
