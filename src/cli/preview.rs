//! `complaints preview`: a copy file beside the page it makes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use clap::Args;
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

use super::built::{Built, write_whole};
use super::check::{findings, problem_lines};
use super::dates::now;
use super::serve::{run_until_stopped, stop_signal};
use super::{CliError, print};
use crate::domain::calendar::london;
use crate::receiver::reference::hex;
use crate::receiver::site::{OtherServers, Site, secure};
use crate::receiver::{self, Caller, Log, Patience, connections};

/// The longest copy file that is taken, in bytes: many times the page's own.
const LONGEST: usize = 4 << 20;

/// Shows a copy file beside the page it makes, in a browser, and saves what is edited there
///
/// The page follows the file, and what is typed. What is wrong is listed with its line, and is not
/// saved. Only browsers of this computer get an answer; no complaint is sent anywhere.
#[derive(Args)]
pub struct Preview {
    /// The copy file
    file: PathBuf,
    /// The built folder
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// The port to listen on; 0 for any free one
    #[arg(long, default_value_t = 0)]
    port: u16,
}

impl Preview {
    pub fn run(self) -> Result<ExitCode, CliError> {
        let file =
            fs::canonicalize(&self.file).map_err(|error| CliError::file(&self.file, &error))?;
        let name = plain_name(&self.file)?;
        // It is an older build that has none.
        Built::open(self.dist.clone())?.read("preview.html")?;
        run_until_stopped(self.listen(file, name))
    }

    async fn listen(self, file: PathBuf, name: String) -> Result<(), CliError> {
        let cannot_listen = |error| CliError::unreadable(format!("cannot listen: {error}"));
        let listener = TcpListener::bind(("127.0.0.1", self.port))
            .await
            .map_err(cannot_listen)?;
        let port = listener.local_addr().map_err(cannot_listen)?.port();
        let stop = stop_signal().map_err(cannot_listen)?;
        let address = format!("http://127.0.0.1:{port}/preview.html?copy={name}\n");
        let server = PreviewServer {
            path: format!("/{name}"),
            shown_as: self.file.display().to_string(),
            file,
            site: Site::new(&self.dist),
            hosts: ["127.0.0.1", "localhost"].map(|host| format!("{host}:{port}")),
        };
        print(address.as_bytes())?;
        let server = Arc::new(server);
        let log = Log {
            clock: receiver::now,
            write: receiver::to_stderr,
        };
        let answer = move |_, request| answer(Arc::clone(&server), request);
        connections::serve(listener, Patience::default(), log, stop, answer).await;
        Ok(())
    }
}

/// The name of a file, which becomes an address.
fn plain_name(file: &Path) -> Result<String, CliError> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    if name.bytes().all(is_plain) {
        Ok(name.into_owned())
    } else {
        Err(CliError::unreadable(format!(
            "{name}: expected a file name of letters without accents, digits, \".\", \"-\" and \"_\""
        )))
    }
}

/// A file to work on, and the built folder around it.
struct PreviewServer {
    file: PathBuf,
    /// The name of the file as it was given, for messages.
    shown_as: String,
    /// Where the file is found; it stands before one of the built folder.
    path: String,
    site: Site,
    /// What this server may be called: a name that leads here from elsewhere is a trick.
    hosts: [String; 2],
}

async fn answer(server: Arc<PreviewServer>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let is_file = path == server.path;
    let mut response = match request.method() {
        _ if !server.is_called(request.headers()) => refused(
            StatusCode::MISDIRECTED_REQUEST,
            "this server has another name",
        ),
        &Method::GET | &Method::HEAD if is_file => server.show(),
        &Method::GET | &Method::HEAD => server.site.answer(request).await,
        &Method::PUT if is_file => take(&server, request).await,
        _ => refused(StatusCode::METHOD_NOT_ALLOWED, "nothing is sent from here"),
    };
    // The page in the frame sends nothing.
    secure(&path, &OtherServers::default(), response.headers_mut());
    response
}

async fn take(server: &Arc<PreviewServer>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    if Caller::of(&parts.headers, &[]) != Caller::Own {
        return refused(
            StatusCode::FORBIDDEN,
            "pages of other sites may not save here",
        );
    }
    let Ok(text) = to_bytes(body, LONGEST).await else {
        return refused(StatusCode::PAYLOAD_TOO_LARGE, "the file is too long");
    };
    let server = Arc::clone(server);
    let saved = tokio::task::spawn_blocking(move || server.save(&parts.headers, &text)).await;
    saved.unwrap_or_else(|error| refused(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()))
}

impl PreviewServer {
    /// Whether a request came for this server by one of its names.
    fn is_called(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(header::HOST).map(|host| host.as_bytes());
        self.hosts.iter().any(|own| host == Some(own.as_bytes()))
    }

    /// The file, its version, and that it may be saved.
    fn show(&self) -> Response {
        match fs::read(&self.file) {
            Ok(text) => {
                let headers: [(HeaderName, &str); 4] = [
                    (header::CONTENT_TYPE, "application/json"),
                    (header::CACHE_CONTROL, "no-cache"),
                    (header::ALLOW, "GET, HEAD, PUT"),
                    (header::ETAG, &version(&text)),
                ];
                (headers, text).into_response()
            }
            Err(error) => self.failed("read", &error),
        }
    }

    /// Saves a text that is a copy file without problems, and comes after the version it names.
    fn save(&self, headers: &HeaderMap, text: &Bytes) -> Response {
        let there = match fs::read(&self.file) {
            Ok(there) => there,
            Err(error) => return self.failed("read", &error),
        };
        let comes_after = headers.get(header::IF_MATCH);
        if comes_after.is_some_and(|its| its.as_bytes() != version(&there).as_bytes()) {
            return refused(
                StatusCode::PRECONDITION_FAILED,
                "the file has changed meanwhile",
            );
        }
        let Ok(words) = str::from_utf8(text) else {
            return refused(StatusCode::UNPROCESSABLE_ENTITY, "the file is not UTF-8");
        };
        let today = london::london_date(now());
        let problems = problem_lines(&self.shown_as, &findings(&self.file, words, today));
        if !problems.is_empty() {
            return refused(StatusCode::UNPROCESSABLE_ENTITY, &problems);
        }
        match write_whole(&self.file, text) {
            Ok(()) => (StatusCode::NO_CONTENT, [(header::ETAG, version(text))]).into_response(),
            Err(error) => self.failed("write", &error),
        }
    }

    fn failed(&self, what: &str, error: &std::io::Error) -> Response {
        let message = format!("cannot {what} {}: {error}", self.shown_as);
        refused(StatusCode::INTERNAL_SERVER_ERROR, &message)
    }
}

fn refused(status: StatusCode, why: &str) -> Response {
    (status, why.to_owned()).into_response()
}

/// The version of a file, as an entity tag.
fn version(text: &[u8]) -> String {
    ["\"", &hex(&Sha256::digest(text)), "\""].concat()
}
