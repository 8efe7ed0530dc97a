//! A desk of a test's own, and a browser that has signed in.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::sync::Mutex;
use std::thread::JoinHandle;

use complaints::receiver::{self, DeskSettings, Patience, serve_desk};
use tokio::sync::oneshot;

use super::super::server::{Answer, Server, head, monday_morning, read_answer};

/// A password that is long enough.
pub const PASSWORD: &str = "four grey herons";

/// The lines of every desk here.
static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// A desk while it runs.
pub struct Desk {
    pub address: SocketAddr,
    /// The code to set the password with, where one is to be set.
    pub code: Option<String>,
    /// What the browser holds.
    pub cookie: Option<String>,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl Desk {
    pub fn settings(server: &Server) -> DeskSettings {
        DeskSettings {
            dist: server.dist(),
            location: server.location(),
            address: None,
            trust_header: None,
            trust_proxy: false,
            new_password: false,
            patience: Patience::default(),
            clock: monday_morning,
            log: |line| LOG.lock().unwrap().push(line.to_owned()),
        }
    }

    /// Starts a desk; nobody has signed in.
    pub fn start(settings: DeskSettings) -> Self {
        Self::start_on(settings, [127, 0, 0, 1].into())
    }

    /// The same, on an address of this machine.
    pub fn start_on(settings: DeskSettings, host: IpAddr) -> Self {
        let desk = receiver::Desk::open(settings).unwrap();
        let code = desk.setup_code();
        let (stop, stopped) = oneshot::channel();
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::bind((host, 0)).await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                serve_desk(listener, desk, async { _ = stopped.await }).await;
            });
        });
        Self {
            address: told.recv().unwrap(),
            code,
            cookie: None,
            running: Some((stop, thread)),
        }
    }

    /// A desk on the data of a server, with somebody who has signed in.
    pub fn of(server: &Server) -> Self {
        Self::signed_in(Self::settings(server))
    }

    /// The same with other settings.
    pub fn signed_in(settings: DeskSettings) -> Self {
        let mut desk = Self::start(settings);
        let answer = match desk.code.clone() {
            Some(code) => desk.set_password(&code, PASSWORD),
            None => desk.sign_in(PASSWORD),
        };
        assert_eq!(answer.status, 303, "{answer:?}");
        desk.keep_cookie(&answer);
        desk
    }

    pub fn set_password(&self, code: &str, password: &str) -> Answer {
        let fields = [("code", code), ("password", password), ("repeat", password)];
        self.post("/password", &fields, &[])
    }

    pub fn sign_in(&self, password: &str) -> Answer {
        self.post("/sign-in", &[("password", password)], &[])
    }

    /// Holds the cookie that an answer gives.
    #[track_caller]
    pub fn keep_cookie(&mut self, answer: &Answer) {
        let given = answer.header("set-cookie").unwrap();
        self.cookie = Some(given.split(';').next().unwrap().to_owned());
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], b"")
    }

    /// Sends a form as a browser does without script.
    pub fn post(&self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        let body = body.extend_pairs(fields).finish();
        let kind = ("Content-Type", "application/x-www-form-urlencoded");
        let headers = [&[kind], headers].concat();
        self.send("POST", path, &headers, body.as_bytes())
    }

    /// Sends a form from a page of a complaint, with what it was made with.
    pub fn act(&self, reference: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let page = format!("/complaint/{reference}");
        let csrf = self.csrf(&page);
        let fields = [&[("csrf", &*csrf)], fields].concat();
        self.post(&format!("{page}/{action}"), &fields, &[])
    }

    /// What the forms of a page are sent with.
    #[track_caller]
    pub fn csrf(&self, page: &str) -> String {
        let page = self.get(page).page();
        let inputs = page.every("input");
        let mut hidden = inputs.iter().filter(|one| one.attr("name") == Some("csrf"));
        let field = hidden.next().expect("the page has a form");
        field.attr("value").unwrap().to_owned()
    }

    /// Sends a whole request, with the cookie that is held.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        read_answer(&mut self.ask(method, path, &self.address.to_string(), headers, body))
    }

    /// The same of a name that leads here.
    pub fn send_to(
        &self,
        host: &str,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        read_answer(&mut self.ask(method, path, host, headers, b""))
    }

    /// The answer as it came.
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut stream = self.ask("GET", path, &self.address.to_string(), &[], b"");
        stream.read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn ask(
        &self,
        method: &str,
        path: &str,
        host: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> TcpStream {
        let cookie = self.cookie.iter().map(|cookie| ("Cookie", cookie.as_str()));
        let headers: Vec<(&str, &str)> = headers.iter().copied().chain(cookie).collect();
        let mut stream = TcpStream::connect(self.address).unwrap();
        let head = head(method, path, host, &headers, body.len());
        stream.write_all(&[&head, body].concat()).unwrap();
        stream
    }

    /// Everything that all desks here have said.
    pub fn log() -> String {
        LOG.lock().unwrap().join("\n")
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.running.take()
            && !std::thread::panicking()
        {
            _ = stop.send(());
            thread.join().unwrap();
        }
    }
}
