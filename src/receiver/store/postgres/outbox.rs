//! What is to be told, as rows.

use chrono::{DateTime, Utc};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, GenericClient, Transaction};

use crate::domain::calendar::iso;
use crate::receiver::outbox::{
    Acknowledgements, Backlog, NotedTry, Target, Tried, Unsent, Waiting, latest_next_try,
};
use crate::receiver::reference;
use crate::receiver::store::error::StoreError;
use crate::receiver::store::{rows, sql};

/// Notes who is to be told of a complaint, inside the transaction that keeps it, after its answers.
pub async fn queue(
    transaction: &Transaction<'_>,
    complaint: i64,
    targets: &[Target],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let queued_at = iso::format_instant(now);
    for target in targets {
        let is_acknowledgement = *target == Target::Acknowledgement;
        if is_acknowledgement && has_many(transaction, complaint, now).await? {
            continue;
        }
        let message_id = reference::random_uuid()?;
        let parameters: [&(dyn ToSql + Sync); 4] =
            [&complaint, &target.name(), &message_id, &queued_at];
        transaction.execute(sql::QUEUE, &parameters).await?;
    }
    Ok(())
}

/// Whether the e-mail address of a complaint has as many acknowledgements of late as it gets.
async fn has_many(
    transaction: &Transaction<'_>,
    complaint: i64,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let limit = Acknowledgements::before(complaint, now);
    let parameters: [&(dyn ToSql + Sync); 4] =
        [&limit.most, &complaint, &limit.from_complaint, &limit.since];
    let found = transaction.query_one(sql::HAS_MANY, &parameters).await?;
    Ok(found.try_get(0)?)
}

/// The next that is to be told to a target by now.
pub async fn waiting(
    client: &Client,
    target: Target,
    now: DateTime<Utc>,
) -> Result<Option<Waiting>, StoreError> {
    let [by, latest] = [now, latest_next_try(now)].map(iso::format_instant);
    let found = client
        .query_opt(sql::WAITING, &[&target.name(), &by, &latest])
        .await?;
    found.map(|row| rows::waiting(&row, now)).transpose()
}

/// Notes what became of a try.
pub async fn note(
    client: &Client,
    target: Target,
    waiting: &Waiting,
    tried: &Tried,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let noted = NotedTry::of(tried, now);
    let target = target.name();
    let parameters: [&(dyn ToSql + Sync); 8] = [
        &noted.sent_at,
        &noted.given_up_at,
        &noted.next_try_at,
        &noted.fault,
        &noted.tries,
        &waiting.complaint,
        &target,
        &waiting.message_id,
    ];
    client.execute(sql::NOTE_TRY, &parameters).await?;
    Ok(())
}

/// What was not taken yet, or given up; the oldest first.
pub async fn unsent(client: &impl GenericClient) -> Result<Vec<Unsent>, StoreError> {
    let found = client.query(sql::UNSENT, &[]).await?;
    found.iter().map(rows::unsent).collect()
}

/// How many are waiting or given up, of each target that has some.
pub async fn backlogs(client: &Client) -> Result<Vec<Backlog>, StoreError> {
    let found = client.query(sql::BACKLOGS, &[]).await?;
    found.iter().map(rows::backlog).collect()
}
