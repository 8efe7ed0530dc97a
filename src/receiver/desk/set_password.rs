//! The password is set in a browser, by somebody who has the code from the terminal.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;

use super::fields::Fields;
use super::page::html;
use super::password::MIN_CHARACTERS;
use super::place::Place;
use super::sign_in::{MOST_BYTES, minutes, retry_after};
use super::start::Desk;
use super::views::{self, PasswordFault};
use crate::receiver::published::Latest;
use crate::receiver::rate_limit::Sender;

impl Desk {
    /// The page that sets the password, while a code for it holds.
    pub(super) fn password_page(
        &self,
        latest: &Latest,
        status: StatusCode,
        faults: &[PasswordFault],
    ) -> Option<Response> {
        self.code().as_ref()?;
        Some(html(status, views::set_password(&latest.page, faults)))
    }

    /// Sets the password for somebody who has the code.
    pub(super) async fn set_password(
        self: &Arc<Self>,
        latest: &Latest,
        sender: Sender,
        fields: Fields,
    ) -> Option<Response> {
        self.code().as_ref()?;
        let (password, code) = (fields.get("password").to_owned(), fields.get("code"));
        let mut faults = Vec::new();
        if code.trim().is_empty() {
            faults.push(PasswordFault::NoCode);
        } else {
            if let Err(wait) = self.count_try(sender) {
                let fault = PasswordFault::TooMany(minutes(wait));
                let status = StatusCode::TOO_MANY_REQUESTS;
                let page = self.password_page(latest, status, &[fault])?;
                return Some(retry_after(page, wait));
            }
            if !self.code().as_ref().is_some_and(|known| known.is(code)) {
                self.log.line("sign-in-refused", &[("why", &"wrong-code")]);
                faults.push(PasswordFault::WrongCode);
            }
        }
        if password.chars().count() < MIN_CHARACTERS {
            faults.push(PasswordFault::Short);
        } else if password.len() > MOST_BYTES {
            faults.push(PasswordFault::Long);
        } else if fields.get("repeat") != password {
            faults.push(PasswordFault::Differs);
        }
        if !faults.is_empty() {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return self.password_page(latest, status, &faults);
        }
        // It works once, also for two who send it at the same time.
        let code = self.code().take()?;
        let own = Arc::clone(self);
        if !self.hash(move || own.keep(&password)).await {
            *self.code() = Some(code);
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            return self.password_page(latest, status, &[PasswordFault::NotKept]);
        }
        self.log.line("password-set", &[]);
        self.sessions().end_all();
        Some(self.begin_session(&Place::List.path()))
    }

    fn keep(&self, password: &str) -> bool {
        let kept = self.password.set(password);
        if let Err(error) = &kept {
            self.log.line("unwritable", &[("why", error)]);
        }
        kept.is_ok()
    }
}
