//! Tells another server, as Standard Webhooks does.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use tokio::sync::oneshot;

use super::fault::Fault;
use super::letter::Letter;
use super::{body, message};
use crate::copy::BodyTemplate;

/// Where to, and how it is proved from whom.
#[derive(Clone)]
pub struct Webhook {
    pub url: WebhookUrl,
    pub secret: Option<WebhookSecret>,
    pub headers: Vec<Header>,
    /// What is posted; none for the whole record as a command gets it.
    pub body: Option<BodyTemplate>,
}

/// An address without a user's name or password in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookUrl(String);

/// The key that both ends know.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret(Vec<u8>);

/// A header that the other server asks for.
#[derive(Clone, PartialEq, Eq)]
pub struct Header {
    name: String,
    value: String,
}

impl FromStr for WebhookUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "expected an address like https://hooks.company.example/complaints, \
                                without a user's name or password";
        let uri: ureq::http::Uri = text.parse().map_err(|_| EXPECTED)?;
        let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
        let authority = uri.authority().filter(|_| is_web).ok_or(EXPECTED)?;
        match authority.as_str().contains('@') {
            true => Err(EXPECTED),
            false => Ok(Self(text.to_owned())),
        }
    }
}

impl fmt::Display for WebhookUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for WebhookSecret {
    type Err = &'static str;

    /// # Source
    ///
    /// Standard Webhooks, signature scheme: 24 to 64 random bytes.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let coded = text.trim();
        let coded = coded.strip_prefix("whsec_").unwrap_or(coded);
        let key = STANDARD.decode(coded).ok();
        let key = key.filter(|key| (24..=64).contains(&key.len()));
        key.map(Self)
            .ok_or("expected whsec_ and 24 to 64 random bytes in base64")
    }
}

impl FromStr for Header {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "expected a header like \"Authorization: Bearer …\"";
        let (name, value) = text.split_once(':').ok_or(EXPECTED)?;
        let value = value.trim();
        let name: ureq::http::HeaderName = name.trim().parse().map_err(|_| EXPECTED)?;
        ureq::http::HeaderValue::from_str(value).map_err(|_| EXPECTED)?;
        Ok(Self {
            name: name.to_string(),
            value: value.to_owned(),
        })
    }
}

impl WebhookSecret {
    /// The signature of a message, as it stands in its header.
    ///
    /// # Source
    ///
    /// Standard Webhooks, signature scheme: HMAC-SHA256 over `id.timestamp.body`.
    ///
    /// # Example
    ///
    /// ```
    /// use complaints::receiver::WebhookSecret;
    ///
    /// let Ok(secret) = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".parse::<WebhookSecret>() else {
    ///     panic!("it is one");
    /// };
    /// let id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    /// let signature = secret.sign(id, "1614265330", r#"{"test": 2432232314}"#);
    /// assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    /// ```
    pub fn sign(&self, id: &str, timestamp: &str, body: &str) -> String {
        // HMAC takes keys of any length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            return String::new();
        };
        for part in [id, ".", timestamp, ".", body] {
            mac.update(part.as_bytes());
        }
        ["v1,", &STANDARD.encode(mac.finalize().into_bytes())].concat()
    }
}

/// Posts a record, or what a template makes of it, and waits for an answer that says that it was taken: a 2xx.
///
/// # Errors
///
/// There is no such answer, or not in time. Redirects are not followed.
pub async fn post(webhook: &Webhook, letter: &Letter, timeout: Duration) -> Result<(), Fault> {
    let body = match &webhook.body {
        Some(template) => body::json(template, letter),
        None => message::json(letter),
    };
    let webhook = webhook.clone();
    let (id, timestamp) = (letter.message_id.clone(), letter.now.timestamp());
    let (tell, told) = oneshot::channel();
    // Not on a thread that the end of this process waits for.
    std::thread::Builder::new()
        .name("webhook".to_owned())
        .spawn(move || {
            _ = tell.send(post_now(
                &webhook,
                &id,
                &timestamp.to_string(),
                body,
                timeout,
            ));
        })
        .map_err(|error| Fault::of(&error, "no thread"))?;
    told.await.unwrap_or_else(|_| Err(Fault::new("broke off")))
}

fn post_now(
    webhook: &Webhook,
    id: &str,
    timestamp: &str,
    body: String,
    timeout: Duration,
) -> Result<(), Fault> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(timeout))
        .user_agent("complaints")
        .build()
        .into();
    let mut request = agent
        .post(&webhook.url.0)
        .header("Content-Type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", timestamp);
    if let Some(secret) = &webhook.secret {
        request = request.header("webhook-signature", secret.sign(id, timestamp, &body));
    }
    for Header { name, value } in &webhook.headers {
        request = request.header(name, value);
    }
    match request.send(body) {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(answer) => Err(Fault::new(format!("status {}", answer.status().as_u16()))),
        Err(ureq::Error::Timeout(_)) => Err(Fault::timeout()),
        Err(ureq::Error::HostNotFound) => Err(Fault::new("host not found")),
        Err(ureq::Error::ConnectionFailed) => Err(Fault::new("no connection")),
        Err(ureq::Error::Io(error)) => Err(Fault::of(&error, "connection failed")),
        Err(error) => Err(Fault::of(&error, "not a web server's answer")),
    }
}
