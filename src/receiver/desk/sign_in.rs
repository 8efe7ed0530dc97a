//! The way in by password, and the way out.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use super::cookie;
use super::fields::Fields;
use super::page::{html, see};
use super::place::Place;
use super::start::Desk;
use super::views::{self, SignInFault};
use crate::receiver::published::Latest;
use crate::receiver::rate_limit::Sender;

/// The most bytes of a password; nobody types more.
pub const MOST_BYTES: usize = 1_000;

impl Desk {
    /// The page that strangers see, whatever they ask for; it leads on to there.
    pub(super) fn sign_in_page(
        &self,
        latest: &Latest,
        place: Option<&Place>,
        status: StatusCode,
        fault: Option<SignInFault>,
    ) -> Response {
        let on = place.filter(|place| place.is_page()).map(Place::path);
        let page = &latest.page;
        let text = match (&self.trust_header, self.password.is_set()) {
            (Some(_), _) => views::let_in_by_proxy(page),
            (None, true) => views::sign_in(page, on, fault),
            (None, false) => views::no_password(page),
        };
        let mut response = html(status, text);
        if status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Cookie realm=\"complaints desk\"");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }

    /// Lets somebody in who knows the password.
    pub(super) async fn sign_in(
        self: &Arc<Self>,
        latest: &Latest,
        sender: Sender,
        fields: Fields,
    ) -> Response {
        let on = Place::at(fields.get("on")).filter(Place::is_page);
        let refuse = |status, fault| self.sign_in_page(latest, on.as_ref(), status, Some(fault));
        if self.trust_header.is_some() || !self.password.is_set() {
            return self.sign_in_page(latest, None, StatusCode::FORBIDDEN, None);
        }
        let password = fields.get("password").to_owned();
        if password.is_empty() {
            return refuse(StatusCode::UNPROCESSABLE_ENTITY, SignInFault::Empty);
        }
        if let Err(wait) = self.count_try(sender) {
            let fault = SignInFault::TooMany(minutes(wait));
            return retry_after(refuse(StatusCode::TOO_MANY_REQUESTS, fault), wait);
        }
        let own = Arc::clone(self);
        let is_right = self
            .hash(move || password.len() <= MOST_BYTES && own.knows(&password))
            .await;
        if !is_right {
            self.log
                .line("sign-in-refused", &[("why", &"wrong-password")]);
            return refuse(StatusCode::UNAUTHORIZED, SignInFault::Wrong);
        }
        // Many people may come from one address; only those count who do not know it.
        self.tries().give_back(sender);
        self.log.line("signed-in", &[]);
        self.begin_session(&on.unwrap_or(Place::List).path())
    }

    /// Lets somebody go.
    pub(super) fn sign_out(&self, token: Option<&str>) -> Response {
        if let Some(token) = token {
            self.sessions().end(token);
        }
        self.log.line("signed-out", &[]);
        self.with_cookie(see(&Place::SignIn.path()), None)
    }

    fn knows(&self, password: &str) -> bool {
        self.password.is(password).unwrap_or_else(|error| {
            self.log.line("unreadable", &[("why", &error)]);
            false
        })
    }

    /// Counts a try of a password or a code, and says how long to wait where it is one too many.
    pub(super) fn count_try(&self, sender: Sender) -> Result<(), Duration> {
        let admitted = self.tries().admit(sender, Instant::now());
        if admitted.is_err() {
            self.log.line("sign-in-refused", &[("why", &"too-many")]);
        }
        admitted
    }

    /// Does what takes time and memory; not for everybody at once.
    pub(super) async fn hash(&self, work: impl FnOnce() -> bool + Send + 'static) -> bool {
        let _place = self.hashing.acquire().await;
        tokio::task::spawn_blocking(work).await.unwrap_or(false)
    }

    pub(super) fn begin_session(&self, path: &str) -> Response {
        let token = self.sessions().begin(self.now());
        match token {
            Ok(token) => self.with_cookie(see(path), Some(&token)),
            Err(error) => {
                self.log.line("no-random-numbers", &[("why", &error)]);
                html(StatusCode::INTERNAL_SERVER_ERROR, String::new())
            }
        }
    }

    fn with_cookie(&self, mut response: Response, token: Option<&str>) -> Response {
        let cookie = cookie::write(token, self.address.is_secure());
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// Says when it may be tried again.
pub fn retry_after(mut response: Response, wait: Duration) -> Response {
    let seconds = wait.as_secs() + 1;
    let headers = response.headers_mut();
    headers.insert(header::RETRY_AFTER, seconds.into());
    response
}

/// A pause in minutes, rounded up.
pub fn minutes(wait: Duration) -> u64 {
    wait.as_secs() / 60 + 1
}
