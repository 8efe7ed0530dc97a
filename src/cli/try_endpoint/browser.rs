//! What a browser does with a complaint: it asks another server first, is led on, and keeps answers from the page.
//!
//! # Source
//! Fetch Standard: CORS protocol, CORS-preflight fetch, HTTP-redirect fetch; HTML Standard: multipart/form-data
//! encoding algorithm.

use std::time::Duration;

use ureq::http::{Method, Request};

use super::complaint::FILES;
use crate::cli::CliError;
use crate::copy::{FormValue, PageCopy};
use crate::domain::complaint::{Submission, header_value, is_elsewhere};
use crate::receiver::reference::random_name;
use crate::view_model::Outgoing;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a browser is led on.
const MOST_REDIRECTS: usize = 20;

/// The most bytes of an answer that are looked at.
const LONGEST: u64 = 1 << 20;

/// A browser with the page open.
pub struct Browser<'b> {
    agent: ureq::Agent,
    /// The page's scheme and host.
    from: &'b str,
    id: &'b str,
    is_plain: bool,
    has_key: bool,
    own_headers: &'static str,
    files: usize,
    boundary: String,
}

/// An answer that the page may read.
pub struct Answered {
    pub status: u16,
    /// A line each.
    pub headers: String,
    pub body: String,
    pub address: String,
    steps: Vec<String>,
}

/// What came of a try.
pub enum Came {
    Answer(Answered),
    /// A browser keeps the answer from the page, or does not even send.
    Blocked {
        steps: Vec<String>,
        before: bool,
    },
    /// No answer at all.
    Nothing(Vec<String>),
}

impl Came {
    /// What the browser did, line by line.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::Answer(Answered { steps, .. })
            | Self::Blocked { steps, .. }
            | Self::Nothing(steps) => steps.clone(),
        }
    }

    /// Whether nothing was sent.
    pub fn is_refused_before(&self) -> bool {
        matches!(self, Self::Blocked { before: true, .. })
    }
}

