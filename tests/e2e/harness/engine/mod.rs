//! What each engine's driver does in a way of its own.

pub(super) mod chromium;
pub(super) mod devtools;
pub(super) mod firefox;
pub(super) mod webkit;

use std::path::Path;

use thirtyfour::{Capabilities, PageLoadStrategy};

use super::Browser;
use super::process::Process;
use webkit::Screen;

/// What draws pages and runs their scripts: one for each family of browsers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Of Chrome, Edge, Opera and Samsung's browser.
    Chromium,
    /// Of Firefox.
    Firefox,
    /// Of Safari, and of every browser on an iPhone.
    WebKit,
}

const LONDON: &str = "Europe/London";

/// How a browser is started.
pub(super) struct Start {
    pub engine: Engine,
    /// The device's time zone, by its tz database name.
    pub zone: String,
    /// Whether to wait for what is opened, and for how much of it.
    pub waits: PageLoadStrategy,
    /// Whether pages may run scripts.
    pub script: bool,
}

impl Start {
    /// In London, patient, with script.
    pub fn of(engine: Engine) -> Self {
        Self {
            engine,
            zone: LONDON.to_owned(),
            waits: PageLoadStrategy::Normal,
            script: true,
        }
    }

    /// Whether Chromium is started like this for most tests; what is asked of single tabs does not matter.
    pub fn is_usual(&self) -> bool {
        let Self {
            engine,
            zone,
            waits,
            script: _,
        } = self;
        let waits = matches!(waits, PageLoadStrategy::Normal);
        *engine == Engine::Chromium && zone == LONDON && waits
    }
}

/// A driver that listens, and what to ask of it.
pub(super) struct Driver {
    pub process: Process,
    pub port: u16,
    pub wanted: Capabilities,
    /// What the browser is shown on, if it must be shown.
    pub screen: Option<Screen>,
}

impl Engine {
    /// A browser on a device in London, light and 1280 by 900 CSS pixels large.
    ///
    /// Panics when the driver or the browser does not start.
    #[track_caller]
    pub fn start(self) -> Browser {
        Browser::launch(&Start::of(self))
    }

    /// The same in this time zone, by its tz database name.
    #[track_caller]
    pub fn start_in(self, zone: &str) -> Browser {
        Browser::launch(&Start {
            zone: zone.to_owned(),
            ..Start::of(self)
        })
    }

    /// The same with script turned off. What is asked of a page here is answered all the same,
    /// unless it takes its time.
    #[track_caller]
    pub fn start_without_script(self) -> Browser {
        Browser::launch(&Start {
            script: false,
            ..Start::of(self)
        })
    }
}

impl Start {
    /// Starts the engine's driver, with everything it writes in this folder.
    ///
    /// Panics with what it said when it does not start.
    #[track_caller]
    pub fn driver(&self, folder: &Path) -> Driver {
        match self.engine {
            Engine::Chromium => chromium::driver(self, folder),
            Engine::Firefox => firefox::driver(self, folder),
            Engine::WebKit => webkit::driver(self, folder),
        }
    }
}
