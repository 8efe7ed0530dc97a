use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::page_state::PageState;
use crate::view_model::LinesView;

/// Whether the phone lines are open now; empty before that is known.
pub fn lines(state: PageState) -> El {
    let lines = Derived::new(move || {
        let views = state.later.get().views()?;
        (views.lines)(state.data(), state.now.get()?)
    });
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
