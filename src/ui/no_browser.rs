//! For a page that is only rendered: nothing can be done with it.

use std::future::{pending, ready};

use chrono::{DateTime, Utc};

use super::later_views::later_views;
use super::page_state::{CaseOpening, LaterViews, Outside};

static VIEWS: LaterViews = later_views(
    |_, _| {},
    |_| Box::pin(ready(Vec::new())),
    |_| {},
    &CaseOpening {
        is_begun: |_| false,
        load: || Box::pin(ready(None)),
    },
);

/// No browser at all: for a page that is only rendered.
pub static NO_BROWSER: Outside = Outside {
    now: || DateTime::<Utc>::UNIX_EPOCH,
    pause: |_| Box::pin(ready(())),
    is_offline: || false,
    line_change: || Box::pin(pending()),
    new_id: String::new,
    fragment: String::new,
    set_fragment: |_| {},
    tell: |_, _| true,
    keep_files: |_| Box::pin(ready(Vec::new())),
    views: Some(&VIEWS),
    load_views: || Box::pin(ready(Some(&VIEWS))),
};
