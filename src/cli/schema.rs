//! `complaints schema`: what an editor shows of a copy file while it is written.

use std::process::ExitCode;

use clap::Args;

use super::{CliError, print};
use crate::copy;

/// Prints the JSON Schema of the copy file
///
/// An editor that a copy file's "$schema" points at it shows what each key is for, and marks what
/// cannot stand there. It is public/complaints.schema.json; that of the words of the customer's case
/// is public/complaints-case.schema.json.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Schema {
    /// That of the file with the words of the customer's case
    #[arg(long)]
    case: bool,
}

impl Schema {
    pub fn run(self) -> Result<ExitCode, CliError> {
        let schema = match self.case {
            true => copy::case_schema(),
            false => copy::schema(),
        };
        print(schema.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}
