use super::bullet_list::bullet_list;
use crate::copy::ColumnCopy;
use crate::ui::element::{El, el};

/// Lists side by side.
pub fn columns(columns: &'static [ColumnCopy]) -> El {
    el("div", "cp-columns").children(columns.iter().map(|column| {
        el("div", "cp-columns__column")
            .child(el("h3", "cp-columns__title").text(column.title.as_str()))
            .child(bullet_list(&column.items))
    }))
}
