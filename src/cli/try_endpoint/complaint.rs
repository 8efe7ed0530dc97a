//! The complaint that is sent to try an endpoint: marked, whole, and awkward.

use crate::cli::CliError;
use crate::cli::dates::now;
use crate::copy::PageCopy;
use crate::domain::calendar::BankHolidays;
use crate::domain::complaint::{
    AttachmentDraft, Draft, FieldId, FieldKind, InputType, Presence, Progress, Submission,
};
use crate::receiver::reference::random_uuid;
use crate::view_model::{Effect, Journey, PageData, Task, fault_views};

/// What tells it from a customer's.
pub const MARK: &str = "TEST of the complaints form (complaints try)";

/// What its text ends with: where less arrives, something was cut or garbled.
pub const END: &str = "“Störung” – £5, ½, café, Ŵyn, 日本, 📞 END OF TEST";

/// All of it.
pub const ALL_SENT: Progress = Progress { sent: 1, total: 1 };

/// Its files, in the order in which they are sent: name and content.
pub const FILES: [(&str, &[u8]); 2] = [
    ("Brief \"Störung\" März; a=b 📞.pdf", PDF),
    ("it's 100% a screen shot (2).png", PNG),
];

const PDF: &[u8] = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\
\0\0\0\rIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

/// The complaint, on its way.
pub struct Checked {
    pub journey: Journey,
    pub submission: Submission,
    pub holidays: &'static BankHolidays,
}

/// Checks the complaint and sends it off.
pub fn checked(page: &'static PageCopy) -> Result<Checked, CliError> {
    let holidays: &'static BankHolidays = Box::leak(Box::new(BankHolidays::by_rule()));
    let (mut journey, now) = (Journey::filled(draft(page), Vec::new()), now());
    _ = journey.review(page, now);
    let id = random_uuid().map_err(|error| CliError::unreadable(error.to_string()))?;
    let effects = journey.send(|| id, PageData { page, holidays }, now);
    let submission = effects.into_iter().find_map(|effect| match effect {
        Effect::Do(Task::Try(submission)) => Some(*submission),
        _ => None,
    });
    match submission {
        Some(submission) => Ok(Checked {
            journey,
            submission,
            holidays,
        }),
        None => {
            let views = fault_views(page, journey.draft(), journey.faults());
            let messages: Vec<&str> = views.iter().map(|view| &*view.message).collect();
            Err(CliError::no_answer(format!(
                "no test complaint for this form: {}",
                messages.join("; ")
            )))
        }
    }
}

/// An answer to every question that is asked.
fn draft(page: &'static PageCopy) -> Draft {
    let rules = page.form_rules();
    let mut draft = Draft::default();
    let description = format!("{MARK}. Nobody complains; please delete this.\n\n{END}");
    for (field, presence) in &rules.fields {
        if *presence == Presence::Hidden {
            continue;
        }
        let answer = match field.spec().kind {
            FieldKind::Line { input, .. } => match input {
                InputType::Email => "complaints-try@example.com",
                InputType::Tel => "01632 960000",
                InputType::Text if *field == FieldId::Name => MARK,
                InputType::Text => "TEST",
            },
            FieldKind::Area { is_counted, .. } if is_counted => &description,
            FieldKind::Area { .. } => "TEST",
            FieldKind::Choice => rules.categories.last().map_or("", String::as_str),
            FieldKind::Tick | FieldKind::Date => continue,
            FieldKind::Files => {
                draft.attachments = files().into_iter().take(rules.attachments.files).collect();
                continue;
            }
        };
        draft.set_text(*field, answer.to_owned());
    }
    draft
}

fn files() -> Vec<AttachmentDraft> {
    let file = |((name, content), handle): (&(&str, &[u8]), u32)| AttachmentDraft {
        handle,
        name: (*name).to_owned(),
        size: content.len() as u64,
        head: Some(content.to_vec()),
    };
    FILES.iter().zip(0..).map(file).collect()
}
