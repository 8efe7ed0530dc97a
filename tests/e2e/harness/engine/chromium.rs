//! Chromium by chromedriver, without a window.

use std::path::{Path, PathBuf};
use std::process::Command;

use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel};

use super::{Driver, Start};
use crate::harness::process::Process;

/// What keeps Chromium quiet on a machine without network, display and sandbox.
const ARGUMENTS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Chromium's profile in the folder of its own.
pub(in crate::harness) fn profile(folder: &Path) -> PathBuf {
    folder.join("profile")
}

#[track_caller]
pub(super) fn driver(start: &Start, folder: &Path) -> Driver {
    let mut wanted = DesiredCapabilities::chrome();
    let user_data = format!("--user-data-dir={}", profile(folder).display());
    for argument in ARGUMENTS.into_iter().chain([user_data.as_str()]) {
        wanted
            .add_arg(argument)
            .unwrap_or_else(|error| panic!("{argument}: {error}"));
    }
    wanted
        .set_browser_log_level(LoggingPrefsLogLevel::Warning)
        .and_then(|()| wanted.set_logging_prefs("performance", LoggingPrefsLogLevel::All))
        .unwrap_or_else(|error| panic!("what is wanted of the browser: {error}"));
    // The driver takes a free port for IPv4 and then asks for the same for IPv6, which another
    // driver may have taken meanwhile: then it is started anew.
    let (process, port) = Process::started_in_five("chromedriver", folder, |log| {
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").env("TZ", &start.zone);
        let mut process = Process::start_with_all(&command, log, folder);
        let port = process.number_told_after("started successfully on port")?;
        Some((process, port))
    });
    Driver {
        process,
        port,
        wanted: wanted.into(),
        screen: None,
    }
}
