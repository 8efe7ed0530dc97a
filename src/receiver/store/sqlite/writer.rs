//! The one thread that writes: what arrives at the same time is kept in one transaction, with one sync
//! of the disk, and answered after it.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use rusqlite::Connection;
use tokio::sync::oneshot;
use tokio::time::timeout_at;

use super::complaints;
use super::mark::Mark;
use super::place::Place;
use crate::receiver::mutex::lock;
use crate::receiver::store::arrival::{Arrival, Stored};
use crate::receiver::store::error::StoreError;
use crate::receiver::store::folder::{ATTACHMENTS, INCOMING, sync_folder};

/// How many complaints may wait to be written.
const MAX_WAITING: usize = 1_000;

/// How many complaints are kept in one transaction.
const MAX_TOGETHER: usize = 256;

/// Everything that the writing thread has to itself.
pub struct WriterThread {
    pub folder: PathBuf,
    pub connection: Connection,
    pub place: Arc<Place>,
    pub mark: Mark,
}

/// Hands complaints to the writing thread, which ends with this value, when all of them are written.
pub struct Writer {
    queue: Arc<Queue>,
    thread: Option<JoinHandle<()>>,
}

/// A complaint that waits, until one takes it: the thread to write it, or its sender to give up.
type Waiting = Arc<Mutex<Option<Box<Arrival>>>>;

type Answer = Result<Stored, StoreError>;

struct Job {
    arrival: Waiting,
    answer: oneshot::Sender<Answer>,
}

#[derive(Default)]
struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    closed: bool,
}

impl Writer {
    /// Starts the thread.
    ///
    /// # Errors
    ///
    /// The system has no thread left.
    pub fn start(mut writing: WriterThread) -> std::io::Result<Self> {
        let queue = Arc::new(Queue::default());
        let own = Arc::clone(&queue);
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || {
                while own.wait() {
                    writing.write_what_waits(&own);
                }
            })?;
        Ok(Self {
            queue,
            thread: Some(thread),
        })
    }

    /// Keeps a complaint: when this returns, it is on disk with its files, or nothing of it is.
    ///
    /// # Errors
    ///
    /// The disk is full or failing, the data folder is not what it was, or it was not its turn until
    /// the deadline.
    pub async fn keep(&self, arrival: Box<Arrival>, deadline: Instant) -> Answer {
        let waiting = Arc::new(Mutex::new(Some(arrival)));
        let (answer, mut answered) = oneshot::channel();
        let job = Job {
            arrival: Arc::clone(&waiting),
            answer,
        };
        self.queue.push(job)?;
        let ended = || {
            Err(StoreError::Io(std::io::Error::other(
                "the writer has ended",
            )))
        };
        match timeout_at(deadline.into(), &mut answered).await {
            Ok(answer) => answer.unwrap_or_else(|_| ended()),
            // Nobody has begun with it: now nobody will.
            Err(_) if lock(&waiting).take().is_some() => Err(StoreError::Late),
            Err(_) => answered.await.unwrap_or_else(|_| ended()),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        lock(&self.queue.state).closed = true;
        self.queue.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            _ = thread.join();
        }
    }
}

impl Queue {
    fn push(&self, job: Job) -> Result<(), StoreError> {
        let mut state = lock(&self.state);
        if state.jobs.len() >= MAX_WAITING {
            return Err(StoreError::Late);
        }
        state.jobs.push_back(job);
        self.changed.notify_one();
        Ok(())
    }

