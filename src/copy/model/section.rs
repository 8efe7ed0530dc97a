//! Sections and their blocks.

use crate::base::json::{self, Value};
use crate::base::named::named_enum;
use crate::copy::markup::Rich;
use crate::copy::objects::copy_objects;
use crate::copy::placeholders::Text;
use crate::copy::reader::{FromCopy, Reader};

copy_objects! {
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
}

/// The name of a section, no other's: small letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionId(pub String);

impl FromCopy for SectionId {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let id = reader.text(value);
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if id.trim().is_empty() {
            // Said already.
        } else if id.bytes().all(is_name) {
            reader.once("section", value);
        } else {
            reader.report_type(value, "small letters, digits and hyphens, like \"how-to\"");
        }
        Self(id.to_owned())
    }
}

named_enum! {
    /// How a section stands out.
    pub enum Look {
        Plain = "plain",
        Card = "card",
        Form = "form",
    }
}

/// Declares the kinds of blocks: what is made of each, the word, how it is written, and what is taken of that.
macro_rules! copy_blocks {
    ($($(#[doc = $doc:literal])* $Block:ident $(($holds:ty))? = $kind:literal: $written:ident $(=> $take:expr)?,)*) => {
        /// A piece of a section, told apart by its `kind`.
        #[derive(Clone, Debug)]
        pub enum BlockCopy { $($(#[doc = $doc])* $Block $(($holds))?,)* }

        impl BlockCopy {
            const KINDS: &[(&str, fn(&Value, &mut Reader) -> Self)] = &[$(
                ($kind, |value, reader| {
                    #[allow(unused_variables, reason = "of a part of the page whose words stand elsewhere nothing is taken")]
                    let written = $written::read(value, reader);
                    Self::$Block $(({
                        let take: fn($written) -> $holds = $take;
                        take(written)
                    }))?
                }),
            )*];
        }

        #[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
        impl crate::copy::shape::Shaped for BlockCopy {
            fn shape() -> crate::copy::shape::Shape {
                crate::copy::shape::Shape::Kinds {
                    key: "kind",
                    kinds: vec![$(($kind, &[$($doc),*], $written::shape()),)*],
                }
            }
        }
    };
}

copy_blocks! {
    /// A paragraph of text.
    Paragraph(Rich) = "paragraph": ParagraphCopy => |block| block.text,
    /// A heading below the section's own.
    Heading(Rich) = "heading": ParagraphCopy => |block| block.text,
    /// A paragraph that stands out.
    Note(Rich) = "note": ParagraphCopy => |block| block.text,
    /// A list with bullets.
    List(Vec<Rich>) = "list": ListCopy => |block| block.items,
    /// A numbered path.
    Steps(Vec<StepCopy>) = "steps": StepsCopy => |block| block.items,
    /// Lists side by side.
    Columns(Vec<ColumnCopy>) = "columns": ColumnsCopy => |block| block.columns,
    /// Cards side by side.
    Cards(Vec<CardCopy>) = "cards": CardsCopy => |block| block.items,
    /// Questions that open to show their answers.
    Questions(Vec<QuestionCopy>) = "questions": QuestionsCopy => |block| block.items,
    /// Whether the phone lines are open now; its words stand in `lines`.
    Lines = "lines": BareCopy,
    /// Whether CISAS is open to the customer, once on the page; its words stand in `self_check`.
    SelfCheck = "self_check": BareCopy,
    /// The complaint form, once on the page; its words stand in `form`.
    Form = "form": BareCopy,
}

impl FromCopy for BlockCopy {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let Value::Object(object) = value else {
            reader.report_type(value, "an object {…} with a \"kind\"");
            return Self::Form;
        };
        let Some(kind) = object.get("kind") else {
            reader.report_missing(object, "kind");
            return Self::Form;
        };
        let length = reader.enter("kind");
        let read = reader.choice(kind, Self::KINDS);
        // Their controls have ids, which a page has once.
        if matches!(json::scalar(kind), Some("form" | "self_check")) {
            reader.once("block", kind);
        }
        reader.leave(length);
        read.map_or(Self::Form, |read| read(value, reader))
    }
}
