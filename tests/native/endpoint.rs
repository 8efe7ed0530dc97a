//! Whatever takes a company's forms: what is sent to it, what its answers mean, what a customer reads.

mod answers;
mod body;
mod recipes;
mod tried;

use complaints::copy::PageCopy;
use complaints::domain::complaint::{Answer, Reply, Submission, read_reply};
use complaints::view_model::Step;
use support::recipes::merged;

use crate::fixture::{DEFAULT_COPY, leaked, now, pdf, smallest_draft};
use crate::played::{Next, Played};

/// The default copy with this in its `submit`, for an endpoint that counts nothing once.
pub fn copy_with(submit: &str) -> String {
    let other = format!(r#"{{"once": false, "endpoint": "{ENDPOINT}"}}"#);
    merged(&merged(DEFAULT_COPY, &other), submit)
}

/// That copy, read.
pub fn page_with(submit: &str) -> &'static PageCopy {
    leaked(&copy_with(submit))
}

pub const ENDPOINT: &str = "https://forms.example/contact";

const ID: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

/// A complaint that is on its way, of which everything is sent.
pub fn under_way(page: &'static PageCopy, files: &[&str]) -> (Played, Submission) {
    let (mut journey, submission) = setting_out(page, files);
    journey.progressed(9, 9, now());
    (journey, submission)
}

/// A complaint that has just been sent off.
pub fn setting_out(page: &'static PageCopy, files: &[&str]) -> (Played, Submission) {
    let mut journey = Played::new(page);
    journey.set_draft(smallest_draft());
    let files = files
        .iter()
        .zip(1..)
        .map(|(name, handle)| pdf(handle, name));
    journey.add_files(files.collect());
    journey.review(now());
    let submission = journey.send(ID, now()).unwrap();
    (journey, submission)
}

/// What an answer means by the rules of a copy.
pub fn reply(page: &PageCopy, answer: &Answer) -> Reply {
    let own = Submission::own_reference_of(ID);
    page.submit
        .with_rules(&own, |rules| read_reply(answer, rules))
}

/// What a customer reads: a heading, or the messages beside questions; and whether it is sent again by itself.
pub fn read_by_customer(journey: &mut Played, reply: Reply) -> (Vec<String>, bool) {
    let next = journey.reply(reply);
    let heading = match (journey.receipt(), journey.step()) {
        (Some(receipt), _) => vec![["Complaint sent ", &receipt.reference].concat()],
        (None, Step::Fill) => journey.messages(),
        (None, _) => vec![journey.failed_words().0.to_owned()],
    };
    (heading, next != Next::Done)
}

/// A copy without the keys that end like this, as one was written before there were such.
pub fn copy_without(text: &str, ending: &str) -> String {
    fn leave_out(value: &mut serde_json::Value, ending: &str) {
        if let serde_json::Value::Object(object) = value {
            object.retain(|key, _| !key.ends_with(ending));
            object
                .values_mut()
                .for_each(|value| leave_out(value, ending));
        }
    }
    let mut copy = serde_json::from_str(text).expect("the copy is JSON");
    leave_out(&mut copy, ending);
    copy.to_string()
}