    /// Waits until somebody waits; false when nobody will any more.
    fn wait(&self) -> bool {
        let mut state = lock(&self.state);
        loop {
            state.jobs.retain(|job| lock(&job.arrival).is_some());
            if !state.jobs.is_empty() {
                return true;
            }
            if state.closed {
                return false;
            }
            let waited = self.changed.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The next that wait, in the order they came; from now on they are written.
    fn take(&self) -> Vec<Begun> {
        let mut state = lock(&self.state);
        let mut begun = Vec::new();
        while begun.len() < MAX_TOGETHER
            && let Some(job) = state.jobs.pop_front()
        {
            if let Some(arrival) = lock(&job.arrival).take() {
                begun.push(Begun {
                    arrival,
                    answer: job.answer,
                });
            }
        }
        begun
    }
}

/// A complaint that is being written.
struct Begun {
    arrival: Box<Arrival>,
    answer: oneshot::Sender<Answer>,
}

impl Begun {
    fn answer(self, answer: Answer) {
        // Whoever asked may have hung up.
        _ = self.answer.send(answer);
    }

    fn fail(self, error: StoreError) {
        let Self {
            mut arrival,
            answer,
        } = self;
        if error.is_in_doubt() {
            // Should it be kept after all, the next start finds its files.
            arrival.files.drain(..).for_each(|file| file.leave());
        }
        drop(arrival);
        _ = answer.send(Err(error));
    }
}

impl WriterThread {
    fn write_what_waits(&mut self, queue: &Queue) {
        let begun = self.begin();
        if begun.as_ref().is_err_and(StoreError::is_busy) {
            return;
        }
        let mut together = queue.take();
        let kept = begun.and_then(|()| self.keep(&together));
        match kept {
            Ok(kept) => self.answer(together, kept),
            // One of them may be too large for the disk: the others are not to suffer for it.
            Err(_) if together.len() > 1 => {
                together.into_iter().for_each(|one| self.write_one(one))
            }
            Err(error) => together
                .drain(..)
                .for_each(|one| one.fail(StoreError::again(&error))),
        }
    }

    fn write_one(&mut self, one: Begun) {
        let together = [one];
        let kept = self.begin().and_then(|()| self.keep(&together));
        let together = Vec::from(together);
        match kept {
            Ok(kept) => self.answer(together, kept),
            Err(error) => together
                .into_iter()
                .for_each(|one| one.fail(StoreError::again(&error))),
        }
    }

    fn begin(&self) -> Result<(), StoreError> {
        Ok(self.connection.execute_batch("begin immediate")?)
    }

    /// Ends the transaction that has begun with these complaints in it, or with nothing.
    fn keep(&mut self, together: &[Begun]) -> Result<Vec<Stored>, StoreError> {
        let kept = self.insert(together).and_then(|kept| {
            self.connection.execute_batch("commit")?;
            Ok(kept)
        });
        match kept {
            Ok((kept, count)) => {
                if let Some(count) = count {
                    self.mark.write(count);
                }
                Ok(kept)
            }
            Err(error) => {
                if !self.connection.is_autocommit() {
                    _ = self.connection.execute_batch("rollback");
                }
                Err(error)
            }
        }
    }

    /// Adds rows; also says how many there ever were, where one is new.
    fn insert(&self, together: &[Begun]) -> Result<(Vec<Stored>, Option<i64>), StoreError> {
        let mut kept = Vec::with_capacity(together.len());
        let (mut new, mut files) = (0, 0);
        for Begun { arrival, .. } in together {
            let earlier = complaints::earlier(
                &self.connection,
                &arrival.submission_id,
                &arrival.content_hash,
            )?;
            kept.push(match earlier {
                Some(earlier) => earlier,
                None => {
                    new += 1;
                    files += arrival.files.len();
                    Stored::New(complaints::insert(&self.connection, arrival)?)
                }
            });
        }
        let count = match new {
            0 => None,
            new => Some(complaints::count(&self.connection, new)?),
        };
        if files > 0 {
            // Before the rows that name them, the files are on disk under their names.
            sync_folder(&self.folder.join(INCOMING))?;
        }
        self.place.prove()?;
        Ok((kept, count))
    }

    /// Answers what is on disk.
    fn answer(&self, together: Vec<Begun>, kept: Vec<Stored>) {
        let attachments = self.folder.join(ATTACHMENTS);
        let mut together = together;
        for (one, kept) in together.iter_mut().zip(&kept) {
            if matches!(kept, Stored::New(_)) {
                for file in one.arrival.files.drain(..) {
                    // Where that fails the file stays where it was, and the next start moves it.
                    _ = file.move_into(&attachments);
                }
            }
        }
        let proof = self.place.prove();
        for (one, kept) in together.into_iter().zip(kept) {
            match &proof {
                Ok(()) => one.answer(Ok(kept)),
                Err(error) => one.answer(Err(StoreError::again(error))),
            }
        }
    }
}
