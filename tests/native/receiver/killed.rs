//! The server killed at random moments under load.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use support::stub::{Reply, Stub};
use support::{Random, seed};

use super::outbox::wait_until_all_is_told;
use super::pdf;
use super::server::{Form, Server, post};

/// How often, unless `KILLS` says otherwise.
const KILLS: u64 = 10;
const SENDERS: usize = 4;

/// Another seed in every run: more moments are tried in the end.
fn any_seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.unwrap().as_nanos() as u64
}

pub fn id(number: u64) -> String {
    format!("complaint-{number}")
}

/// The files of a complaint: their number and sizes differ, and so does every byte.
pub fn files(number: u64) -> Vec<Vec<u8>> {
    let file = |index| {
        let length = 1_000 + (number * 7_919 + index * 104_729) % 200_000;
        [
            pdf(length as usize),
            format!("{number}/{index}").into_bytes(),
        ]
        .concat()
    };
    (0..number % 3).map(file).collect()
}

pub fn form(number: u64) -> Form {
    let form = Form::complete()
        .text("submission_id", &id(number))
        .text("services", &format!("Service {number}"));
    files(number)
        .iter()
        .fold(form, |form, file| form.file("a.pdf", file))
}

/// Adds what is listed now to what was seen before: submission ids by reference. Each is whole.
#[track_caller]
fn see(server: &Server, seen: &mut BTreeMap<String, String>) {
    let inbox = server.inbox();
    for summary in inbox.list().unwrap() {
        if seen.contains_key(&summary.reference) {
            continue;
        }
        let received = inbox.find(&summary.reference).unwrap().unwrap();
        let id = &received.submission_id;
        let number: u64 = id.strip_prefix("complaint-").unwrap().parse().unwrap();
        let service = ("services".to_owned(), format!("Service {number}"));
        let answers = &received.answers;
        assert!(
            answers.len() == 5 && answers.contains(&service),
            "{received:?}"
        );
        let kept = received.attachments.iter().map(|file| file.read().unwrap());
        assert!(kept.collect::<Vec<_>>() == files(number), "{received:?}");
        seen.insert(summary.reference, id.clone());
    }
    let untold = "select count(*) from complaint where id not in (select complaint from outbox)";
    assert_eq!(
        server.count(untold),
        0,
        "each is kept with whom to tell of it"
    );
}

/// What was told of each complaint: its reference, and under which ids.
fn told(hook: &Stub) -> BTreeMap<String, BTreeSet<String>> {
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for request in hook.requests() {
        let record: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
        let reference = record["data"]["reference"].as_str().unwrap().to_owned();
        let id = request.header("webhook-id").unwrap().to_owned();
        told.entry(reference).or_default().insert(id);
    }
    told
}

#[test]
fn what_was_acknowledged_is_there_whole_once_and_told_however_often_the_server_is_killed() {
    let kills = std::env::var("KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let seed = seed().unwrap_or_else(any_seed);
    println!("SEED={seed} kills at the same moments again");
    let mut random = Random::seeded(seed);
    let server = Server::prepared();
    let hook = Stub::start(|_| Reply::json(200, ""));
    let address = hook.address("/");
    let start = || server.serve(&["--forward", &address]);
    let next = AtomicU64::new(0);
    let acknowledged = Mutex::new(BTreeMap::new());
    let mut seen = BTreeMap::new();
    for _ in 0..kills {
        let program = start();
        thread::scope(|scope| {
            for _ in 0..SENDERS {
                let address = program.address.clone();
                let (next, acknowledged) = (&next, &acknowledged);
                scope.spawn(move || {
                    loop {
                        let number = next.fetch_add(1, Relaxed);
                        let Ok(answer) = post(&address, &form(number), &[]) else {
                            break;
                        };
                        assert_eq!(answer.status, 201, "{answer:?}");
                        // An answer that broke off acknowledges nothing.
                        let Ok(json) = serde_json::from_str::<serde_json::Value>(&answer.body)
                        else {
                            break;
                        };
                        let reference = json["reference"].as_str().unwrap().to_owned();
                        acknowledged.lock().unwrap().insert(id(number), reference);
                    }
                });
            }
            thread::sleep(Duration::from_micros(random.below(300_000) as u64));
            program.kill();
        });
        see(&server, &mut seen);
        for (id, reference) in acknowledged.lock().unwrap().iter() {
            assert_eq!(seen.get(reference), Some(id), "{reference}");
        }
        for reference in told(&hook).keys() {
            assert!(
                seen.contains_key(reference),
                "{reference} was told and is not kept"
            );
        }
    }
    let (sent, acknowledged) = (next.into_inner(), acknowledged.into_inner().unwrap().len());
    // Whoever got no answer sends again, and has one complaint in the end.
    let program = start();
    for number in 0..sent {
        post(&program.address, &form(number), &[])
            .unwrap()
            .reference();
    }
    see(&server, &mut seen);
    let once: BTreeSet<&String> = seen.values().collect();
    assert_eq!((seen.len() as u64, once.len() as u64), (sent, sent));
    let attached: usize = (0..sent).map(|number| files(number).len()).sum();
    assert_eq!(server.kept_files(), attached);
    assert_eq!(server.files_in("incoming"), Vec::<PathBuf>::new());
    wait_until_all_is_told(&server);
    let told = told(&hook);
    assert!(told.keys().eq(seen.keys()));
    for (reference, ids) in &told {
        assert_eq!(ids.len(), 1, "{reference} was told under more than one id");
    }
    let repeats = hook.requests().len() - told.len();
    println!(
        "{kills} kills, {sent} complaints sent, {acknowledged} acknowledged before a kill, {repeats} told again"
    );
}

crate::receiver::stores::with_postgresql!(
    what_was_acknowledged_is_there_whole_once_and_told_however_often_the_server_is_killed,
);
