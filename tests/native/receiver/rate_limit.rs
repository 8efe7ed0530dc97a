//! How many complaints one address may send.

use std::net::IpAddr;
use std::time::Instant;

use axum::http::{HeaderMap, HeaderValue};
use complaints::receiver::Settings;
use complaints::receiver::rate_limit::{BURST, PAUSE, RateLimit, Sender};

use super::server::{BROWSER, Form, Server};
use super::{assert_nothing_kept, count, pdf};

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn sender(text: &str) -> Sender {
    address(text).into()
}

/// A server behind a proxy.
fn proxied() -> Server {
    let mut server = Server::prepared();
    server.start_with(Settings {
        trust_proxy: true,
        ..server.settings()
    });
    server
}

/// Sends what is refused, and uses up what one address may send.
fn use_up(server: &Server, address: &str) {
    for _ in 0..BURST {
        let headers = [("X-Forwarded-For", address)];
        let answer = server.post_form_with(&Form::default(), &headers);
        assert_eq!(answer.status, 422);
    }
}

#[test]
fn after_a_burst_one_more_is_taken_at_every_pause() {
    let (mut limit, start) = (RateLimit::default(), Instant::now());
    let one = sender("192.0.2.1");
    for _ in 0..BURST {
        assert_eq!(limit.admit(one, start), Ok(()));
    }
    let later = start + PAUSE / 4;
    assert_eq!(limit.admit(one, later), Err(PAUSE / 4 * 3));
    assert_eq!(limit.admit(one, start + PAUSE), Ok(()));
    assert_eq!(limit.admit(one, start + PAUSE), Err(PAUSE));
    let rested = start + PAUSE * (BURST + 1);
    for _ in 0..BURST {
        assert_eq!(limit.admit(one, rested), Ok(()));
    }
    assert_eq!(limit.admit(one, rested), Err(PAUSE));
}

#[test]
fn what_is_given_back_is_not_counted() {
    for address in ["192.0.2.1", "2001:db8::1"] {
        let (mut limit, now) = (RateLimit::new(2, PAUSE), Instant::now());
        let one = sender(address);
        for _ in 0..100 {
            assert_eq!(limit.admit(one, now), Ok(()));
            limit.give_back(one);
        }
        assert_eq!([(); 2].map(|()| limit.admit(one, now)), [Ok(()); 2]);
        assert_eq!(limit.admit(one, now), Err(PAUSE));
    }
}

#[test]
fn senders_do_not_use_up_each_others_burst() {
    let (mut limit, now) = (RateLimit::default(), Instant::now());
    for _ in 0..BURST {
        assert_eq!(limit.admit(sender("2001:db8:0:1::1"), now), Ok(()));
    }
    // One network is one sender, however many addresses it has.
    assert_eq!(limit.admit(sender("2001:db8:0:1:ffff::2"), now), Err(PAUSE));
    assert_eq!(limit.admit(sender("2001:db8:0:2::1"), now), Ok(()));
    assert_eq!(limit.admit(sender("192.0.2.1"), now), Ok(()));
}

#[test]
fn whoever_is_at_the_limit_is_remembered_however_many_others_come() {
    let (mut limit, now) = (RateLimit::default(), Instant::now());
    let one = sender("192.0.2.1");
    for _ in 0..BURST {
        assert_eq!(limit.admit(one, now), Ok(()));
    }
    for number in 0..11_000_u32 {
        let other = IpAddr::from((0x0a00_0000 + number).to_be_bytes());
        assert_eq!(limit.admit(other.into(), now), Ok(()));
    }
    assert_eq!(limit.admit(one, now), Err(PAUSE));
}

#[test]
fn whom_a_trusted_proxy_saw_is_counted_and_nothing_that_a_sender_made_up() {
    let counted = |peer: &str, forwarded: &[&'static str], trust_proxy| {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_static(value));
        }
        Sender::of(address(peer), &headers, trust_proxy)
    };
    let proxy = "10.0.0.9";
    for (forwarded, expected) in [
        (&["198.51.100.7"][..], "198.51.100.7"),
        (&["192.0.2.1, 192.0.2.2,198.51.100.7"], "198.51.100.7"),
        (&["192.0.2.1", "192.0.2.2, 198.51.100.7"], "198.51.100.7"),
        (&["198.51.100.7:50123"], "198.51.100.7"),
        (&["::ffff:198.51.100.7"], "198.51.100.7"),
        (&["2001:db8:0:1::7"], "2001:db8:0:1::"),
        (&["[2001:db8:0:1::7]"], "2001:db8:0:1::"),
        (&["[2001:db8:0:1::7]:50123"], "2001:db8:0:1::"),
        (&["198.51.100.7, unknown"], proxy),
        (&["198.51.100.7,"], proxy),
        (&[], proxy),
    ] {
        assert_eq!(
            counted(proxy, forwarded, true),
            Some(sender(expected)),
            "{forwarded:?}"
        );
    }
    let made_up = &["198.51.100.7"][..];
    assert_eq!(
        counted("192.0.2.1", made_up, false),
        Some(sender("192.0.2.1"))
    );
    for this_machine in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
        assert_eq!(counted(this_machine, made_up, false), None);
    }
}

#[test]
fn a_sender_of_too_many_is_told_when_to_come_back() {
    let server = proxied();
    use_up(&server, "192.0.2.1");
    let post = |address| {
        let form = Form::complete().file("a.pdf", &pdf(2_000_000));
        server.post_form_with(&form, &[("X-Forwarded-For", address)])
    };
    let answer = post("192.0.2.1");
    let seconds: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((50..=60).contains(&seconds), "{seconds}");
    assert_eq!(answer.status, 429);
    let said = format!("too many complaints from this address: try again in {seconds} seconds");
    assert_eq!(answer.detail(), said);
    assert_nothing_kept(&server);
    assert_eq!(post("192.0.2.2").status, 201);
}

#[test]
fn a_page_for_a_sender_of_too_many_has_every_answer_in_it() {
    let server = proxied();
    use_up(&server, "192.0.2.1");
    let id = "8e03978e-40d5-43e8-bc93-6894a57f9324";
    let form = Form::complete()
        .text("submission_id", id)
        .file("a.pdf", &pdf(5_000));
    let headers = [("X-Forwarded-For", "192.0.2.1"), ("Accept", BROWSER)];
    let answer = server.post_form_with(&form, &headers);
    assert!(answer.header("retry-after").is_some());
    assert_eq!(answer.status, 429);
    let page = answer.page();
    assert_eq!(
        super::plain_pages::answers(&page),
        [
            ("name", "Jo Smith".to_owned()),
            ("email", "jo@example.com".to_owned()),
            ("category", "billing".to_owned()),
            (
                "description",
                "I was billed twice for the same month.".to_owned()
            ),
        ]
    );
    assert_eq!(super::plain_pages::submission_id(&page), id);
    assert!(super::plain_pages::not_sent(&page).contains("has not been sent"));
    assert_nothing_kept(&server);
}

#[test]
fn a_proxy_that_is_not_trusted_is_not_taken_for_one_sender() {
    let server = Server::started();
    use_up(&server, "192.0.2.1");
    server.post_form(&Form::complete()).reference();
    assert_eq!(count(&server), 1);
}

#[test]
fn reading_is_not_limited() {
    let server = proxied();
    use_up(&server, "192.0.2.1");
    let headers = [("X-Forwarded-For", "192.0.2.1")];
    assert_eq!(
        server.send("GET", "/complaints/form", &headers, b"").status,
        200
    );
}
