//! `complaints embed`: the snippet to paste into another page.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::base::Base;
use super::built::{Built, copy_file};
use super::{CliError, print};
use crate::prerender::{Tag, escape};

/// Prints the HTML to paste into another page: the script, and the tag with its words in it, so that
/// they are there before the script is, and without it.
///
/// Print it anew after each build and each edit of the copy file. A snippet that is older still
/// works: its words are then replaced once the program is there.
#[derive(Args)]
pub struct Embed {
    /// The built folder
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// The copy file, in the built folder unless it is said to be elsewhere [default: its complaints.json]
    #[arg(long, value_name = "FILE")]
    copy: Option<PathBuf>,
    /// Where the built folder will be found, as a path or as a whole address
    #[arg(long, value_name = "URL", default_value = "/complaints/")]
    base: Base,
}

impl Embed {
    pub fn run(self) -> Result<ExitCode, CliError> {
        let Self { dist, copy, base } = self;
        let built = Built::open(dist)?;
        let copy = copy.unwrap_or_else(|| built.path("complaints.json"));
        let page = copy_file(&copy)?;
        for address in page.addresses_mut() {
            *address = base.join(address);
        }
        let name = copy.file_name().unwrap_or_default().to_string_lossy();
        let content = Tag {
            page,
            styles: &base.join(&built.manifest.styles.name),
            build: &built.manifest.build,
        }
        .content();
        let [rem, script, copy] = ["rem.css", "complaints.js", &name].map(|file| base.join(file));
        print(
            [
                "<link rel=\"stylesheet\" href=\"",
                &escape(&rem),
                "\">\n<script type=\"module\" src=\"",
                &escape(&script),
                "\"></script>\n<complaints-procedure copy=\"",
                &escape(&copy),
                "\">",
                &content,
                "</complaints-procedure>\n",
            ]
            .concat()
            .as_bytes(),
        )?;
        Ok(ExitCode::SUCCESS)
    }
}
