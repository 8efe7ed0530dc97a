//! `complaints serve`: the page and its endpoint, for real.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use tokio::net::TcpListener;

use super::{CliError, print};
use crate::receiver::{self, BasePath, Origin, Patience, Receiver, Settings};

/// Serves the built page, and keeps the complaints it sends.
#[derive(Args)]
pub struct Serve {
    /// The built folder
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// Where complaints are kept; made when it is not there
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Where the built folder is found on the company's website, like /complaints/
    #[arg(long, default_value = "/", value_name = "PATH")]
    base: BasePath,
    /// The address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// The port to listen on; 0 for any free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Another server whose pages may load this one and post to it, like https://company.example
    #[arg(long = "allow-origin", value_name = "URL")]
    allowed_origins: Vec<Origin>,
    /// Limits senders by the last address in X-Forwarded-For; only behind a proxy that adds it
    #[arg(long)]
    trust_proxy: bool,
}

impl Serve {
    pub fn run(self) -> Result<ExitCode, CliError> {
        run_until_stopped(self.listen())
    }

    async fn listen(self) -> Result<(), CliError> {
        let Self {
            dist,
            data,
            base,
            host,
            port,
            allowed_origins,
            trust_proxy,
        } = self;
        let settings = Settings {
            dist,
            data,
            base: base.clone(),
            allowed_origins,
            trust_proxy,
            patience: Patience::default(),
            clock: receiver::now,
            log: receiver::to_stderr,
        };
        let receiver =
            Receiver::open(settings).map_err(|error| CliError::unreadable(error.to_string()))?;
        let cannot_listen =
            |error| CliError::unreadable(format!("cannot listen on {host}:{port}: {error}"));
        let listener = TcpListener::bind((host.as_str(), port))
            .await
            .map_err(cannot_listen)?;
        let address: SocketAddr = listener.local_addr().map_err(cannot_listen)?;
        let stop = stop_signal()
            .map_err(|error| CliError::unreadable(format!("cannot start: {error}")))?;
        print(format!("Listening on http://{address}{base}\n").as_bytes())?;
        receiver::serve(listener, receiver, stop).await;
        Ok(())
    }
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
