//! The address of a database, and how it is reached: over TLS, unless it is on this machine.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// The address of a PostgreSQL database, like `postgres://user@host:5432/name`.
#[derive(Clone)]
pub struct PostgresUrl {
    pub(super) config: Config,
    /// Whether it is reached over TLS, and the server proves that it is the one that is named.
    pub(super) is_encrypted: bool,
    /// The authorities that a server's certificate may be of; `None` for those that browsers know.
    pub(super) authorities: Option<PathBuf>,
    /// Without the password.
    shown: String,
}

/// What stands in the query of an address, apart from what the client library knows.
const SSL_MODE: &str = "sslmode";
const AUTHORITIES: &str = "sslrootcert";

const EXPECTED: &str = "expected an address like postgres://user@host:5432/name";

impl PostgresUrl {
    pub fn has_password(&self) -> bool {
        self.config.get_password().is_some()
    }

    /// The same with this password, unless it has one.
    #[must_use]
    pub fn or_password(mut self, password: &str) -> Self {
        if !self.has_password() {
            self.config.password(password);
        }
        self
    }
}

impl FromStr for PostgresUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if !["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| text.starts_with(scheme))
        {
            return Err(EXPECTED.to_owned());
        }
        let (address, query) = text.split_once('?').unwrap_or((text, ""));
        let parameters = query.split('&').filter(|one| !one.is_empty());
        let (mut mode, mut authorities, mut known, mut shown) =
            (None, None, Vec::new(), Vec::new());
        for one in parameters {
            match one.split_once('=').unwrap_or((one, "")) {
                (SSL_MODE, value) => mode = Some(value),
                (AUTHORITIES, value) => authorities = Some(decoded(value).into()),
                _ => known.push(one),
            }
            if !one.starts_with("password=") {
                shown.push(one);
            }
        }
        let mut config = Config::from_str(&with_query(address, &known))
            .map_err(|error| format!("{EXPECTED}: {error}"))?;
        if config.get_hosts().is_empty() || config.get_dbname().is_none() {
            return Err(EXPECTED.to_owned());
        }
        let is_encrypted = match mode {
            None => !is_here(&config),
            Some("disable") => false,
            Some("require" | "verify-ca" | "verify-full") => true,
            Some(_) => return Err("sslmode: expected disable, require or verify-full".to_owned()),
        };
        config
            .ssl_mode(if is_encrypted {
                SslMode::Require
            } else {
                SslMode::Disable
            })
            .application_name("complaints")
            .connect_timeout(Duration::from_secs(4))
            .tcp_user_timeout(Duration::from_secs(10))
            .keepalives_idle(Duration::from_secs(15))
            .keepalives_interval(Duration::from_secs(5))
            .keepalives_retries(3);
        Ok(Self {
            config,
            is_encrypted,
            authorities,
            shown: with_query(&without_password(address), &shown),
        })
    }
}

/// Whether a database is reached without leaving this machine.
fn is_here(config: &Config) -> bool {
    let is_here = |host: &Host| match host {
        Host::Tcp(name) => {
            let address: Option<IpAddr> = name.parse().ok();
            name == "localhost" || address.is_some_and(|address| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    };
    config.get_hosts().iter().all(is_here) && config.get_hostaddrs().iter().all(IpAddr::is_loopback)
}

fn with_query(address: &str, parameters: &[&str]) -> String {
    match parameters {
        [] => address.to_owned(),
        _ => [address, "?", &parameters.join("&")].concat(),
    }
}

fn without_password(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap_or_default();
    let end = rest.find('/').unwrap_or(rest.len());
    let (server, path) = rest.split_at(end);
    let server = match server.rsplit_once('@') {
        Some((user, host)) => {
            let (name, _) = user.split_once(':').unwrap_or((user, ""));
            [name, "@", host].concat()
        }
        None => server.to_owned(),
    };
    [scheme, "://", &server, path].concat()
}

/// A value of a query as it is meant.
fn decoded(value: &str) -> String {
    let pair = ["=", &value.replace('+', "%2B")].concat();
    let mut pairs = form_urlencoded::parse(pair.as_bytes());
    pairs
        .next()
        .map_or_else(String::new, |(_, value)| value.into_owned())
}

/// Without the password.
impl fmt::Display for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
