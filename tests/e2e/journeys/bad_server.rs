//! Whatever becomes of a complaint on its way, the company has it once, or the customer has all of it
//! and knows.

use std::collections::BTreeMap;

use e2e::harness::{Browser, Front, Site};
use e2e::pages::{Complaint, ComplaintsPage, Drive, End};

use support::fate::script;
use support::seed;

/// How many scripts, unless `SCRIPTS` says otherwise: `./x test --all-browsers` plays 500. `SEED` plays that one alone.
const SCRIPTS: u64 = 100;

const NOT_SENT: &str = "Your complaint has not been sent";

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
