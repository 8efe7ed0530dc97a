//! Two instances of `serve` on one PostgreSQL database: nothing is lost, nothing is kept twice, and what one
//! begins the other ends.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering::Relaxed};
use std::thread;

use support::mail::MailStub;
use support::{Postgres, Program};

use super::digest::{at, digests};
use super::killed::{files, form, id};
use super::mails::by;
use super::outbox::{own_clock, start, wait_until_all_is_told};
use super::server::{Answer, Form, Server, get, post};
use super::{stores, wait_until};

/// Two built folders with a data folder each, on one database; none where PostgreSQL is not there.
fn two(what: &str) -> Option<[Server; 2]> {
    let Some(database) = stores::new_database() else {
        eprintln!("NOT TESTED: {what}. PostgreSQL is not there.");
        return None;
    };
    Some([(); 2].map(|()| Server::prepared_on(Some(database.clone()))))
}

/// Starts both at the same time.
fn serve_both(servers: &[Server; 2], options: &[&str]) -> [Program; 2] {
    thread::scope(|scope| {
        let both = servers.each_ref();
        let both = both.map(|server| scope.spawn(|| server.serve(options)));
        both.map(|one| one.join().unwrap())
    })
}

/// Sends something to both at the same time.
fn post_to_both(programs: &[Program; 2], forms: [&Form; 2]) -> [Answer; 2] {
    let [one, other] = programs.each_ref().map(|program| program.address.as_str());
    thread::scope(|scope| {
        let first = scope.spawn(|| post(one, forms[0], &[]).unwrap());
        let second = post(other, forms[1], &[]).unwrap();
        [first.join().unwrap(), second]
    })
}

#[test]
fn the_same_complaint_to_two_instances_at_once_is_one_and_another_under_its_id_is_refused() {
    let Some(servers) = two("the same complaint to two instances") else {
        return;
    };
    // Both find no tables.
    let programs = serve_both(&servers, &[]);
    for number in 0..20 {
        let form = form(number);
        let [one, other] = post_to_both(&programs, [&form, &form]);
        assert_eq!((one.status, other.status), (201, 201));
        assert_eq!(one.json(), other.json());
    }
    let kept: usize = (0..20).map(|number| files(number).len()).sum();
    assert_eq!(servers[0].count("select count(*) from complaint"), 20);
    assert_eq!(servers[1].kept_files(), kept);
    for number in 20..40 {
        let changed = form(number).text("desired_outcome", "Another one.");
        let answers = post_to_both(&programs, [&form(number), &changed]);
        let mut statuses = answers.map(|answer| answer.status);
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 422]);
    }
    assert_eq!(servers[0].count("select count(*) from complaint"), 40);
}

#[test]
fn what_is_due_is_said_by_one_instance_and_by_the_other_when_that_has_ended() {
    own_clock!(NOW, clock);
    let Some([mut one, mut other]) = two("the digest of two instances") else {
        return;
    };
    let stub = MailStub::that_takes_all();
    for server in [&mut one, &mut other] {
        start(server, by(&stub.address()), clock);
    }
    one.post_form(&Form::complete()).reference();
    NOW.store(at("2026-11-30T08:00:00Z"), Relaxed);
    wait_until("it is said", || digests(&stub).len() == 1);
    one.stop();
    NOW.store(at("2026-12-01T08:00:00Z"), Relaxed);
    wait_until("it is said again", || digests(&stub).len() >= 2);
    wait_until_all_is_told(&other);
    assert_eq!(digests(&stub).len(), 2);
}

