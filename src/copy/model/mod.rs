//! The keys of the copy file, as types of the same names.

mod acknowledgement;
mod case;
mod dates;
mod field;
mod form;
mod languages;
mod page;
mod receipt;
mod section;
mod self_check;
mod sending;

use super::facts::{DataProtectionFacts, Facts, Submit, Words};
use super::languages::LanguageCopy;
use super::markup::Rich;
use super::placeholders::{Button, Text};
use super::theme::Theme;
use crate::domain::complaint::{FieldId, FormRules};

pub use acknowledgement::*;
pub use case::*;
pub use dates::*;
pub use field::*;
pub use form::*;
pub use page::*;
pub use receipt::*;
pub use section::*;
pub use self_check::*;
pub use sending::*;

/// Everything that a page says and asks, in one language.
#[derive(Clone, Debug)]
pub struct PageCopy {
    /// The language and a hash of the file's text: two pages with the same version show the same words.
    pub version: String,
    pub language: String,
    /// The languages that the page can be read in, its own included; none where there is one only.
    pub languages: Vec<LanguageCopy>,
    /// What stands for each fact and link in a text, by the names of their placeholders.
    pub placeholders: Vec<(String, String)>,
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
    /// The e-mail to the customer; none where the company sends none. Not read in a customer's browser.
    #[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
    pub acknowledgement: Option<AcknowledgementCopy>,
    pub record: RecordCopy,
    /// The pages for browsers without script. Not read in a customer's browser.
    #[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
    pub plain_page: PlainPageCopy,
    /// The way to the customer's case; none where the page has none.
    pub case: Option<CaseLinkCopy>,
}

/// The words of the customer's case, in one language.
#[derive(Clone, Debug)]
pub struct CaseCopy {
    /// For how many months a device remembers a complaint.
    pub months: u32,
    pub title: Text,
    pub intro: Rich,
    pub close: Button,
    pub diary: DiaryCopy,
    pub file: CaseFileCopy,
    pub letters: LettersCopy,
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
