use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The program under test: what cargo built beside the tests that ask, or what `COMPLAINTS_BIN` names.
///
/// Panics when it is not built.
#[track_caller]
pub fn program() -> PathBuf {
    if let Some(named) = std::env::var_os("COMPLAINTS_BIN") {
        return PathBuf::from(named);
    }
    let tests = std::env::current_exe().unwrap_or_else(|error| panic!("where am I? {error}"));
    // Tests are built into a folder below.
    let folders = tests.ancestors().skip(1).take(2);
    let mut programs = folders.map(|folder| folder.join("complaints"));
    programs
        .find(|program| program.is_file())
        .unwrap_or_else(|| panic!("no program beside {}: run cargo build", tests.display()))
}

/// `complaints serve` as a process of its own, which can be killed, measured and kept short, until this value is
/// dropped.
pub struct Program {
    child: Child,
    log: PathBuf,
    /// Where it listens: host and port.
    pub address: String,
}

impl Program {
    /// Serves the built folder and the data folder in a folder.
    ///
    /// Panics with what it said when it does not start.
    pub fn start(folder: &Path) -> Self {
        Self::start_by(folder, "exec \"$@\"", &[])
    }

    /// The same, by a shell script that ends in running its arguments, with more options.
    pub fn start_by(folder: &Path, script: &str, options: &[&str]) -> Self {
        let log = folder.join("serve.log");
        let mut child = Command::new("sh")
            .current_dir(folder)
            .args(["-c", script, "sh"])
            .arg(program())
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

    /// Its number as a process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has said of itself.
    ///
    /// Panics when that cannot be read.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// The most memory it has had at once, in bytes.
    ///
    /// Panics when Linux does not say.
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

    /// How it ends by itself.
    pub fn wait(&mut self) -> std::process::ExitStatus {
        self.child.wait().unwrap()
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
