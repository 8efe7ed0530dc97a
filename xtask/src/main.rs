//! The build's own program: what Trunk calls after its own work, and what `./x` needs a program for.

mod compile;
mod dev;
mod lost_browsers;
#[path = "../../src/cli/manifest.rs"]
#[cfg_attr(
    not(feature = "sizes"),
    expect(dead_code, reason = "only sizes reads it")
)]
mod manifest;
mod page;
mod short_names;
#[cfg(feature = "sizes")]
mod sizes;
mod split;
mod styles;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

#[derive(Parser)]
enum Xtask {
    /// Makes what Trunk has copied a page that works; Trunk calls it (Trunk.toml)
    Page,
    /// What a customer downloads from a built folder, against the budgets; exit status 1 over one
    #[cfg(feature = "sizes")]
    Sizes {
        /// The built folder
        #[arg(default_value = "dist")]
        dist: PathBuf,
    },
    /// The tests of a log of browser tests to run again, as their browser died and nothing else failed
    LostBrowsers {
        /// What the tests printed
        log: PathBuf,
    },
    /// Builds on every edit, with the endpoint behind it; options go to `trunk serve`
    Dev {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
}

fn main() -> ExitCode {
    let done = match Xtask::parse() {
        Xtask::Page => page::run_hook().map(|()| ExitCode::SUCCESS),
        #[cfg(feature = "sizes")]
        Xtask::Sizes { dist } => sizes::run(&dist),
        Xtask::LostBrowsers { log } => lost_browsers::run(&log).map(|()| ExitCode::SUCCESS),
        Xtask::Dev { options } => dev::run(&options).map(|()| ExitCode::SUCCESS),
    };
    done.unwrap_or_else(|error| {
        eprintln!("xtask: {error:#}");
        ExitCode::FAILURE
    })
}

/// The folder of the repository.
fn root() -> Result<PathBuf> {
    // Cargo says where it is when it runs this; compiled in, it would be wrong in a copy.
    let own = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    match own.as_deref().and_then(Path::parent) {
        Some(root) => Ok(root.to_owned()),
        None => Ok(std::env::current_dir()?),
    }
}
