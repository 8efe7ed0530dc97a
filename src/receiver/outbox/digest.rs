//! Each working morning an e-mail about what is due, where something is.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use tokio::sync::watch;

use super::Turn;
use super::backoff::{latest_next_try, pause_after};
use super::courier::Courier;
use super::delivery::said;
use super::email::Digest;
use crate::copy::PageCopy;
use crate::domain::calendar::{WorkingDays, iso, london};
use crate::domain::complaint::State;
use crate::receiver::inbox::Summary;
use crate::receiver::published::Latest;
use crate::receiver::start::Receiver;
use crate::view_model::{Part, Record};

/// From when on in London the e-mail of a day goes out.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).unwrap();

/// How many working days ahead is looked.
const AHEAD: u32 = 1;

/// Sends the e-mail of each working day, until it is to stop. A day on which nothing is due has none, and
/// what a mail server does not take is sent again that day.
pub async fn run(receiver: Arc<Receiver>, number: usize, mut stop: watch::Receiver<bool>) {
    let courier = &receiver.couriers[number];
    let mut tries = 0;
    let mut not_before = DateTime::<Utc>::MIN_UTC;
    while !*stop.borrow() {
        let now = (receiver.clock)();
        if now >= not_before || not_before > latest_next_try(now) {
            match send_if_due(&receiver, courier, now).await {
                Ok(()) => tries = 0,
                Err(why) => {
                    tries += 1;
                    let pause = pause_after(tries, u32::MAX);
                    not_before = now + TimeDelta::from_std(pause).unwrap_or_default();
                    let next = iso::format_instant(not_before);
                    receiver
                        .log
                        .line("digest-not-sent", &[("why", &why), ("next", &next)]);
                }
            }
        }
        tokio::select! {
            () = tokio::time::sleep(courier.pause()) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Sends the e-mail of today, where it is a working day's morning, and it was not sent.
async fn send_if_due(
    receiver: &Arc<Receiver>,
    courier: &Courier,
    now: DateTime<Utc>,
) -> Result<(), String> {
    let local = london::to_london(now);
    let today = local.date();
    let latest = receiver.published.latest();
    let is_working_day = working_days(&latest).is_working_day(today);
    if !is_working_day || local.time() < MORNING {
        return Ok(());
    }
    let own = Arc::clone(receiver);
    let write = move || {
        if !own.store.takes_turn(Turn::Digest).map_err(said)? {
            return Ok(None);
        }
        if own.watch(own.store.digest_day()).map_err(said)? == Some(today) {
            return Ok(None);
        }
        let summaries = own.store.list().map_err(said)?;
        let days = working_days(&latest);
        Ok(Some(digest(&latest.page, &days, &summaries, today)))
    };
    let written: Result<_, String> = tokio::task::spawn_blocking(write).await.map_err(said)?;
    let Some(digest) = written? else {
        return Ok(());
    };
    if let Some(digest) = digest {
        let partly = courier.send(digest, now).await.map_err(said)?;
        let (day, partly) = (iso::format_date(today), partly.map(said));
        let not_to_all = partly.unwrap_or_default();
        receiver
            .log
            .line("digest", &[("day", &day), ("not_to_all", &not_to_all)]);
    }
    let own = Arc::clone(receiver);
    let note = move || own.watch(own.store.note_digest_day(today)).map_err(said);
    tokio::task::spawn_blocking(note).await.map_err(said)?
}

fn working_days(latest: &Latest) -> WorkingDays<'_> {
    WorkingDays {
        holidays: &latest.holidays,
        division: latest.page.facts.division,
    }
}

/// What is late, and what is due today or on the next working day; none where nothing is. It says nothing
/// about anybody.
fn digest(
    page: &PageCopy,
    days: &WorkingDays,
    summaries: &[Summary],
    today: NaiveDate,
) -> Option<Digest> {
    let is_soon = |day: NaiveDate| days.between(today, day) <= AHEAD;
    let mut open: Vec<(NaiveDate, &Summary)> = summaries
        .iter()
        .filter(|one| one.handling.state() == State::Open)
        .filter_map(|one| Some((iso::parse_date(&one.response_due)?, one)))
        .collect();
    open.sort_by_key(|(due, one)| (*due, &one.received_at));
    let (mut late, mut soon, mut letters) = (Vec::new(), Vec::new(), Vec::new());
    for (due, one) in &open {
        let help = if one.asks_for_help {
            ", asks for help"
        } else {
            ""
        };
        let due_on = page.words.date(*due);
        let reference = &one.reference;
        if *due < today {
            let since = days.between(*due, today);
            late.push(format!(
                "{reference}: due {due_on}, working days since: {since}{help}"
            ));
        } else if is_soon(*due) {
            soon.push(format!("{reference}: due {due_on}{help}"));
        }
        if let Some(letter) = one.deadlock_letter_due.filter(|day| is_soon(*day)) {
            let letter = page.words.date(letter);
            letters.push(format!("{reference}: deadlock letter due {letter}{help}"));
        }
    }
    if late.is_empty() && soon.is_empty() && letters.is_empty() {
        return None;
    }
    let subject = format!(
        "Complaints: {} late, {} due soon, {} deadlock letters due",
        late.len(),
        soon.len(),
        letters.len()
    );
    let mut parts = Vec::new();
    for (heading, lines) in [
        ("Late", late),
        ("Due today or on the next working day", soon),
        ("Deadlock letters", letters),
    ] {
        if !lines.is_empty() {
            parts.push(Part::Heading(heading.to_owned()));
            parts.push(Part::List(lines));
        }
    }
    parts.push(Part::Heading("In the inbox".to_owned()));
    parts.push(Part::List(vec!["complaints inbox due".to_owned()]));
    Some(Digest {
        day: today,
        record: Record::of_parts(page, &subject, parts),
        subject,
    })
}
