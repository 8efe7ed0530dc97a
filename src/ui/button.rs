use super::element::{El, el};

/// The button of what a person most likely does next; `kind` is `submit` where it ends a form, else
/// `button`.
pub fn button(kind: &'static str) -> El {
    of_class("cp-button", kind)
}

/// A button beside it, of what a person may do too.
pub fn quiet_button() -> El {
    of_class("cp-button cp-button--quiet", "button")
}

fn of_class(class: &'static str, kind: &'static str) -> El {
    el("button", class)
        .attr("part", "button")
        .attr("type", kind)
}
