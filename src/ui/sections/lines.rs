use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::view_model::LinesView;

/// Whether the phone lines are open now; empty before that is known.
pub fn lines(lines: Derived<Option<LinesView>>) -> El {
    el("div", "cp-lines").live(move || {
        let line = |lines: LinesView| {
            let class = if lines.open {
                "cp-lines__status cp-lines__status--open"
            } else {
                "cp-lines__status"
            };
            el("p", class).text(lines.words)
        };
        lines.get().map(line).into_iter().collect()
    })
}
