//! Passwords and keys of `serve`: from the environment, or from a file that is its owner's alone. Never
//! from the command line, which everybody on a machine can read.

use std::path::Path;
use std::str::FromStr;

use super::{CliError, config_file};
use crate::receiver::{Header, SmtpServer, WebhookSecret};

/// What may stand there; a value is never repeated.
#[derive(Default)]
pub struct Secrets {
    pub smtp: Option<SmtpServer>,
    pub forward_secret: Option<WebhookSecret>,
    pub forward_headers: Vec<Header>,
}

impl Secrets {
    /// The environment's, else the file's.
    ///
    /// # Errors
    ///
    /// The file cannot be read or is open to others, or a value is not what is expected.
    pub fn read(file: Option<&Path>) -> Result<Self, CliError> {
        let mut secrets = match file {
            Some(path) => Self::in_file(path)?,
            None => Self::default(),
        };
        if let Some(smtp) = in_environment("COMPLAINTS_SMTP")? {
            secrets.smtp = Some(smtp);
        }
        if let Some(secret) = in_environment("COMPLAINTS_FORWARD_SECRET")? {
            secrets.forward_secret = Some(secret);
        }
        if let Some(header) = in_environment("COMPLAINTS_FORWARD_HEADER")? {
            secrets.forward_headers = vec![header];
        }
        Ok(secrets)
    }

    fn in_file(path: &Path) -> Result<Self, CliError> {
        own(path)?;
        let lines = config_file::read(path).map_err(|error| {
            // What was found is no one's business.
            let said = error.message.split(", found ").next();
            CliError::unreadable(said.unwrap_or_default())
        })?;
        let mut secrets = Self::default();
        for setting in lines {
            let at = format!("{}:{}: {}", path.display(), setting.line, setting.name);
            let one = || match &setting.values[..] {
                [value] => Ok(value.as_str()),
                _ => Err(CliError::unreadable(format!("{at}: expected one text"))),
            };
            match setting.name.as_str() {
                "smtp" => secrets.smtp = Some(parse(one()?, &at)?),
                "forward-secret" => secrets.forward_secret = Some(parse(one()?, &at)?),
                "forward-header" => {
                    let headers = setting.values.iter().map(|value| parse(value, &at));
                    secrets.forward_headers = headers.collect::<Result<_, _>>()?;
                }
                _ => {
                    let expected = "expected one of smtp, forward-secret, forward-header";
                    return Err(CliError::unreadable(format!("{at}: {expected}")));
                }
            }
        }
        Ok(secrets)
    }
}

fn parse<T: FromStr<Err = &'static str>>(value: &str, at: &str) -> Result<T, CliError> {
    value
        .parse()
        .map_err(|expected| CliError::unreadable(format!("{at}: {expected}")))
}

fn in_environment<T: FromStr<Err = &'static str>>(name: &str) -> Result<Option<T>, CliError> {
    match std::env::var(name) {
        Ok(value) if !value.is_empty() => parse(&value, name).map(Some),
        _ => Ok(None),
    }
}

/// A file that others can read keeps no secret.
fn own(path: &Path) -> Result<(), CliError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let found = std::fs::metadata(path).map_err(|error| CliError::file(path, &error))?;
        let mode = found.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            let path = path.display();
            return Err(CliError::unreadable(format!(
                "{path} is open to other people of this machine (mode {mode:o}): chmod 600 {path}"
            )));
        }
    }
    #[cfg(not(unix))]
    {
        _ = path;
    }
    Ok(())
}
