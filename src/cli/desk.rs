//! `complaints desk`: the inbox in a browser, for staff.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use axum::http::HeaderName;
use clap::Args;

use super::serve::{bind, local_address, run_until_stopped, stop_signal};
use super::terminal::printable_line;
use super::{CliError, database, print};
use crate::receiver::{self, DeskSettings, Origin, Patience, is_loopback, serve_desk};

/// Shows the complaints to staff in a browser, who mark there what they did
///
/// Works beside `serve`, at an address of its own on this machine. At the first start it prints a code: with
/// that, the password is set in the browser.
///
/// Behind the company's own sign-in there is no password: --trust-header X-Remote-User lets in whom a proxy on
/// this machine names. That proxy has to take the header away from what comes from outside, and whoever else can
/// reach the port on this machine can write it.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Desk {
    /// The built folder, for the copy file and the bank holidays
    #[arg(long, env = "COMPLAINTS_DIST", default_value = "dist")]
    dist: PathBuf,
    /// Where `serve` keeps its complaints
    #[arg(long, env = "COMPLAINTS_DATA", default_value = "data")]
    data: PathBuf,
    /// The PostgreSQL database of `serve`, where it has one, like postgres://user@host:5432/name; a password
    /// stands in the environment, as PGPASSWORD or in the address [env: COMPLAINTS_DATABASE]
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// The address to listen on; another one than this machine's own needs --address
    #[arg(long, env = "COMPLAINTS_DESK_HOST", default_value = "127.0.0.1")]
    host: String,
    /// The port to listen on; 0 for any free one
    #[arg(long, env = "COMPLAINTS_DESK_PORT", default_value_t = 8081)]
    port: u16,
    /// Where browsers find it behind a proxy, like https://desk.company.example [default: this machine]
    #[arg(long, env = "COMPLAINTS_DESK_ADDRESS", value_name = "URL")]
    address: Option<Origin>,
    /// Lets in whom a proxy on this machine names in this header, in place of a password
    #[arg(long, env = "COMPLAINTS_DESK_TRUST_HEADER", value_name = "NAME")]
    trust_header: Option<HeaderName>,
    /// Limits tries of the password by the last address in X-Forwarded-For; only behind a proxy that adds it
    #[arg(long)]
    trust_proxy: bool,
    /// Prints a code to set a new password with; until then the one before holds
    #[arg(long, conflicts_with = "trust_header")]
    new_password: bool,
}

impl Desk {
    pub fn run(self) -> Result<ExitCode, CliError> {
        for said in receiver::open_rights(&self.data) {
            eprintln!("complaints: {}", printable_line(&said));
        }
        if self.address.is_none() && !is_loopback(&self.host) {
            return Err(CliError::unreadable(format!(
                "--host {}: expected an address of this machine like 127.0.0.1, or also --address with the one in \
                 the browser, like https://desk.company.example",
                printable_line(&self.host)
            )));
        }
        let Self {
            dist,
            data,
            database,
            host,
            port,
            address,
            trust_header,
            trust_proxy,
            new_password,
        } = self;
        let database = database::read(database.as_deref(), None)?;
        let settings = DeskSettings {
            dist,
            location: database::location(data, database.as_ref())?,
            address: address.clone(),
            trust_header,
            trust_proxy,
            new_password,
            patience: Patience::default(),
            clock: receiver::now,
            log: receiver::to_stderr,
        };
        let desk = receiver::Desk::open(settings)
            .map_err(|error| CliError::unreadable(error.to_string()))?;
        run_until_stopped(listen(desk, address, host, port))
    }
}

async fn listen(
    desk: receiver::Desk,
    address: Option<Origin>,
    host: String,
    port: u16,
) -> Result<(), CliError> {
    let listener = bind(&host, port).await?;
    let listening = local_address(&listener)?;
    let stop =
        stop_signal().map_err(|error| CliError::unreadable(format!("cannot start: {error}")))?;
    print(format!("Desk on http://{listening}/\n").as_bytes())?;
    if let Some(code) = desk.setup_code() {
        print(invitation(address.as_ref(), listening, &code).as_bytes())?;
    }
    serve_desk(listener, desk, stop).await;
    Ok(())
}

/// How the password is set.
fn invitation(address: Option<&Origin>, listening: SocketAddr, code: &str) -> String {
    let own = || format!("http://{listening}");
    let address = address.map_or_else(own, ToString::to_string);
    format!("Set the password at {address}/password with this code: {code}\n")
}
