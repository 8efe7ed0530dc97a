use super::{Later, LaterViews, PageState};
use crate::copy::PageCopy;
use crate::ui::derived::Derived;
use crate::ui::shared::Shared;
use crate::view_model::self_check::{LINK, SelfCheck};
use crate::view_model::{Place, ShownProblem};

/// The shown problems of the self-check, in page order.
pub fn check_problems(
    page: &'static PageCopy,
    self_check: Shared<SelfCheck>,
    later: Shared<Later>,
) -> Derived<Vec<ShownProblem>> {
    Derived::new(move || {
        let problems =
            |views: &LaterViews| self_check.with(|check| (views.check_problems)(page, check));
        later.get().views().map_or_else(Vec::new, problems)
    })
}

impl PageState {
    /// Decides the self-check as it stands in its controls.
    pub fn check(&self) {
        self.ask_later(Place::SelfCheck, |views| views.check);
    }

    /// Takes over the dates of the tab's address, once the page is live.
    pub fn follow_link(&self) {
        let fragment = (self.outside.fragment)();
        match fragment.strip_prefix(LINK) {
            Some("") if self.page.has_self_check() => self.go_to(Place::SelfCheckTitle),
            Some(answers) if answers.starts_with('?') => {
                self.ask_later(Place::SelfCheck, |views| views.follow_link);
            }
            _ => {}
        }
    }
}
