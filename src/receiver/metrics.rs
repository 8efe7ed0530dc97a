//! What has happened since the start, in numbers: nothing about anybody.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;

use super::mutex::lock;
use super::outbox::Backlog;

/// Counts what the log says.
#[derive(Default)]
pub struct Metrics(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    /// By what became of a complaint that is kept: `received`, `held` or `repeated`.
    kept: BTreeMap<&'static str, u64>,
    /// By the status of the answer.
    refused: BTreeMap<u16, u64>,
    seconds: f64,
}

impl Metrics {
    /// Counts a complaint that is kept, after so many seconds.
    pub fn kept(&self, event: &'static str, seconds: f64) {
        let mut counts = lock(&self.0);
        *counts.kept.entry(event).or_default() += 1;
        counts.seconds += seconds;
    }

    /// Counts a complaint that was refused.
    pub fn refused(&self, status: u16) {
        let mut counts = lock(&self.0);
        *counts.refused.entry(status).or_default() += 1;
    }

    /// Everything in the text format of Prometheus; `incoming` are the bytes of files on their way,
    /// `healthy` is what `/healthz` says, and of `backlogs` somebody is still to be told.
    pub fn write(&self, incoming: u64, healthy: bool, backlogs: &[Backlog]) -> String {
        let counts = lock(&self.0);
        let mut text = String::new();
        let mut add = |name: &str, kind: &str, about: &str, rows: &[(String, String)]| {
            _ = writeln!(text, "# HELP {name} {about}\n# TYPE {name} {kind}");
            for (labels, value) in rows {
                _ = writeln!(text, "{name}{labels} {value}");
            }
        };
        let plain = |value: String| vec![(String::new(), value)];
        let kept: Vec<(String, String)> = ["received", "held", "repeated"]
            .map(|event| {
                let count = counts.kept.get(event).copied().unwrap_or_default();
                (format!("{{result=\"{event}\"}}"), count.to_string())
            })
            .into();
        let refused: Vec<(String, String)> = counts
            .refused
            .iter()
            .map(|(status, count)| (format!("{{status=\"{status}\"}}"), count.to_string()))
            .collect();
        let unsent: Vec<(String, String)> = backlogs
            .iter()
            .flat_map(|backlog| {
                let row = |state: &str, count: i64| {
                    let labels = format!("{{target=\"{}\",state=\"{state}\"}}", backlog.target);
                    (labels, count.to_string())
                };
                [
                    row("waiting", backlog.waiting),
                    row("given_up", backlog.given_up),
                ]
            })
            .collect();
        add(
            "complaints_unsent",
            "gauge",
            "Complaints that a target was not told of yet, or that were given up.",
            &unsent,
        );
        add(
            "complaints_kept_total",
            "counter",
            "Complaints that were acknowledged.",
            &kept,
        );
        add(
            "complaints_refused_total",
            "counter",
            "Complaints that were refused, by the status of the answer.",
            &refused,
        );
        add(
            "complaints_keeping_seconds_total",
            "counter",
            "Time from the first byte of acknowledged complaints to their answer.",
            &plain(counts.seconds.to_string()),
        );
        add(
            "complaints_incoming_bytes",
            "gauge",
            "Bytes of files that are on their way.",
            &plain(incoming.to_string()),
        );
        add(
            "complaints_healthy",
            "gauge",
            "Whether a complaint could be kept now.",
            &plain(u8::from(healthy).to_string()),
        );
        text
    }
}
