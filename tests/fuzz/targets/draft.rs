//! Whatever a browser's storage holds, the page goes on with what can be used of it, and keeps that.

#![no_main]

use std::sync::LazyLock;

use complaints::copy::{self, PageCopy};
use complaints::domain::calendar::{BankHolidays, iso};
use complaints::domain::wire::Kept;
use complaints::view_model::{Effect, Journey, PageData, Step, Task};
use libfuzzer_sys::fuzz_target;

static PAGE: LazyLock<PageCopy> = LazyLock::new(|| {
    copy::read(include_str!("../../../public/complaints.json")).expect("the copy can be read")
});
static HOLIDAYS: LazyLock<BankHolidays> = LazyLock::new(BankHolidays::by_rule);

fuzz_target!(|text: &str| {
    let Some(kept) = Kept::read(text) else {
        return;
    };
    assert_eq!(Kept::read(&kept.write()).as_ref(), Some(&kept));
    let mut journey = Journey::default();
    let now = iso::parse_instant("2026-11-23T10:00:00Z").expect("an instant");
    if journey.restore(kept.clone()) {
        journey.check_again(&PAGE, now);
    }
    let Kept::Draft(kept) = kept else {
        assert!(journey.step() == Step::Receipt && journey.sent().is_some());
        return;
    };
    let mut answers = kept.draft.clone();
    if kept.is_checked {
        // What is checked again is read again: a whole date in one box is spread over its boxes.
        answers.first_complained_on.spread(&PAGE.words.months);
    }
    assert_eq!(journey.draft(), &answers);
    let id = |journey: &mut Journey| {
        let data = PageData {
            page: &PAGE,
            holidays: &HOLIDAYS,
        };
        let effects = journey.send(|| "new".to_owned(), data, now);
        effects.into_iter().find_map(|effect| match effect {
            Effect::Do(Task::Try(submission)) => Some(submission.id),
            _ => None,
        })
    };
    let mut same = journey.clone();
    if let (Some(id), Some(known)) = (id(&mut same), kept.submission_id) {
        assert!(id == known.id || id == "new");
    }
});
