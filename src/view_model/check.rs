use super::{QuestionId, Target};
use crate::copy::{FieldCopy, FieldDetail, PageCopy};
use crate::domain::complaint::{AttachmentDraft, Complaint, FieldId, Presence};

/// One answer in the view before sending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRow {
    pub field: FieldId,
    pub label: String,
    /// The answer, a line each; the copy's words for "not provided" when there is none.
    pub lines: Vec<String>,
    pub change: String,
    /// What "change" changes, for those who do not see the row.
    pub change_hidden: String,
    /// Where it is changed.
    pub target: Target,
}

/// Every question asked and its answer, in page order.
pub fn check_rows(page: &'static PageCopy, complaint: &Complaint) -> Vec<CheckRow> {
    let row = |(field, mut lines): (&FieldCopy, Vec<String>)| {
        if lines.is_empty() {
            lines.push(page.check.not_provided.to_string());
        }
        CheckRow {
            field: field.id,
            label: field.label.to_string(),
            lines,
            change: page.check.change.to_string(),
            change_hidden: page.check.change_hidden.fill(&[("label", &field.label)]),
            target: Target::Question(QuestionId::Field(field.id)),
        }
    };
    answers(page, complaint).map(row).collect()
}

/// Every question asked and its answer, a line each and none where it was left out, in page order.
pub fn answers(
    page: &'static PageCopy,
    complaint: &Complaint,
) -> impl Iterator<Item = (&'static FieldCopy, Vec<String>)> {
    let is_shown = |field: &FieldCopy| field.presence != Presence::Hidden;
    let is_asked = move |field: &&FieldCopy| {
        let depends_on = field.id.spec().depends_on;
        let is_answered =
            |before| complaint.text(before) == "yes" || !page.field(before).is_some_and(is_shown);
        is_shown(field) && depends_on.is_none_or(is_answered)
    };
    let fields = page.form.groups.iter().flat_map(|group| &group.fields);
    fields
        .filter(is_asked)
        .map(|field| (field, answer(page, field, complaint)))
}

fn answer(page: &PageCopy, field: &FieldCopy, complaint: &Complaint) -> Vec<String> {
    let text = complaint.text(field.id);
    match &field.detail {
        FieldDetail::Parts(_) => {
            let date = complaint.first_complained_on();
            date.map(|date| page.words.date(date)).into_iter().collect()
        }
        FieldDetail::Files(_) => {
            let file = |file: &AttachmentDraft| {
                [&file.name, " (", &page.words.size(file.size), ")"].concat()
            };
            complaint.attachments().iter().map(file).collect()
        }
        FieldDetail::Options(options) => {
            let chosen = options.iter().filter(|option| option.value == text);
            chosen.map(|option| option.label.to_string()).collect()
        }
        FieldDetail::Answers(answers) => {
            let is_yes = text == "yes";
            let answer = if is_yes { answers.yes } else { answers.no };
            vec![answer.to_string()]
        }
        FieldDetail::None | FieldDetail::Count(_) | FieldDetail::Suggestion(_) => {
            text.lines().map(str::to_owned).collect()
        }
    }
}
