//! Changes a database that `serve` uses.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use tokio_postgres::Transaction;

use super::connections::{Connections, READ_PATIENCE, change};
use super::schema;
use crate::domain::calendar::iso;
use crate::domain::complaint::Step;
use crate::receiver::inbox::InboxError;
use crate::receiver::inbox_editor::{
    DeleteError, InboxEditor, Purged, REPEATED_WITHIN, Release, Reopened, Taken, ToDelete, Which,
};
use crate::receiver::store::error::StoreError;
use crate::receiver::store::{rows, sql};

/// How many complaints are deleted in one transaction.
const AT_ONCE: usize = 200;

/// Changes a database.
pub struct PostgresEditor(Arc<Connections>);

impl PostgresEditor {
    /// Opens a database that `serve` uses.
    ///
    /// # Errors
    ///
    /// It is not reached, or there is nothing in it.
    pub fn open(connections: &Arc<Connections>) -> Result<Self, InboxError> {
        let database = connections.name();
        let checked = connections.run(async |client| Ok(schema::check(client, database).await));
        checked.map_err(|cause| InboxError::Unreadable {
            database: database.to_owned(),
            cause,
        })??;
        Ok(Self(Arc::clone(connections)))
    }

    fn delete_few(&self, few: &[ToDelete]) -> Result<(), StoreError> {
        let numbers: Vec<i64> = few.iter().map(|one| one.id).collect();
        change(&self.0, async |transaction| {
            let delete = "delete from complaint where id = any($1)";
            transaction.execute(delete, &[&numbers]).await?;
            Ok(())
        })
    }
}

/// Whether there is a complaint with a reference, which nobody else changes until the transaction ends.
async fn is_known(transaction: &Transaction<'_>, reference: &str) -> Result<bool, StoreError> {
    let lock = "select 1 from complaint where reference = $1 for update";
    Ok(transaction.query_opt(lock, &[&reference]).await?.is_some())
}

impl InboxEditor for PostgresEditor {
    fn release(&mut self, reference: &str, now: DateTime<Utc>) -> Result<Release, StoreError> {
        change(&self.0, async |transaction| {
            let is_known = is_known(transaction, reference).await?;
            let released = transaction.execute(sql::RELEASE, &[&reference]).await? > 0;
            if released {
                let now = iso::format_instant(now);
                transaction
                    .execute(sql::QUEUE_ACKNOWLEDGEMENT, &[&now, &reference])
                    .await?;
            }
            Ok(Release::of(is_known, released))
        })
    }

    fn take(
        &mut self,
        reference: &str,
        step: Step,
        on: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Taken, StoreError> {
        change(&self.0, async |transaction| {
            is_known(transaction, reference).await?;
            let found = transaction
                .query_opt(sql::step(step), &[&reference])
                .await?;
            let Some(found) = found else {
                return Ok(Taken::Unknown);
            };
            let (received_at, day): (String, Option<String>) =
                (found.try_get(0)?, found.try_get(1)?);
            if let Some(refused) = Taken::refused(&received_at, day.as_deref(), on) {
                return Ok(refused);
            }
            let (on, now) = (iso::format_date(on), iso::format_instant(now));
            transaction
                .execute(sql::take(step), &[&on, &now, &reference])
                .await?;
            Ok(Taken::Noted)
        })
    }

    fn reopen(&mut self, reference: &str, now: DateTime<Utc>) -> Result<Reopened, StoreError> {
        change(&self.0, async |transaction| {
            let is_known = is_known(transaction, reference).await?;
            let now = iso::format_instant(now);
            let changed = transaction
                .execute(sql::REOPEN, &[&now, &reference])
                .await?
                > 0;
            Ok(Reopened::of(is_known, changed))
        })
    }

    fn note(
        &mut self,
        reference: &str,
        text: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<i64>, StoreError> {
        change(&self.0, async |transaction| {
            is_known(transaction, reference).await?;
            let [since, now, until] =
                [now - REPEATED_WITHIN, now, now + REPEATED_WITHIN].map(iso::format_instant);
            let last = transaction
                .query_opt(sql::LAST_NOTE, &[&reference, &text, &since, &until])
                .await?;
            let note = match last {
                None => {
                    transaction
                        .query_opt(sql::ADD_NOTE, &[&now, &text, &reference])
                        .await?
                }
                last => last,
            };
            Ok(note.map(|row| row.try_get(0)).transpose()?)
        })
    }

    fn resend(&mut self, reference: &str, now: DateTime<Utc>) -> Result<Option<usize>, StoreError> {
        change(&self.0, async |transaction| {
            let is_known = is_known(transaction, reference).await?;
            let now = iso::format_instant(now);
            let count = transaction
                .execute(sql::RESEND, &[&now, &reference])
                .await?;
            Ok(is_known.then_some(usize::try_from(count).unwrap_or(usize::MAX)))
        })
    }

    fn to_delete(&self, which: Which) -> Result<Vec<ToDelete>, StoreError> {
        let all = self.0.run_for(READ_PATIENCE, async |client| {
            let found = client.query(sql::TO_DELETE, &[]).await?;
            found
                .iter()
                .map(rows::to_delete)
                .collect::<Result<Vec<_>, _>>()
        });
        let mut meant = all?;
        meant.retain(|one| which.takes(one));
        Ok(meant)
    }

    /// The rows are gone for everybody; the room that they had on disk is written over by the server in its time.
    fn delete(&mut self, which: Which) -> Result<Vec<ToDelete>, DeleteError> {
        let to_delete = self.to_delete(which)?;
        for (step, few) in to_delete.chunks(AT_ONCE).enumerate() {
            self.delete_few(few).map_err(|cause| match step {
                0 if !cause.is_cut_off() => DeleteError::Nothing(cause),
                _ => DeleteError::Part {
                    deleted: step * AT_ONCE,
                    of: to_delete.len(),
                    cause,
                },
            })?;
        }
        Ok(to_delete)
    }

    fn purge(&mut self, before: NaiveDate) -> Result<Purged, DeleteError> {
        let (complaints, lost) = (self.delete(Which::Before(before))?, Vec::new());
        Ok(Purged { complaints, lost })
    }

    fn finish(&mut self) -> Result<bool, DeleteError> {
        Ok(false)
    }

    fn lost(&self) -> Vec<PathBuf> {
        Vec::new()
    }
}
