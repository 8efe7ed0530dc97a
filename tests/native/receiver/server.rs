//! A server of a test's own, and just enough of a client to say anything to it, right or wrong.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread::JoinHandle;
use std::time::Duration;

use chrono::{DateTime, Utc};
use complaints::domain::calendar::iso;
use complaints::receiver::{
    self, BasePath, Inbox, Location, Origin, Patience, Received, Receiver, Settings, StartError,
    StoreError, Tell,
};
use support::Program;
use support::complaint::REQUIRED;
use support::shipped::publish;
use tempfile::TempDir;
use tokio::sync::oneshot;

use super::stores;
use crate::html::{self, Element};

/// A built folder and a data folder, and a server between them while one runs.
pub struct Server {
    folder: TempDir,
    /// The address of the PostgreSQL database that it uses, where it does.
    pub database: Option<String>,
    location: Location,
    running: Option<Running>,
}

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

/// The lines of every server here.
static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Monday 23 November 2026, ten in the morning in London.
pub fn monday_morning() -> DateTime<Utc> {
    iso::parse_instant("2026-11-23T10:00:00Z").unwrap()
}

impl Server {
    /// A built folder with the default copy, and no data folder yet.
    pub fn prepared() -> Self {
        Self::prepared_on(stores::database())
    }

    /// The same, on a PostgreSQL database if one is given.
    pub fn prepared_on(database: Option<String>) -> Self {
        let folder = TempDir::new().unwrap();
        let dist = folder.path().join("dist");
        publish(&dist).unwrap();
        let url = database.as_ref().map(|database| database.parse().unwrap());
        let location = Location::of(folder.path().join("data"), url.as_ref());
        Self {
            folder,
            database,
            location: location.unwrap(),
            running: None,
        }
    }

    /// A complaint in the inbox, by its reference.
    #[track_caller]
    pub fn received(&self, reference: &str) -> Received {
        self.inbox().find(reference).unwrap().expect("it is there")
    }

    pub fn started() -> Self {
        let mut server = Self::prepared();
        server.start();
        server
    }

    pub fn settings(&self) -> Settings {
        Settings {
            dist: self.dist(),
            location: self.location(),
            base: BasePath::default(),
            allowed_origins: vec!["https://www.company.example".parse::<Origin>().unwrap()],
            accept_mismatch: false,
            trust_proxy: false,
            patience: Patience::default(),
            clock: monday_morning,
            incoming_bytes: receiver::INCOMING_BYTES,
            keep_days: None,
            tell: Tell::default(),
            log: |line| LOG.lock().unwrap().push(line.to_owned()),
        }
    }

    pub fn start(&mut self) {
        self.start_with(self.settings());
    }

