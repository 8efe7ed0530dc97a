use super::facts::{Facts, Links, Words, placeholders};
use super::languages::{LanguageCopy, direction};
use super::model::*;
use super::plural_rule::PluralRule;
use super::problem::{CopyError, CopyProblem};
use super::reader::Reader;
use super::scalars::Language;
use crate::base::json::{self, Value};
use crate::base::text::fingerprint;
use crate::domain::complaint::{DATA_CATEGORY, FieldId, Presence};

/// Declares the keys of a whole file, and what it is.
macro_rules! file_keys {
    ($File:ident: $about:literal; $($(#[doc = $doc:literal])* $key:literal: $type:ty,)*) => {
        const KEYS: &[&str] = &[$($key),*];

        #[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
        impl $crate::copy::shape::Shaped for $File {
            fn shape() -> $crate::copy::shape::Shape {
                $crate::copy::shape::Shape::Object($crate::copy::shape::ObjectShape {
                    name: Some(stringify!($File)),
                    about: &[$about],
                    keys: vec![$($crate::copy::shape::KeyShape::of::<$type>($key, &[$($doc),*]),)*],
                })
            }
        }
    };
}
pub(super) use file_keys;

file_keys! {
    PageCopy: "Everything that a complaints page says and asks, in one language.";
    /// The schema of this file, for editors.
    "$schema": Option<String>,
    /// What is still to be done before the file may go out, which `complaints check` repeats; customers
    /// do not see it.
    "review": Option<String>,
    /// Where what the sentences say was read, and when; customers do not see it.
    "sources": Option<Vec<super::facts::SourceCopy>>,
    /// The language of every text, like en-GB.
    "language": Language,
    /// The languages that the page can be read in, this one included; not needed where there is one.
    "languages": Option<Vec<LanguageCopy>>,
    /// What stands in the file once and is used through placeholders.
    "facts": Facts,
    /// Addresses with names, which texts use as placeholders, like {cisas_website}.
    "links": Links,
    /// Where the form goes, and where the bank holidays are.
    "submit": super::facts::Submit,
    /// The company's own colours; the page's stand for what is left out.
    "theme": super::theme::Theme,
    /// The words that dates, times and sizes are made of.
    "words": Words,
    /// What browsers, search engines and link previews say of the page.
    "page": DocumentCopy,
    /// The band at the top.
    "header": HeaderCopy,
    /// Whether the phone lines are open now.
    "lines": LinesCopy,
    /// The parts of the page, in order.
    "sections": Vec<SectionCopy>,
    /// The form: its words, its questions and their order.
    "form": FormCopy,
    /// The view before sending.
    "check": CheckCopy,
    /// The computed dates.
    "dates": DatesCopy,
    /// Complaints about personal data; not needed where they are complaints as any.
    "data_protection": Option<DataProtectionCopy>,
    /// Whether CISAS is open, found out by the customer; not needed without such a block.
    "self_check": Option<SelfCheckCopy>,
    /// What is said while the complaint travels.
    "sending": SendingCopy,
    /// What is said of answers that are kept until they are sent.
    "drafts": DraftsCopy,
    /// What a customer keeps as proof.
    "receipt": ReceiptCopy,
    /// An e-mail that tells the customer that the complaint arrived, sent by `complaints serve`; left out, none is
    /// sent.
    "acknowledgement": Option<AcknowledgementCopy>,
    /// What stands in the copy that a customer saves, beside the words of the receipt and the form.
    "record": RecordCopy,
    /// The pages that the endpoint sends to browsers without script.
    "plain_page": PlainPageCopy,
    /// The way to the customer's case: a file for CISAS, a diary and letters; left out, the page has none.
    "case": Option<CaseLinkCopy>,
}

/// Reads the text of a copy file, for whoever writes or serves it.
///
/// # Errors
/// Every problem in the file, in its order: each says where, what was found and what is expected.
pub fn read(text: &str) -> Result<PageCopy, CopyError> {
    read_where(text, |reader| reader.faults + reader.oddities == 0).map(|(copy, _)| copy)
}

/// Reads the text of a copy file, for a customer: the page does without keys that it does not know, the
/// later of two that are the same, and what is wrong where nothing would do. How many of these there are
/// comes with the copy.
///
/// # Errors
/// What the page cannot be shown without is missing or wrong.
///
/// # Example
///
/// ```
/// use complaints::copy;
///
/// let text = include_str!("../../public/complaints.json");
/// let later = text.replacen('{', "{\"of_a_later_version\": 1,", 1);
/// assert!(copy::read(&later).is_err());
/// assert_eq!(copy::read_leniently(&later).unwrap().1, 1);
/// ```
pub fn read_leniently(text: &str) -> Result<(PageCopy, usize), CopyError> {
    read_where(text, |reader| reader.faults == 0)
}

fn read_where(
    text: &str,
    is_good: impl FnOnce(&Reader) -> bool,
) -> Result<(PageCopy, usize), CopyError> {
    let text = without_mark(text);
    let value = parse(text)?;
    let (mut copy, reader) = read_value(text, &value);
    if is_good(&reader) {
        leave_out_data_category(&mut copy);
        leave_out_files(&mut copy);
        return Ok((copy, reader.oddities));
    }
    Err(CopyError {
        problems: reader.problems,
    })
}

/// Takes away the answer that leads to a way which is not there.
fn leave_out_data_category(copy: &mut PageCopy) {
    if copy.data_route().is_some() {
        return;
    }
    for group in &mut copy.form.groups {
        for field in &mut group.fields {
            if let FieldDetail::Options(options) = &mut field.detail {
                options.retain(|option| option.value != DATA_CATEGORY);
            }
        }
    }
}

/// Takes away the question for files where none go along: what is not sent is not asked for.
fn leave_out_files(copy: &mut PageCopy) {
    let fields = copy.form.groups.iter_mut();
    let mut fields = fields.flat_map(|group| &mut group.fields);
    if !copy.submit.takes_files()
        && let Some(files) = fields.find(|field| field.id == FieldId::Attachments)
    {
        files.presence = Presence::Hidden;
    }
}

/// The text without the byte order mark that some editors write in front.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The text as JSON, or the one problem that it is none.
pub(super) fn parse(text: &str) -> Result<Value<'_>, CopyError> {
    json::parse(text).map_err(|error| CopyError {
        problems: vec![CopyProblem {
            position: error.position,
            path: String::new(),
            message: ["not JSON: ", &error.message].concat(),
        }],
    })
}

/// Words that run from left to right among words that do not: the parts of a phone number would change places.
fn isolate_left_to_right(words: &str) -> String {
    ["\u{2066}", words, "\u{2069}"].concat()
}

/// The copy, with gaps where there are problems, and the reader that met them.
pub(super) fn read_value<'t>(text: &'t str, value: &Value) -> (PageCopy, Reader<'t>) {
    let mut reader = Reader::new(text);
    let object = reader.object(value, KEYS);
    let Language(language) = reader.field(object, "language");
    reader.plural_rule = PluralRule::of(&language);
    let facts: Facts = reader.field(object, "facts");
    let words: Words = reader.field(object, "words");
    reader.placeholders = placeholders(&facts, &words);
    if direction(&language) == "rtl" {
        let phones = reader.placeholders.iter_mut();
        for (_, phone) in phones.filter(|(name, _)| name.ends_with("phone")) {
            *phone = isolate_left_to_right(phone);
        }
    }
    let Links(links) = reader.field(object, "links");
    reader.placeholders.extend(links);
    for key in ["$schema", "review"] {
        _ = reader.field::<Option<String>>(object, key);
    }
    if crate::base::TELLS_FAULTS {
        _ = reader.field::<Option<Vec<super::facts::SourceCopy>>>(object, "sources");
    }
    let languages: Option<Vec<LanguageCopy>> = reader.field(object, "languages");
    let mut copy = PageCopy {
        placeholders: Vec::new(),
        version: [&language, ".", &fingerprint(text)].concat(),
        language,
        languages: languages.unwrap_or_default(),
        submit: reader.field(object, "submit"),
        theme: reader.field(object, "theme"),
        page: reader.field(object, "page"),
        header: reader.field(object, "header"),
        lines: reader.field(object, "lines"),
        sections: reader.field(object, "sections"),
        form: reader.field(object, "form"),
        check: reader.field(object, "check"),
        dates: reader.field(object, "dates"),
        data_protection: reader.field(object, "data_protection"),
        self_check: reader.field(object, "self_check"),
        sending: reader.field(object, "sending"),
        drafts: reader.field(object, "drafts"),
        receipt: reader.field(object, "receipt"),
        #[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
        acknowledgement: reader.field(object, "acknowledgement"),
        record: reader.field(object, "record"),
        #[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
        plain_page: reader.field(object, "plain_page"),
        case: reader.field(object, "case"),
        facts,
        words,
    };
    copy.placeholders = std::mem::take(&mut reader.placeholders);
    (copy, reader)
}
