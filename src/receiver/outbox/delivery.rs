//! Empties the outbox, one task for each target: who is slow keeps nobody else waiting.

use std::io;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;

use super::backoff::{GIVE_UP_AFTER, pause_after};
use super::courier::Courier;
use super::fault::Fault;
use super::letter::Letter;
use super::queue::{Tried, Waiting};
use super::{Target, Turn};
use crate::domain::calendar::iso;
use crate::receiver::reference;
use crate::receiver::start::Receiver;
use crate::receiver::wording;

/// A try that came to its end, and is still to be noted.
struct Done {
    waiting: Waiting,
    tried: Tried,
}

/// Tells one target of everything, until it is to stop: what has begun by then is brought to its end.
pub async fn run(receiver: Arc<Receiver>, number: usize, mut stop: watch::Receiver<bool>) {
    let courier = &receiver.couriers[number];
    let mut done = None;
    while !*stop.borrow() {
        // What was told is noted before anything else is: it would be told again.
        if done.is_none() {
            done = match try_next(&receiver, courier).await {
                Ok(done) => done,
                Err(why) => {
                    let target = courier.target().name();
                    let fields: [(&str, &dyn std::fmt::Display); 2] =
                        [("target", &target), ("why", &why)];
                    receiver.log.line("outbox-unreadable", &fields);
                    None
                }
            };
        }
        if let Some(one) = done.take() {
            let Some((one, why)) = note(&receiver, courier.target(), one).await else {
                continue;
            };
            let (reference, target) = (&one.waiting.reference, courier.target().name());
            receiver.log.line(
                "not-noted",
                &[("reference", reference), ("target", &target), ("why", &why)],
            );
            done = Some(one);
        }
        tokio::select! {
            () = courier.woken() => {}
            _ = stop.changed() => {}
        }
    }
}

/// Tells of what is due; none where nothing is.
async fn try_next(receiver: &Arc<Receiver>, courier: &Courier) -> Result<Option<Done>, String> {
    let (own, target) = (Arc::clone(receiver), courier.target());
    let now = (receiver.clock)();
    let find = move || {
        if !own.store.takes_turn(Turn::Tell(target)).map_err(said)? {
            return Ok(None);
        }
        let Some(waiting) = own.watch(own.store.waiting(target, now)).map_err(said)? else {
            return Ok(None);
        };
        let received = own.store.find(&waiting.reference).map_err(said)?;
        Ok(received.map(|received| (waiting, received)))
    };
    let found: Result<_, String> = tokio::task::spawn_blocking(find).await.map_err(said)?;
    let Some((waiting, received)) = found? else {
        return Ok(None);
    };
    let language = match target {
        Target::Acknowledgement => waiting.wording.as_deref().and_then(wording::language),
        Target::Command | Target::Webhook | Target::Email => None,
    };
    let latest = receiver
        .published
        .in_language(&language.unwrap_or_default());
    let letter = Letter {
        message_id: waiting.message_id.clone(),
        received,
        wording: waiting.wording.clone(),
        page: latest.page,
        now,
    };
    let carried = courier.carry(letter).await;
    let tried = match carried {
        Ok(partly) => {
            if let Some(fault) = partly {
                let target = target.name();
                receiver.log.line(
                    "told-in-part",
                    &[
                        ("reference", &waiting.reference),
                        ("target", &target),
                        ("why", &fault),
                    ],
                );
            }
            Tried::Taken
        }
        Err(fault) => after(fault, &waiting, (receiver.clock)()),
    };
    say(receiver, target, &waiting, &tried);
    Ok(Some(Done { waiting, tried }))
}

pub fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// What follows a try in vain.
fn after(fault: Fault, waiting: &Waiting, now: DateTime<Utc>) -> Tried {
    let since = now.signed_duration_since(waiting.queued_at);
    if fault.is_final || since.to_std().is_ok_and(|since| since >= GIVE_UP_AFTER) {
        return Tried::GivenUp(fault);
    }
    let pause = pause_after(waiting.tries + 1, chance().unwrap_or(u32::MAX));
    let pause = TimeDelta::from_std(pause).unwrap_or_default();
    Tried::Later(fault, now + pause)
}

fn chance() -> io::Result<u32> {
    let name = reference::random_name()?;
    u32::from_str_radix(&name[..8], 16).map_err(io::Error::other)
}

/// Logs what became of a try.
fn say(receiver: &Receiver, target: Target, waiting: &Waiting, tried: &Tried) {
    let (reference, target) = (&waiting.reference, target.name());
    let tries = waiting.tries + 1;
    match tried {
        Tried::Taken => receiver.log.line(
            "told",
            &[
                ("reference", reference),
                ("target", &target),
                ("tries", &tries),
            ],
        ),
        Tried::Later(fault, at) => receiver.log.line(
            "not-told",
            &[
                ("reference", reference),
                ("target", &target),
                ("tries", &tries),
                ("why", fault),
                ("next", &iso::format_instant(*at)),
            ],
        ),
        Tried::GivenUp(fault) => receiver.log.line(
            "given-up",
            &[
                ("reference", reference),
                ("target", &target),
                ("tries", &tries),
                ("why", fault),
                ("then", &format!("complaints inbox resend {reference}")),
            ],
        ),
    }
}

/// Notes what became of a try; gives it back, with the reason, where that fails.
async fn note(receiver: &Arc<Receiver>, target: Target, done: Done) -> Option<(Done, String)> {
    let receiver = Arc::clone(receiver);
    let write = move || {
        let now = (receiver.clock)();
        let noted = receiver.watch(receiver.store.note(target, &done.waiting, &done.tried, now));
        noted.err().map(|why| (done, said(why)))
    };
    // It does not panic.
    tokio::task::spawn_blocking(write).await.unwrap_or_default()
}
