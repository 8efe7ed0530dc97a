use std::collections::VecDeque;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use support::fate::Fate;

use super::bad_server::befall;
use super::{PATIENCE, Site, eventually, root};

/// The company's web server in front of a site: it has pages of its own, adds headers, fails when it
/// is told to, and remembers what was asked.
pub struct Front {
    pub site: Site,
    port: u16,
    shared: Arc<Shared>,
}

/// What happens to requests, and a bell for those that wait until it changes.
#[derive(Default)]
struct Shared {
    rules: Mutex<Rules>,
    changed: Condvar,
}

#[derive(Default)]
struct Rules {
    headers: Vec<(&'static str, String)>,
    files: Vec<(&'static str, String)>,
    faults: Vec<(String, Fault)>,
    fates: VecDeque<Fate>,
    requests: Vec<String>,
    cookies: Vec<String>,
}

/// What becomes of an answer on its way.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// This status comes in its place.
    Status(u16),
    /// Half of it comes.
    Truncated,
    /// It waits here until [`Front::let_go`] or [`Front::mend`].
    Held,
    /// It leads on to this address, which a browser asks for in its place.
    Redirect(&'static str),
}

impl Fault {
    /// Leads on to an address.
    pub fn redirect(address: &str) -> Self {
        Self::Redirect(String::leak(address.to_owned()))
    }
}

impl Front {
    /// Starts to listen on a free port.
    ///
    /// Panics when there is none.
    #[track_caller]
    pub fn before(site: Site) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .unwrap_or_else(|error| panic!("no port for a web server: {error}"));
        let port = listener.local_addr().map_or(0, |address| address.port());
        let shared = Arc::<Shared>::default();
        let (upstream, known) = (site.port(), shared.clone());
        // It ends with the tests: nobody waits for it.
        std::thread::spawn(move || {
            for browser in listener.incoming().flatten() {
                let known = known.clone();
                // A browser that hangs up is no failure.
                std::thread::spawn(move || _ = answer(&browser, upstream, &known));
            }
        });
        Self { site, port, shared }
    }

    /// The address of a path here; `/hosts/NAME` is a page of `tests/e2e/hosts/`, with the snippet of
    /// `complaints embed` in place of its `{embed}`.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// From now on every answer has this header, in place of the one that it came with.
    pub fn set_header(&self, name: &'static str, value: &str) {
        let mut rules = self.shared.lock();
        rules.headers.retain(|(known, _)| *known != name);
        rules.headers.push((name, value.to_owned()));
    }

    /// From now on this stands at a path, whatever is asked of it.
    pub fn put(&self, path: &'static str, content: &str) {
        let mut rules = self.shared.lock();
        rules.files.retain(|(known, _)| *known != path);
        rules.files.push((path, content.to_owned()));
    }

    /// From now on this happens to answers for paths that end like this.
    pub fn fail(&self, ending: &str, fault: Fault) {
        self.shared.lock().faults.push((ending.to_owned(), fault));
    }

    /// From now on nothing more happens to answers for paths that end like this; those that are held here go on.
    pub fn let_go(&self, ending: &str) {
        self.shared.lock().faults.retain(|(its, _)| its != ending);
        self.shared.changed.notify_all();
    }

    /// Waits until so many requests for paths that end like this have come.
    #[track_caller]
    pub fn asked_for(&self, ending: &str, times: usize) {
        eventually(PATIENCE, &format!("{times} requests for {ending}"), || {
            let requests = self.requests();
            let those = requests.iter().filter(|asked| asked.ends_with(ending));
            (those.count() >= times).then_some(())
        });
    }

    /// From now on this becomes of each try to send a complaint in turn; what comes after them is
    /// passed on.
    pub fn script(&self, fates: &[Fate]) {
        self.shared.lock().fates = fates.iter().copied().collect();
    }

    /// Everything works again, and what is held here goes on.
    pub fn mend(&self) {
        let mut rules = self.shared.lock();
        rules.faults.clear();
        rules.fates.clear();
        self.shared.changed.notify_all();
    }

    /// Every cookie that an answer of the site wanted to set so far.
    pub fn cookies(&self) -> Vec<String> {
        self.shared.lock().cookies.clone()
    }

    /// What was asked so far: method and path.
    pub fn requests(&self) -> Vec<String> {
        self.shared.lock().requests.clone()
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Rules> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits as long as answers for a path are held.
    fn while_held(&self, path: &str) {
        let is_held = |rules: &mut Rules| matches!(rules.fault(path), Some(Fault::Held));
        drop(self.changed.wait_while(self.lock(), is_held));
    }
}

impl Rules {
    /// What happens to an answer for a path.
    fn fault(&self, path: &str) -> Option<Fault> {
        let mut faults = self.faults.iter();
        let found = faults.find(|(ending, _)| path.ends_with(ending));
        found.map(|(_, fault)| *fault)
    }
}

/// Answers one request of a browser, then hangs up.
fn answer(mut browser: &TcpStream, upstream: u16, shared: &Shared) -> io::Result<()> {
    let mut reader = BufReader::new(browser);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut head = first.clone();
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').unwrap_or_default();
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().unwrap_or_default();
        }
        if !name.eq_ignore_ascii_case("connection") {
            head.push_str(&line);
        }
    }
    head.push_str("Connection: close\r\n\r\n");
    let asked = first.trim().trim_end_matches(" HTTP/1.1");
    if asked.is_empty() {
        return Ok(());
    }
    let path = asked.rsplit(' ').next().unwrap_or_default();
    let path = path.split('?').next().unwrap_or_default();
    let (headers, put, fault, fate) = {
        let mut rules = shared.lock();
        rules.requests.push(asked.to_owned());
        let put = rules.files.iter().find(|(known, _)| *known == path);
        (
            rules.headers.clone(),
            put.map(|(_, content)| content.clone()),
            rules.fault(path),
            (asked == "POST /complaints/form").then(|| rules.fates.pop_front()),
        )
    };
    if let Some(fate) = fate.flatten() {
        return befall(fate, reader, &head, length, upstream);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    shared.while_held(path);
    let own = put.or_else(|| host_page(path.strip_prefix("/hosts/")?));
    let (mut answer_head, mut body) = match (fault, own) {
        (Some(Fault::Status(status)), _) => {
            let head = format!("HTTP/1.1 {status} No\r\nContent-Type: text/plain\r\n");
            (head, b"no".to_vec())
        }
        (Some(Fault::Redirect(address)), _) => {
            let head = format!("HTTP/1.1 303 See Other\r\nLocation: {address}\r\n");
            (head, Vec::new())
        }
        (_, Some(content)) => {
            let kind = kind(path);
            let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nConnection: close\r\n");
            (head, content.into_bytes())
        }
        _ => {
            let whole = pass_on(&head, &body, upstream)?;
            let end = whole.windows(4).position(|four| four == b"\r\n\r\n");
            let (head, body) = whole.split_at(end.map_or(whole.len(), |end| end + 4));
            let head = String::from_utf8_lossy(head).trim_end().to_owned() + "\r\n";
            (head, body.to_vec())
        }
    };
    if !answer_head.to_ascii_lowercase().contains("content-length")
        && !answer_head
            .to_ascii_lowercase()
            .contains("transfer-encoding")
    {
        _ = write!(answer_head, "Content-Length: {}\r\n", body.len());
    }
    let cookies = answer_head.lines().filter_map(|line| {
        let (name, value) = line.split_once(": ")?;
        let is_cookie = name.eq_ignore_ascii_case("set-cookie");
        is_cookie.then(|| value.to_owned())
    });
    shared.lock().cookies.extend(cookies);
    let is_set = |line: &&str| {
        let name = line.split(':').next().unwrap_or_default();
        !headers
            .iter()
            .any(|(set, _)| set.eq_ignore_ascii_case(name))
    };
    let kept: Vec<&str> = answer_head.lines().filter(is_set).collect();
    let mut answer_head = kept.join("\r\n") + "\r\n";
    for (name, value) in &headers {
        _ = write!(answer_head, "{name}: {value}\r\n");
    }
    if let Some(Fault::Truncated) = fault {
        body.truncate(body.len() / 2);
    }
    browser.write_all(answer_head.as_bytes())?;
    browser.write_all(b"\r\n")?;
    browser.write_all(&body)
}

/// The site's whole answer to a request.
pub(super) fn pass_on(head: &str, body: &[u8], upstream: u16) -> io::Result<Vec<u8>> {
    let mut server = TcpStream::connect(("127.0.0.1", upstream))?;
    server.write_all(head.as_bytes())?;
    server.write_all(body)?;
    let mut whole = Vec::new();
    server.read_to_end(&mut whole)?;
    Ok(whole)
}

/// A page of the company's own.
fn host_page(name: &str) -> Option<String> {
    let page = std::fs::read_to_string(root().join("tests/e2e/hosts").join(name)).ok()?;
    Some(page.replace("{embed}", &super::site::snippet("/")))
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("json") => "application/json",
        _ => "text/html; charset=utf-8",
    }
}
