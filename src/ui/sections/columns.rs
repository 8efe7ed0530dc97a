use leptos::prelude::*;

use super::BulletList;
use crate::copy::ColumnCopy;

/// Lists side by side.
#[component]
pub fn Columns(columns: &'static [ColumnCopy]) -> impl IntoView {
    let column = |column: &'static ColumnCopy| {
        view! {
            <div class="cp-columns__column">
                <h3 class="cp-columns__title">{column.title.as_str()}</h3>
                <BulletList items=&column.items />
            </div>
        }
    };
    view! { <div class="cp-columns">{columns.iter().map(column).collect_view()}</div> }
}
