//! The options of `serve`, wherever they stand.

use std::fmt::Display;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory as _, Parser};

use crate::cli::CliError;
use crate::cli::config_file::{self, quoted};
use crate::receiver::{BasePath, MailAddress, Origin, WebhookUrl};

/// What may stand on the command line, in the environment, and in a file.
#[derive(Args, Default)]
pub struct Options {
    /// The built folder [default: dist]
    #[arg(long, env = "COMPLAINTS_DIST")]
    pub dist: Option<PathBuf>,
    /// Where complaints are kept; made when it is not there [default: data]
    #[arg(long, env = "COMPLAINTS_DATA")]
    pub data: Option<PathBuf>,
    /// Keeps complaints in this PostgreSQL database, like postgres://user@host:5432/name, and in the data folder
    /// only what is on its way; a password stands in the environment, as PGPASSWORD or in the address
    /// [env: COMPLAINTS_DATABASE]
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// Where the built folder is found on the company's website, like /complaints/ [default: /]
    #[arg(long, env = "COMPLAINTS_BASE", value_name = "PATH")]
    pub base: Option<BasePath>,
    /// The address to listen on [default: 127.0.0.1]
    #[arg(long, env = "COMPLAINTS_HOST")]
    pub host: Option<String>,
    /// The port to listen on; 0 for any free one [default: 8080]
    #[arg(long, env = "COMPLAINTS_PORT")]
    pub port: Option<u16>,
    /// Another server whose pages may load this one and post to it, like https://company.example
    #[arg(
        long = "allow-origin",
        env = "COMPLAINTS_ALLOW_ORIGIN",
        value_name = "URL",
        value_delimiter = ','
    )]
    pub allowed_origins: Vec<Origin>,
    /// Limits senders by the last address in X-Forwarded-For; only behind a proxy that adds it
    #[arg(long, env = "COMPLAINTS_TRUST_PROXY", num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL")]
    pub trust_proxy: Option<bool>,
    /// Deletes complaints by itself this many days after they were received [default: keeps them]
    #[arg(long, env = "COMPLAINTS_KEEP_DAYS", value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..))]
    pub keep_days: Option<u32>,
    /// Runs this command line for each complaint, with the record as JSON on its standard input; tried
    /// again until it ends with status 0
    #[arg(long, env = "COMPLAINTS_ON_RECEIVED", value_name = "COMMAND")]
    pub on_received: Option<String>,
    /// Posts the record of each complaint to this address as JSON, signed as Standard Webhooks are
    #[arg(long, env = "COMPLAINTS_FORWARD", value_name = "URL")]
    pub forward: Option<WebhookUrl>,
    /// A file with what is posted instead: JSON with placeholders as in the copy file's submit.body
    #[arg(long, env = "COMPLAINTS_FORWARD_BODY", value_name = "FILE")]
    pub forward_body: Option<PathBuf>,
    /// Sends each complaint by e-mail to this address; may be given more than once
    #[arg(
        long,
        env = "COMPLAINTS_MAIL_TO",
        value_name = "ADDRESS",
        value_delimiter = ','
    )]
    pub mail_to: Vec<MailAddress>,
    /// The address that e-mails come from, also to a customer where the copy file has an acknowledgement
    #[arg(long, env = "COMPLAINTS_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<MailAddress>,
    /// The files of a complaint go into its e-mail up to this size in all [default: 10]
    #[arg(long, env = "COMPLAINTS_MAIL_FILES", value_name = "MB", value_parser = clap::value_parser!(u32).range(..=100))]
    pub mail_files: Option<u32>,
    /// Says by e-mail each working morning what is due, where something is [default: true]
    #[arg(long, env = "COMPLAINTS_DIGEST", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub digest: Option<bool>,
    /// A file with passwords and keys, its owner's alone: smtp, forward-secret, forward-header
    #[arg(long, env = "COMPLAINTS_SECRETS", value_name = "FILE")]
    pub secrets: Option<PathBuf>,
    /// Tells at this address of this machine how it does: /metrics for Prometheus, /healthz
    #[arg(long, env = "COMPLAINTS_METRICS", value_name = "ADDRESS", value_parser = loopback)]
    pub metrics: Option<SocketAddr>,
}

/// One option of a file, as if it stood on the command line.
#[derive(Parser)]
#[command(name = "", no_binary_name = true, disable_help_flag = true)]
struct FromFile {
    #[command(flatten)]
    options: Options,
}

/// An address that only this machine reaches.
fn loopback(text: &str) -> Result<SocketAddr, &'static str> {
    let address: Option<SocketAddr> = text.parse().ok();
    address
        .filter(|address| address.ip().is_loopback())
        .ok_or("expected an address of this machine with a port, like 127.0.0.1:9090")
}

