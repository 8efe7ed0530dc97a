//! How many complaints the endpoint takes, and what that costs it: `./x load`.
//!
//! Everybody who complains comes over a connection of their own, from this machine: there is no network
//! in between, and those who send use its processors too.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use complaints::receiver::Inbox;
use support::Program;
use support::complaint::REQUIRED;
use support::shipped::publish;
use tempfile::TempDir;

/// How long each case lasts, unless the first argument says otherwise, in seconds.
const SECONDS: u64 = 15;
/// How many people send at the same time.
const SENDERS: usize = 16;
/// Every so many complaints, one is sent twice, as by a browser that got no answer.
const TWICE: usize = 10;

fn main() {
    // Cargo adds options of its own.
    let seconds = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok());
    let seconds = Duration::from_secs(seconds.unwrap_or(SECONDS));
    println!("processes that ran in the last minute before: {}", load());
    for (case, bytes) in [("without a file", 0), ("with a file of 1 MB", 1_000_000)] {
        measure(case, bytes, seconds);
    }
}

/// The mean number of processes that ran or waited to, over the last minute.
fn load() -> String {
    let loads = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    loads.split(' ').next().unwrap_or_default().to_owned()
}

fn measure(case: &str, bytes: usize, time: Duration) {
    // On the disk that is built on: a folder in memory would be synced in no time.
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder can be made");
    publish(&folder.path().join("dist")).expect("a folder can be made");
    let program = Program::start(folder.path());
    let next = AtomicUsize::new(0);
    let file = file(bytes);
    let started = Instant::now();
    let send = || {
        let mut sent = Vec::new();
        while started.elapsed() < time {
            let number = next.fetch_add(1, Relaxed);
            let begun = Instant::now();
            let reference = post(&program.address, number, &file);
            sent.push((reference.clone(), begun.elapsed()));
            if number.is_multiple_of(TWICE) {
                assert_eq!(post(&program.address, number, &file), reference, "doubled");
            }
        }
        sent
    };
    let sent: Vec<(String, Duration)> = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..SENDERS).map(|_| scope.spawn(send)).collect();
        let sent = senders
            .into_iter()
            .map(|sender| sender.join().expect("every complaint is taken"));
        sent.flatten().collect()
    });
    let elapsed = started.elapsed();
    let memory = program.peak_memory();
    program.kill();
    check(folder.path(), &sent, &file);
    let mut times: Vec<Duration> = sent.iter().map(|(_, time)| *time).collect();
    times.sort();
    let percentile =
        |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].as_millis();
    println!(
        "{case}: {:.0} complaints a second; half within {} ms, 99 % within {} ms; at most {} MB of memory; \
         {} sent, none lost, none doubled",
        sent.len() as f64 / elapsed.as_secs_f64(),
        percentile(50),
        percentile(99),
        memory / 1_000_000,
        sent.len(),
    );
}

fn file(bytes: usize) -> Vec<u8> {
    b"%PDF-1.7\n".iter().copied().cycle().take(bytes).collect()
}

/// Sends a complaint, and gives the reference that it has from then on.
fn post(address: &str, number: usize, file: &[u8]) -> String {
    let number = number.to_string();
    let mut body = Vec::new();
    let texts = REQUIRED
        .into_iter()
        .chain([("submission_id", number.as_str())]);
    for (name, value) in texts {
        body.extend(part(&format!("name=\"{name}\"")));
        body.extend([value.as_bytes(), b"\r\n"].concat());
    }
    if !file.is_empty() {
        body.extend(part("name=\"attachments\"; filename=\"a.pdf\""));
        body.extend([file, b"\r\n"].concat());
    }
    body.extend(b"--cut-here--\r\n");
    let head = format!(
        "POST /complaints/form HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {}\r\n\
         Content-Type: multipart/form-data; boundary=cut-here\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(address).expect("the server is there");
    let mut answer = String::new();
    let exchange = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(&body))
        .and_then(|()| stream.read_to_string(&mut answer));
    exchange.expect("the server answers");
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    let reference = answer
        .split_once("\"reference\":\"")
        .expect("a receipt has a reference")
        .1;
    reference[..10].to_owned()
}

fn part(disposition: &str) -> Vec<u8> {
    format!("--cut-here\r\nContent-Disposition: form-data; {disposition}\r\n\r\n").into_bytes()
}

/// Everything that was acknowledged is there, once and whole, and nothing else is.
fn check(folder: &Path, sent: &[(String, Duration)], file: &[u8]) {
    let inbox = Inbox::open(&folder.join("data")).expect("there is an inbox");
    let listed = inbox.list().expect("the inbox can be read");
    let references: BTreeSet<&String> = listed.iter().map(|summary| &summary.reference).collect();
    assert_eq!(
        (listed.len(), references.len()),
        (sent.len(), sent.len()),
        "lost or doubled"
    );
    for (reference, _) in sent {
        assert!(references.contains(reference), "{reference} is lost");
        let received = inbox
            .find(reference)
            .expect("the inbox can be read")
            .expect("it is there");
        assert_eq!(received.attachments.len(), usize::from(!file.is_empty()));
        for attachment in received.attachments {
            assert!(
                fs::read(attachment.path).expect("its file is there") == file,
                "{reference}"
            );
        }
    }
}
