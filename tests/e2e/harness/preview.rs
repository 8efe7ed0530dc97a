use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use super::process::Process;
use super::root;
use support::program;

/// `complaints preview` on a copy file of its own, beside the bank holidays.
pub struct Preview {
    _serve: Process,
    port: u16,
    folder: TempDir,
}

impl Preview {
    /// Starts it on the default copy file.
    ///
    /// Panics when the page or the program is not built, or does not start.
    #[track_caller]
    pub fn start() -> Self {
        let folder =
            tempfile::tempdir().unwrap_or_else(|error| panic!("no folder for a copy: {error}"));
        for name in ["complaints.json", "bank-holidays.json"] {
            std::fs::copy(root().join("public").join(name), folder.path().join(name))
                .unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        let mut command = Command::new(program());
        command
            .arg("preview")
            .arg(folder.path().join("complaints.json"));
        command.arg("--dist").arg(root().join("dist"));
        let mut serve = Process::start(&mut command, folder.path().join("preview.log"));
        let port = serve.number_after("http://127.0.0.1:");
        Self {
            _serve: serve,
            port,
            folder,
        }
    }

    /// The address of a path on this server.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The copy file.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("complaints.json")
    }

    /// The text of the copy file.
    #[track_caller]
    pub fn text(&self) -> String {
        std::fs::read_to_string(self.file()).unwrap_or_else(|error| panic!("the copy: {error}"))
    }

    /// Replaces a passage of the copy file, which stands there once.
    #[track_caller]
    pub fn edit(&self, from: &str, to: &str) {
        let text = self.text();
        assert_eq!(text.matches(from).count(), 1, "{from:?} stands there once");
        std::fs::write(self.file(), text.replace(from, to))
            .unwrap_or_else(|error| panic!("the copy: {error}"));
    }

    /// What `complaints check` prints of the copy file, named without its folder.
    #[track_caller]
    pub fn checked(&self) -> Vec<String> {
        let mut command = Command::new(program());
        command
            .current_dir(self.folder.path())
            .args(["check", "complaints.json"]);
        let output = command
            .output()
            .unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        said.lines().map(str::to_owned).collect()
    }
}
