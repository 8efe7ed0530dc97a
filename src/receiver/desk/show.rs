//! What staff see at an address, and what becomes of what they send from there.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use tokio::task::spawn_blocking;

use super::change::{Action, Fault, Outcome, Problem, Typed, change};
use super::download::file;
use super::fields::Fields;
use super::list::{Filter, Page};
use super::page::{html, see};
use super::place::{Place, parameter};
use super::staff::Staff;
use super::start::Desk;
use super::views::{self, ComplaintView, ListView};
use crate::domain::calendar::{WorkingDays, london};
use crate::receiver::published::Latest;
use crate::receiver::reference;

/// The parameter that says what was just done.
const DONE: &str = "done";

impl Desk {
    /// A page, or a file.
    pub(super) async fn show(
        self: &Arc<Self>,
        latest: &Latest,
        staff: Staff,
        place: Place,
        query: Option<&str>,
    ) -> Response {
        let filter = Filter::of(&parameter(query, "show").unwrap_or_default());
        match place {
            Place::List => {
                let number = parameter(query, "page").and_then(|number| number.parse().ok());
                self.list(latest, &staff, filter, number.unwrap_or(1), None)
                    .await
            }
            Place::Csv => match self.read(|inbox| inbox.list()).await {
                Some((inbox, summaries)) => {
                    let bom = parameter(query, "bom").is_some();
                    self.csv(inbox, summaries, filter, bom)
                }
                None => self.unreadable(latest, &staff),
            },
            Place::Find => {
                let typed = parameter(query, "reference").unwrap_or_default();
                let known = reference::read(&typed);
                let found = match known.clone() {
                    Some(known) => self.find(known).await,
                    None => Some(None),
                };
                match (found, known) {
                    (None, _) => self.unreadable(latest, &staff),
                    (Some(Some(_)), Some(known)) => see(&Place::Complaint(known).path()),
                    _ => self.list(latest, &staff, filter, 1, Some(typed)).await,
                }
            }
            Place::Complaint(reference) => {
                let done = parameter(query, DONE);
                let done = done.and_then(|done| Action::from_name(&done));
                self.complaint(latest, &staff, reference, |view| ComplaintView {
                    done,
                    ..view
                })
                .await
            }
            Place::File(reference, number) => self.file(latest, &staff, reference, number).await,
            // It is loaded again after a form was refused there.
            Place::Change(reference, _) => see(&Place::Complaint(reference).path()),
            Place::SignIn | Place::Password | Place::SignOut => see(&Place::List.path()),
            Place::Styles | Place::Icon => self.not_found(latest, &staff),
        }
    }

    async fn list(
        self: &Arc<Self>,
        latest: &Latest,
        staff: &Staff,
        filter: Filter,
        number: usize,
        not_found: Option<String>,
    ) -> Response {
        let Some((_, summaries)) = self.read(|inbox| inbox.list()).await else {
            return self.unreadable(latest, staff);
        };
        let today = london::london_date(self.now());
        let status = match not_found {
            Some(_) => StatusCode::NOT_FOUND,
            None => StatusCode::OK,
        };
        let text = views::list(&ListView {
            page: &latest.page,
            days: working_days(latest),
            staff,
            filter,
            listed: Page::of(summaries, filter, number, today),
            today,
            not_found,
        });
        html(status, text)
    }

    async fn complaint(
        self: &Arc<Self>,
        latest: &Latest,
        staff: &Staff,
        reference: String,
        finish: impl for<'v> FnOnce(ComplaintView<'v>) -> ComplaintView<'v>,
    ) -> Response {
        let received = match self.find(reference).await {
            Some(Some(received)) => received,
            Some(None) => return self.not_found(latest, staff),
            None => return self.unreadable(latest, staff),
        };
        let today = london::london_date(self.now());
        let view = finish(ComplaintView {
            page: &latest.page,
            days: working_days(latest),
            staff,
            received: &received,
            today,
            typed: Typed::on(today),
            problem: None,
            done: None,
        });
        let status = view.problem.map(|problem| status(problem.fault));
        html(status.unwrap_or(StatusCode::OK), views::complaint(&view))
    }

    async fn file(
        self: &Arc<Self>,
        latest: &Latest,
        staff: &Staff,
        reference: String,
        number: i64,
    ) -> Response {
        let found = match self.find(reference.clone()).await {
            Some(found) => found,
            None => return self.unreadable(latest, staff),
        };
        let mut files = found.into_iter().flat_map(|found| found.attachments);
        let Some(attachment) = files.find(|file| file.number == number) else {
            return self.not_found(latest, staff);
        };
        let own = attachment.clone();
        let content = spawn_blocking(move || own.read()).await;
        match content.map_err(std::io::Error::other).flatten() {
            Ok(content) => {
                self.log
                    .line("saved", &[("reference", &reference), ("file", &number)]);
                file(&attachment, content)
            }
            Err(error) => {
                let fields: [(&str, &dyn std::fmt::Display); 3] = [
                    ("reference", &reference),
                    ("file", &number),
                    ("why", &error),
                ];
                self.log.line("unreadable", &fields);
                self.broken_file(latest, staff)
            }
        }
    }

    /// Changes a complaint as somebody has asked, and leads back to it; or shows it with what is wrong.
    pub(super) async fn take(
        self: &Arc<Self>,
        latest: Latest,
        staff: Staff,
        reference: String,
        action: Action,
        fields: Fields,
    ) -> Response {
        let now = self.now();
        let typed = Typed::on(london::london_date(now)).with(action, &fields);
        let outcome = if staff.has_sent(&fields) {
            let (own, page) = (Arc::clone(self), Arc::clone(&latest.page));
            let (meant, typed) = (reference.clone(), typed.clone());
            let change = move || {
                let months = &page.words.months;
                change(&own.location, months, (&meant, action), &typed, now)
            };
            let changed = spawn_blocking(change).await;
            changed.map_err(|error| error.to_string()).flatten()
        } else {
            Ok(Outcome::Refused(Fault::Stale))
        };
        let fault = match outcome {
            Ok(Outcome::Done) => {
                self.log.line(action.name(), &[("reference", &reference)]);
                let path = Place::Complaint(reference).path();
                return see(&[&path, "?", DONE, "=", action.name()].concat());
            }
            Ok(Outcome::Unknown) => return self.not_found(&latest, &staff),
            Ok(Outcome::Refused(fault)) => fault,
            Err(why) => {
                self.log
                    .line("unwritable", &[("reference", &reference), ("why", &why)]);
                Fault::NotWritten
            }
        };
        let problem = Some(Problem { action, fault });
        self.complaint(&latest, &staff, reference, |view| ComplaintView {
            typed,
            problem,
            ..view
        })
        .await
    }
}

/// The status of an answer that says what is wrong.
fn status(fault: Fault) -> StatusCode {
    match fault {
        Fault::Stale => StatusCode::FORBIDDEN,
        Fault::NotWritten => StatusCode::SERVICE_UNAVAILABLE,
        Fault::Date(_)
        | Fault::BeforeReceipt(_)
        | Fault::OnAnotherDay(_)
        | Fault::NoNote
        | Fault::LongNote(_) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn working_days(latest: &Latest) -> WorkingDays<'_> {
    WorkingDays {
        holidays: &latest.holidays,
        division: latest.page.facts.division,
    }
}