    pub fn start_with(&mut self, settings: Settings) {
        let receiver = open(&settings);
        let (stop, stopped) = oneshot::channel();
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                _ = receiver::serve(listener, None, receiver, async { _ = stopped.await }).await;
            });
        });
        self.running = Some(Running {
            address: told.recv().unwrap(),
            stop,
            thread,
        });
    }

    /// Ends what has begun, and the server.
    pub fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            _ = running.stop.send(());
            running.thread.join().unwrap();
        }
    }

    pub fn dist(&self) -> PathBuf {
        self.folder.path().join("dist")
    }

    /// Where its complaints are kept.
    pub fn location(&self) -> Location {
        self.location.clone()
    }

    /// The program, beside its data folder or on its database.
    pub fn program(&self) -> Command {
        let mut command = Command::new(support::program());
        command.current_dir(self.folder());
        if let Some(database) = &self.database {
            command.env("COMPLAINTS_DATABASE", database);
        }
        command
    }

    /// `serve` as a process of its own, with these options.
    pub fn serve(&self, options: &[&str]) -> Program {
        self.serve_by("exec \"$@\"", options)
    }

    /// The same, by a shell script that ends in running its arguments.
    pub fn serve_by(&self, script: &str, options: &[&str]) -> Program {
        let database = self.database.as_deref();
        let database = database.map(|database| ["--database", database]);
        let options = [database.as_slice().concat(), options.to_vec()].concat();
        Program::start_by(self.folder(), script, &options)
    }

    /// What it has received.
    #[track_caller]
    pub fn inbox(&self) -> Box<dyn Inbox> {
        self.location().inbox().unwrap()
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The log lines that name a file of this server, the folder of both left out.
    pub fn log(&self) -> Vec<String> {
        let folder = format!("{}/", self.folder.path().display());
        let log = LOG.lock().unwrap();
        let own = log.iter().filter(|line| line.contains(&folder));
        own.map(|line| line.replace(&folder, "")).collect()
    }

    /// How many files are kept of complaints.
    pub fn kept_files(&self) -> usize {
        match &self.database {
            None => self.files_in("attachments").len(),
            Some(_) => self.count("select count(*) from attachment"),
        }
    }

    /// What the database answers to a question for a number.
    pub fn count(&self, question: &str) -> usize {
        if let Some(database) = &self.database {
            return stores::ask(database, question).parse().unwrap();
        }
        let count = self
            .sqlite()
            .query_row(question, [], |row| row.get::<_, i64>(0));
        count.unwrap().try_into().unwrap()
    }

    /// Changes what is kept, past the program.
    pub fn change(&self, statement: &str) {
        match &self.database {
            Some(database) => _ = stores::ask(database, statement),
            None => self.sqlite().execute_batch(statement).unwrap(),
        }
    }

    fn sqlite(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.data().join("complaints.sqlite3")).unwrap()
    }

    /// The files in a folder of the data folder.
    pub fn files_in(&self, folder: &str) -> Vec<PathBuf> {
        let mut files: Vec<_> = fs::read_dir(self.data().join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        files
    }

    /// Changes the copy, as a company would: by replacing the file.
    pub fn edit_copy(&self, change: impl FnOnce(String) -> String) {
        let path = self.dist().join("complaints.json");
        let changed = change(fs::read_to_string(&path).unwrap());
        fs::write(path.with_extension("new"), changed).unwrap();
        fs::rename(path.with_extension("new"), path).unwrap();
    }

    pub fn connect(&self) -> TcpStream {
        TcpStream::connect(self.running.as_ref().unwrap().address).unwrap()
    }

    pub fn host(&self) -> String {
        self.running.as_ref().unwrap().address.to_string()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], b"")
    }

    /// Sends a whole request, then reads the whole answer.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        Answer::read(self.send_for_bytes(method, path, headers, body)).unwrap()
    }

    /// The same, with the answer as it came.
    pub fn send_for_bytes(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Vec<u8> {
        let mut stream = self.connect();
        stream
            .write_all(&head(method, path, &self.host(), headers, body.len()))
            .unwrap();
        stream.write_all(body).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        bytes
    }

    pub fn post_form(&self, form: &Form) -> Answer {
        self.post_form_with(form, &[])
    }

    pub fn post_form_with(&self, form: &Form, headers: &[(&str, &str)]) -> Answer {
        post(&self.host(), form, headers).unwrap()
    }

    /// Sends a form as a browser does by itself.
    pub fn submit(&self, form: &Form) -> Answer {
        self.post_form_with(form, &[("Accept", BROWSER)])
    }

    pub fn post_json(&self, json: &str) -> Answer {
        self.send(
            "POST",
            "/complaints/form",
            &[("Content-Type", "application/json")],
            json.as_bytes(),
        )
    }
}

/// Opens what was in use a moment ago: a program that another test starts holds every lock of this
/// process until it is under way.
fn open(settings: &Settings) -> Receiver {
    let in_use = |error: &StartError| matches!(error, StartError::Store(StoreError::InUse { .. }));
    for _ in 0..100 {
        match Receiver::open(settings.clone()) {
            Err(error) if in_use(&error) => std::thread::sleep(Duration::from_millis(20)),
            opened => return opened.unwrap(),
        }
    }
    panic!("{} stays in use", settings.location.data().display());
}

impl Drop for Server {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.stop();
        }
    }
}

/// The log lines of all servers here with this in them.
pub fn lines_with(part: &str) -> Vec<String> {
    let log = LOG.lock().unwrap();
    let met = log.iter().filter(|line| line.contains(part));
    met.cloned().collect()
}

