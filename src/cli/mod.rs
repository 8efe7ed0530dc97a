//! The command line, one file per subcommand.

mod backup;
mod base;
mod built;
mod check;
mod config_file;
mod database;
mod dates;
mod desk;
mod embed;
mod inbox;
mod manifest;
mod prerender;
mod preview;
mod print;
pub mod quotes;
mod rows;
mod schema;
mod secrets;
mod serve;
mod terminal;
mod try_endpoint;

use std::fmt::Display;
use std::fs;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::base::encoding::decode;

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
    Try(try_endpoint::Try),
    Schema(schema::Schema),
    Prerender(prerender::Prerender),
    Embed(embed::Embed),
    Preview(preview::Preview),
    Serve(Box<serve::Serve>),
    Inbox(inbox::Inbox),
    Desk(desk::Desk),
    #[command(subcommand)]
    Print(print::Print),
    Backup(backup::Backup),
    Restore(backup::Restore),
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Dates(dates) => dates.run(),
        Command::Check(check) => check.run(),
        Command::Try(it) => it.run(),
        Command::Schema(schema) => schema.run(),
        Command::Prerender(prerender) => prerender.run(),
        Command::Embed(embed) => embed.run(),
        Command::Preview(preview) => preview.run(),
        Command::Serve(serve) => serve.run(),
        Command::Inbox(inbox) => inbox.run(),
        Command::Desk(desk) => desk.run(),
        Command::Print(part) => part.run(),
        Command::Backup(backup) => backup.run(),
        Command::Restore(restore) => restore.run(),
    };
    result.unwrap_or_else(|error| {
        eprintln!("complaints: {}", terminal::printable(&error.message));
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
        let path = terminal::printable_line(&path.display().to_string());
        Self::unreadable(format!("cannot read {path}: {error}"))
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

/// Reads the text of a file, or of standard input where that is asked for as `-`.
///
/// # Errors
///
/// It cannot be read, or is not UTF-8.
fn read_input(input: &Path) -> Result<String, CliError> {
    if input != Path::new("-") {
        return read_text(input);
    }
    let (mut bytes, name) = (Vec::new(), input_name(input));
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| CliError::file(Path::new(&name), &error))?;
    decode(bytes).map_err(|error| CliError::unreadable(format!("{name}:{error}")))
}

/// What an input is called in messages.
fn input_name(input: &Path) -> String {
    if input == Path::new("-") {
        "standard input".into()
    } else {
        input.display().to_string()
    }
}

/// Prints words for people to standard output, as a terminal may show them.
fn print_words(words: &str) -> Result<(), CliError> {
    write_out(terminal::printable(words).as_bytes())
}

/// Prints what programs read to standard output, to the byte; where that is a terminal, as it may
/// show it.
fn print(output: &[u8]) -> Result<(), CliError> {
    if io::stdout().is_terminal() {
        print_words(&String::from_utf8_lossy(output))
    } else {
        write_out(output)
    }
}

/// Whoever reads it may stop early.
fn write_out(output: &[u8]) -> Result<(), CliError> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(output).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(CliError::unwritable(error)),
        _ => Ok(()),
    }
}
