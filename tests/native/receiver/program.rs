//! `complaints serve` as a process of its own, which can be killed, measured and kept short.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A program that serves until this value is dropped.
pub struct Program {
    child: Child,
    log: PathBuf,
    pub address: String,
}

impl Program {
    /// Serves the built folder and the data folder in a folder.
    pub fn start(folder: &Path) -> Self {
        Self::start_by(folder, "exec \"$@\"", &[])
    }

    /// The same, by a shell script that ends in running its arguments, with more options.
    pub fn start_by(folder: &Path, script: &str, options: &[&str]) -> Self {
        let log = folder.join("serve.log");
        let mut child = Command::new("sh")
            .current_dir(folder)
            .args(["-c", script, "sh", env!("CARGO_BIN_EXE_complaints")])
            .args(["serve", "--port", "0"])
            .args(options)
            .stdout(Stdio::piped())
            .stderr(File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .strip_prefix("Listening on http://")
            .unwrap_or_else(|| panic!("it does not start: {}", fs::read_to_string(&log).unwrap()))
            .trim_end_matches('/')
            .to_owned();
        Self {
            child,
            log,
            address,
        }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has said of itself.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// The most memory it has had at once, in bytes.
    pub fn peak_memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes: u64 = line
            .unwrap()
            .trim()
            .trim_end_matches(" kB")
            .parse()
            .unwrap();
        kilobytes * 1024
    }

    /// Ends it as a power cut would, as far as a program can tell.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
