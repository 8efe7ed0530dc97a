//! How many complaints the endpoint takes, and what that costs it: `./x load`. Beside it, in the same run
//! on the same disk, a bare loop that keeps the same rows in SQLite, one transaction each; and how many files
//! of the built folder it gives, beside nginx.
//!
//! Everybody who complains comes over a connection of their own, from this machine: there is no network
//! in between, and those who send use its processors too.

mod bare;
mod files;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use bare::Bare;
use complaints::receiver::Location;
use support::Program;
use support::complaint::REQUIRED;
use support::shipped::publish;
use tempfile::TempDir;

/// How long each case lasts, unless the first argument says otherwise, in seconds.
const SECONDS: u64 = 15;
/// How often the endpoint and the bare loop take turns in that time: the machine has other things to do.
const TURNS: u32 = 3;
/// Every so many complaints, one is sent twice, as by a browser that got no answer.
const TWICE: usize = 10;

fn main() {
    // Cargo adds options of its own.
    let seconds = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok());
    let seconds = Duration::from_secs(seconds.unwrap_or(SECONDS));
    println!("processes that ran in the last minute before: {}", load());
    for (senders, case, bytes) in [
        (1, "without a file", 0),
        (16, "without a file", 0),
        (256, "without a file", 0),
        (16, "with a file of 1 MB", 1_000_000),
    ] {
        measure(senders, case, bytes, seconds);
    }
    files::compare(seconds);
}

/// The mean number of processes that ran or waited to, over the last minute.
fn load() -> String {
    let loads = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    loads.split(' ').next().unwrap_or_default().to_owned()
}

fn measure(senders: usize, case: &str, bytes: usize, time: Duration) {
    // On the disk that is built on: a folder in memory would be synced in no time.
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder can be made");
    publish(&folder.path().join("dist")).expect("a folder can be made");
    let program = Program::start(folder.path());
    let mut bare = Bare::new(&folder.path().join("bare"));
    let next = AtomicUsize::new(0);
    let file = file(bytes);
    let (mut sent, mut kept) = (Vec::new(), 0);
    let (mut took, mut bare_took) = (Duration::ZERO, Duration::ZERO);
    for _ in 0..TURNS {
        let started = Instant::now();
        kept += bare.keep_for(time / TURNS, &file);
        bare_took += started.elapsed();
        let started = Instant::now();
        let until = started + time / TURNS;
        sent.extend(send(&program.address, senders, &next, &file, until));
        took += started.elapsed();
    }
    let memory = program.peak_memory();
    program.kill();
    check(folder.path(), &sent, &file);
    let mut times: Vec<Duration> = sent.iter().map(|(_, time)| *time).collect();
    times.sort();
    let percentile = |percent: usize| {
        times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1e3
    };
    let rate = sent.len() as f64 / took.as_secs_f64();
    let bare_rate = kept as f64 / bare_took.as_secs_f64();
    println!(
        "{senders} at a time, {case}: {rate:.0} complaints a second, {:.2} times the bare loop's {bare_rate:.0}; \
         half within {:.1} ms, 99 % within {:.1} ms; at most {} MB of memory; {} sent, none lost, none doubled",
        rate / bare_rate,
        percentile(50),
        percentile(99),
        memory / 1_000_000,
        sent.len(),
    );
}

/// Sends complaints over so many connections until then: their references, and how long each took.
fn send(
    address: &str,
    senders: usize,
    next: &AtomicUsize,
    file: &[u8],
    until: Instant,
) -> Vec<(String, Duration)> {
    let send = || {
        let mut connection = Connection::open(address);
        let mut sent = Vec::new();
        while Instant::now() < until {
            let number = next.fetch_add(1, Relaxed);
            let begun = Instant::now();
            let reference = connection.post(address, number, file);
            sent.push((reference.clone(), begun.elapsed()));
            if number.is_multiple_of(TWICE) {
                assert_eq!(connection.post(address, number, file), reference, "doubled");
            }
        }
        sent
    };
    std::thread::scope(|scope| {
        let senders: Vec<_> = (0..senders).map(|_| scope.spawn(send)).collect();
        let sent = senders
            .into_iter()
            .map(|sender| sender.join().expect("every complaint is taken"));
        sent.flatten().collect()
    })
}

fn file(bytes: usize) -> Vec<u8> {
    b"%PDF-1.7\n".iter().copied().cycle().take(bytes).collect()
}

/// A connection that is kept, as a proxy keeps it.
struct Connection(BufReader<TcpStream>);

impl Connection {
    fn open(address: &str) -> Self {
        let stream = TcpStream::connect(address).expect("the server is there");
        stream.set_nodelay(true).expect("a connection has this");
        Self(BufReader::new(stream))
    }

    /// Sends a complaint, and gives the reference that it has from then on.
    fn post(&mut self, address: &str, number: usize, file: &[u8]) -> String {
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
        let mut request = format!(
            "POST /complaints/form HTTP/1.1\r\nHost: {address}\r\nContent-Length: {}\r\n\
             Content-Type: multipart/form-data; boundary=cut-here\r\n\r\n",
            body.len()
        )
        .into_bytes();
        request.extend(body);
        let sent = self.0.get_mut().write_all(&request);
        sent.expect("the server reads");
        let answer = self.read().expect("the server answers");
        assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
        let reference = answer
            .split_once("\"reference\":\"")
            .expect("a receipt has a reference")
            .1;
        reference[..10].to_owned()
    }

    /// Reads an answer to its end, and no further.
    fn read(&mut self) -> std::io::Result<String> {
        let (mut answer, mut length) = (String::new(), 0);
        loop {
            let start = answer.len();
            self.0.read_line(&mut answer)?;
            let line = answer[start..].trim().to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.parse().unwrap_or_default();
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        Ok(answer + &String::from_utf8_lossy(&body))
    }
}

fn part(disposition: &str) -> Vec<u8> {
    format!("--cut-here\r\nContent-Disposition: form-data; {disposition}\r\n\r\n").into_bytes()
}

/// Everything that was acknowledged is there, once and whole, and nothing else is.
fn check(folder: &Path, sent: &[(String, Duration)], file: &[u8]) {
    let inbox = Location::Folder(folder.join("data"))
        .inbox()
        .expect("there is an inbox");
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
                attachment.read().expect("its file is there") == file,
                "{reference}"
            );
        }
    }
}
