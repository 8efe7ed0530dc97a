//! Tells a command of this machine, with the record on its standard input.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use super::fault::Fault;
use super::letter::Letter;
use super::message;
use super::secrets::SECRETS;

/// Runs a command line as a shell does, and waits for it. What it prints goes nowhere: it may be about
/// somebody.
///
/// # Errors
///
/// It cannot be started, ends with another status than 0, or not in time: then it is ended.
pub async fn run(command: &str, letter: &Letter, timeout: Duration) -> Result<(), Fault> {
    let (shell, option) = if cfg!(windows) {
        ("cmd", "/C")
    } else {
        ("sh", "-c")
    };
    let mut process = Command::new(shell);
    process.args([option, command]).kill_on_drop(true);
    process.stdin(Stdio::piped());
    process.stdout(Stdio::null()).stderr(Stdio::null());
    for secret in SECRETS {
        process.env_remove(secret);
    }
    let mut child = process
        .spawn()
        .map_err(|error| Fault::of(&error, "cannot be started"))?;
    let input = child.stdin.take();
    let record = message::json(letter);
    let write = async {
        if let Some(mut input) = input {
            // A command need not read all of it.
            _ = input.write_all(record.as_bytes()).await;
        }
    };
    let ended = async { tokio::join!(write, child.wait()).1 };
    match tokio::time::timeout(timeout, ended).await {
        Ok(Ok(status)) if status.success() => Ok(()),
        Ok(Ok(status)) => Err(match status.code() {
            Some(code) => Fault::new(format!("exit status {code}")),
            None => Fault::new("ended by a signal"),
        }),
        Ok(Err(error)) => Err(Fault::of(&error, "cannot be waited for")),
        Err(_) => Err(Fault::timeout()),
    }
}
