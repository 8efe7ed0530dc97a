//! The command line, one file per subcommand.

mod base;
mod built;
mod check;
mod config_file;
mod dates;
mod embed;
mod inbox;
mod manifest;
mod prerender;
mod preview;
mod print;
mod rows;
mod schema;
mod serve;

use std::fmt::Display;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::domain::encoding::decode;

/// A complaints procedure page: its dates, its copy file, its endpoint.
#[derive(Parser)]
#[command(name = "complaints", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(subcommand)]
    Dates(dates::Dates),
    Check(check::Check),
    Schema(schema::Schema),
    Prerender(prerender::Prerender),
    Embed(embed::Embed),
    Preview(preview::Preview),
    Serve(serve::Serve),
    Inbox(inbox::Inbox),
    #[command(subcommand)]
    Print(print::Print),
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Dates(dates) => dates.run(),
        Command::Check(check) => check.run(),
        Command::Schema(schema) => schema.run(),
        Command::Prerender(prerender) => prerender.run(),
        Command::Embed(embed) => embed.run(),
        Command::Preview(preview) => preview.run(),
        Command::Serve(serve) => serve.run(),
        Command::Inbox(inbox) => inbox.run(),
        Command::Print(part) => part.run(),
    };
    result.unwrap_or_else(|error| {
        eprintln!("complaints: {}", error.message);
        ExitCode::from(error.status)
    })
}

/// Why a command stopped, for the person who typed it.
struct CliError {
    message: String,
    status: u8,
}

impl CliError {
    /// What was asked has no answer: exit status 1.
    fn no_answer(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            status: 1,
        }
    }

    /// What was given cannot be read: exit status 2.
    fn unreadable(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            status: 2,
        }
    }

    /// The answer cannot be written: exit status 2.
    fn unwritable(error: impl Display) -> Self {
        Self::unreadable(format!("cannot write the answer: {error}"))
    }

    fn file(path: &Path, error: &io::Error) -> Self {
        Self::unreadable(format!("cannot read {}: {error}", path.display()))
    }
}

/// Reads a text that people write, whole.
///
/// # Errors
///
/// There is no such file, or it is not UTF-8.
fn read_text(path: &Path) -> Result<String, CliError> {
    let bytes = fs::read(path).map_err(|error| CliError::file(path, &error))?;
    decode(bytes).map_err(|error| CliError::unreadable(format!("{}:{error}", path.display())))
}

/// Prints to standard output; whoever reads it may stop early.
fn print(output: &[u8]) -> Result<(), CliError> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(output).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(CliError::unwritable(error)),
        _ => Ok(()),
    }
}
