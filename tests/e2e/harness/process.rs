use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::PATIENCE;

/// A program that runs until this value is dropped; what it says goes to a file.
pub struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts a program, with its output in the file `log`.
    ///
    /// Panics when it cannot be started.
    #[track_caller]
    pub fn start(command: &mut Command, log: PathBuf) -> Self {
        let program = command.get_program().to_owned();
        let file = File::create(&log).unwrap_or_else(|error| panic!("{}: {error}", log.display()));
        let both = file
            .try_clone()
            .unwrap_or_else(|error| panic!("{}: {error}", log.display()));
        let child = command
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(both)
            .spawn();
        let child =
            child.unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
        Self { child, log }
    }

    /// What the program has said so far.
    pub fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// The port in the first line that has `before`, right after it.
    ///
    /// Panics with everything the program said when it does not say so in time.
    #[track_caller]
    pub fn port_after(&mut self, before: &str) -> u16 {
        self.port_told_after(before)
            .unwrap_or_else(|| panic!("no “{before}PORT” in: {}", self.said()))
    }

    /// The same, or none when the program ends or its time runs out before it has said so.
    pub fn port_told_after(&mut self, before: &str) -> Option<u16> {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            let ended = self.child.try_wait().is_ok_and(|status| status.is_some());
            let told = port_in(&self.said(), before);
            if told.is_some() || ended {
                return told;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }
}

fn port_in(said: &str, before: &str) -> Option<u16> {
    let (line, _) = said.split_once(before)?.1.split_once('\n')?;
    let digits = line
        .trim_start()
        .split(|char: char| !char.is_ascii_digit())
        .next()?;
    digits.parse().ok()
}

impl Drop for Process {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
