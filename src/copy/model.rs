//! The keys of the copy file, as types of the same names.

use crate::domain::json::{Object, Value};

use super::facts::{DataProtectionFacts, Facts, Submit, Words, slots};
use super::languages::LanguageCopy;
use super::markup::{Rich, WhenGiven};
use super::placeholders::{Button, Slots, Template, Text};
use super::plural::Plural;
use super::problem_words::{DateProblemWords, ProblemWords};
use super::reader::{FromCopy, Reader, copy_objects};
use super::theme::Theme;
use crate::domain::calendar::Division;
use crate::domain::cisas::OutsideReason;
use crate::domain::complaint::{FieldId, FormRules, Presence};
use crate::domain::json;

/// Everything that a page says and asks, in one language.
#[derive(Clone, Debug)]
pub struct PageCopy {
    /// The language and a hash of the file's text: two pages with the same version show the same words.
    pub version: String,
    pub language: String,
    /// The languages that the page can be read in, its own included; none where there is one only.
    pub languages: Vec<LanguageCopy>,
    pub facts: Facts,
    pub submit: Submit,
    pub theme: Theme,
    pub words: Words,
    pub page: DocumentCopy,
    pub header: HeaderCopy,
    pub lines: LinesCopy,
    pub sections: Vec<SectionCopy>,
    pub form: FormCopy,
    pub check: CheckCopy,
    pub dates: DatesCopy,
    /// The words for complaints about personal data; none where they have no way of their own.
    pub data_protection: Option<DataProtectionCopy>,
    /// The words of the self-check; none where the page has none.
    pub self_check: Option<SelfCheckCopy>,
    pub sending: SendingCopy,
    pub drafts: DraftsCopy,
    pub receipt: ReceiptCopy,
    pub record: RecordCopy,
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

    /// The way of complaints about personal data, where it is on.
    pub fn data_route(&self) -> Option<(&DataProtectionFacts, &DataProtectionCopy)> {
        let facts = self.facts.data_protection.as_ref()?;
        (!facts.off).then_some((facts, self.data_protection.as_ref()?))
    }

    /// The section that holds the form, unless the page has none.
    pub fn form_section(&self) -> Option<&SectionCopy> {
        let has_form = |section: &&SectionCopy| {
            let mut blocks = section.blocks.iter();
            blocks.any(|block| matches!(block, BlockCopy::Form))
        };
        self.sections.iter().find(has_form)
    }

