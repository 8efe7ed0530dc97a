//! The real programs under test, started and stopped with the value that stands for them.

mod bad_server;
mod browser;
mod desk;
mod engine;
mod files;
mod front;
mod preview;
mod process;
mod running;
mod site;
mod words;

pub use browser::{Browser, View, Weight};
pub use desk::Desk;
pub use engine::Engine;
pub use files::Files;
pub use front::{Fault, Front};
pub use preview::Preview;
pub use site::{Site, built, snippet, snippet_with};
pub use support::complaint::PIXEL_PNG;
pub use words::Words;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a page or a program may take over one step before a journey gives up, on a machine that does much else.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The repository's root folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Asks again and again until there is an answer.
///
/// Panics after `patience` with what was waited for.
#[track_caller]
pub fn eventually<T>(patience: Duration, what: &str, ask: impl Fn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(
            start.elapsed() < patience,
            "waited {} s in vain for {what}",
            patience.as_secs()
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}