#[test]
fn while_the_database_is_away_that_is_said_and_when_it_is_back_complaints_are_kept_again() {
    let Some(mut postgres) = Postgres::start() else {
        eprintln!("NOT TESTED: a database that goes away. PostgreSQL is not there.");
        return;
    };
    let server = Server::prepared_on(Some(postgres.database()));
    let program = server.serve(&[]);
    let health = || get(&program.address, "/healthz");
    let reference = post(&program.address, &form(1), &[]).unwrap().reference();
    assert_eq!(health().status, 200);
    postgres.stop();
    let refused = post(&program.address, &form(2), &[]).unwrap();
    assert_eq!(
        (refused.status, refused.header("retry-after")),
        (503, Some("10"))
    );
    assert_eq!(
        refused.detail(),
        "the inbox cannot be reached: nothing of the complaint was kept"
    );
    wait_until("it is said", || health().status == 503);
    let failing = "{\"status\":\"failing\",\"database\":\"failing\",\"disk\":\"ok\"}\n";
    assert_eq!(health().body, failing);
    postgres.start_again();
    let repeated = post(&program.address, &form(1), &[]).unwrap();
    assert_eq!(repeated.reference(), reference);
    post(&program.address, &form(2), &[]).unwrap().reference();
    wait_until("it is well again", || health().status == 200);
}

/// The messages that a command was given, by the reference of their complaint.
fn told(servers: &[Server; 2]) -> BTreeMap<String, BTreeSet<String>> {
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for server in servers {
        let lines = fs::read_to_string(server.folder().join("told")).unwrap_or_default();
        // What a process was killed over is cut off.
        let records = lines
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        for record in records {
            let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
            let of = told.entry(text(&record["data"]["reference"])).or_default();
            of.insert(text(&record["id"]));
        }
    }
    told
}

#[test]
fn nothing_acknowledged_is_lost_though_an_instance_is_killed_and_the_database_stops() {
    const SENT: u64 = 120;
    let Some(mut postgres) = Postgres::start() else {
        eprintln!("NOT TESTED: two instances of which one is killed. PostgreSQL is not there.");
        return;
    };
    let database = postgres.database();
    let servers = [(); 2].map(|()| Server::prepared_on(Some(database.clone())));
    let options = ["--on-received", "{ cat; echo; } >> told"];
    let [killed, stays] = serve_both(&servers, &options);
    let addresses = [&killed, &stays].map(|program| program.address.clone());
    let (next, is_killed) = (AtomicU64::new(0), AtomicBool::new(false));
    let acknowledged = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for sender in 0..4_usize {
            let (next, is_killed, acknowledged) = (&next, &is_killed, &acknowledged);
            let addresses = &addresses;
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Relaxed);
                    if number >= SENT {
                        return;
                    }
                    // As a page does: the same again, until it is acknowledged.
                    for turn in sender.. {
                        let turn = if is_killed.load(Relaxed) { 1 } else { turn % 2 };
                        let answer = post(&addresses[turn], &form(number), &[]);
                        let Ok(answer) = answer else { continue };
                        if answer.status == 201 {
                            let reference = answer.reference();
                            acknowledged.lock().unwrap().insert(id(number), reference);
                            break;
                        }
                        assert_eq!(answer.status, 503, "{answer:?}");
                    }
                }
            });
        }
        wait_until("some are sent", || next.load(Relaxed) > SENT / 4);
        killed.kill();
        is_killed.store(true, Relaxed);
        wait_until("more are sent", || next.load(Relaxed) > SENT / 2);
        postgres.stop();
        postgres.start_again();
    });
    let acknowledged = acknowledged.into_inner().unwrap();
    assert_eq!(acknowledged.len() as u64, SENT);
    let inbox = servers[1].inbox();
    for number in 0..SENT {
        let found = inbox.find(&acknowledged[&id(number)]).unwrap();
        let received = found.expect("what was acknowledged is there");
        assert_eq!(received.submission_id, id(number));
        let kept = received.attachments.iter();
        let kept: Vec<Vec<u8>> = kept.map(|file| file.read().unwrap()).collect();
        assert!(kept == files(number), "{received:?}");
    }
    assert_eq!(inbox.list().unwrap().len() as u64, SENT);
    drop(inbox);
    wait_until_all_is_told(&servers[1]);
    let told = told(&servers);
    let references: BTreeSet<&String> = acknowledged.values().collect();
    assert!(told.keys().eq(references));
    for (reference, ids) in &told {
        assert_eq!(ids.len(), 1, "{reference} was told under more than one id");
    }
    drop(stays);
}
