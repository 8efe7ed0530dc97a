//! The keys of the copy file, as types of the same names.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;

use super::facts::{Facts, Submit, Words, slots};
use super::markup::Rich;
use super::placeholders::{Slots, Template, Text};
use super::problem_words::{DateProblemWords, ProblemWords};
use super::reader::{FromCopy, Reader, copy_objects, value_of};
use crate::domain::cisas::OutsideReason;
use crate::domain::complaint::{FieldId, FormRules, Presence};
use crate::domain::json;

/// Everything that a page says and asks, in one language.
#[derive(Clone, Debug)]
pub struct PageCopy {
    /// A hash of the file's text: two pages with the same version show the same words.
    pub version: String,
    pub language: String,
    pub facts: Facts,
    pub submit: Submit,
    pub words: Words,
    pub page: DocumentCopy,
    pub header: HeaderCopy,
    pub lines: LinesCopy,
    pub sections: Vec<SectionCopy>,
    pub form: FormCopy,
    pub check: CheckCopy,
    pub dates: DatesCopy,
    /// The words of the self-check; none where the page has none.
    pub self_check: Option<SelfCheckCopy>,
    pub sending: SendingCopy,
    pub receipt: ReceiptCopy,
    pub plain_page: PlainPageCopy,
}

impl PageCopy {
    /// What this copy asks of an answer.
    pub fn form_rules(&self) -> FormRules {
        let fields = || self.form.groups.iter().flat_map(|group| &group.fields);
        FormRules {
            fields: fields().map(|field| (field.id, field.presence)).collect(),
            categories: fields()
                .filter_map(|field| match &field.detail {
                    FieldDetail::Options(options) => {
                        Some(options.iter().map(|option| option.value.clone()))
                    }
                    _ => None,
                })
                .flatten()
                .collect(),
            months: self.words.months.clone(),
            attachments: self.facts.attachments,
        }
    }

    /// The section that holds the form, unless the page has none.
    pub fn form_section(&self) -> Option<&SectionCopy> {
        let has_form = |section: &&SectionCopy| {
            let mut blocks = section.blocks.iter();
            blocks.any(|block| matches!(block, BlockCopy::Form))
        };
        self.sections.iter().find(has_form)
    }

    /// The words of a field, when the form has it.
    pub fn field(&self, id: FieldId) -> Option<&FieldCopy> {
        self.form
            .groups
            .iter()
            .flat_map(|group| &group.fields)
            .find(|field| field.id == id)
    }
}

impl PageCopy {
    /// The words of the file field, when the form has it.
    pub fn file_words(&self) -> Option<&FilesCopy> {
        match &self.field(FieldId::Attachments)?.detail {
            FieldDetail::Files(words) => Some(words),
            _ => None,
        }
    }
}

slots! {
    TimeSlots: "time";
    DayTimeSlots: "day" "time";
    OutcomeSlots: "opens" "allowed_from" "closes" "until" "days";
    LabelSlots: "label";
    CountSlots: "count";
    FileSlots: "file";
    NamesSlots: "names";
    EmailSlots: "email";
    CountedFromSlots: "counted_from";
    ComplainedOnSlots: "complained_on";
    ReceiptSlots: "response_due" "cisas_opens" "cisas_closes";
}