pub fn head(
    method: &str,
    path: &str,
    host: &str,
    headers: &[(&str, &str)],
    length: usize,
) -> Vec<u8> {
    let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    if ["POST", "PUT"].contains(&method) {
        head.push_str(&format!("Content-Length: {length}\r\n"));
    }
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    head.into_bytes()
}

pub fn read_answer(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    Answer::read(bytes).unwrap()
}

/// Sends a form to wherever a server listens.
///
/// # Errors
///
/// The connection breaks.
pub fn post(address: &str, form: &Form, headers: &[(&str, &str)]) -> io::Result<Answer> {
    let headers = [&[("Content-Type", FORM_TYPE)], headers].concat();
    let body = form.body();
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(&head(
        "POST",
        "/complaints/form",
        address,
        &headers,
        body.len(),
    ))?;
    stream.write_all(&body)?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    Answer::read(bytes)
}

/// What wherever a server listens has at an address.
pub fn get(address: &str, path: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .write_all(&head("GET", path, address, &[], 0))
        .unwrap();
    read_answer(&mut stream)
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// In lower case.
    head: String,
    pub body: String,
}

impl Answer {
    fn read(bytes: Vec<u8>) -> io::Result<Self> {
        let text = String::from_utf8(bytes).unwrap();
        let broken = || io::Error::other(format!("not an answer: {text:?}"));
        let (head, body) = text.split_once("\r\n\r\n").ok_or_else(broken)?;
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Ok(Self {
            status,
            head: head.to_ascii_lowercase(),
            body: body.to_owned(),
        })
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {self:?}"))
    }

    /// The page, where it is one: a whole document, nobody else's, without script.
    pub fn page(&self) -> Element {
        assert_eq!(
            (self.header("content-type"), self.header("cache-control")),
            (Some("text/html; charset=utf-8"), Some("no-store")),
            "{self:?}"
        );
        assert_eq!(self.header("x-robots-tag"), Some("noindex"));
        assert!(self.body.starts_with("<!doctype html>\n"), "{self:?}");
        let page = html::parse(&self.body);
        for foreign in ["script", "style", "template"] {
            assert_eq!(page.every(foreign), Vec::<&Element>::new());
        }
        page
    }

    /// The reference, where the complaint was received.
    pub fn reference(&self) -> String {
        assert_eq!(self.status, 201, "{self:?}");
        self.json()["reference"].as_str().unwrap().to_owned()
    }

    /// Pointer and detail of each error.
    pub fn errors(&self) -> Vec<(String, String)> {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{self:?}"
        );
        let json = self.json();
        assert_eq!(json["status"], self.status);
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let errors = json["errors"].as_array().cloned().unwrap_or_default();
        errors
            .iter()
            .map(|error| (text(&error["pointer"]), text(&error["detail"])))
            .collect()
    }

    /// The one sentence of a refusal that is not about an answer.
    pub fn detail(&self) -> String {
        assert_eq!(self.errors(), [], "{self:?}");
        self.json()["detail"].as_str().unwrap().to_owned()
    }
}

/// What a browser would like to read.
pub const BROWSER: &str =
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

pub const FORM_TYPE: &str = "multipart/form-data; boundary=----cut-here";

/// A form as a browser writes it.
#[derive(Clone, Default)]
pub struct Form(Vec<u8>);

impl Form {
    pub fn text(mut self, name: &str, value: &str) -> Self {
        let part = format!(
            "------cut-here\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        self.0.extend_from_slice(part.as_bytes());
        self
    }

    pub fn file(mut self, file_name: &str, content: &[u8]) -> Self {
        let head = format!(
            "------cut-here\r\nContent-Disposition: form-data; name=\"attachments\"; filename=\"{file_name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        self.0
            .extend_from_slice(&[head.as_bytes(), content, b"\r\n"].concat());
        self
    }

    pub fn body(&self) -> Vec<u8> {
        [&self.0, b"------cut-here--\r\n".as_slice()].concat()
    }

    /// What must be answered, and nothing more.
    pub fn complete() -> Self {
        let form = Self::default();
        REQUIRED
            .iter()
            .fold(form, |form, (name, answer)| form.text(name, answer))
    }
}
