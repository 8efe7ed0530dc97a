//! From what a request brought to what is kept of it: proved, dated, worded, once.

use std::io;
use std::sync::Arc;
use std::time::Instant;

use super::answer::Refusal;
use super::intake::Intake;
use super::outbox::{self, Courier, Target};
use super::published::Latest;
use super::start::Receiver;
use super::store::{Arrival, Stored};
use super::{reference, wording};
use crate::copy::PageCopy;
use crate::domain::calendar::{iso, london};
use crate::domain::complaint::{
    DateDraft, Draft, FieldId, FieldKind, FormRules, Presence, Suspicion, validate,
};
use crate::view_model::{DatesView, ReceiptView};

impl Receiver {
    /// Proves what was received and keeps it, unless it was kept before.
    pub(super) async fn keep(
        self: &Arc<Self>,
        latest: &Latest,
        intake: &mut Intake,
        deadline: Instant,
    ) -> Result<Stored, Refusal> {
        let files = std::mem::take(&mut intake.files);
        let read = std::mem::take(intake);
        let (receiver, latest) = (Arc::clone(self), latest.clone());
        // The database is read, and words are made: not on a thread that others wait for.
        let prepared = tokio::task::spawn_blocking(move || {
            let prepared = receiver.prepare(&latest, &read);
            (read, prepared)
        });
        let (read, prepared) = prepared.await.map_err(io::Error::other)?;
        *intake = read;
        let arrival = match prepared? {
            Prepared::New(arrival) => arrival.with(files),
            Prepared::Earlier(kept) => return Ok(kept),
        };
        let kept = self.store.keep(arrival, deadline).await;
        if matches!(kept, Ok(Stored::New(_))) {
            self.couriers.iter().for_each(Courier::wake);
        }
        Ok(self.watch(kept)?)
    }

    /// What is to be kept, or the answer that was given before.
    fn prepare(&self, latest: &Latest, intake: &Intake) -> Result<Prepared, Refusal> {
        let Latest { page, holidays, .. } = latest;
        let draft = &intake.draft;
        let received_at = (self.clock)();
        let today = london::london_date(received_at);
        // A form sent without script has no id when it was not on this server before. A second press
        // of its button brings the same content on the same day: that is no second complaint.
        let submission_id = intake.submission_id.clone().unwrap_or_else(|| {
            let content = reference::hex(&intake.content_hash);
            [iso::format_date(today), content].join("-")
        });
        // First, because the copy may ask for more today than when this was sent.
        let earlier = self.store.earlier(&submission_id, &intake.content_hash);
        if let Some(kept) = self.watch(earlier)? {
            return Ok(Prepared::Earlier(kept));
        }
        let complaint = validate(draft, &rules(page, draft), today)
            .map_err(|problems| Refusal::problems(page, draft, problems))?;
        let dates = DatesView::of(page, holidays, received_at, &complaint)
            .ok_or_else(|| io::Error::other("no dates can be computed at this time"))?;
        let computed = dates.shown;
        let receipt = ReceiptView::new(page, String::new(), received_at, Some(dates.clone()));
        let answers = complaint.wire_fields();
        Ok(Prepared::New(Arrival {
            submission_id,
            content_hash: intake.content_hash,
            received_at,
            computed,
            wording: wording::write(&page.language, receipt, dates),
            shown: intake.shown.clone(),
            suspicion: Suspicion::of(&intake.signals),
            targets: self.targets(page, &answers),
            answers,
            files: Vec::new(),
            // Where the form does not ask for files, none are kept.
            takes_files: !complaint.attachments().is_empty(),
        }))
    }

    /// Who is to be told of a complaint: its sender only where the copy has words for that, and an address was
    /// given.
    fn targets(&self, page: &PageCopy, answers: &[(&str, String)]) -> Vec<Target> {
        let is_acknowledged =
            page.acknowledgement.is_some() && outbox::address_of(answers).is_some();
        let targets = self.couriers.iter().map(Courier::target);
        targets
            .filter(|target| *target != Target::Acknowledgement || is_acknowledged)
            .collect()
    }
}

/// What the copy asks for, and what is answered though it is hidden now: whoever answers it had the page open before.
fn rules(page: &PageCopy, draft: &Draft) -> FormRules {
    let mut rules = page.form_rules();
    let is_answered = |field: FieldId| match field.spec().kind {
        FieldKind::Date => draft.first_complained_on != DateDraft::default(),
        FieldKind::Files => !draft.attachments.is_empty(),
        FieldKind::Line { .. } | FieldKind::Area { .. } | FieldKind::Choice | FieldKind::Tick => {
            !draft.text(field).is_empty()
        }
    };
    for (field, presence) in &mut rules.fields {
        if *presence == Presence::Hidden && is_answered(*field) {
            *presence = Presence::Optional;
        }
    }
    rules
}

/// A complaint that can be kept, or that was.
enum Prepared {
    New(Arrival),
    Earlier(Stored),
}
