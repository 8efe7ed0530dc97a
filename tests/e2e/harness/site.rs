use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::DirEntry;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::program;
use tempfile::TempDir;

use super::process::Process;
use super::{Browser, Desk, root};
use crate::pages::ComplaintsPage;

/// The company's website: the built page with its endpoint, on a folder of its own.
pub struct Site {
    serve: Option<Process>,
    port: u16,
    /// Another site whose pages may post here.
    allowed: Option<String>,
    folder: TempDir,
    /// What it serves.
    dist: PathBuf,
}

impl Site {
    /// Starts `complaints serve` on a free port.
    ///
    /// Panics when the page or the program is not built, or does not start.
    #[track_caller]
    pub fn start() -> Self {
        Self::serving(|_| root().join("dist"))
    }

    /// The same on a copy of the built folder, which can be changed.
    ///
    /// Panics like [`Site::start`], and when it cannot be copied.
    #[track_caller]
    pub fn start_on_its_own() -> Self {
        Self::serving(|folder| {
            let dist = folder.join("dist");
            copy_files(&root().join("dist"), &dist)
                .unwrap_or_else(|error| panic!("{}: {error}", dist.display()));
            dist
        })
    }

    #[track_caller]
    fn serving(dist: impl FnOnce(&Path) -> PathBuf) -> Self {
        let folder =
            tempfile::tempdir().unwrap_or_else(|error| panic!("no folder for a site: {error}"));
        let mut site = Self {
            serve: None,
            port: 0,
            allowed: None,
            dist: dist(folder.path()),
            folder,
        };
        site.start_again();
        site
    }

    /// Puts a file into the built folder in place of one of this name, as people do who upload it.
    ///
    /// Panics when it cannot be written.
    #[track_caller]
    pub fn upload(&self, name: &str, content: impl AsRef<[u8]>) {
        let draft = self.dist.join("upload");
        std::fs::write(&draft, content)
            .and_then(|()| std::fs::rename(&draft, self.dist.join(name)))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    /// Gives a file of the built folder another name.
    ///
    /// Panics when it cannot.
    #[track_caller]
    pub fn rename(&self, name: &str, other: &str) {
        std::fs::rename(self.dist.join(name), self.dist.join(other))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    /// Writes the words of the copy file into the pages of the built folder.
    #[track_caller]
    pub fn prerender(&self) {
        run(Command::new(program()).arg("prerender").arg(&self.dist));
    }

    /// Whether `complaints check` lets a file of the built folder pass.
    #[track_caller]
    pub fn passes_check(&self, name: &str) -> bool {
        let mut check = Command::new(program());
        check.arg("check").arg(self.dist.join(name));
        let output = check.output();
        let output = output.unwrap_or_else(|error| panic!("{check:?}: {error}"));
        output.status.success()
    }

    /// The page, opened in a browser.
    #[track_caller]
    pub fn open(&self) -> ComplaintsPage {
        self.open_in(Browser::start())
    }

    /// The page, opened in this browser.
    #[track_caller]
    pub fn open_in(&self, browser: Browser) -> ComplaintsPage {
        ComplaintsPage::open(browser, &self.address("/"))
    }

    /// The address of a path on this website.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The port that it serves on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// From now on pages of this origin may use what is served here.
    #[track_caller]
    pub fn allow(&mut self, origin: &str) {
        self.allowed = Some(origin.to_owned());
        self.stop();
        self.start_again();
    }

    /// Stops serving, at once; what was received stays.
    pub fn stop(&mut self) {
        self.serve = None;
    }

    /// Serves again where it was before, from the same data.
    #[track_caller]
    pub fn start_again(&mut self) {
        let mut command = Command::new(program());
        command
            .arg("serve")
            .arg("--dist")
            .arg(&self.dist)
            .arg("--data")
            .arg(self.data());
        command.arg("--port").arg(self.port.to_string());
        if let Some(origin) = &self.allowed {
            command.args(["--allow-origin", origin]);
        }
        let mut serve = Process::start(&mut command, self.folder.path().join("serve.log"));
        self.port = serve.number_after("http://127.0.0.1:");
        self.serve = Some(serve);
    }

    /// The staff's desk of this site.
    #[track_caller]
    pub fn desk(&self) -> Desk {
        Desk::start(
            &self.dist,
            &self.data(),
            &self.folder.path().join("desk.log"),
        )
    }

    /// What `complaints inbox` prints with these arguments.
    ///
    /// Panics when it fails, with its own words.
    #[track_caller]
    pub fn inbox(&self, arguments: &[&str]) -> String {
        run(Command::new(program())
            .arg("inbox")
            .args(arguments)
            .arg("--data")
            .arg(self.data()))
    }

    /// Makes a complaint one whose response was due on a day that is long past.
    ///
    /// Panics when the database cannot be changed.
    #[track_caller]
    pub fn make_late(&self, reference: &str) {
        let database = rusqlite::Connection::open(self.data().join("complaints.sqlite3"));
        let changed = database.and_then(|database| {
            let change = "update complaint set response_due = '2026-01-05' where reference = ?1";
            database.execute(change, [reference])
        });
        assert_eq!(changed, Ok(1), "{reference}");
    }

    /// The references of all complaints received, the newest first.
    #[track_caller]
    pub fn references(&self) -> Vec<String> {
        let list = self.inbox(&["list"]);
        let complaints = list.lines().skip(1);
        complaints
            .filter_map(|line| line.split_whitespace().next())
            .map(str::to_owned)
            .collect()
    }

    /// The files of a complaint as `complaints inbox show --save` brings them out, by name.
    ///
    /// Panics when they cannot be brought out.
    #[track_caller]
    pub fn saved_files(&self, reference: &str) -> BTreeMap<String, Vec<u8>> {
        let folder = self.folder.path().join(reference);
        self.inbox(&["show", reference, "--save", &folder.display().to_string()]);
        let entries = std::fs::read_dir(&folder).and_then(|entries| {
            let file = |entry: DirEntry| Ok((entry.file_name(), std::fs::read(entry.path())?));
            entries.map(|entry| entry.and_then(file)).collect()
        });
        let files: Vec<(OsString, Vec<u8>)> =
            entries.unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let name = |name: OsString| name.to_string_lossy().into_owned();
        files
            .into_iter()
            .map(|(file, content)| (name(file), content))
            .collect()
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

fn copy_files(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir(to)?;
    for file in std::fs::read_dir(from)? {
        let file = file?;
        // Whoever reads a folder that is being built finds more there than files.
        if file.file_type()?.is_file() {
            std::fs::copy(file.path(), to.join(file.file_name()))?;
        }
    }
    Ok(())
}

/// What `complaints embed` prints for the built page at this address.
#[track_caller]
pub fn snippet(base: &str) -> String {
    snippet_with(base, &[])
}

/// What `complaints embed` prints for the built page at this address, with these options.
#[track_caller]
pub fn snippet_with(base: &str, options: &[&str]) -> String {
    run(Command::new(program())
        .arg("embed")
        .arg("--dist")
        .arg(root().join("dist"))
        .args(["--base", base])
        .args(options))
}

/// The name of the built file that starts and ends like this, around its hash.
///
/// Panics when there is none.
#[track_caller]
pub fn built(start: &str, end: &str) -> String {
    let files = std::fs::read_dir(root().join("dist")).into_iter().flatten();
    let mut names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    names
        .find(|name| name.starts_with(start) && name.ends_with(end))
        .unwrap_or_else(|| panic!("no {start}HASH{end} in dist/: run ./x build"))
}

#[track_caller]
fn run(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(
        output.status.success(),
        "{command:?} failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}
