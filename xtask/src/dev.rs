//! The page as it is edited: Trunk watches, builds and reloads; behind it runs the endpoint, always the one
//! that was built last.

use std::fs;
use std::path::Path;
use std::process::Child;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result, bail};

use crate::tools::{cargo_build, start, succeed, tool};

/// Where the page is built; `dist/` stays what was built for customers.
const DIST: &str = "target/dev";

/// Where complaints are kept that are sent while trying.
const DATA: &str = "target/dev-data";

/// Where the endpoint listens: the port in Trunk.toml.
const PORT: &str = "8081";

/// How often it is looked whether the endpoint was built anew.
const LOOK: Duration = Duration::from_millis(200);

/// Runs until it is stopped, or one of both ends by itself; options go to `trunk serve`.
pub fn run(options: &[String]) -> Result<()> {
    let (stop, stopped) = mpsc::channel();
    // Nobody may be left to be told.
    ctrlc::set_handler(move || _ = stop.send(()))?;
    eprintln!("dev: the first build (about 4 minutes on two cores when nothing is built yet)");
    // The endpoint starts with the words of a built page.
    succeed(trunk("build")?.args(["--dist", DIST]))?;
    let program = cargo_build("complaints", &[], &[])?;
    let mut endpoint = Endpoint::start(&program)?;
    let mut trunk = Ended(start(trunk("serve")?.args(["--dist", DIST]).args(options))?);
    loop {
        match stopped.recv_timeout(LOOK) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        if let Some(status) = trunk.0.try_wait()? {
            bail!("trunk serve ended: {status}");
        }
        let built = built(&program);
        if built.is_some() && endpoint.built != built {
            eprintln!("dev: the endpoint starts anew");
            drop(endpoint);
            endpoint = Endpoint::start(&program)?;
        } else if let Some(status) = endpoint.process.0.try_wait()? {
            bail!("the endpoint ended: {status}");
        }
    }
}

fn trunk(command: &str) -> Result<std::process::Command> {
    let mut trunk = tool("trunk")?;
    // Trunk refuses NO_COLOR=1, which many machines set.
    trunk.arg(command).env_remove("NO_COLOR");
    Ok(trunk)
}

/// `complaints serve`, and when its program was built.
struct Endpoint {
    process: Ended,
    built: Option<SystemTime>,
}

impl Endpoint {
    fn start(program: &Path) -> Result<Self> {
        let built = built(program);
        let mut serve = tool(&program.to_string_lossy())?;
        serve.args(["serve", "--dist", DIST, "--data", DATA, "--port", PORT]);
        let process = Ended(start(&mut serve).context("starting the endpoint")?);
        Ok(Self { process, built })
    }
}

/// When a program was built; none while another takes its place.
fn built(program: &Path) -> Option<SystemTime> {
    fs::metadata(program).ok()?.modified().ok()
}

/// A process that does not outlive this one.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // It may have ended by itself.
        _ = self.0.kill();
        _ = self.0.wait();
    }
}
