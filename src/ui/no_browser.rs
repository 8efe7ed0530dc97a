//! For a page that is only rendered: nothing can be done with it.

use std::future::{pending, ready};

use chrono::{DateTime, Utc};

use super::later_views::later_views;
use super::page_state::{CaseOpening, LaterOutside, LaterViews, Outside};
use crate::domain::calendar::BankHolidays;

static BY_RULE: BankHolidays = BankHolidays::by_rule();

static VIEWS: LaterViews = later_views(LaterOutside {
    new_id: String::new,
    set_fragment: |_| {},
    change_tab_language: |_, _| {},
    is_offline: || false,
    read_holidays: |_, _| Box::pin(ready(&BY_RULE)),
    case: &CaseOpening {
        is_begun: |_| false,
        load: || Box::pin(ready(None)),
    },
    run: |_, _| {},
    keep_files: |_| Box::pin(ready(Vec::new())),
    draw_pictures: |_| {},
});

/// No browser at all: for a page that is only rendered.
pub static NO_BROWSER: Outside = Outside {
    now: || DateTime::<Utc>::UNIX_EPOCH,
    pause: |_| Box::pin(ready(())),
    line_change: || Box::pin(pending()),
    fragment: String::new,
    tell: |_, _| true,
    keep_files: |_| Box::pin(ready(Vec::new())),
    views: Some(&VIEWS),
    load_views: || Box::pin(ready(Some(&VIEWS))),
};
