use super::element::{El, el};

/// A button that looks like a link: of what a person may do to the one thing that it stands beside.
pub fn link_button() -> El {
    el("button", "cp-link-button").attr("type", "button")
}
