//! Whatever becomes of a complaint on its way, the company has it once, or the customer has all of it and knows:
//! the page without a browser, and an endpoint that counts once, with a script of bad luck between them.

use chrono::{DateTime, TimeDelta, Utc};
use complaints::copy::PageCopy;
use complaints::domain::complaint::FieldId::{Description, Name};
use complaints::domain::complaint::{
    self, Acknowledgement, Reply, Submission, header_value, read_reply,
};
use complaints::view_model::{DeliveryStatus, News, Step, Task};
use support::fate::{Answer, Fate, script};
use support::{Random, seed};

use crate::fixture::{now, page, pdf, smallest_draft};
use crate::played::Played;

/// How many scripts are played.
const SCRIPTS: u64 = 5_000;

/// An endpoint that keeps what comes once under its id.
#[derive(Default)]
struct Endpoint {
    kept: Vec<Submission>,
}

impl Endpoint {
    /// Takes a complaint; its answer.
    fn take(&mut self, submission: &Submission) -> Reply {
        let known = self.kept.iter().find(|kept| kept.id == submission.id);
        match known {
            // What was received under an id is not replaced.
            Some(kept) => assert_eq!(kept.complaint, submission.complaint),
            None => self.kept.push(submission.clone()),
        }
        Reply::Delivered(Acknowledgement {
            reference: submission.own_reference(),
            ..Acknowledgement::default()
        })
    }
}

/// The page, the endpoint and what lies between.
struct Line {
    random: Random,
    endpoint: Endpoint,
    fates: std::vec::IntoIter<Fate>,
    now: DateTime<Utc>,
}

impl Line {
    /// One try: how much of it goes out, and what the page takes for its answer.
    fn carry(&mut self, page: &PageCopy, submission: &Submission) -> (u64, Reply) {
        let fate = self.fates.next().unwrap_or(Fate::Passed);
        let answer = fate.keeps().then(|| self.endpoint.take(submission));
        // Nobody can tell a broken line from an answer that a browser keeps to itself.
        let silence = match self.random.below(2) {
            0 => Reply::Unanswered { after: None },
            _ => Reply::Unreadable { elsewhere: false },
        };
        match (fate, answer) {
            (Fate::Passed | Fate::Late, Some(answer)) => (9, answer),
            (Fate::Doubled, Some(_)) => (9, self.endpoint.take(submission)),
            (Fate::Answered { answer, .. }, _) => (9, read(page, answer)),
            (Fate::CutBefore | Fate::StandsStill, _) => (0, Reply::Unanswered { after: None }),
            (Fate::CutWithin, _) => (4, silence),
            (Fate::CutAfter | Fate::CutAnswer | Fate::Silent { .. }, _) => (9, silence),
            (Fate::Passed | Fate::Late | Fate::Doubled, None) => unreachable!(),
        }
    }

    /// Does what the page asks for until nothing is under way.
    fn play(&mut self, played: &mut Played) {
        while played.delivery().is_under_way() {
            self.now += TimeDelta::seconds(1);
            if played.delivery() == DeliveryStatus::Waiting {
                played.set_offline(false);
                continue;
            }
            // The line may go at any time.
            if self.random.below(8) == 0 {
                played.set_offline(true);
                continue;
            }
            match played.tasks.pop() {
                Some(Task::Try(submission)) => {
                    let (sent, reply) = self.carry(played.page(), &submission);
                    played.progressed(sent, 9, self.now);
                    played.replied(reply, self.now);
                }
                Some(Task::Pause(_)) => played.pause_over(self.now),
                Some(Task::Abandon) => {}
                other => panic!("{other:?}"),
            }
        }
    }
}

/// What an answer that is not the endpoint's own means to the page.
fn read(page: &PageCopy, Answer(status, headers, body): Answer) -> Reply {
    let endpoint = &page.submit.endpoint;
    let answer = complaint::Answer {
        status,
        retry_after: header_value(headers, "retry-after"),
        body,
        sent_to: endpoint,
        answered_by: endpoint,
    };
    page.submit
        .with_rules("", |rules| read_reply(&answer, rules))
}

/// Sends a complaint into a script, as often as it takes.
fn play(seed: u64) {
    let mut line = Line {
        random: Random::seeded(!seed),
        endpoint: Endpoint::default(),
        fates: script(seed).into_iter(),
        now: now(),
    };
    let mut played = Played::with(page(), smallest_draft());
    played.add_files(vec![pdf(1, "bill.pdf")]);
    played.review(now());
    let mut text = played.draft().text(Description).to_owned();
    for press in 1.. {
        assert!(press < 20, "it never ends");
        let id = format!("0b9ed8ea-8c8d-4b3f-9f5c-{press:012}");
        let before = played.news.len();
        played.tasks.clear();
        played.send(&id, line.now);
        line.play(&mut played);
        let told = &played.news[before..];
        assert_eq!(told.len(), 1, "{told:?}");
        if played.step() == Step::Receipt {
            break;
        }
        assert!(matches!(told, [News::Failed(_)]));
        assert_eq!(played.draft().text(Name), "Jo Smith");
        assert_eq!(played.draft().text(Description), text);
        assert_eq!(played.draft().attachments.len(), 1);
        assert!(line.endpoint.kept.len() < 2);
        if played.step() == Step::Fill {
            assert_ne!(played.messages(), Vec::<String>::new());
            text += " More.";
            played.set_text(Description, &text, line.now);
            played.review(line.now);
        } else {
            let (title, _) = played.failed_words();
            let is_said_unsent = title == page().sending.failed.title.as_str();
            assert!(!is_said_unsent || line.endpoint.kept.is_empty());
            assert_eq!(played.announcement(), "");
            assert_eq!(played.focus(), "failed-title");
            assert!(played.record(line.now).is_some());
        }
    }
    let [kept] = &line.endpoint.kept[..] else {
        panic!("{:?}", line.endpoint.kept)
    };
    assert_eq!(kept.complaint.text(Description), text);
    let receipt = played.receipt().expect("there is a receipt");
    assert_eq!(receipt.reference, kept.own_reference());
    played.act(complaints::view_model::Journey::begin_another);
    assert!(played.tasks.contains(&Task::ForgetFiles(vec![1])));
}

#[test]
fn whatever_the_server_does_a_complaint_arrives_once_or_stays_here_with_every_answer() {
    let seeds = match seed() {
        Some(seed) => seed..seed + 1,
        None => 0..SCRIPTS,
    };
    for seed in seeds {
        let played = std::panic::catch_unwind(|| play(seed));
        assert!(played.is_ok(), "SEED={seed} {:?}", script(seed));
    }
}