impl Options {
    /// What is given here, else there.
    pub fn or(self, other: Self) -> Self {
        Self {
            dist: self.dist.or(other.dist),
            data: self.data.or(other.data),
            database: self.database.or(other.database),
            base: self.base.or(other.base),
            host: self.host.or(other.host),
            port: self.port.or(other.port),
            allowed_origins: if self.allowed_origins.is_empty() {
                other.allowed_origins
            } else {
                self.allowed_origins
            },
            trust_proxy: self.trust_proxy.or(other.trust_proxy),
            keep_days: self.keep_days.or(other.keep_days),
            on_received: self.on_received.or(other.on_received),
            forward: self.forward.or(other.forward),
            forward_body: self.forward_body.or(other.forward_body),
            mail_to: if self.mail_to.is_empty() {
                other.mail_to
            } else {
                self.mail_to
            },
            mail_from: self.mail_from.or(other.mail_from),
            mail_files: self.mail_files.or(other.mail_files),
            digest: self.digest.or(other.digest),
            secrets: self.secrets.or(other.secrets),
            metrics: self.metrics.or(other.metrics),
        }
    }

    /// The usual values.
    pub fn usual() -> Self {
        Self {
            dist: Some("dist".into()),
            data: Some("data".into()),
            base: Some(BasePath::default()),
            host: Some("127.0.0.1".to_owned()),
            port: Some(8080),
            trust_proxy: Some(false),
            ..Self::default()
        }
    }

    /// What a file says.
    pub fn read(path: &Path) -> Result<Self, CliError> {
        let mut options = Self::default();
        for setting in config_file::read(path)? {
            let name = &setting.name;
            let fault = |why: &str| {
                CliError::unreadable(format!("{}:{}: {why}", path.display(), setting.line))
            };
            let known: Vec<String> = FromFile::command()
                .get_arguments()
                .filter_map(|one| one.get_long().map(str::to_owned))
                .collect();
            if !known.contains(name) {
                let known = known.join(", ");
                return Err(fault(&format!("{name}: expected one of {known}")));
            }
            let arguments = setting.values.iter();
            let arguments = arguments.map(|value| format!("--{name}={value}"));
            let read = FromFile::try_parse_from(arguments).map_err(|error| {
                let message = error.to_string();
                let message = message.lines().next().unwrap_or_default();
                fault(message.trim_start_matches("error: "))
            })?;
            options = read.options.or(options);
        }
        Ok(options)
    }

    /// As a file.
    pub fn write(&self) -> String {
        fn line<T>(name: &str, value: Option<T>, write: impl Fn(T) -> String) -> String {
            value.map_or(String::new(), |value| {
                format!("{name} = {}\n", write(value))
            })
        }
        let text = |value: &dyn Display| quoted(&value.to_string());
        let origins = self.allowed_origins.iter().map(|origin| text(origin));
        let origins: Vec<String> = origins.collect();
        let mail_to = self.mail_to.iter().map(|address| text(address));
        let mail_to: Vec<String> = mail_to.collect();
        let mail_to = Some(mail_to).filter(|all| !all.is_empty());
        [
            line("dist", self.dist.as_ref(), |path| text(&path.display())),
            line("data", self.data.as_ref(), |path| text(&path.display())),
            line("database", self.database.as_ref(), |url| text(url)),
            line("base", self.base.as_ref(), |base| text(base)),
            line("host", self.host.as_ref(), |host| text(host)),
            line("port", self.port, |port| port.to_string()),
            line("allow-origin", Some(origins), |all| {
                format!("[{}]", all.join(", "))
            }),
            line("trust-proxy", self.trust_proxy, |trust| trust.to_string()),
            line("keep-days", self.keep_days, |days| days.to_string()),
            line("on-received", self.on_received.as_ref(), |command| {
                text(command)
            }),
            line("forward", self.forward.as_ref(), |url| text(url)),
            line("forward-body", self.forward_body.as_ref(), |path| {
                text(&path.display())
            }),
            line("mail-to", mail_to, |all| format!("[{}]", all.join(", "))),
            line("mail-from", self.mail_from.as_ref(), |from| text(from)),
            line("mail-files", self.mail_files, |megabytes| {
                megabytes.to_string()
            }),
            line("digest", self.digest, |digest| digest.to_string()),
            line("secrets", self.secrets.as_ref(), |path| {
                text(&path.display())
            }),
            line("metrics", self.metrics, |address| text(&address)),
        ]
        .concat()
    }
}
