//! How the form talks to its endpoint: what would be lost on the way, and what would read as success.

use super::{Check, Rule, Severity, Step};
use crate::copy::body::{EVERYTHING, Part, REFERENCE, is_files};
use crate::copy::{Submit, SubmitFormat};
use crate::domain::complaint::{FieldId, Presence};
use crate::domain::wire::PageValue;

const SOURCE: &str = "complaints-endpoints.md";

const FILES: Rule = Rule {
    code: "submit-files",
    source: SOURCE,
};
const NAMES: Rule = Rule {
    code: "submit-names",
    source: SOURCE,
};
const ONCE: Rule = Rule {
    code: "submit-once",
    source: SOURCE,
};
const OUTCOME: Rule = Rule {
    code: "submit-reference",
    source: SOURCE,
};
const ORIGIN: Rule = Rule {
    code: "submit-origin",
    source: SOURCE,
};
const SERVICE: Rule = Rule {
    code: "submit-service",
    source: SOURCE,
};

/// Names of what says how it went, and is the same for many complaints.
const OUTCOMES: [&str; 8] = [
    "status", "success", "ok", "message", "result", "state", "error", "code",
];

/// The endpoint that comes with the page.
const OWN: &str = "/complaints/form";

/// What a service takes, by the end of its host.
enum Need {
    Plain,
    Json,
    Entry(&'static str),
}

const SERVICES: [(&str, Need); 13] = [
    ("formspree.io", Need::Plain),
    ("formsubmit.co", Need::Plain),
    ("usebasin.com", Need::Plain),
    ("api.web3forms.com", Need::Plain),
    ("api.web3forms.com", Need::Entry("access_key")),
    ("hooks.zapier.com", Need::Plain),
    ("script.google.com", Need::Plain),
    ("hsforms.com", Need::Json),
    ("hsforms.com", Need::Entry("fields")),
    ("zendesk.com", Need::Json),
    ("zendesk.com", Need::Entry("request")),
    ("logic.azure.com", Need::Json),
    ("api.powerplatform.com", Need::Json),
];

impl Check<'_> {
    pub(super) fn submit(&mut self) {
        if !self.is_sound(&["submit"]) {
            return;
        }
        self.success();
        let used = self.body();
        self.lost_answers(&used);
        self.lost_files();
        self.reference(&used);
        self.once(&used);
        self.other_server();
        self.service();
    }

    fn submit_problem(&mut self, key: &str, message: &str) {
        let place = self.place(&[Step::Key("submit"), Step::Key(key)]);
        self.note(Severity::Problem, None, place, message.to_owned());
    }

    fn submit_note(&mut self, severity: Severity, rule: Rule, key: &str, message: String) {
        let place = self.place(&[Step::Key("submit"), Step::Key(key)]);
        self.note(severity, Some(rule), place, message);
    }

    fn success(&mut self) {
        let has = |key: &str| self.is_there(&["submit", "success", key]);
        let (status, pointer, is) = (has("status"), has("pointer"), has("is"));
        let (has_success, is_own) = (
            self.is_there(&["submit", "success"]),
            self.copy.submit.own_reference,
        );
        if has_success && (pointer != is || status == pointer) {
            self.submit_problem(
                "success",
                "expected either \"status\": true, or \"pointer\" with \"is\"",
            );
        } else if is_own && !has_success {
            self.submit_problem(
                "reference",
                "the page makes the reference, so an answer need not have one: expected \"success\" too, which says what counts as taken",
            );
        } else if status && !is_own {
            self.submit_problem(
                "success",
                "any answer counts as taken, so it need not have a reference: expected \"reference\": \"page\" too",
            );
        }
    }

