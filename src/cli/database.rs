//! The option `--database`: a PostgreSQL database in place of the SQLite file. Its password stands in the
//! environment alone: everybody on a machine can read a command line.

use std::path::PathBuf;

use super::CliError;
use crate::receiver::{Location, PostgresUrl};

/// The environment's name of the option; its address may have a password.
const DATABASE: &str = "COMPLAINTS_DATABASE";
/// The environment's name of the password, as PostgreSQL's own programs know it.
const PASSWORD: &str = "PGPASSWORD";

/// The database that the command line gives, else the environment, else a file of options.
///
/// # Errors
///
/// It is no address of a database, or has a password where others can read it.
pub fn read(given: Option<&str>, in_file: Option<&str>) -> Result<Option<PostgresUrl>, CliError> {
    let in_environment = || variable(DATABASE);
    let url = match (given, in_environment()) {
        (Some(given), _) => Some(without_password(given)?),
        (None, Some(url)) => Some(parse(DATABASE, &url)?),
        (None, None) => in_file.map(without_password).transpose()?,
    };
    let password = variable(PASSWORD);
    Ok(url.map(|url| match &password {
        Some(password) => url.or_password(password),
        None => url,
    }))
}

/// Where complaints are kept, by the options `--data` and `--database`.
///
/// # Errors
///
/// As of [`read`]; or a file that the address names cannot be read.
pub fn location(data: PathBuf, database: Option<&PostgresUrl>) -> Result<Location, CliError> {
    let location = Location::of(data, database);
    location.map_err(|error| CliError::unreadable(format!("--database: {error}")))
}

fn without_password(text: &str) -> Result<PostgresUrl, CliError> {
    let url = parse("--database", text)?;
    match url.has_password() {
        false => Ok(url),
        true => Err(CliError::unreadable(format!(
            "--database: others can read a password there: give it in the environment, as {PASSWORD} or in \
             the address in {DATABASE}"
        ))),
    }
}

/// The value is not repeated: it may have a password.
fn parse(name: &str, text: &str) -> Result<PostgresUrl, CliError> {
    text.parse()
        .map_err(|why: String| CliError::unreadable(format!("{name}: {why}")))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