    /// Whether a section has the self-check, and there are words for it.
    pub fn has_self_check(&self) -> bool {
        let mut blocks = self.sections.iter().flat_map(|section| &section.blocks);
        self.self_check.is_some() && blocks.any(|block| matches!(block, BlockCopy::SelfCheck))
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
    OutcomeSlots: "opens" "allowed_from" "closes" "until" "days" "months";
    DataSlots: "response_due" "acknowledge_by";
    LabelSlots: "label";
    FileSlots: "file";
    NamesSlots: "names";
    SavedSlots: "saved" "until";
    EmailSlots: "email";
    ProgressSlots: "sent" "total";
    CountedFromSlots: "counted_from";
    ComplainedOnSlots: "complained_on";
    ReceiptSlots: "response_due" "cisas_earliest" "cisas_opens" "cisas_closes";
    ResponseRuleSlots: "working_days" "division" "basis";
    CisasRuleSlots: "weeks" "months" "regulator_weeks" "regulator_months";
    LastSafeDaySlots: "months";
}

copy_objects! {
    /// What browsers, search engines and link previews say of the page.
    pub struct DocumentCopy {
        /// The name of the page, in the browser's tab and in search results.
        pub title: Text,
        /// One or two sentences about the page, for search results.
        pub description: Text,
    }

    /// The band at the top.
    pub struct HeaderCopy {
        /// The line above the title.
        pub tagline: Text,
        /// The main heading.
        pub title: Text,
        /// The paragraph below the title.
        pub intro: Rich,
        /// What the company promises, each in a few words.
        pub promises: Vec<PromiseCopy>,
        /// The link to the form.
        pub action: Button,
        /// The link to the self-check.
        pub check: Option<Button>,
    }

    /// A promise of the company, shown as a pill.
    pub struct PromiseCopy {
        /// A sign that stands for it where the page is not styled; otherwise a tick is drawn.
        pub icon: Text,
        /// What is promised.
        pub text: Text,
    }

    /// One part of the page; it can stand anywhere, or twice under another id.
    pub struct SectionCopy {
        /// Its name in links to it: small letters, digits and hyphens, no other section's.
        pub id: SectionId,
        /// How it stands out.
        pub look: Look,
        /// Its heading.
        pub title: Text,
        /// What it holds, in order.
        pub blocks: Vec<BlockCopy>,
    }

    /// A text with a place of its own.
    pub struct ParagraphCopy {
        /// What this block is.
        pub kind: String,
        /// Its words.
        pub text: Rich,
    }

    /// A list with bullets.
    pub struct ListCopy {
        /// What this block is.
        pub kind: String,
        /// The entries, in order.
        pub items: Vec<Rich>,
    }

    /// A numbered path.
    pub struct StepsCopy {
        /// What this block is.
        pub kind: String,
        /// The steps, in order; the page numbers them.
        pub items: Vec<StepCopy>,
    }

    /// One step of a numbered path.
    pub struct StepCopy {
        /// What to do, in a few words.
        pub title: Text,
        /// How to do it.
        pub text: Rich,
    }

    /// Lists side by side.
    pub struct ColumnsCopy {
        /// What this block is.
        pub kind: String,
        /// The lists, from left to right.
        pub columns: Vec<ColumnCopy>,
    }

    /// One of the lists side by side.
    pub struct ColumnCopy {
        /// The heading above the list.
        pub title: Text,
        /// The entries, in order.
        pub items: Vec<Rich>,
    }

    /// Cards side by side.
    pub struct CardsCopy {
        /// What this block is.
        pub kind: String,
        /// The cards, from left to right.
        pub items: Vec<CardCopy>,
    }

    /// One of the cards side by side.
    pub struct CardCopy {
        /// The small line above the title.
        pub label: Text,
        /// The large line.
        pub title: Text,
        /// What it means.
        pub text: Rich,
    }

    /// Questions that open to show their answers.
    pub struct QuestionsCopy {
        /// What this block is.
        pub kind: String,
        /// The questions, in order.
        pub items: Vec<QuestionCopy>,
    }

    /// A question with its answer.
    pub struct QuestionCopy {
        /// The question, as a customer would ask it.
        pub question: Text,
        /// The answer, shown when the question is opened.
        pub answer: Rich,
    }

    /// A part of the page whose words stand elsewhere in the file.
    pub struct BareCopy {
        /// What this block is.
        pub kind: String,
    }

    /// Whether the phone lines are open now.
    pub struct LinesCopy {
        /// Said while the lines are open, until a time of today.
        pub open: Template<TimeSlots>,
        /// Said while they are closed, with the day and time at which they open again.
        pub closed: Template<DayTimeSlots>,
    }

    /// The form: its words, its questions and their order.
    pub struct FormCopy {
        /// The heading.
        pub title: Text,
        /// The paragraph below it.
        pub intro: Rich,
        /// The label of a question that may be left out.
        pub optional_label: Template<LabelSlots>,
        /// Read out before a message, by screen readers alone.
        pub error_prefix: Text,
        /// The heading above the list of everything that is wrong.
        pub error_summary: Text,
        /// The button that leads to the check before sending.
        pub review: Button,
        /// What becomes of the answers, above the first button and before sending; left out as long as the
        /// links have no `privacy_notice`.
        pub privacy: WhenGiven,
        /// What of them stays in the browser by itself.
        pub kept: Option<Text>,
        /// Where to get help with the form.
        pub help: Rich,
        /// Other ways to reach the company, each left out where the facts do not give it.
        pub help_more: Option<Vec<WhenGiven>>,
        /// The questions, in groups.
        pub groups: Vec<GroupCopy>,
    }

    /// Questions that belong together.
    pub struct GroupCopy {
        /// The heading above them.
        pub title: Text,
        /// The questions, in order.
        pub fields: Vec<FieldCopy>,
    }

    /// One of the answers to choose from.
    pub struct OptionCopy {
        /// What is sent when it is chosen; no other option's.
        pub value: String,
        /// What people read.
        pub label: Text,
        /// Said when it is chosen: a better way, for example.
        pub advice: Option<Rich>,
    }

    /// The labels of the three boxes of a date.
    pub struct DatePartsCopy {
        /// Above the box for the day.
        pub day: Text,
        /// Above the box for the month.
        pub month: Text,
        /// Above the box for the year.
        pub year: Text,
    }

    /// The words around the choice of files.
    pub struct FilesCopy {
        /// The button that opens the device's own choice of files.
        pub choose: Button,
        /// The heading of the files chosen.
        pub list: Text,
        /// The button beside a chosen file.
        pub remove: Button,
        /// What screen readers read of that button, which must tell one file from another.
        pub remove_hidden: Template<FileSlots>,
        /// Beside the button, where files can be dropped.
        pub drop: Text,
        /// Said of files that a browser has let go of: when the page is loaded again, or sent back.
        pub again: Template<NamesSlots>,
        /// Read out by screen readers once a file is added.
        pub added: Template<FileSlots>,
        /// Read out by screen readers once a file is removed.
        pub removed: Template<FileSlots>,
        /// Said of what is dropped here and is no file, such as a message dragged out of a mail program.
        pub not_a_file: Option<Text>,
    }

    /// How many characters are left, below the box.
    pub struct CountCopy {
        /// So many are left.
        pub remaining: Plural,
        /// So many are too many.
        pub over: Plural,
    }

    /// The two answers of a question with a tick box, as the check before sending shows them.
    pub struct AnswersCopy {
        /// It was ticked.
        pub yes: Text,
        /// It was not.
        pub no: Text,
    }

    /// The view before sending.
    pub struct CheckCopy {
        /// The heading.
        pub title: Text,
        /// The button beside an answer.
        pub change: Button,
        /// What screen readers read of that button, which must tell one answer from another.
        pub change_hidden: Template<LabelSlots>,
        /// In place of an answer that was left out.
        pub not_provided: Text,
        /// The button that sends the complaint.
        pub send: Button,
        /// The button that leads back to the questions.
        pub back: Button,
    }

    /// The computed dates.
    pub struct DatesCopy {
        /// The heading above the dates, and the name of the calendar that is saved.
        pub title: Text,
        /// Beside the day by which the company aims to respond.
        pub response_due: Text,
        /// Beside the day from which the regulator's figure lets a person apply, where it comes before
        /// the page's.
        pub cisas_allowed_from: Text,
        /// Beside the day on which CISAS opens by the page's figure.
        pub cisas_opens: Text,
        /// Beside the last day for CISAS by the page's figure.
        pub cisas_closes: Text,
        /// Beside the last day for CISAS by the regulator's figure, so many months after the letter.
        pub cisas_last_safe_day: Template<LastSafeDaySlots>,
        /// How the day of the response was counted.
        pub response_note: Template<CountedFromSlots>,
        /// How the days of CISAS were counted.
        pub cisas_note: Template<ComplainedOnSlots>,
        /// Said where the regulator's figure comes before the page's.
        pub cisas_sooner_note: Text,
        /// Said where the last day for CISAS by the page's figure lies behind.
        pub cisas_past_note: Text,
        /// Said where bank holidays that are not announced yet decide a date.
        pub about_note: Text,
        /// The button that saves dates as a calendar file, here and after the self-check.
        pub remind: Button,
        /// The name of that file, which must end in .ics.
        pub remind_file: String,
        /// The title of each entry in the calendar.
        pub remind_event: Template<LabelSlots>,
    }

    /// Complaints about personal data, which have a way of their own.
    pub struct DataProtectionCopy {
        /// Beside the day by which the company says that it has the complaint.
        pub acknowledge: Text,
        /// Who decides, and that CISAS does not.
        pub note: Text,
        /// What happens next, line by line, on the receipt.
        pub next: Vec<Template<DataSlots>>,
    }

    /// Whether CISAS is open, found out by the customer.
    pub struct SelfCheckCopy {
        /// The heading.
        pub title: Text,
        /// The paragraph below it.
        pub intro: Rich,
        /// The question for the day of the first complaint.
        pub complained: DateQuestionCopy,
        /// The question for the day of a written agreement or deadlock letter.
        pub agreed: DateQuestionCopy,
        /// Said of an agreement that is older than the complaint.
        pub agreed_too_early: Text,
        /// What CISAS does not take.
        pub screening: ScreeningCopy,
        /// The button that gives the result.
        pub check: Button,
        /// The button that takes the day of the complaint over into the form.
        pub carry: Button,
        /// What is said of each outcome.
        pub outcomes: OutcomesCopy,
        /// Said of a result where some of what CISAS does not take was not answered.
        pub unanswered: Option<Text>,
        /// How to reach CISAS, below what to do next; left out where the facts do not give it.
        pub contact: WhenGiven,
        /// The names of the dates that the result shows.
        pub timeline: TimelineCopy,
    }

    /// A question for a date that may be left empty.
    pub struct DateQuestionCopy {
        /// The question.
        pub label: Text,
        /// Below it; an example has a day above 12 and a month below 10.
        pub hint: Text,
        /// The labels of the three boxes.
        pub parts: DatePartsCopy,
        /// What is said of an answer that is no such date.
        pub problems: DateProblemWords,
    }

    /// What CISAS does not take; a reason without a question is not asked about.
    pub struct ScreeningCopy {
        /// The line that opens the questions.
        pub title: Text,
        /// The paragraph above them.
        pub hint: Text,
        /// The answer that a reason holds.
        pub yes: Text,
        /// The answer that it does not.
        pub no: Text,
        /// The questions, in order.
        pub questions: Vec<ScreeningQuestionCopy>,
    }

    /// A question about one thing that CISAS does not take.
    pub struct ScreeningQuestionCopy {
        /// What it asks about.
        pub reason: OutsideReason,
        /// The question, to be answered with yes or no.
        pub question: Text,
        /// Where to go instead.
        pub instead: Rich,
    }

    /// One outcome: what it is, what it means, what to do next.
    pub struct OutcomeCopy {
        /// What it is: the heading.
        pub title: Template<OutcomeSlots>,
        /// What it means.
        pub text: Template<OutcomeSlots>,
        /// What to do next.
        pub next: Rich,
    }

    /// What is said of each outcome of the self-check.
    pub struct OutcomesCopy {
        /// No complaint and no letter yet.
        pub complain_first: OutcomeCopy,
        /// The time to wait has not passed.
        pub not_yet: OutcomeCopy,
        /// Not yet, and the regulator's figure comes before the page's.
        pub not_yet_regulator: OutcomeCopy,
        /// Not yet by the page's figure, and already by the regulator's.
        pub perhaps_already: OutcomeCopy,
        /// Only the day of the letter is known.
        pub perhaps_letter: OutcomeCopy,
        /// CISAS is open.
        pub open: OutcomeCopy,
        /// CISAS is open, and closes soon.
        pub last_days: OutcomeCopy,
        /// Past the page's limit, and no letter was sent.
        pub past_limit_no_letter: OutcomeCopy,
        /// Past one limit, and the other is still to come.
        pub past_limit_until: OutcomeCopy,
        /// Past both limits.
        pub past_limit_ended: OutcomeCopy,
        /// CISAS does not take such cases.
        pub outside: OutcomeCopy,
    }

    /// The names of the dates that a result shows, beside those of `dates`.
    pub struct TimelineCopy {
        /// The heading above the dates, and the name of the calendar that is saved.
        pub title: Text,
        /// The day of the first complaint.
        pub complained: Text,
        /// The day by which the company aims to respond.
        pub response_due: Text,
        /// The day of the agreement or letter.
        pub agreed: Text,
        /// The day of the check.
        pub today: Text,
    }

    /// What is said while the complaint travels.
    pub struct SendingCopy {
        /// It is on its way.
        pub sending: Text,
        /// How much of it is sent, for one that takes longer than a moment.
        pub progress: Template<ProgressSlots>,
        /// It did not arrive, and the page tries again by itself.
        pub retrying: Text,
        /// Said before sending, while the device is offline.
        pub offline: Text,
        /// It goes out by itself once the device is no longer offline.
        pub waiting: Text,
        /// The button that stops it.
        pub stop: Button,
        /// It was stopped: whether it arrived is not known, and sending it again does no harm.
        pub stopped: Text,
        /// It did not arrive, and the page has stopped trying.
        pub failed: FailedCopy,
        /// The server refused the files.
        pub refused: Text,
    }

    /// What is said when the complaint could not be sent.
    pub struct FailedCopy {
        /// The heading.
        pub title: Text,
        /// That nothing is lost.
        pub kept: Text,
        /// The heading where the company may have it: it was sent, but nobody said that it arrived.
        pub unknown_title: Text,
        /// There: that nothing is lost, and that it may be sent again.
        pub unknown_kept: Text,
        /// The same where the endpoint's server is there, but the page cannot read what it says: perhaps the
        /// files are too large for a server that stands before it.
        pub unreadable_kept: Option<Text>,
        /// What to do.
        pub next: Rich,
        /// The button that tries again.
        pub retry: Button,
        /// The button that saves what could not be sent.
        pub save: Button,
        /// The link that opens an e-mail with the answers, where facts have a contact_email.
        pub mail: Button,
        /// Beside it: what the customer still has to do.
        pub mail_note: Text,
        /// The subject of that e-mail.
        pub mail_subject: Text,
        /// What it says where the answers are too long for it: to attach the saved copy.
        pub mail_attach: Text,
    }

    /// What is said of answers that are kept until they are sent.
    pub struct DraftsCopy {
        /// The button that saves them on the device.
        pub save: Button,
        /// What it does, and who can read them then.
        pub save_hint: Text,
        /// They are saved.
        pub saved: Template<SavedSlots>,
        /// They are saved, but not the files: there is no room, or a private window keeps none.
        pub saved_without_files: Template<SavedSlots>,
        /// They cannot be saved on this device.
        pub not_saved: Text,
        /// They are not even kept while the page is loaded again.
        pub not_kept: Text,
        /// The heading of those that were saved before.
        pub title: Text,
        /// One of them.
        pub offer: Template<SavedSlots>,
        /// The button that goes on with it.
        pub go_on: Button,
        /// The same button where other answers stand in the form.
        pub replace: Button,
        /// The button that deletes it.
        pub delete: Button,
        /// Read out by screen readers once it is deleted.
        pub deleted: Text,
        /// Said where sending was under way, or had failed, when the page was left.
        pub interrupted: Text,
    }

    /// What a customer keeps as proof.
    pub struct ReceiptCopy {
        /// The heading.
        pub title: Text,
        /// Above the reference.
        pub reference: Text,
        /// What the reference is for.
        pub reference_note: Text,
        /// Before the day and time at which the complaint was received.
        pub received: Text,
        /// The heading above what happens next.
        pub next_title: Text,
        /// What happens next, line by line.
        pub next: Vec<Template<ReceiptSlots>>,
        /// Where to ask.
        pub contact: Rich,
        /// Where the receipt can be opened again, before that link.
        pub link: Text,
        /// Who can read the receipt there.
        pub link_note: Text,
        /// The button that saves the receipt, with everything that was sent.
        pub save: Button,
        /// The button that saves the same as plain text.
        pub save_text: Button,
        /// The button that prints the receipt.
        pub print: Button,
        /// The button that starts another complaint.
        pub another: Button,
    }

    /// What stands in the copy that a customer saves, beside the words of the receipt and the form.
    pub struct RecordCopy {
        /// The name of its file, without the ending; a receipt's goes on with the reference.
        pub file: String,
        /// Before the day and time at which it was saved, where it was not sent.
        pub saved: Text,
        /// The heading above the answers that were sent.
        pub sent: Text,
        /// The heading above the answers that were not sent.
        pub unsent: Text,
        /// Beside the number by which the page knows what was sent.
        pub submission: Text,
        /// Beside the version of these words that the customer read.
        pub version: Text,
        /// The heading above the rules for the dates.
        pub rules: Text,
        /// How the day of the response is counted.
        pub response_rule: Template<ResponseRuleSlots>,
        /// Of bank holidays that have been announced.
        pub published: Text,
        /// Of bank holidays that have not.
        pub computed: Text,
        /// How the days of CISAS are counted.
        pub cisas_rule: Template<CisasRuleSlots>,
        /// The parts of the United Kingdom.
        pub divisions: DivisionsCopy,
    }

    /// The parts of the United Kingdom that have bank holidays of their own.
    pub struct DivisionsCopy {
        /// Both together.
        pub england_and_wales: Text,
        /// Scotland.
        pub scotland: Text,
        /// Northern Ireland.
        pub northern_ireland: Text,
    }

    /// What only the pages say that answer a form sent without script.
    pub struct PlainPageCopy {
        /// The link to the whole page.
        pub back: Text,
        /// Said of a complaint that was not sent: its answers stand in the form below.
        pub kept: Text,
        /// Said of a complaint that was not sent: where its answers still stand.
        pub lost: Text,
        /// Said of answers that were changed after the form had been sent.
        pub sent_before: Text,
        /// Said of a complaint from a page or frame that may not send here, in plain words; in the
        /// answer to a script too.
        pub not_from_here: Option<Text>,
        /// How to keep the receipt.
        pub keep: Text,
        /// Said where there is no receipt.
        pub no_receipt: NoReceiptCopy,
        /// Said at an address where nothing is.
        pub not_found: Option<NoReceiptCopy>,
    }

    /// What is said at an address where a receipt or a page should be, and is none.
    pub struct NoReceiptCopy {
        /// The heading.
        pub title: Text,
        /// What to do.
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

impl DivisionsCopy {
    /// What a division is called.
    pub fn of(&self, division: Division) -> &str {
        match division {
            Division::EnglandAndWales => &self.england_and_wales,
            Division::Scotland => &self.scotland,
            Division::NorthernIreland => &self.northern_ireland,
        }
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

impl Look {
    /// Every look, by its word.
    pub(super) const ALL: [(&str, Self); 3] = [
        ("plain", Self::Plain),
        ("card", Self::Card),
        ("form", Self::Form),
    ];
}

impl FromCopy for Look {
    fn empty() -> Self {
        Self::Plain
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        reader.choice(value, &Self::ALL).unwrap_or(Self::Plain)
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

/// Declares the kinds of blocks: the word, how it is written, and what is made of it.
macro_rules! copy_blocks {
    ($($(#[doc = $doc:literal])* $kind:literal: $written:ident => $make:expr,)*) => {
        impl BlockCopy {
            const KINDS: &[(&str, fn(&Value, &mut Reader) -> Self)] = &[$(
                ($kind, |value, reader| {
                    let make: fn($written) -> Self = $make;
                    make($written::read(value, reader))
                }),
            )*];
        }

        #[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
        impl super::shape::Shaped for BlockCopy {
            fn shape() -> super::shape::Shape {
                super::shape::Shape::Kinds {
                    key: "kind",
                    kinds: vec![$(($kind, &[$($doc),*], $written::shape()),)*],
                }
            }
        }
    };
}

copy_blocks! {
    /// A paragraph of text.
    "paragraph": ParagraphCopy => |block| Self::Paragraph(block.text),
    /// A heading below the section's own.
    "heading": ParagraphCopy => |block| Self::Heading(block.text),
    /// A paragraph that stands out.
    "note": ParagraphCopy => |block| Self::Note(block.text),
    /// A list with bullets.
    "list": ListCopy => |block| Self::List(block.items),
    /// A numbered path.
    "steps": StepsCopy => |block| Self::Steps(block.items),
    /// Lists side by side.
    "columns": ColumnsCopy => |block| Self::Columns(block.columns),
    /// Cards side by side.
    "cards": CardsCopy => |block| Self::Cards(block.items),
    /// Questions that open to show their answers.
    "questions": QuestionsCopy => |block| Self::Questions(block.items),
    /// Whether the phone lines are open now; its words stand in `lines`.
    "lines": BareCopy => |_| Self::Lines,
    /// Whether CISAS is open to the customer, once on the page; its words stand in `self_check`.
    "self_check": BareCopy => |_| Self::SelfCheck,
    /// The complaint form, once on the page; its words stand in `form`.
    "form": BareCopy => |_| Self::Form,
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
        let Some(kind) = object.get("kind") else {
            reader.report_missing(object, "kind");
            return Self::empty();
        };
        let length = reader.enter("kind");
        let read = reader.choice(kind, Self::KINDS);
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

/// Declares the words that only some questions need: whose, under which key, of which type.
macro_rules! field_details {
    ($($(#[doc = $doc:literal])* $field:ident: $key:literal => $detail:ident($type:ty),)*) => {
        /// The words that only some questions need.
        #[derive(Clone, Debug)]
        pub enum FieldDetail {
            None,
            $($(#[doc = $doc])* $detail($type),)*
        }

        impl FieldDetail {
            /// The key of a question's own words; one that every question has, where there are none.
            fn key(field: FieldId) -> &'static str {
                match field {
                    $(FieldId::$field => $key,)*
                    _ => "label",
                }
            }

            fn read(field: FieldId, object: Option<&Object>, reader: &mut Reader) -> Self {
                match field {
                    $(FieldId::$field => Self::$detail(reader.field(object, $key)),)*
                    _ => Self::None,
                }
            }

            #[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
            pub(super) fn shape(field: FieldId) -> Option<super::shape::KeyShape> {
                match field {
                    $(FieldId::$field => Some(super::shape::KeyShape::of::<$type>($key, &[$($doc),*])),)*
                    _ => None,
                }
            }
        }
    };
}

field_details! {
    /// The answers to choose from.
    Category: "options" => Options(Vec<OptionCopy>),
    /// The labels of the three boxes.
    FirstComplainedOn: "parts" => Parts(DatePartsCopy),
    /// The words around the choice of files.
    Attachments: "files" => Files(FilesCopy),
    /// How many characters are left, below the box.
    Description: "count" => Count(CountCopy),
    /// Asks whether another address was meant.
    Email: "suggestion" => Suggestion(Template<EmailSlots>),
    /// The two answers, as the check before sending shows them.
    ComplainedBefore: "answers" => Answers(AnswersCopy),
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
        let Some(id_value) = object.get("id") else {
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
        let object = reader.object(
            value,
            &[
                "id",
                "label",
                "hint",
                "required",
                "hidden",
                "problems",
                FieldDetail::key(id),
            ],
        );
        let detail = FieldDetail::read(id, object, reader);
        let required: bool = reader.field(object, "required");
        let hidden: bool = reader.field(object, "hidden");
        if required && hidden {
            reader.report(value.offset(), |_| {
                "the field is both required and hidden".to_owned()
            });
        }
        let problems = match object.and_then(|object| object.get("problems")) {
            Some(problems) => {
                let length = reader.enter("problems");
                let words = ProblemWords::read(id, problems, reader);
                reader.leave(length);
                words
            }
            None => {
                reader.report(value.offset(), |_| "missing key \"problems\"".to_owned());
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
