//! `complaints schema`: what an editor shows of a copy file while it is written.

use std::process::ExitCode;

use clap::Args;

use super::{CliError, print};
use crate::copy;

/// Prints the JSON Schema of the copy file
///
/// An editor that a copy file's "$schema" points at it shows what each key is for, and marks what
/// cannot stand there. It is public/complaints.schema.json.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Schema {}

impl Schema {
    pub fn run(self) -> Result<ExitCode, CliError> {
        print(copy::schema().as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}