impl<'b> Browser<'b> {
    pub fn new(
        page: &PageCopy,
        submission: &'b Submission,
        from: &'b str,
    ) -> Result<Self, CliError> {
        let boundary = random_name().map_err(|error| CliError::unreadable(error.to_string()))?;
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(PATIENCE))
            .build();
        Ok(Self {
            agent: config.into(),
            from,
            id: &submission.id,
            is_plain: page.submit.plain,
            has_key: page.submit.has_key(),
            own_headers: page.submit.own_headers(),
            files: submission.complaint.attachments().len(),
            boundary,
        })
    }

    /// Sends, after it has asked where a browser asks, and follows where it is led.
    pub fn send(&self, endpoint: &str, outgoing: &Outgoing) -> Result<Came, CliError> {
        let mut own = Vec::new();
        if self.has_key {
            own.push(("Idempotency-Key", self.id.to_owned()));
        }
        let mut kind = match outgoing {
            Outgoing::Form(_) => format!("multipart/form-data; boundary={}", self.boundary),
            Outgoing::Json(_) if self.is_plain => "text/plain;charset=UTF-8".to_owned(),
            Outgoing::Json(_) => "application/json".to_owned(),
        };
        let mut steps = Vec::new();
        let mut body = Some(self.body(outgoing));
        let (mut address, mut origin) = (endpoint.to_owned(), self.from.to_owned());
        // Once it was at another server, every server must let the page read, its own too.
        let mut was_elsewhere = false;
        for step in 0..=MOST_REDIRECTS {
            let method = if body.is_some() {
                Method::POST
            } else {
                Method::GET
            };
            was_elsewhere |= is_elsewhere(&address, self.from);
            if was_elsewhere && !self.is_plain {
                let before = step == 0;
                match self.asks(&address, &method, &origin, before) {
                    Ok(lets) => steps.push(lets),
                    Err(why) => {
                        steps.push(why);
                        return Ok(Came::Blocked { steps, before });
                    }
                }
            }
            let mut headers = own.clone();
            headers.extend([
                ("Accept", "application/json".to_owned()),
                ("Origin", origin.clone()),
            ]);
            if body.is_some() {
                headers.push(("Content-Type", std::mem::take(&mut kind)));
            }
            let sent = body.clone().unwrap_or_default();
            let response = match self.request(method.clone(), &address, &headers, sent) {
                Ok(response) => response,
                Err(why) => {
                    steps.push(format!("{method} {address}: {why}"));
                    return Ok(Came::Nothing(steps));
                }
            };
            let (status, answer_headers, text) = response;
            if was_elsewhere && let Some(why) = keeps_from_page(&answer_headers, &origin) {
                steps.push(format!(
                    "{method} {address} answered {status}, and the page may not read it: {why}"
                ));
                return Ok(Came::Blocked {
                    steps,
                    before: false,
                });
            }
            let location = header_value(&answer_headers, "location");
            let Some(location) = location.filter(|_| matches!(status, 301 | 302 | 303 | 307 | 308))
            else {
                return Ok(Came::Answer(Answered {
                    status,
                    headers: answer_headers,
                    body: text,
                    address,
                    steps,
                }));
            };
            let next = joined(&address, location);
            if matches!(status, 301..=303) {
                body = None;
                steps.push(format!(
                    "{status} leads on to {next}: asked there without what was sent"
                ));
            } else {
                kind = header_of(&headers, "Content-Type");
                steps.push(format!("{status} leads on to {next}: sent there again"));
            }
            // Led on by another server to a third one, it does not say where it comes from.
            if is_elsewhere(&address, self.from) && is_elsewhere(&next, &server(&address)) {
                origin = "null".to_owned();
            }
            address = next;
        }
        steps.push(format!("led on more than {MOST_REDIRECTS} times"));
        Ok(Came::Nothing(steps))
    }

    /// Asks whether a request may be sent there, before anything was or after another server led there: what it lets
    /// through, or why it lets nothing.
    fn asks(
        &self,
        endpoint: &str,
        method: &Method,
        origin: &str,
        before: bool,
    ) -> Result<String, String> {
        // Without what was sent nothing says what it is.
        let is_sent = |name: &&str| *method == Method::POST || *name != "content-type";
        let names = self.own_headers.split(", ").filter(|name| !name.is_empty());
        let names: Vec<&str> = names.filter(is_sent).collect();
        let mut headers = vec![
            ("Origin", origin.to_owned()),
            ("Access-Control-Request-Method", method.to_string()),
        ];
        if !names.is_empty() {
            headers.push(("Access-Control-Request-Headers", names.join(",")));
        }
        let (status, headers, _) =
            match self.request(Method::OPTIONS, endpoint, &headers, Vec::new()) {
                Ok(response) => response,
                Err(why) => return Err(format!("OPTIONS {endpoint}: {why}")),
            };
        let allowed = header_value(&headers, "access-control-allow-headers").unwrap_or_default();
        let allows = |name: &str| {
            let mut allowed = allowed.split(',').map(str::trim);
            allowed.any(|known| known == "*" || known.eq_ignore_ascii_case(name))
        };
        let missing: Vec<&str> = names.iter().copied().filter(|name| !allows(name)).collect();
        let why = if !(200..300).contains(&status) {
            Some(format!("it answered {status}, expected a 2xx"))
        } else if let Some(why) = keeps_from_page(&headers, origin) {
            Some(why)
        } else if !missing.is_empty() {
            Some(format!(
                "its Access-Control-Allow-Headers lacks {}",
                missing.join(", ")
            ))
        } else {
            None
        };
        match why {
            None => Ok(["OPTIONS lets it send", &names.join(", ")]
                .join(" ")
                .trim_end()
                .to_owned()),
            Some(why) => {
                let there = if before { "" } else { " there" };
                Err(format!(
                    "OPTIONS refuses, and nothing is sent{there}: {why}; or expected \"plain\": true in submit"
                ))
            }
        }
    }

    fn request(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, String)],
        body: Vec<u8>,
    ) -> Result<(u16, String, String), String> {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let request = request.body(body).map_err(|error| error.to_string())?;
        let mut response = self.agent.run(request).map_err(|error| error.to_string())?;
        let mut headers = String::new();
        for (name, value) in response.headers() {
            let value = String::from_utf8_lossy(value.as_bytes());
            headers.push_str(&format!("{name}: {value}\n"));
        }
        let body = response
            .body_mut()
            .with_config()
            .limit(LONGEST)
            .read_to_vec();
        // An answer that breaks off has still been one.
        let body = String::from_utf8_lossy(&body.unwrap_or_default()).into_owned();
        Ok((response.status().as_u16(), headers, body))
    }

    fn body(&self, outgoing: &Outgoing) -> Vec<u8> {
        let entries = match outgoing {
            Outgoing::Json(json) => return json.clone().into_bytes(),
            Outgoing::Form(entries) => entries,
        };
        let mut body = Vec::new();
        let mut part = |head: String, content: &[u8]| {
            body.extend(
                format!(
                    "--{}\r\nContent-Disposition: form-data; {head}\r\n\r\n",
                    self.boundary
                )
                .as_bytes(),
            );
            body.extend(content);
            body.extend(b"\r\n");
        };
        for (name, value) in entries {
            let name = escaped(name);
            match value {
                FormValue::Text(text) => {
                    let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
                    part(format!("name=\"{name}\""), text.as_bytes());
                }
                FormValue::Files => {
                    for (file, content) in FILES.into_iter().take(self.files) {
                        let kind = if file.ends_with(".pdf") {
                            "application/pdf"
                        } else {
                            "image/png"
                        };
                        let head = format!(
                            "name=\"{name}\"; filename=\"{}\"\r\nContent-Type: {kind}",
                            escaped(file)
                        );
                        part(head, content);
                    }
                }
            }
        }
        body.extend(format!("--{}--\r\n", self.boundary).as_bytes());
        body
    }
}

/// A name inside quotation marks.
fn escaped(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn header_of(headers: &[(&str, String)], name: &str) -> String {
    let found = headers.iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

/// Why a page of this origin may not read an answer; nothing where it may.
fn keeps_from_page(headers: &str, origin: &str) -> Option<String> {
    match header_value(headers, "access-control-allow-origin") {
        None => Some(format!(
            "it has no Access-Control-Allow-Origin, expected {origin}"
        )),
        Some(allowed) if allowed == "*" || allowed == origin => None,
        Some(allowed) => Some(format!(
            "its Access-Control-Allow-Origin is {allowed}, expected {origin}"
        )),
    }
}

/// The scheme and host of an address.
fn server(address: &str) -> String {
    let rest = address.find("://").map_or(0, |at| at + 3);
    let end = address[rest..]
        .find(['/', '?', '#'])
        .map_or(address.len(), |at| rest + at);
    address[..end].to_owned()
}

/// An address as another one leads to it.
fn joined(address: &str, location: &str) -> String {
    if location.contains("://") {
        return location.to_owned();
    }
    let server = server(address);
    if let Some(rest) = location.strip_prefix("//") {
        let scheme = server.split("://").next().unwrap_or("https");
        return format!("{scheme}://{rest}");
    }
    if location.starts_with('/') {
        return server + location;
    }
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let folder = path[server.len()..]
        .rfind('/')
        .map_or("/", |at| &path[server.len()..][..=at]);
    [&server, folder, location].concat()
}