copy_objects! {
    /// What the document around the page says of it.
    pub struct DocumentCopy {
        pub title: Text,
        pub description: Text,
    }

    /// The band at the top.
    pub struct HeaderCopy {
        pub tagline: Text,
        pub title: Text,
        pub intro: Rich,
        pub promises: Vec<PromiseCopy>,
        /// The link to the form.
        pub action: Text,
    }

    pub struct PromiseCopy {
        pub icon: Text,
        pub text: Text,
    }

    /// One part of the page; it can stand anywhere, or twice under another id.
    pub struct SectionCopy {
        pub id: SectionId,
        pub look: Look,
        pub title: Text,
        pub blocks: Vec<BlockCopy>,
    }

    pub struct ParagraphCopy {
        pub kind: String,
        pub text: Rich,
    }

    pub struct ListCopy {
        pub kind: String,
        pub items: Vec<Rich>,
    }

    pub struct StepsCopy {
        pub kind: String,
        pub items: Vec<StepCopy>,
    }

    pub struct StepCopy {
        pub title: Text,
        pub text: Rich,
    }

    pub struct ColumnsCopy {
        pub kind: String,
        pub columns: Vec<ColumnCopy>,
    }

    pub struct ColumnCopy {
        pub title: Text,
        pub items: Vec<Rich>,
    }

    pub struct CardsCopy {
        pub kind: String,
        pub items: Vec<CardCopy>,
    }

    pub struct CardCopy {
        pub label: Text,
        pub title: Text,
        pub text: Rich,
    }

    pub struct QuestionsCopy {
        pub kind: String,
        pub items: Vec<QuestionCopy>,
    }

    pub struct QuestionCopy {
        pub question: Text,
        pub answer: Rich,
    }

    pub struct BareCopy {
        pub kind: String,
    }

    /// Whether the phone lines are open now.
    pub struct LinesCopy {
        pub open: Template<TimeSlots>,
        pub closed: Template<DayTimeSlots>,
    }

    /// The form: its words, its questions and their order.
    pub struct FormCopy {
        pub title: Text,
        pub intro: Rich,
        pub optional_label: Template<LabelSlots>,
        pub error_prefix: Text,
        pub error_summary: Text,
        pub review: Text,
        pub help: Rich,
        pub groups: Vec<GroupCopy>,
    }

    pub struct GroupCopy {
        pub title: Text,
        pub fields: Vec<FieldCopy>,
    }

    pub struct OptionCopy {
        pub value: String,
        pub label: Text,
        pub advice: Option<Rich>,
    }

    pub struct DatePartsCopy {
        pub day: Text,
        pub month: Text,
        pub year: Text,
    }

    pub struct FilesCopy {
        pub choose: Text,
        pub list: Text,
        pub remove: Text,
        pub remove_hidden: Template<FileSlots>,
        pub drop: Text,
        pub added: Template<FileSlots>,
        pub removed: Template<FileSlots>,
    }

    pub struct CountCopy {
        pub remaining_one: Template<CountSlots>,
        pub remaining: Template<CountSlots>,
        pub over_one: Template<CountSlots>,
        pub over: Template<CountSlots>,
    }

    pub struct AnswersCopy {
        pub yes: Text,
        pub no: Text,
    }

    /// The view before sending.
    pub struct CheckCopy {
        pub title: Text,
        pub change: Text,
        pub change_hidden: Template<LabelSlots>,
        pub not_provided: Text,
        pub send: Text,
        pub back: Text,
    }

    /// The computed dates.
    pub struct DatesCopy {
        pub title: Text,
        pub response_due: Text,
        pub cisas_opens: Text,
        pub cisas_closes: Text,
        pub response_note: Template<CountedFromSlots>,
        pub cisas_note: Template<ComplainedOnSlots>,
        pub about_note: Text,
    }

    /// Whether CISAS is open, found out by the customer.
    pub struct SelfCheckCopy {
        pub title: Text,
        pub intro: Rich,
        pub complained: DateQuestionCopy,
        pub agreed: DateQuestionCopy,
        /// Said of an agreement that is older than the complaint.
        pub agreed_too_early: Text,
        pub screening: ScreeningCopy,
        pub check: Text,
        pub carry: Text,
        pub remind: Text,
        pub remind_file: String,
        pub remind_event: Template<LabelSlots>,
        pub outcomes: OutcomesCopy,
        pub timeline: TimelineCopy,
    }

    /// A question for a date that may be left empty.
    pub struct DateQuestionCopy {
        pub label: Text,
        pub hint: Text,
        pub parts: DatePartsCopy,
        pub problems: DateProblemWords,
    }

    /// What CISAS does not take; a reason without a question is not asked about.
    pub struct ScreeningCopy {
        pub title: Text,
        pub hint: Text,
        pub yes: Text,
        pub no: Text,
        pub questions: Vec<ScreeningQuestionCopy>,
    }

    pub struct ScreeningQuestionCopy {
        pub reason: OutsideReason,
        pub question: Text,
        /// Where to go instead.
        pub instead: Rich,
    }

    /// One outcome: what it is, what it means, what to do next.
    pub struct OutcomeCopy {
        pub title: Template<OutcomeSlots>,
        pub text: Template<OutcomeSlots>,
        pub next: Rich,
    }

    pub struct OutcomesCopy {
        pub complain_first: OutcomeCopy,
        pub not_yet: OutcomeCopy,
        /// Not yet, and the regulator's figure comes before the page's.
        pub not_yet_regulator: OutcomeCopy,
        pub perhaps_already: OutcomeCopy,
        /// Only the day of the letter is known.
        pub perhaps_letter: OutcomeCopy,
        pub open: OutcomeCopy,
        pub last_days: OutcomeCopy,
        pub past_limit_no_letter: OutcomeCopy,
        pub past_limit_until: OutcomeCopy,
        pub past_limit_ended: OutcomeCopy,
        pub outside: OutcomeCopy,
    }

    pub struct TimelineCopy {
        pub title: Text,
        pub complained: Text,
        pub response_due: Text,
        pub agreed: Text,
        pub today: Text,
        pub allowed_from: Text,
        pub opens: Text,
        pub closes: Text,
        pub last_safe_day: Text,
    }

    pub struct SendingCopy {
        pub sending: Text,
        pub retrying: Text,
        pub failed: FailedCopy,
        pub refused: Text,
    }

    /// What is said when the complaint could not be sent.
    pub struct FailedCopy {
        pub title: Text,
        pub kept: Text,
        pub next: Rich,
        pub retry: Text,
    }

    pub struct ReceiptCopy {
        pub title: Text,
        pub reference: Text,
        pub reference_note: Text,
        pub received: Text,
        pub next_title: Text,
        pub next: Vec<Template<ReceiptSlots>>,
        pub contact: Rich,
        pub print: Text,
        pub another: Text,
    }

    /// What only the pages say that answer a form sent without script.
    pub struct PlainPageCopy {
        /// The link to the whole page.
        pub back: Text,
        /// Said of a complaint that was not sent: its answers stand in the form below, or where else.
        pub kept: Text,
        pub lost: Text,
        pub files_again: Template<NamesSlots>,
        /// Said of answers that were changed after the form had been sent.
        pub sent_before: Text,
        /// How to keep the receipt.
        pub keep: Text,
        pub no_receipt: NoReceiptCopy,
    }

    pub struct NoReceiptCopy {
        pub title: Text,
        pub text: Rich,
    }
}

