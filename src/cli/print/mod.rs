//! `complaints print`: what other programs need to be told to run this one, written from the paths,
//! limits and headers that this program has itself.

mod apache;
mod caddy;
mod containerfile;
mod iis;
mod nginx;
mod rules;
mod systemd;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::built::copy_file;
use super::{CliError, print};
use crate::copy::PageCopy;
use crate::receiver::site::OtherServers;
use crate::receiver::{self, BasePath};

/// The web server's part, a systemd unit or a Containerfile, for the paths and limits given
#[derive(Subcommand)]
pub enum Print {
    /// For nginx: serves the built folder, and passes what is sent on to `complaints serve`
    Nginx(Site),
    /// For Apache 2.4: serves the built folder, and passes what is sent on to `complaints serve`
    Apache(Site),
    /// For Caddy 2: serves the built folder, and passes what is sent on to `complaints serve`
    Caddy(Site),
    /// For IIS (web.config): serves the built folder, and passes what is sent on to `complaints serve`
    Iis(Site),
    /// A unit that runs `complaints serve` with few rights
    Systemd(Service),
    /// An image of nothing but this program and the built folder
    Containerfile(Service),
}

/// The paths of the page on a website.
#[derive(Args)]
pub struct Site {
    /// The copy file, which has the endpoint and the limits of attachments
    #[arg(long, default_value = "dist/complaints.json", value_name = "FILE")]
    copy: PathBuf,
    /// Where the built folder is found on the website
    #[arg(long, default_value = "/complaints/", value_name = "PATH")]
    base: BasePath,
    /// The path at which `complaints serve` takes complaints [default: as the copy file says; none where it
    /// sends them to another server]
    #[arg(long, value_name = "PATH")]
    endpoint: Option<BasePath>,
    /// The built folder on the web server
    #[arg(long, default_value = "/srv/complaints/dist", value_name = "DIR", value_parser = folder)]
    dist: String,
    /// The port on which `complaints serve` listens
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The machine on which `complaints serve` listens
    #[arg(long, default_value = "127.0.0.1", value_parser = host)]
    host: String,
    /// The website's name, like www.company.example: prints a whole site of it
    #[arg(long, value_name = "NAME", value_parser = host)]
    server_name: Option<String>,
}

/// How `complaints serve` is run.
#[derive(Args)]
pub struct Service {
    /// Where the built folder is found on the website
    #[arg(long, default_value = "/complaints/", value_name = "PATH")]
    base: BasePath,
    /// The built folder on this machine
    #[arg(long, default_value = "/srv/complaints/dist", value_name = "DIR", value_parser = folder)]
    dist: String,
    /// The port to listen on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The program on this machine
    #[arg(long, default_value = "/usr/local/bin/complaints", value_name = "FILE", value_parser = folder)]
    program: String,
}

impl Print {
    pub fn run(self) -> Result<ExitCode, CliError> {
        let text = match self {
            Self::Nginx(site) => nginx::site(&site.read()?),
            Self::Apache(site) => apache::site(&site.read()?),
            Self::Caddy(site) => caddy::site(&site.read()?),
            Self::Iis(site) => iis::site(&site.read()?),
            Self::Systemd(service) => systemd::unit(&service),
            Self::Containerfile(service) => containerfile::image(&service),
        };
        print(text.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What a web server is told.
struct Paths {
    /// Starts and ends in a slash.
    base: String,
    /// Every path that is passed on to `serve`; the first is where the form is sent to. None where that is
    /// another server.
    passed_on: Vec<String>,
    /// Does not end in a slash.
    dist: String,
    /// Host and port of `serve`.
    upstream: String,
    /// The most bytes of a request that `serve` reads.
    body_bytes: u64,
    server_name: Option<String>,
    /// What the page reaches beside the website.
    other_servers: OtherServers,
}

impl Paths {
    fn body_megabytes(&self) -> u64 {
        self.body_bytes.div_ceil(1 << 20)
    }
}

impl Site {
    fn read(self) -> Result<Paths, CliError> {
        let page = copy_file(&self.copy)?;
        let passed_on = self.passed_on(page)?;
        Ok(Paths {
            base: self.base.as_str().to_owned(),
            passed_on,
            dist: self.dist,
            upstream: format!("{}:{}", self.host, self.port),
            body_bytes: receiver::most_body_bytes(page),
            server_name: self.server_name,
            other_servers: other_servers(&self.copy, page)?,
        })
    }

    fn passed_on(&self, page: &PageCopy) -> Result<Vec<String>, CliError> {
        let in_copy = page.submit.endpoint.as_str();
        let endpoint = match &self.endpoint {
            Some(endpoint) => endpoint.as_str(),
            None if in_copy.starts_with('/') => in_copy.split(['?', '#']).next().unwrap_or(in_copy),
            None => return Ok(Vec::new()),
        };
        let endpoint = endpoint.trim_end_matches('/').to_owned();
        let base = self.base.as_str();
        let folder = base.trim_end_matches('/');
        if endpoint == folder {
            return Err(CliError::no_answer(format!(
                "the endpoint {endpoint} and the folder {base} differ by a slash only: web servers \
                 answer what is sent to one with a redirect to the other, and lose it; give one of \
                 them another name"
            )));
        }
        let mut passed_on = vec![endpoint.clone(), [&endpoint, "/"].concat()];
        // Leads to the folder, and to receipts of when the form was sent there.
        if !folder.is_empty() {
            passed_on.push(folder.to_owned());
        }
        let former = receiver::FORMER_ENDPOINT;
        if endpoint == receiver::ENDPOINT && !passed_on.iter().any(|path| path == former) {
            passed_on.push(former.to_owned());
        }
        Ok(passed_on)
    }
}

/// What a page reaches beside its own website, in each of its languages whose file stands beside its own.
fn other_servers(path: &Path, page: &PageCopy) -> Result<OtherServers, CliError> {
    let beside = |address: &str| path.with_file_name(address.trim_start_matches("./"));
    let languages = page.other_languages().map(|entry| beside(&entry.copy.0));
    let mut copies = vec![page];
    for language in languages.filter(|language| language.is_file()) {
        copies.push(copy_file(&language)?);
    }
    Ok(OtherServers::of(copies))
}

/// How this was printed, so that it can be printed again.
fn how(kind: &str) -> String {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments = arguments.join(" ");
    let command = if arguments.chars().all(|c| c.is_ascii_graphic() || c == ' ') {
        arguments
    } else {
        ["print ", kind, " …"].concat()
    };
    format!(
        "Printed by `complaints {command}`: print it anew after an upgrade, or when paths or limits change."
    )
}

/// An absolute path that means the same in every file printed here.
fn folder(text: &str) -> Result<String, &'static str> {
    let plain = |c: char| c.is_alphanumeric() || "/-._~+@".contains(c);
    if text.starts_with('/') && text.chars().all(plain) {
        let bare = text.trim_end_matches('/');
        Ok(if bare.is_empty() { "/" } else { bare }.to_owned())
    } else {
        Err("expected an absolute path of letters, digits and / - . _ ~ + @")
    }
}

/// The name or address of a machine.
fn host(text: &str) -> Result<String, &'static str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
    if !text.is_empty() && !text.starts_with('-') && text.chars().all(plain) {
        Ok(text.to_owned())
    } else {
        Err("expected a name like www.company.example, or an address")
    }
}

/// A text with each of its lines further in.
fn indented(text: &str, by: usize) -> String {
    let margin = " ".repeat(by);
    let lines = text.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => [&margin, line, "\n"].concat(),
    });
    lines.collect()
}
