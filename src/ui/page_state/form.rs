use super::{Later, LaterViews, PageState};
use crate::copy::PageCopy;
use crate::domain::complaint::FieldId;
use crate::ui::derived::Derived;
use crate::ui::shared::Shared;
use crate::view_model::{
    Announcement, Changed, DeliveryStatus, Effect, Journey, Place, Record, SavedStatus,
    ShownProblem, Step, characters, is_nearly_full,
};

/// How long typing rests before a count is announced, in milliseconds.
const COUNTING_PAUSE: u32 = 1_500;

/// The shown problems of the complaint form, in page order.
pub fn form_problems(
    page: &'static PageCopy,
    journey: Shared<Journey>,
    later: Shared<Later>,
) -> Derived<Vec<ShownProblem>> {
    Derived::new(move || {
        let problems =
            |views: &LaterViews| journey.with(|journey| (views.form_problems)(page, journey));
        later.get().views().map_or_else(Vec::new, problems)
    })
}

impl PageState {
    /// Takes what was typed.
    pub fn set_text(&self, field: FieldId, typed: String) {
        let now = self.clock();
        self.take_text(field, |journey| journey.set_text(field, typed, now));
    }

    /// Takes what stands in a control, whoever put it there.
    pub fn set_found_text(&self, field: FieldId, typed: String) {
        self.take_text(field, |journey| journey.set_found_text(field, typed));
    }

    /// Tells of a new answer only those who show it, where it has changed nothing else.
    fn take_text(&self, field: FieldId, take: impl FnOnce(&mut Journey) -> Changed) {
        let changed = self.journey.try_maybe_update(|journey| {
            let changed = take(journey);
            (changed == Changed::More, changed)
        });
        match changed {
            Some(Changed::Alone) => self.typing.notify(field),
            Some(Changed::More) => self.clear_fixed(field),
            None => {}
        }
    }

    /// Announces how many characters are left once typing into a field has rested, if few are.
    pub fn announce_count(&self, field: FieldId) {
        if !field.spec().is_counted() {
            return;
        }
        let state = *self;
        self.counting.call(COUNTING_PAUSE, move || {
            let typed = state.journey.with_untracked(|journey| {
                let is_here = journey.step() == Step::Fill;
                is_here.then(|| characters(field, journey.draft().text(field)))
            });
            if let Some(characters) = typed.filter(|typed| is_nearly_full(field, *typed)) {
                let count = Announcement::Count { field, characters };
                state.run(vec![Effect::Announce(count)]);
            }
        });
    }

    /// Takes away the shown problems that a new answer to a field has mended. Who showed them was loaded before.
    pub fn clear_fixed(&self, field: FieldId) {
        if let Some(views) = self.views() {
            (views.clear_fixed)(*self, field);
        }
    }

    /// Checks answers again that were checked when the page was left.
    pub fn check_again(&self) {
        let Self { page, journey, .. } = *self;
        let now = self.clock();
        self.do_later(move |views| {
            if let Some(views) = views {
                journey.try_update(|journey| (views.check_again)(journey, page, now));
            }
        });
    }

    /// Goes on to the check view, or shows what is missing.
    pub fn review(&self) {
        self.ask_later(Place::Form, |views| views.review);
    }

    /// Whether a step is hidden, as the customer goes on and back.
    pub fn is_hidden(&self, step: Step) -> impl Fn() -> bool + Send + use<> {
        let journey = self.journey;
        move || journey.with(|journey| journey.step() != step)
    }

    /// How sending goes; changes only when that does.
    pub fn delivery(&self) -> impl Fn() -> DeliveryStatus + Copy + Send + use<> {
        let journey = self.journey;
        let delivery = Derived::new(move || journey.with(Journey::delivery));
        move || delivery.get()
    }

    /// What a customer can keep by now.
    pub fn record(&self) -> Option<Record> {
        let (data, now) = (self.data(), self.clock());
        self.journey
            .with_untracked(|journey| Record::of(journey, data, now))
    }

    /// Whether something is typed that could be saved.
    pub fn has_answers(&self) -> bool {
        self.journey.with(Journey::has_answers)
    }

    /// What is said of the answers that are saved, or cannot be.
    pub fn saved_status(&self) -> Option<SavedStatus> {
        let own = self.journey.with(|journey| journey.draft_record().cloned());
        self.saved.with(|saved| saved.status(own.as_ref()))
    }
}
