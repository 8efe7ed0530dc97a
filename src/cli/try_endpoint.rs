//! `complaints try`: one marked test complaint to the endpoint of a copy file, sent and read as a browser would.

mod browser;
mod complaint;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::built::copy_file;
use super::{CliError, print_words};
use crate::copy::{FormValue, PageCopy};
use crate::domain::calendar::BankHolidays;
use crate::domain::complaint::{Answer, Reply, Submission, header_value, is_elsewhere, read_reply};
use crate::view_model::{Journey, Outgoing, PageData, Step, fault_views, outgoing};
use browser::{Answered, Browser, Came};
use complaint::Checked;

/// Sends one marked test complaint to a copy file's endpoint, as a browser would
///
/// It has two files with awkward names, accents and an emoji. Printed is what a browser lets through (CORS,
/// redirects), what the customer would read, and what to look for at the other end. The endpoint really gets it.
///
/// Exit status: 0 the customer reads that it was sent, 1 anything else, 2 nothing could be tried.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Try {
    /// The copy file
    file: PathBuf,
    /// The website that the page is on; needed where the endpoint is a path of it
    #[arg(long, value_name = "URL", value_parser = origin)]
    origin: Option<String>,
}

/// A scheme and host, as browsers send them.
fn origin(text: &str) -> Result<String, &'static str> {
    let text = text.trim_end_matches('/');
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#']) => {
            Ok(text.to_ascii_lowercase())
        }
        _ => Err("expected a scheme and a host, like https://www.company.example"),
    }
}

impl Try {
    pub fn run(self) -> Result<ExitCode, CliError> {
        let page: &'static PageCopy = copy_file(&self.file)?;
        let endpoint = address(&page.submit.endpoint, self.origin.as_deref())?;
        let from = self
            .origin
            .unwrap_or_else(|| "https://www.company.example".to_owned());
        let Checked {
            mut journey,
            submission,
            holidays,
        } = complaint::checked(page)?;
        let outgoing = outgoing(page, &submission);
        let browser = Browser::new(page, &submission, &from)?;
        let came = browser.send(&endpoint, &outgoing)?;
        let reply = reply(page, &submission, &endpoint, &came);
        let report = Report {
            page,
            holidays,
            from: &from,
            endpoint: &endpoint,
            submission: &submission,
            outgoing: &outgoing,
        };
        let is_sent = matches!(reply, Reply::Delivered(_));
        print_words(&report.write(&came, reply, &mut journey))?;
        Ok(ExitCode::from(u8::from(!is_sent)))
    }
}

/// The whole address of an endpoint that may be a path.
fn address(endpoint: &str, origin: Option<&str>) -> Result<String, CliError> {
    if endpoint.contains("://") {
        return Ok(endpoint.to_owned());
    }
    let origin = origin.ok_or_else(|| {
        CliError::unreadable(format!(
            "the endpoint {endpoint} is a path: expected --origin with the website that it is on"
        ))
    })?;
    // A browser takes it from the copy file's folder, which is not known here.
    let slash = if endpoint.starts_with('/') { "" } else { "/" };
    Ok([origin, slash, endpoint].concat())
}

/// What the page makes of what came.
fn reply(page: &PageCopy, submission: &Submission, endpoint: &str, came: &Came) -> Reply {
    match came {
        Came::Answer(answered) => {
            let answer = answer(endpoint, answered);
            let own = submission.own_reference();
            page.submit
                .with_rules(&own, |rules| read_reply(&answer, rules))
        }
        Came::Blocked { .. } => Reply::Unreadable { elsewhere: true },
        Came::Nothing(_) => Reply::Unanswered { after: None },
    }
}

fn answer<'a>(endpoint: &'a str, answered: &'a Answered) -> Answer<'a> {
    Answer {
        status: answered.status,
        retry_after: header_value(&answered.headers, "retry-after"),
        body: &answered.body,
        sent_to: endpoint,
        answered_by: &answered.address,
    }
}

/// What there is to say of one try.
struct Report<'r> {
    page: &'static PageCopy,
    holidays: &'static BankHolidays,
    from: &'r str,
    endpoint: &'r str,
    submission: &'r Submission,
    outgoing: &'r Outgoing,
}

