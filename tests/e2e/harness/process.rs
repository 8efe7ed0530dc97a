use std::fs::File;
use std::io::Write as _;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use super::PATIENCE;

/// A program that runs until this value is dropped; what it says goes to a file.
pub struct Process {
    /// The input of what stands beside the program: [`AND_ALL`].
    alive: Option<ChildStdin>,
    child: Child,
    log: PathBuf,
}

/// Becomes a program. Beside it stands one that waits for a line, and then kills the program with everything that it
/// has started; where the tests end before, however they do, it removes the folder, too.
const AND_ALL: &str = "
    exec 3<&0 < /dev/null
    folder=$1 group=$$ setsid sh -c 'read -r _ <&3 && folder=; kill -s KILL -- -$group; until rm -rf -- \"$folder\"; do :; done' &
    shift
    exec \"$@\" 3<&-";

impl Process {
    /// Starts a program in its folder, which ends with everything that it starts, and its folder with it, even where
    /// this value is not dropped before the tests end.
    ///
    /// Panics when it cannot be started.
    #[track_caller]
    pub fn start_with_all(command: &Command, log: PathBuf, folder: &Path) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", AND_ALL, "sh"]).arg(folder);
        shell.arg(command.get_program()).args(command.get_args());
        shell.envs(
            command
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        Self::start_with(shell.process_group(0), log, Stdio::piped())
    }

    /// Starts a program, with its output in the file `log`.
    ///
    /// Panics when it cannot be started.
    #[track_caller]
    pub fn start(command: &mut Command, log: PathBuf) -> Self {
        Self::start_with(command, log, Stdio::null())
    }

    #[track_caller]
    fn start_with(command: &mut Command, log: PathBuf, input: Stdio) -> Self {
        let program = command.get_program().to_owned();
        let file = File::create(&log).unwrap_or_else(|error| panic!("{}: {error}", log.display()));
        let both = file
            .try_clone()
            .unwrap_or_else(|error| panic!("{}: {error}", log.display()));
        let child = command.stdin(input).stdout(file).stderr(both).spawn();
        let mut child =
            child.unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
        let alive = child.stdin.take();
        Self { alive, child, log }
    }

    /// Starts a program anew until it runs, five times at most; each try gets the file for its output.
    ///
    /// Panics with everything the last one said when none runs.
    #[track_caller]
    pub fn started_in_five<T>(
        name: &str,
        folder: &Path,
        start: impl Fn(PathBuf) -> Option<T>,
    ) -> T {
        let log = folder.join(name).with_extension("log");
        let mut tries = std::iter::repeat_with(|| start(log.clone())).take(5);
        let said = || std::fs::read_to_string(&log).unwrap_or_default();
        tries
            .find_map(|started| started)
            .unwrap_or_else(|| panic!("{name} does not start: {}", said()))
    }

    /// Lets the program read its settings again.
    pub fn reload(&self) {
        self.signal("HUP");
    }

    /// Lets the program end by itself, and put away what it has.
    pub fn end(&mut self) {
        self.signal("TERM");
        self.hear(|_| None::<()>);
    }

    fn signal(&self, name: &str) {
        let mut kill = Command::new("kill");
        kill.args(["-s", name, &self.child.id().to_string()]);
        if !kill.status().is_ok_and(|status| status.success()) {
            eprintln!("failed: {kill:?}");
        }
    }

    /// What the program has said so far.
    pub fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// The number in the first line that has `before`, right after it: a port, say.
    ///
    /// Panics with everything the program said when it does not say so in time.
    #[track_caller]
    pub fn number_after(&mut self, before: &str) -> u16 {
        self.number_told_after(before)
            .unwrap_or_else(|| panic!("no “{before}NUMBER” in: {}", self.said()))
    }

    /// The same, or none when the program ends or its time runs out before it has said so.
    pub fn number_told_after(&mut self, before: &str) -> Option<u16> {
        self.hear(|said| number_in(said, before))
    }

    /// What is found in all that the program has said, as soon as it is; none when the program ends or its time
    /// runs out before.
    pub fn hear<T>(&mut self, find: impl Fn(&str) -> Option<T>) -> Option<T> {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            let ended = self.child.try_wait().is_ok_and(|status| status.is_some());
            let found = find(&self.said());
            if found.is_some() || ended {
                return found;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }
}

fn number_in(said: &str, before: &str) -> Option<u16> {
    let (line, _) = said.split_once(before)?.1.split_once('\n')?;
    let digits = line
        .trim_start()
        .split(|char: char| !char.is_ascii_digit())
        .next()?;
    digits.parse().ok()
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(alive) = &mut self.alive {
            _ = alive.write_all(b"\n");
        }
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
