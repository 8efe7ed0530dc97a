use std::path::Path;
use std::process::Command;

use support::program;

use super::process::Process;

/// The staff's desk, beside a site that goes on.
pub struct Desk {
    port: u16,
    /// The code to set the password with.
    pub code: String,
    _desk: Process,
}

impl Desk {
    /// Starts `complaints desk` on a free port, with no password yet.
    ///
    /// Panics when it does not start.
    #[track_caller]
    pub(super) fn start(dist: &Path, data: &Path, log: &Path) -> Self {
        let mut command = Command::new(program());
        command.arg("desk").arg("--dist").arg(dist);
        command.arg("--data").arg(data).args(["--port", "0"]);
        let mut desk = Process::start(&mut command, log.to_owned());
        let port = desk.number_after("Desk on http://127.0.0.1:");
        let code = desk.hear(|said| {
            let (_, after) = said.split_once("with this code: ")?;
            after.split_once('\n').map(|(code, _)| code.to_owned())
        });
        Self {
            port,
            code: code.unwrap_or_else(|| panic!("no code in: {}", desk.said())),
            _desk: desk,
        }
    }

    /// The address of a path of the desk.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}