    /// Looks through the template; gives back every placeholder in it.
    fn body(&mut self) -> Vec<&'static str> {
        let mut used = Vec::new();
        let Submit { format, body, .. } = &self.copy.submit;
        for (name, part) in body.iter().flat_map(|body| body.entries()) {
            let is_nested = matches!(part, Part::List(_) | Part::Object(_));
            if *format == SubmitFormat::Multipart && is_nested {
                let place = self.place(&[Step::Key("submit"), Step::Key("body"), Step::Key(name)]);
                let message =
                    "a form has no lists and objects, expected a text, or \"format\": \"json\"";
                self.note(Severity::Problem, None, place, message.to_owned());
            }
            self.part(
                &mut vec![Step::Key("submit"), Step::Key("body"), Step::Key(name)],
                part,
                &mut used,
            );
        }
        used
    }

    fn part<'p>(
        &mut self,
        steps: &mut Vec<Step<'p>>,
        part: &'p Part,
        used: &mut Vec<&'static str>,
    ) {
        let mut below = |step, part| {
            steps.push(step);
            self.part(steps, part, used);
            steps.pop();
        };
        match part {
            Part::Text(words) => {
                used.extend(words.slots());
                let has_files = words
                    .slots()
                    .any(|slot| slot == FieldId::Attachments.name());
                let message = match self.copy.submit.format {
                    _ if !has_files => return,
                    SubmitFormat::Json => {
                        "JSON carries no files: {attachments} is for \"multipart\""
                    }
                    SubmitFormat::Multipart if is_files(words) => return,
                    SubmitFormat::Multipart => "files are no words: {attachments} stands alone",
                };
                let place = self.place(steps);
                self.note(Severity::Problem, None, place, message.to_owned());
            }
            Part::Fixed(_) => {}
            Part::List(parts) => {
                for (index, part) in parts.iter().enumerate() {
                    below(Step::Index(index), part);
                }
            }
            Part::Object(entries) => {
                for (name, part) in entries {
                    below(Step::Key(name), part);
                }
            }
        }
    }

    /// Answers that are asked for and go nowhere.
    fn lost_answers(&mut self, used: &[&str]) {
        if self.copy.submit.body.is_none() || used.contains(&EVERYTHING) {
            return;
        }
        for (field, presence) in self.copy.form_rules().fields {
            // An answer to what is asked after it says that it was yes.
            let says_so = |after: FieldId| {
                after.spec().depends_on == Some(field) && used.contains(&after.name())
            };
            let is_told = field == FieldId::Attachments || FieldId::ALL.into_iter().any(says_so);
            let name = field.name();
            if presence != Presence::Hidden && !is_told && !used.contains(&name) {
                let message = format!(
                    "the answer to \"{name}\" is sent nowhere, expected {{{name}}} or {{{EVERYTHING}}}, or that question hidden"
                );
                self.submit_problem("body", &message);
            }
        }
    }

    fn lost_files(&mut self) {
        let copy = self.copy;
        let presence = copy.form_rules().presence(FieldId::Attachments);
        if presence == Presence::Hidden {
            return;
        }
        if !copy.submit.takes_files() {
            let (key, why) = match copy.submit.format {
                SubmitFormat::Json => ("format", "JSON carries no files"),
                SubmitFormat::Multipart => ("body", "no entry is {attachments}"),
            };
            let message = format!(
                "{why}: the question \"attachments\" is left out of the form, expected \"hidden\": true there"
            );
            if presence == Presence::Required {
                self.submit_problem(key, &message);
            } else {
                self.submit_note(Severity::Warning, FILES, key, message);
            }
            return;
        }
        let endpoint = &*copy.submit.endpoint;
        let name = copy.submit.name_of(FieldId::Attachments);
        let is_php = endpoint.contains(".php") || endpoint.contains("/wp-json/");
        if is_php && copy.facts.attachments.files > 1 && !name.ends_with("[]") {
            let key = if copy.submit.body.is_some() {
                "body"
            } else {
                "endpoint"
            };
            let message = format!(
                "PHP keeps only the last of several files under \"{name}\", expected a \"body\" with \"{name}[]\": \"{{attachments}}\""
            );
            self.submit_note(Severity::Warning, FILES, key, message);
        }
    }

    fn reference(&mut self, used: &[&str]) {
        let submit = &self.copy.submit;
        let is_sent = used.contains(&REFERENCE) || used.contains(&EVERYTHING);
        let pointer = &submit.reference_pointer;
        let last = pointer.rsplit('/').next().unwrap_or_default();
        if submit.own_reference {
            if submit.body.is_some() && !is_sent {
                self.submit_problem(
                    "body",
                    "the customer is shown a reference that you do not get, expected {reference} or {everything}",
                );
            }
        } else if OUTCOMES.contains(&last.to_ascii_lowercase().as_str()) {
            let message = format!(
                "\"{pointer}\" says how it went and is no reference: a refusal would read as sent, expected \"success\": {{ \"pointer\": \"{pointer}\", \"is\": … }}"
            );
            self.submit_note(Severity::Warning, OUTCOME, "reference_pointer", message);
        }
    }

    fn once(&mut self, used: &[&str]) {
        let submit = &self.copy.submit;
        let is_own = submit.endpoint == OWN;
        if is_own && submit.body.is_some() {
            let message =
                "complaints serve takes the page's own names, expected no \"body\" for it"
                    .to_owned();
            self.submit_note(Severity::Warning, NAMES, "body", message);
        }
        if is_own && !self.is_there(&["submit", "once"]) {
            let message = "complaints serve counts a complaint once, and the page may say so: expected \"once\": true where that is the endpoint".to_owned();
            self.submit_note(Severity::Info, ONCE, "endpoint", message);
        }
        if submit.once
            && submit.plain
            && submit.body.is_some()
            && !used.contains(&PageValue::SubmissionId.name())
        {
            let message = "nothing that is sent says which complaints are one, expected {submission_id} in \"body\"".to_owned();
            self.submit_note(Severity::Warning, ONCE, "once", message);
        }
    }

    fn other_server(&mut self) {
        let submit = &self.copy.submit;
        let is_json = submit.format == SubmitFormat::Json;
        if submit.endpoint.contains("://") && !submit.plain {
            let headers = submit.own_headers();
            let listed = if headers.is_empty() {
                String::new()
            } else {
                format!(" with Access-Control-Allow-Headers: {headers}")
            };
            let message = format!(
                "another server: each of its answers needs Access-Control-Allow-Origin, the one to OPTIONS too{listed}; where it has none for OPTIONS, expected \"plain\": true"
            );
            self.submit_note(Severity::Info, ORIGIN, "endpoint", message);
        }
        if is_json {
            let message =
                "a browser without script sends a form and no JSON: the endpoint should take both"
                    .to_owned();
            self.submit_note(Severity::Info, NAMES, "format", message);
        }
    }

    /// Services whose ways are known.
    fn service(&mut self) {
        let submit = &self.copy.submit;
        let host = submit
            .endpoint
            .split_once("://")
            .map_or("", |(_, rest)| rest);
        let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
        for (service, need) in &SERVICES {
            let is_it = host == *service || host.ends_with(&format!(".{service}"));
            let mut entries = submit.body.iter().flat_map(|body| body.entries());
            let (is_met, key, expected) = match need {
                Need::Plain => (submit.plain, "plain", "\"plain\": true".to_owned()),
                Need::Json => (
                    submit.format == SubmitFormat::Json,
                    "format",
                    "\"format\": \"json\"".to_owned(),
                ),
                Need::Entry(name) => (
                    entries.any(|(known, _)| known == name),
                    "body",
                    format!("\"{name}\" in \"body\""),
                ),
            };
            if is_it && !is_met {
                let message =
                    format!("{service} takes no complaint without it: expected {expected}");
                self.submit_note(Severity::Warning, SERVICE, key, message);
            }
        }
    }
}
