//! Pages for browsers without script: a document of its own each, with nothing in it that moves and
//! no shadow root, so that the links of its error summary lead to the controls.

use leptos::prelude::*;

use super::element::{El, el};
use super::feedback::{failed_news, failed_panel};
use super::form::{fill_step, form_help, receipt_parts};
use super::no_browser::NO_BROWSER;
use super::page::Moment;
use super::sections::{rich_text, slim_header_band};
use crate::copy::{PageCopy, direction};
use crate::domain::calendar::BankHolidays;
use crate::domain::complaint::Draft;
use crate::domain::wire::PageValue;
use crate::view_model::{Fault, Journey, ReceiptView};

/// What every plain page is made from.
#[derive(Clone, Copy)]
pub struct PlainPage {
    pub page: &'static PageCopy,
    pub holidays: &'static BankHolidays,
    /// The path of the built folder, starting and ending in a slash.
    pub base: &'static str,
    /// The name of the stylesheet in it.
    pub styles: Option<&'static str>,
}

/// The form as it was left.
#[derive(Clone, Debug)]
pub struct PlainForm {
    pub draft: Draft,
    /// In page order.
    pub faults: Vec<Fault>,
    /// Sent along, so that two presses of the button bring one complaint.
    pub submission_id: String,
}

/// The name of the icon in the built folder.
const ICON: &str = "favicon.svg";

impl PlainPage {
    /// The form, with what is wrong with its answers.
    pub fn form(self, form: PlainForm) -> String {
        let words = &self.page.form;
        let title = &self.page.page.title;
        let title = if form.faults.is_empty() {
            title.to_string()
        } else {
            [&*words.error_prefix, " ", title].concat()
        };
        self.document(title, self.section_title(), || self.fill_step(form).into())
    }

    /// That the complaint was not sent, though not for its answers: they stand in the form.
    pub fn not_sent_yet(self, form: PlainForm) -> String {
        self.failed(&self.page.plain_page.kept, |panel| {
            let [fill, help] = self.fill_step(form);
            vec![panel, fill, help]
        })
    }

    /// That the complaint was not sent, and why where that is known; only the page that its answers
    /// were written on has them.
    pub fn not_sent(self, why: Vec<String>) -> String {
        self.failed(&self.page.plain_page.lost, |panel| {
            let why = why.into_iter().map(|why| el("p", "").text(why));
            vec![panel.children(why)]
        })
    }

    /// That the complaint was not sent because its page may not send here, and what helps.
    pub fn not_from_here(self, why: Vec<String>) -> String {
        let words = &self.page.plain_page;
        let title = &self.page.sending.failed.title;
        self.document(self.title(title), self.section_title(), || {
            // Out of the frame, where it may lead out of it.
            let whole_page = el("a", "")
                .attr("href", self.whole_page())
                .attr("target", "_blank")
                .text(words.back.as_str());
            let why = why.into_iter().map(|why| el("p", "").text(why));
            let help = why.chain([el("p", "").child(whole_page)]);
            let panel = failed_news("h3", title, &words.lost);
            vec![panel, el("div", "").children(help)]
        })
    }

    fn failed(
        self,
        where_answers_are: &'static str,
        content: impl FnOnce(El) -> Vec<El>,
    ) -> String {
        let words = &self.page.sending.failed;
        self.document(self.title(&words.title), self.section_title(), || {
            content(failed_panel(words, "h3", &words.title, where_answers_are))
        })
    }

    /// A receipt.
    pub fn receipt(self, receipt: ReceiptView) -> String {
        let title = self.title(&self.page.receipt.title);
        self.document(title, self.section_title(), || {
            let keep = el("p", "").text(self.page.plain_page.keep.as_str());
            let parts = receipt_parts(self.page, receipt);
            vec![el("div", "cp-receipt").children(parts).child(keep)]
        })
    }

    /// That there is no such receipt.
    pub fn no_receipt(self) -> String {
        let words = &self.page.plain_page.no_receipt;
        self.document(self.title(&words.title), &words.title, || {
            vec![rich_text(el("p", ""), &words.text)]
        })
    }

    /// That nothing is at this address; none without words for it.
    pub fn not_found(self) -> Option<String> {
        let words = self.page.plain_page.not_found.as_ref()?;
        Some(self.document(self.title(&words.title), &words.title, || {
            vec![rich_text(el("p", ""), &words.text)]
        }))
    }

    /// The address of the whole page in these words.
    fn whole_page(self) -> String {
        let address = self.page.own_address().unwrap_or_default();
        if address.starts_with('/') || address.contains("://") {
            address.to_owned()
        } else {
            self.in_folder(address.trim_start_matches("./"))
        }
    }

    /// The path of a file of the built folder.
    fn in_folder(self, name: &str) -> String {
        [self.base, name].concat()
    }

    fn title(self, about: &str) -> String {
        [about, " – ", &self.page.page.title].concat()
    }

    fn section_title(self) -> &'static str {
        let section = self.page.form_section();
        section.map_or(&self.page.form.title, |section| &section.title)
    }

    /// The form, and the help with it.
    fn fill_step(self, form: PlainForm) -> [El; 2] {
        let PlainForm {
            draft,
            faults,
            submission_id,
        } = form;
        let moment = Moment {
            journey: Journey::filled(draft, faults),
            ..Moment::first()
        };
        let state = moment.into_state(self.page, self.holidays, &NO_BROWSER, None);
        let id = el("input", "")
            .attr("type", "hidden")
            .attr("name", PageValue::SubmissionId.name())
            .attr("value", submission_id);
        [fill_step(state).child(id), form_help(&self.page.form)]
    }

    fn document(
        self,
        title: String,
        heading: &'static str,
        content: impl FnOnce() -> Vec<El>,
    ) -> String {
        let language = self.page.language.as_str();
        let link = |rel: &'static str, name| {
            el("link", "")
                .attr("rel", rel)
                .attr("href", self.in_folder(name))
        };
        let meta = |name: &'static str, content: &'static str| {
            el("meta", "").attr("name", name).attr("content", content)
        };
        let head = el("head", "")
            .child(el("meta", "").attr("charset", "utf-8"))
            .child(meta("viewport", "width=device-width, initial-scale=1"))
            .child(meta("robots", "noindex"))
            .child(el("title", "").text(title))
            .child(link("icon", ICON))
            .children(self.styles.map(|styles| link("stylesheet", styles)));
        // What is drawn lives as long as its owner.
        let html = Owner::new().with(|| {
            let card = el("div", "cp-complaint-form").children(content());
            let section_body = el("div", "cp-page-section__body").child(card);
            let section = el("section", "cp-page-section cp-page-section--form")
                .child(el("h2", "cp-page-section__title").text(heading))
                .child(section_body);
            let body = el("div", "cp-page")
                .child(slim_header_band(
                    &self.page.header.title,
                    &self.page.plain_page.back,
                    self.whole_page(),
                ))
                .child(el("main", "cp-page__body").child(section));
            let mut html = el("html", "").attr("lang", language);
            if direction(language) == "rtl" {
                html = html.attr("dir", "rtl");
            }
            html.child(head)
                .child(el("body", "cp-document").child(body))
                .to_html()
        });
        ["<!doctype html>\n", &html, "\n"].concat()
    }
}
