//! Whatever becomes of a complaint on its way, the company has it once, or the customer has all of it
//! and knows.

use std::collections::BTreeMap;

use e2e::harness::{Answer, Browser, Fate, Front, Site};
use e2e::pages::{Complaint, ComplaintsPage, Drive, End};

use support::{Random, seed};

/// How many scripts, unless `SCRIPTS` says otherwise: `./x test --all-browsers` plays 500. `SEED` plays that one alone.
const SCRIPTS: u64 = 100;

const NOT_SENT: &str = "Your complaint has not been sent";

const PROBLEM: &str = "Content-Type: application/problem+json\r\n";
const HTML: &str = "Content-Type: text/html\r\n";

/// What stands between a page and its endpoint says such things too.
const OTHERS: [Answer; 13] = [
    Answer(500, HTML, "<h1>Something went wrong</h1>"),
    Answer(503, "Retry-After: 2\r\n", ""),
    Answer(503, "Retry-After: 90\r\n", "<h1>Back soon</h1>"),
    Answer(429, "Retry-After: 1\r\n", "too many"),
    Answer(502, HTML, "<h1>Bad gateway</h1>"),
    Answer(504, "", ""),
    Answer(408, "", ""),
    Answer(507, PROBLEM, r#"{"title": "Insufficient Storage"}"#),
    Answer(409, PROBLEM, r#"{"title": "Conflict"}"#),
    Answer(200, HTML, "<h1>Thank you, reference 12345</h1>"),
    Answer(201, "", ""),
    Answer(200, "Content-Type: application/json\r\n", "{}"),
    Answer(404, HTML, "<h1>Not found</h1>"),
];

/// What an endpoint says that does not take a complaint as it is.
const REFUSALS: [Answer; 3] = [
    Answer(
        422,
        PROBLEM,
        r#"{"errors": [{"pointer": "/description", "detail": "Say more"}]}"#,
    ),
    Answer(
        422,
        PROBLEM,
        r#"{"errors": [{"pointer": "/pigeon", "detail": "No pigeons"}]}"#,
    ),
    Answer(413, HTML, "<h1>413 Request Entity Too Large</h1>"),
];

/// Whether what is so answered may have been kept: these say that nobody took it in.
fn may_be_kept(Answer(status, ..): Answer) -> bool {
    !matches!(status, 404 | 408 | 429)
}

/// What becomes of the tries to send one complaint: nothing is refused that was kept.
fn script(seed: u64) -> Vec<Fate> {
    let mut random = Random::seeded(seed);
    let mut kept = false;
    let fate = |_| {
        let is_kept = random.below(2) == 0;
        let fate = match random.below(16) {
            0 => Fate::Passed,
            1 => Fate::Late,
            2 => Fate::Doubled,
            3 => Fate::CutBefore,
            4 => Fate::CutWithin,
            5 | 6 => Fate::CutAfter,
            7 => Fate::CutAnswer,
            8 => Fate::Silent { kept: is_kept },
            9 | 10 if !kept => Fate::Answered {
                answer: *random.one(&REFUSALS),
                kept: false,
            },
            _ => {
                let answer = *random.one(&OTHERS);
                let kept = is_kept && may_be_kept(answer);
                Fate::Answered { answer, kept }
            }
        };
        kept |= fate.keeps();
        fate
    };
    let length = 1 + Random::seeded(!seed).below(6);
    (0..length).map(fate).collect()
}

/// The website, and its page in the hands of a script.
struct Rig {
    front: Front,
    drive: Drive,
    /// The references of all that has arrived, the newest first.
    arrived: Vec<String>,
}

impl Rig {
    #[track_caller]
    fn open() -> Self {
        let front = Front::before(Site::start());
        let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
        Self {
            front,
            drive: Drive::new(page),
            arrived: Vec::new(),
        }
    }

    /// Sends a complaint into a script, as often as it takes.
    ///
    /// # Errors
    ///
    /// What is wrong with what came of it.
    fn play(&mut self, seed: u64) -> Result<(), String> {
        let drive = &self.drive;
        self.front.script(&script(seed));
        let mut complaint = Complaint::of(seed);
        drive.fill(&complaint)?;
        let mut end = drive.send("Send complaint")?;
        let reference = loop {
            if let End::Receipt(reference) = end {
                break reference;
            }
            let here = end.answers();
            if here != complaint.answers() {
                return Err(format!("after {end:?} the page has {here:?}"));
            }
            let new = self.newcomers()?;
            if new.len() > 1 {
                return Err(format!("after {end:?} the inbox has {new:?}"));
            }
            if matches!(&end, End::Failed(title, _) if title == NOT_SENT) && !new.is_empty() {
                return Err(format!(
                    "what is in the inbox is said not to be sent: {new:?}"
                ));
            }
            end = if let End::Refused(_) = end {
                complaint.description.push_str(" More.");
                drive.describe(&complaint.description)?;
                drive.send("Send complaint")?
            } else {
                self.front.mend();
                drive.send("Send again")?
            };
        };
        let new = self.newcomers()?;
        if new != [reference.as_str()] {
            return Err(format!("the receipt says {reference}, the inbox {new:?}"));
        }
        let shown = self.front.site.inbox(&["show", &reference]);
        if !shown.contains(&complaint.description) {
            return Err(format!("no {:?} in:\n{shown}", complaint.description));
        }
        let file = (
            format!("1-{}", complaint.file),
            complaint.content.clone().into_bytes(),
        );
        let files = self.front.site.saved_files(&reference);
        if files != BTreeMap::from([file]) {
            return Err(format!("{reference} has the files {:?}", files.keys()));
        }
        self.arrived.insert(0, reference);
        drive.another("Raise another complaint")?;
        Ok(())
    }

    /// The references of what has arrived since the last script, of which nothing is lost.
    fn newcomers(&self) -> Result<Vec<String>, String> {
        let mut all = self.front.site.references();
        let new = all.len().saturating_sub(self.arrived.len());
        if all.split_off(new) != self.arrived {
            return Err("a complaint that had arrived is gone".to_owned());
        }
        Ok(all)
    }
}

#[test]
fn whatever_the_server_does_a_complaint_arrives_once_or_stays_here_with_every_answer() {
    let seeds = match seed() {
        Some(seed) => seed..seed + 1,
        None => 0..std::env::var("SCRIPTS").map_or(SCRIPTS, |scripts| scripts.parse().unwrap()),
    };
    let mut rig = Rig::open();
    for seed in seeds {
        if let Err(wrong) = rig.play(seed) {
            panic!("SEED={seed} {:?}: {wrong}", script(seed));
        }
    }
}