/// The name of a section, no other's: small letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionId(pub String);

impl FromCopy for SectionId {
    fn empty() -> Self {
        Self(String::new())
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let id = reader.text(value);
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if id.trim().is_empty() {
            return Self::empty();
        }
        if id.bytes().all(is_name) {
            reader.once("section", value);
        } else {
            reader.report_type(value, "small letters, digits and hyphens, like \"how-to\"");
        }
        Self(id.to_owned())
    }
}

impl SelfCheckCopy {
    /// Where to go instead, for a reason that the copy asks about.
    pub fn instead(&self, reason: OutsideReason) -> Option<&Rich> {
        let mut questions = self.screening.questions.iter();
        questions
            .find(|question| question.reason == reason)
            .map(|question| &question.instead)
    }
}

impl FromCopy for OutsideReason {
    fn empty() -> Self {
        Self::ALL[0]
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let reason = reader.choice(value, &Self::ALL.map(|reason| (reason.as_str(), reason)));
        if reason.is_some() {
            reader.once("reason", value);
        }
        reason.unwrap_or(Self::ALL[0])
    }
}

/// How a section stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Plain,
    Card,
    Form,
}

impl FromCopy for Look {
    fn empty() -> Self {
        Self::Plain
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        reader
            .choice(
                value,
                &[
                    ("plain", Self::Plain),
                    ("card", Self::Card),
                    ("form", Self::Form),
                ],
            )
            .unwrap_or(Self::Plain)
    }
}

/// A piece of a section, told apart by its `kind`.
#[derive(Clone, Debug)]
pub enum BlockCopy {
    Paragraph(Rich),
    Heading(Rich),
    Note(Rich),
    List(Vec<Rich>),
    Steps(Vec<StepCopy>),
    Columns(Vec<ColumnCopy>),
    Cards(Vec<CardCopy>),
    Questions(Vec<QuestionCopy>),
    Lines,
    SelfCheck,
    Form,
}

