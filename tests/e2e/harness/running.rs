use std::cell::RefCell;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{CapabilitiesHelper, WebDriver, WindowHandle};
use tokio::runtime::Runtime;

use super::engine::chromium::profile;
use super::engine::devtools::DevTools;
use super::engine::webkit::Screen;
use super::engine::{Driver, Start};
use super::process::Process;

/// A browser that runs, with its driver.
pub(super) struct Running {
    pub driver: WebDriver,
    pub screen: Option<Screen>,
    /// For one that several tests use in turn: the connection for what belongs to no tab, and the tab that it was
    /// started with.
    shared: Option<(RefCell<DevTools>, WindowHandle)>,
    runtime: Runtime,
    _process: Process,
    _folder: TempDir,
}

/// How long is waited for a browser that nobody needs any more.
const A_WHILE: Duration = Duration::from_secs(10);

/// Each Chromium that a test is done with: it takes a second to start another. They end with the tests.
static IDLE: Mutex<Vec<Running>> = Mutex::new(Vec::new());

fn idle() -> MutexGuard<'static, Vec<Running>> {
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Running {
    /// An idle browser of this kind, or else one that is started.
    ///
    /// Panics when it does not start.
    #[track_caller]
    pub fn of(start: &Start) -> Self {
        let idle = if start.is_usual() { idle().pop() } else { None };
        idle.unwrap_or_else(|| Self::start(start))
    }

    #[track_caller]
    fn start(start: &Start) -> Self {
        let folder =
            tempfile::tempdir().unwrap_or_else(|error| panic!("no folder for a profile: {error}"));
        let Driver {
            process,
            port,
            mut wanted,
            screen,
        } = start.driver(folder.path());
        wanted
            .set_page_load_strategy(start.waits.clone())
            .unwrap_or_else(|error| panic!("what is wanted of the browser: {error}"));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build();
        let runtime = runtime.unwrap_or_else(|error| panic!("no runtime: {error}"));
        let does_not_start = |error: &dyn std::fmt::Display| -> ! {
            let said = process.said();
            panic!("{:?} does not start: {error}\n{said}", start.engine)
        };
        let session = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted);
        let session = runtime.block_on(session);
        let driver = session.unwrap_or_else(|error| does_not_start(&error));
        let shared = start.is_usual().then(|| {
            let devtools = DevTools::connect(&profile(folder.path()));
            let devtools = devtools.unwrap_or_else(|error| does_not_start(&error));
            let first = runtime.block_on(driver.window());
            let first = first.unwrap_or_else(|error| does_not_start(&error));
            (devtools.into(), first)
        });
        Self {
            driver,
            screen,
            shared,
            runtime,
            _process: process,
            _folder: folder,
        }
    }

    /// In a browser that several tests use, makes a context with an empty tab, and looks at that: as in a new profile,
    /// nothing of any other is there.
    ///
    /// # Errors
    ///
    /// Those of the browser.
    pub fn open_context(&self) -> io::Result<Option<String>> {
        if self.shared.is_none() {
            return Ok(None);
        }
        let context = self.devtools("Target.createBrowserContext", json!({}))?;
        let context = text(&context["browserContextId"]);
        let tab = self.open_tab(&context)?;
        self.wait(self.driver.switch_to_window(tab))?;
        // What was said to the test before.
        for log in ["performance", "browser"] {
            self.wait(self.driver.get_log(log))?;
        }
        Ok(Some(context))
    }

    /// Opens an empty tab in a context.
    ///
    /// # Errors
    ///
    /// Those of the browser.
    pub fn open_tab(&self, context: &str) -> io::Result<WindowHandle> {
        let wanted = json!({ "url": "about:blank", "browserContextId": context });
        let tab = self.devtools("Target.createTarget", wanted)?;
        Ok(text(&tab["targetId"]).into())
    }

    /// Asks a browser that several tests use for what belongs to no tab.
    ///
    /// # Errors
    ///
    /// Those of the browser, and that no other test uses it.
    pub fn devtools(&self, method: &str, parameters: Value) -> io::Result<Value> {
        match &self.shared {
            Some((devtools, _)) => devtools.borrow_mut().ask(method, &parameters),
            None => Err(io::Error::other(format!("nobody to ask for {method}"))),
        }
    }

    /// The answer to a question to the driver.
    ///
    /// # Errors
    ///
    /// Those of the driver, and that there is none.
    pub fn wait<T>(&self, question: impl Future<Output = WebDriverResult<T>>) -> io::Result<T> {
        self.wait_for(Duration::from_secs(60), question)
    }

    /// The same, not waited for as long.
    ///
    /// # Errors
    ///
    /// Those of the driver, and that there is none.
    pub fn wait_for<T>(
        &self,
        time: Duration,
        question: impl Future<Output = WebDriverResult<T>>,
    ) -> io::Result<T> {
        let answer = async { tokio::time::timeout(time, question).await };
        let none = |_| {
            io::Error::other(format!(
                "the browser did not answer within {} s",
                time.as_secs()
            ))
        };
        let answer = self.runtime.block_on(answer).map_err(none)?;
        answer.map_err(|error| io::Error::other(error.to_string()))
    }

    /// Closes a context with everything in it, and keeps the browser for the next test; ends it where it has none or
    /// does not close it.
    pub fn leave(self, context: Option<&str>) {
        let Some(((_, first), context)) = self.shared.as_ref().zip(context) else {
            return self.quit();
        };
        let closed = self
            .wait_for(A_WHILE, self.driver.switch_to_window(first.clone()))
            .and_then(|()| {
                let context = json!({ "browserContextId": context });
                self.devtools("Target.disposeBrowserContext", context)
            });
        match closed {
            Ok(_) => idle().push(self),
            Err(_) => self.quit(),
        }
    }

    /// Ends the browser.
    pub fn quit(self) {
        let Self {
            driver, runtime, ..
        } = &self;
        _ = runtime.block_on(async { tokio::time::timeout(A_WHILE, driver.clone().quit()).await });
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
