//! WebKit by WebKitWebDriver: a window of GTK's, on a screen that nobody sees.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::json;
use thirtyfour::Capabilities;

use super::{Driver, Start};
use crate::harness::process::Process;

/// Takes the room around the browser's buttons away, so that its window gets as narrow as a phone.
const NARROW: &str = "* { min-width: 0; padding: 0; margin: 0; font-size: 1px }";

/// Mends the page's own JSON and objects, which old libraries break: the driver works with them.
pub(in crate::harness) const MEND_JSON: &str = "
    for (const kind of [Array, String]) delete kind.prototype.toJSON;
    for (const name in {}) delete Object.prototype[name]";

#[track_caller]
pub(super) fn driver(start: &Start, folder: &Path) -> Driver {
    let screen = Screen::start(folder);
    let config = folder.join("config");
    let styles = config.join("gtk-3.0");
    std::fs::create_dir_all(&styles)
        .and_then(|()| std::fs::write(styles.join("gtk.css"), NARROW))
        .unwrap_or_else(|error| panic!("{}: {error}", styles.display()));
    let (process, port) = Process::started_in_five("WebKitWebDriver", folder, |log| {
        let port = own_port();
        TcpListener::bind(("127.0.0.1", port)).ok()?;
        let mut command = Command::new("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            .env("TZ", &start.zone)
            .env("DISPLAY", &screen.display)
            .env("GDK_BACKEND", "x11")
            .env("XDG_CONFIG_HOME", &config)
            .env("XDG_CACHE_HOME", folder.join("cache"))
            .env("XDG_DATA_HOME", folder.join("data"));
        let mut process = Process::start(&mut command, log);
        let listens = process.hear(|_| TcpStream::connect(("127.0.0.1", port)).ok());
        listens.map(|_| (process, port))
    });
    let script = format!("--enable-javascript-markup={}", start.script);
    let mut wanted = Capabilities::new();
    wanted
        .set(
            "webkitgtk:browserOptions",
            json!({ "args": ["--automation", script] }),
        )
        .unwrap_or_else(|error| panic!("what is wanted of WebKit: {error}"));
    Driver {
        process,
        port,
        wanted,
        screen: Some(screen),
    }
}

/// A port that no other driver of these tests is given, and nobody who takes any free one: it is below those
/// that Linux chooses from, 32768 and up. WebKit's driver does not look for one by itself.
fn own_port() -> u16 {
    static DRIVERS: AtomicU32 = AtomicU32::new(0);
    let driver = DRIVERS.fetch_add(1, Ordering::Relaxed);
    // Apart from those of other runs of the tests.
    let run = std::process::id().wrapping_mul(100);
    let below = u16::try_from(run.wrapping_add(driver) % 10_000);
    20_000 + below.unwrap_or_default()
}

/// A screen in memory, and a desktop's settings for the windows on it.
pub(in crate::harness) struct Screen {
    display: String,
    settings: Process,
    settings_file: PathBuf,
    server: Process,
}

impl Screen {
    /// Starts a screen that no other uses.
    ///
    /// Panics with what the programs said when they do not start.
    #[track_caller]
    fn start(folder: &Path) -> Self {
        let mut command = Command::new("Xvfb");
        command.args("-displayfd 1 -nolisten tcp -screen 0 1400x1100x24".split(' '));
        let mut server = Process::start(&mut command, folder.join("xvfb.log"));
        // It says which one it is on a line of its own, among complaints about those that are taken.
        let number = server.hear(|said| said.lines().find_map(|line| line.parse::<u16>().ok()));
        let number = number.unwrap_or_else(|| panic!("no screen: {}", server.said()));
        let display = format!(":{number}");
        let settings_file = folder.join("xsettingsd.conf");
        write_settings(&settings_file, false);
        let mut command = Command::new("xsettingsd");
        command
            .arg("-c")
            .arg(&settings_file)
            .env("DISPLAY", &display);
        let mut settings = Process::start(&mut command, folder.join("xsettingsd.log"));
        settings
            .hear(|said| said.contains("Took ownership").then_some(()))
            .unwrap_or_else(|| panic!("no settings: {}", settings.said()));
        Self {
            display,
            settings,
            settings_file,
            server,
        }
    }

    /// Sets what the desktop asks of windows: dark or light, and no movement.
    #[track_caller]
    pub fn prefer_dark(&self, dark: bool) {
        write_settings(&self.settings_file, dark);
        self.settings.reload();
    }
}

impl Drop for Screen {
    /// Whoever is killed here leaves its number taken.
    fn drop(&mut self) {
        self.server.end();
    }
}

#[track_caller]
fn write_settings(file: &Path, dark: bool) {
    let theme = if dark { "Adwaita-dark" } else { "Adwaita" };
    let settings = format!("Net/ThemeName \"{theme}\"\nGtk/EnableAnimations 0\n");
    std::fs::write(file, settings).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}
