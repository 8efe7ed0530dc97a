use super::problem::control_id;
use crate::copy::{FieldCopy, FieldDetail, PageCopy};
use crate::domain::complaint::{Complaint, FieldId, Presence};

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
    /// The id of the control to go back to.
    pub target: String,
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
            target: control_id(field.id),
        }
    };
    answers(page, complaint).map(row).collect()
}

/// Every question asked and its answer, a line each and none where it was left out, in page order.
pub fn answers(
    page: &'static PageCopy,
    complaint: &Complaint,
) -> impl Iterator<Item = (&'static FieldCopy, Vec<String>)> {
    let date_asked = complaint.text(FieldId::ComplainedBefore) == "yes"
        || page
            .field(FieldId::ComplainedBefore)
            .is_none_or(|field| field.presence == Presence::Hidden);
    let is_asked = move |field: &&FieldCopy| {
        field.presence != Presence::Hidden && (field.id != FieldId::FirstComplainedOn || date_asked)
    };
    let fields = page.form.groups.iter().flat_map(|group| &group.fields);
    fields
        .filter(is_asked)
        .map(|field| (field, answer(page, field.id, &field.detail, complaint)))
}

fn answer(
    page: &PageCopy,
    field: FieldId,
    detail: &FieldDetail,
    complaint: &Complaint,
) -> Vec<String> {
    let text = complaint.text(field);
    match (field, detail) {
        (FieldId::FirstComplainedOn, _) => complaint
            .first_complained_on()
            .map(|date| page.words.date(date))
            .into_iter()
            .collect(),
        (FieldId::Attachments, _) => {
            let file = |file: &crate::domain::complaint::AttachmentDraft| {
                [&file.name, " (", &page.words.size(file.size), ")"].concat()
            };
            complaint.attachments().iter().map(file).collect()
        }
        (_, FieldDetail::Options(options)) => options
            .iter()
            .filter(|option| option.value == text)
            .map(|option| option.label.to_string())
            .collect(),
        (_, FieldDetail::Answers(answers)) => vec![
            if text == "yes" {
                &answers.yes
            } else {
                &answers.no
            }
            .to_string(),
        ],
        _ => text.lines().map(str::to_owned).collect(),
    }
}
