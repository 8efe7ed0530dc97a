//! Firefox by geckodriver, without a window.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use serde_json::{Value, json};
use thirtyfour::common::command::{Command as DriverCommand, ExtensionCommand};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{CapabilitiesHelper, DesiredCapabilities, WebDriver};

use super::{Driver, Start};
use crate::harness::process::Process;

#[track_caller]
pub(super) fn driver(start: &Start, folder: &Path) -> Driver {
    let mut wanted = DesiredCapabilities::firefox();
    let options = json!({
        "args": ["-headless"],
        "prefs": { "ui.prefersReducedMotion": 1 },
    });
    wanted
        .set("moz:firefoxOptions", options)
        .unwrap_or_else(|error| panic!("what is wanted of Firefox: {error}"));
    let mut command = Command::new("geckodriver");
    command
        .args(["--port=0", "--allow-system-access", "--profile-root"])
        .arg(folder)
        .env("TZ", &start.zone);
    let mut process = Process::start(&mut command, folder.join("geckodriver.log"));
    let port = process.number_after("Listening on 127.0.0.1:");
    Driver {
        process,
        port,
        wanted: wanted.into(),
        screen: None,
    }
}

/// Lets windows be as narrow as a phone.
pub(in crate::harness) const BE_NARROW: &str = "document.documentElement.style.minWidth = 0";

/// What the device prefers: dark or not.
pub(in crate::harness) const PREFER_DARK: &str = "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0] ? 0 : 1)";

/// Whether pages may run scripts.
pub(in crate::harness) const ALLOW_SCRIPT: &str =
    "gBrowser.selectedBrowser.browsingContext.allowJavascript = arguments[0]";

/// Runs a function body in Firefox itself, not in the page.
///
/// # Errors
///
/// Those of the driver, and of the script.
pub(in crate::harness) async fn run_inside(
    driver: &WebDriver,
    script: &str,
    arguments: &[Value],
) -> WebDriverResult<()> {
    let enter = |context| driver.cmd(DriverCommand::ExtensionCommand(Box::new(Context(context))));
    enter("chrome").await?;
    let ran = driver.execute(script, arguments).await;
    enter("content").await?;
    ran.map(drop)
}

/// Where scripts run from now on: in the page (`content`) or in Firefox (`chrome`).
#[derive(Debug)]
struct Context(&'static str);

impl ExtensionCommand for Context {
    fn parameters_json(&self) -> Option<Value> {
        Some(json!({ "context": self.0 }))
    }

    fn method(&self) -> http::Method {
        http::Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        "/moz/context".into()
    }
}