impl FromCopy for BlockCopy {
    fn empty() -> Self {
        Self::Form
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let Value::Object(object) = value else {
            reader.report_type(value, "an object {…} with a \"kind\"");
            return Self::empty();
        };
        let Some(kind) = value_of(object, "kind") else {
            reader.report_missing(object, "kind");
            return Self::empty();
        };
        type ReadBlock = fn(&Value, &mut Reader) -> BlockCopy;
        let kinds: [(&str, ReadBlock); 11] = [
            ("paragraph", |value, reader| {
                Self::Paragraph(ParagraphCopy::read(value, reader).text)
            }),
            ("heading", |value, reader| {
                Self::Heading(ParagraphCopy::read(value, reader).text)
            }),
            ("note", |value, reader| {
                Self::Note(ParagraphCopy::read(value, reader).text)
            }),
            ("list", |value, reader| {
                Self::List(ListCopy::read(value, reader).items)
            }),
            ("steps", |value, reader| {
                Self::Steps(StepsCopy::read(value, reader).items)
            }),
            ("columns", |value, reader| {
                Self::Columns(ColumnsCopy::read(value, reader).columns)
            }),
            ("cards", |value, reader| {
                Self::Cards(CardsCopy::read(value, reader).items)
            }),
            ("questions", |value, reader| {
                Self::Questions(QuestionsCopy::read(value, reader).items)
            }),
            ("lines", |value, reader| {
                BareCopy::read(value, reader);
                Self::Lines
            }),
            ("self_check", |value, reader| {
                BareCopy::read(value, reader);
                Self::SelfCheck
            }),
            ("form", |value, reader| {
                BareCopy::read(value, reader);
                Self::Form
            }),
        ];
        let length = reader.enter("kind");
        let read = reader.choice(kind, &kinds);
        // Their controls have ids, which a page has once.
        if matches!(json::scalar(kind), Some("form" | "self_check")) {
            reader.once("block", kind);
        }
        reader.leave(length);
        read.map_or_else(Self::empty, |read| read(value, reader))
    }
}

/// A question of the form, in words.
#[derive(Clone, Debug)]
pub struct FieldCopy {
    pub id: FieldId,
    pub label: Text,
    pub hint: Option<Text>,
    pub presence: Presence,
    pub detail: FieldDetail,
    pub problems: ProblemWords,
}

/// The words that only some questions need.
#[derive(Clone, Debug)]
pub enum FieldDetail {
    None,
    Options(Vec<OptionCopy>),
    Parts(DatePartsCopy),
    Files(FilesCopy),
    Count(CountCopy),
    Suggestion(Template<EmailSlots>),
    Answers(AnswersCopy),
}

impl FromCopy for FieldCopy {
    fn empty() -> Self {
        Self {
            id: FieldId::Name,
            label: Text::empty(),
            hint: None,
            presence: Presence::Hidden,
            detail: FieldDetail::None,
            problems: ProblemWords::default(),
        }
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let Value::Object(object) = value else {
            reader.report_type(value, "an object {…} with an \"id\"");
            return Self::empty();
        };
        let Some(id_value) = value_of(object, "id") else {
            reader.report_missing(object, "id");
            return Self::empty();
        };
        let length = reader.enter("id");
        let id = reader.choice(id_value, &FieldId::ALL.map(|id| (id.name(), id)));
        if id.is_some() {
            reader.once("field", id_value);
        }
        reader.leave(length);
        let Some(id) = id else {
            return Self::empty();
        };
        let detail_key = match id {
            FieldId::Category => "options",
            FieldId::FirstComplainedOn => "parts",
            FieldId::Attachments => "files",
            FieldId::Description => "count",
            FieldId::Email => "suggestion",
            FieldId::ComplainedBefore => "answers",
            _ => "label",
        };
        let object = reader.object(
            value,
            &[
                "id", "label", "hint", "required", "hidden", "problems", detail_key,
            ],
        );
        let detail = match id {
            FieldId::Category => FieldDetail::Options(reader.field(object, detail_key)),
            FieldId::FirstComplainedOn => FieldDetail::Parts(reader.field(object, detail_key)),
            FieldId::Attachments => FieldDetail::Files(reader.field(object, detail_key)),
            FieldId::Description => FieldDetail::Count(reader.field(object, detail_key)),
            FieldId::Email => FieldDetail::Suggestion(reader.field(object, detail_key)),
            FieldId::ComplainedBefore => FieldDetail::Answers(reader.field(object, detail_key)),
            _ => FieldDetail::None,
        };
        let required: bool = reader.field(object, "required");
        let hidden: bool = reader.field(object, "hidden");
        if required && hidden {
            reader.report(
                value.range().start,
                "the field is both required and hidden".to_owned(),
            );
        }
        let problems = match object.and_then(|object| value_of(object, "problems")) {
            Some(problems) => {
                let length = reader.enter("problems");
                let words = ProblemWords::read(id, problems, reader);
                reader.leave(length);
                words
            }
            None => {
                reader.report(value.range().start, "missing key \"problems\"".to_owned());
                ProblemWords::default()
            }
        };
        Self {
            id,
            label: reader.field(object, "label"),
            hint: reader.field(object, "hint"),
            presence: match (hidden, required) {
                (true, _) => Presence::Hidden,
                (false, true) => Presence::Required,
                (false, false) => Presence::Optional,
            },
            detail,
            problems,
        }
    }
}