impl Report<'_> {
    fn write(&self, came: &Came, reply: Reply, journey: &mut Journey) -> String {
        let mut lines = vec![format!("endpoint  {}", self.endpoint)];
        let elsewhere = is_elsewhere(self.endpoint, self.from);
        let place = if elsewhere {
            "another server"
        } else {
            "the same server"
        };
        lines.push(format!("page      on {}, {place}", self.from));
        lines.push(format!("sent      {}", self.sent()));
        lines.extend(
            came.lines()
                .into_iter()
                .map(|line| format!("browser   {line}")),
        );
        if let Came::Answer(answered) = came {
            let kind = header_value(&answered.headers, "content-type").unwrap_or("no type");
            lines.push(format!("answer    {} {kind}", answered.status));
            let start: String = answered
                .body
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let short: String = start.chars().take(200).collect();
            if !short.is_empty() {
                lines.push(format!("          {short}"));
            }
            if matches!(reply, Reply::Unclear | Reply::Failed) {
                let answer = answer(self.endpoint, answered);
                let own = self.submission.own_reference();
                let submit = &self.page.submit;
                let why = submit.with_rules(&own, |rules| answer.for_the_owner(rules));
                lines.push(format!("why       {why}"));
            }
        }
        let was_sent = !came.is_refused_before();
        let Self { page, holidays, .. } = *self;
        for words in read(PageData { page, holidays }, journey, reply, was_sent) {
            lines.push(format!("customer  {words}"));
        }
        if was_sent {
            lines.extend(
                self.look_for()
                    .into_iter()
                    .map(|line| format!("look for  {line}")),
            );
        }
        lines.join("\n") + "\n"
    }

    fn sent(&self) -> String {
        let files = self.submission.complaint.attachments().len();
        match self.outgoing {
            Outgoing::Form(entries) => {
                let texts = entries
                    .iter()
                    .filter(|(_, value)| *value != FormValue::Files);
                format!("a form of {} entries, and {files} files", texts.count())
            }
            Outgoing::Json(json) => format!("JSON of {} bytes, and no files", json.len()),
        }
    }

    /// What to find at the other end.
    fn look_for(&self) -> Vec<String> {
        let mut lines = vec![complaint::MARK.to_owned()];
        if self.page.submit.own_reference {
            lines.push(format!("the reference {}", self.submission.own_reference()));
        }
        lines.push(format!("the number {}", self.submission.id));
        lines.push(format!("a text that ends with: {}", complaint::END));
        if let Outgoing::Form(entries) = self.outgoing {
            let name = entries.iter().find(|(_, value)| *value == FormValue::Files);
            for (attachment, (name, _)) in self
                .submission
                .complaint
                .attachments()
                .iter()
                .zip(name.into_iter().cycle())
            {
                lines.push(format!(
                    "under \"{name}\" the file \"{}\", whole ({} bytes) and with this name",
                    attachment.name, attachment.size
                ));
            }
        }
        lines.push("then delete it there".to_owned());
        lines
    }
}

/// What the customer reads after this answer, and nothing else is tried.
fn read(data: PageData, journey: &mut Journey, reply: Reply, was_sent: bool) -> Vec<String> {
    let (page, now) = (data.page, super::dates::now());
    // As often as the page would try: what is said at the end is what stays.
    while journey.delivery().is_under_way() {
        if was_sent {
            journey.progressed(complaint::ALL_SENT, now);
        }
        journey.replied(reply.clone(), 0, false, data, now);
        journey.pause_over(page, now);
    }
    if let Some((receipt, _)) = journey.sent() {
        let title = page.receipt.title.as_str();
        return vec![format!("{title}: {}", receipt.reference)];
    }
    if journey.step() == Step::Fill {
        let views = fault_views(page, journey.draft(), journey.faults());
        return views.into_iter().map(|view| view.message).collect();
    }
    let (title, kept) = journey.failed_words(page);
    vec![title.to_owned(), kept.to_owned()]
}
