use leptos::prelude::*;

use super::RichText;
use crate::copy::Rich;

/// A remark set apart.
#[component]
pub fn Note(text: &'static Rich) -> impl IntoView {
    view! { <p class="cp-note"><RichText rich=text /></p> }
}
