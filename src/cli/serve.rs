//! `complaints serve`: the page and its endpoint, for real.

mod options;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use tokio::net::TcpListener;

use super::secrets::Secrets;
use super::{CliError, database, print, read_text};
use crate::copy::{self, BodyTemplate};
use crate::receiver::{
    self, BasePath, FILE_BYTES, Patience, PostgresUrl, Receiver, Settings, Tell, Webhook,
};

use options::Options;

/// Serves the built page, and keeps the complaints it sends
///
/// Each option can also stand in the environment (COMPLAINTS_DIST for --dist), or in a file of lines like
/// `dist = "dist"`; the command line comes first, the file last.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Serve {
    #[command(flatten)]
    options: Options,
    /// A file with options that are not given otherwise
    #[arg(long, env = "COMPLAINTS_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Prints the options that hold, as such a file, and does nothing else
    #[arg(long)]
    print_config: bool,
    /// Starts, this time, even where the database and the files beside it do not belong together
    #[arg(long)]
    accept_mismatch: bool,
}

impl Serve {
    pub fn run(self) -> Result<ExitCode, CliError> {
        let Self {
            options,
            config,
            print_config,
            accept_mismatch,
        } = self;
        let in_file = match config {
            Some(path) => Options::read(&path)?,
            None => Options::default(),
        };
        let (given, in_its_file) = (options.database.as_deref(), in_file.database.as_deref());
        let database = database::read(given, in_its_file)?;
        let mut options = options.or(in_file).or(Options::usual());
        // Without its password.
        options.database = database.as_ref().map(PostgresUrl::to_string);
        if print_config {
            print(options.write().as_bytes())?;
            return Ok(ExitCode::SUCCESS);
        }
        let server = open(options, database.as_ref(), accept_mismatch)?;
        run_until_stopped(listen(server))
    }
}

/// A server that is ready to listen, and where.
struct Server {
    receiver: Receiver,
    base: BasePath,
    host: String,
    port: u16,
    metrics: Option<SocketAddr>,
}

fn open(
    options: Options,
    database: Option<&PostgresUrl>,
    accept_mismatch: bool,
) -> Result<Server, CliError> {
    let Options {
        dist,
        data,
        database: _,
        base,
        host,
        port,
        allowed_origins,
        trust_proxy,
        keep_days,
        on_received,
        forward,
        forward_body,
        mail_to,
        mail_from,
        mail_files,
        digest,
        secrets,
        metrics,
    } = options;
    let Secrets {
        smtp,
        forward_secret,
        forward_headers,
    } = Secrets::read(secrets.as_deref())?;
    let body = forward_body.as_deref().map(read_template).transpose()?;
    if body.is_some() && forward.is_none() {
        let why = "--forward-body: expected --forward too, the address that it is posted to";
        return Err(CliError::unreadable(why));
    }
    let webhook = forward.map(|url| Webhook {
        url,
        secret: forward_secret,
        headers: forward_headers,
        body,
    });
    let tell = Tell {
        command: on_received,
        webhook,
        mail_to,
        mail_from,
        smtp,
        file_bytes: mail_files.map_or(FILE_BYTES, |megabytes| u64::from(megabytes) << 20),
        digest: digest.unwrap_or(true),
        ..Tell::default()
    };
    let (base, host) = (base.unwrap_or_default(), host.unwrap_or_default());
    let settings = Settings {
        dist: dist.unwrap_or_default(),
        location: database::location(data.unwrap_or_default(), database)?,
        base: base.clone(),
        allowed_origins,
        accept_mismatch,
        trust_proxy: trust_proxy.unwrap_or_default(),
        patience: Patience::default(),
        clock: receiver::now,
        incoming_bytes: receiver::INCOMING_BYTES,
        keep_days,
        tell,
        log: receiver::to_stderr,
    };
    let receiver =
        Receiver::open(settings).map_err(|error| CliError::unreadable(error.to_string()))?;
    Ok(Server {
        receiver,
        base,
        host,
        port: port.unwrap_or_default(),
        metrics,
    })
}

async fn listen(server: Server) -> Result<(), CliError> {
    let Server {
        receiver,
        base,
        host,
        port,
        metrics,
    } = server;
    let listener = bind(&host, port).await?;
    let watch = match metrics {
        Some(address) => Some(bind(&address.ip().to_string(), address.port()).await?),
        None => None,
    };
    let address = local_address(&listener)?;
    let stop =
        stop_signal().map_err(|error| CliError::unreadable(format!("cannot start: {error}")))?;
    print(format!("Listening on http://{address}{base}\n").as_bytes())?;
    if let Some(watch) = &watch {
        let address = local_address(watch)?;
        print(format!("Metrics on http://{address}/metrics\n").as_bytes())?;
    }
    let ended = receiver::serve(listener, watch, receiver, stop).await;
    ended.map_err(|error| CliError::no_answer(error.to_string()))
}

/// The template in a file.
fn read_template(path: &Path) -> Result<BodyTemplate, CliError> {
    let body = copy::read_body(&read_text(path)?);
    body.map_err(|error| CliError::unreadable(error.in_file(&path.display().to_string())))
}

/// Listens on a host and a port.
pub async fn bind(host: &str, port: u16) -> Result<TcpListener, CliError> {
    let listener = TcpListener::bind((host, port)).await;
    listener
        .map_err(|error| CliError::unreadable(format!("cannot listen on {host}:{port}: {error}")))
}

/// Where a server listens.
pub fn local_address(listener: &TcpListener) -> Result<SocketAddr, CliError> {
    let address = listener.local_addr();
    address.map_err(|error| CliError::unreadable(format!("cannot listen: {error}")))
}

/// Runs a server to its end.
pub fn run_until_stopped(
    server: impl Future<Output = Result<(), CliError>>,
) -> Result<ExitCode, CliError> {
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| CliError::unreadable(format!("cannot start: {error}")))?;
    runtime.block_on(server).map(|()| ExitCode::SUCCESS)
}

/// Waits for Ctrl-C, or for the system to end this process.
#[cfg(unix)]
pub fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (
        signal(SignalKind::interrupt())?,
        signal(SignalKind::terminate())?,
    );
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
pub fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async { _ = tokio::signal::ctrl_c().await })
}
