use super::rich_text;
use crate::copy::StepCopy;
use crate::ui::element::{El, el};

/// A numbered path.
pub fn steps(items: &'static [StepCopy]) -> El {
    el("ol", "cp-steps").children(items.iter().map(|step| {
        el("li", "cp-steps__step")
            .child(el("h3", "cp-steps__title").text(step.title.as_str()))
            .child(rich_text(el("p", "cp-steps__text"), &step.text))
    }))
}
