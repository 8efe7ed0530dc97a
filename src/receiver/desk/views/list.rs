//! The list of complaints.

use chrono::NaiveDate;

use super::document::document;
use super::parts::{Wrong, error_summary, question, quiet_button, title};
use crate::copy::{FieldDetail, PageCopy};
use crate::domain::calendar::{WorkingDays, iso};
use crate::domain::complaint::{FieldId, State};
use crate::receiver::desk::list::{Filter, Page, due, is_late};
use crate::receiver::desk::place::Place;
use crate::receiver::desk::staff::Staff;
use crate::receiver::desk::words;
use crate::receiver::inbox::Summary;
use crate::ui::{El, el};
use crate::view_model::in_words;

/// What the list is made of.
pub struct ListView<'v> {
    pub page: &'v PageCopy,
    pub days: WorkingDays<'v>,
    pub staff: &'v Staff,
    pub filter: Filter,
    pub listed: Page,
    pub today: NaiveDate,
    /// The reference that was looked for in vain.
    pub not_found: Option<String>,
}

/// The page with the list.
pub fn list(view: &ListView) -> String {
    let listed = &view.listed;
    let message = view.not_found.as_deref().map(words::no_reference);
    let wrong: Vec<Wrong> = message
        .iter()
        .map(|message| Wrong {
            target: REFERENCE.to_owned(),
            message: message.clone(),
        })
        .collect();
    let heading = [words::COMPLAINTS, ": ", words::filter(view.filter)].concat();
    let mut content = vec![el("h1", "cp-desk__title").text(heading.clone())];
    content.extend(error_summary(&wrong));
    content.push(
        el("div", "cp-desk__tools")
            .child(filters(view))
            .child(find(view, message.as_deref())),
    );
    content.push(match listed.summaries.is_empty() {
        true => el("p", "").text(words::NOTHING),
        false => {
            let rows = listed.summaries.iter().map(|summary| row(view, summary));
            el("ul", "cp-desk-list").children(rows)
        }
    });
    content.extend(pages(view));
    content.push(exports(view));
    let title = title(&heading, !wrong.is_empty());
    document(view.page, Some(view.staff), &title, content)
}

/// The id and the name of the box for a reference.
const REFERENCE: &str = "reference";

fn filters(view: &ListView) -> El {
    let links = Filter::ALL.into_iter().zip(view.listed.counts);
    let links = links.map(|(filter, count)| {
        let mut link = el("a", "cp-desk-filters__link")
            .attr("href", Place::List.showing(filter))
            .text(words::filter(filter))
            .text([" (", &words::thousands(count), ")"].concat());
        if filter == view.filter {
            link = link.attr("aria-current", "page");
        }
        el("li", "").child(link)
    });
    el("nav", "cp-desk-filters")
        .attr("aria-label", words::FILTERS)
        .child(el("ul", "cp-desk-filters__list").children(links))
}

fn find(view: &ListView, error: Option<&str>) -> El {
    let control = el("input", "cp-text-input")
        .attr("name", REFERENCE)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("value", view.not_found.clone().unwrap_or_default());
    el("form", "cp-desk__find")
        .attr("action", Place::Find.path())
        .attr("role", "search")
        .child(question(REFERENCE, words::FIND, None, error, control))
        .child(quiet_button(words::FIND_BUTTON))
}

fn row(view: &ListView, summary: &Summary) -> El {
    let reference = &summary.reference;
    let place = Place::Complaint(reference.clone());
    let name = el("h2", "cp-desk-list__name").child(
        el("a", "")
            .attr("href", place.path())
            .child(el("bdi", "").text(summary.name.clone()))
            .child(
                el("span", "cp-desk-list__reference")
                    .attr("translate", "no")
                    .text([" ", reference].concat()),
            ),
    );
    let category = option(view.page, FieldId::Category, &summary.category);
    let received = iso::parse_instant(&summary.received_at);
    let received =
        received.map_or_else(|| summary.received_at.clone(), |at| in_words(view.page, at));
    let received = [words::RECEIVED, " ", &received].concat();
    let about = el("div", "cp-desk-list__about")
        .child(el("p", "").child(el("bdi", "").text(category)))
        .child(el("p", "cp-desk-list__small").text(received))
        .children(
            (summary.attachments > 0)
                .then(|| el("p", "cp-desk-list__small").text(words::files(summary.attachments))),
        );
    let dates = el("div", "cp-desk-list__dates")
        .child(tags(
            is_late(summary, view.today),
            summary.handling.state(),
            summary.asks_for_help,
            summary.held.is_some(),
        ))
        .child(due_words(view, summary))
        .children(letter_words(view, summary));
    el("li", "cp-desk-list__row")
        .child(name)
        .child(about)
        .child(dates)
}

fn due_words(view: &ListView, summary: &Summary) -> El {
    let Some(day) = due(summary) else {
        return el("p", "").text(summary.response_due.clone());
    };
    let due = el("p", "").text([words::RESPONSE_DUE, " ", &view.page.words.date(day)].concat());
    match summary.handling.state() {
        State::Open => {
            let left = words::left(&view.days, view.today, day);
            due.text(": ")
                .child(el("strong", "cp-desk__left").text(left))
        }
        State::Answered | State::DeadlockLetterSent => due,
    }
}

/// By when a deadlock letter is due, while nothing was done.
fn letter_words(view: &ListView, summary: &Summary) -> Option<El> {
    let is_open = summary.handling.state() == State::Open;
    let due = summary.deadlock_letter_due.filter(|_| is_open)?;
    let words = [words::DEADLOCK_DUE, " ", &view.page.words.date(due)].concat();
    Some(el("p", "cp-desk-list__small").text(words))
}

/// What stands out about a complaint.
pub fn tags(is_late: bool, state: State, asks_for_help: bool, is_held: bool) -> El {
    let state = match (is_late, state) {
        (true, _) => ("cp-desk-tag cp-desk-tag--late", words::LATE),
        (false, State::Open) => ("cp-desk-tag cp-desk-tag--open", words::state(state)),
        (false, _) => ("cp-desk-tag", words::state(state)),
    };
    let help = asks_for_help.then_some(("cp-desk-tag cp-desk-tag--help", words::ASKS_FOR_HELP));
    let held = is_held.then_some(("cp-desk-tag cp-desk-tag--held", words::HELD));
    let tags = [Some(state), help, held].into_iter().flatten();
    let tag = |(class, words)| el("li", class).text(words);
    el("ul", "cp-desk-tags").children(tags.map(tag))
}

/// What people read of a choice; the value itself where the copy does not have it.
pub fn option(page: &PageCopy, field: FieldId, value: &str) -> String {
    let detail = page.field(field).map(|field| &field.detail);
    let label = match detail {
        Some(FieldDetail::Options(options)) => {
            let mut options = options.iter();
            options
                .find(|option| option.value == value)
                .map(|option| &option.label)
        }
        Some(FieldDetail::Answers(answers)) if value == "yes" => Some(&answers.yes),
        _ => None,
    };
    label.map_or_else(|| value.to_owned(), |label| label.to_string())
}

fn pages(view: &ListView) -> Option<El> {
    let Page { number, count, .. } = view.listed;
    let link = |number: usize, rel: &'static str, words: &'static str| {
        let address = Place::List.showing(view.filter);
        el("a", "")
            .attr("href", format!("{address}&page={number}"))
            .attr("rel", rel)
            .text(words)
    };
    let previous = (number > 1).then(|| link(number - 1, "prev", words::PREVIOUS));
    let next = (number < count).then(|| link(number + 1, "next", words::NEXT));
    (count > 1).then(|| {
        el("nav", "cp-desk__pages")
            .attr("aria-label", words::PAGES)
            .children(previous)
            .child(el("span", "").text(words::page(number, count)))
            .children(next)
    })
}

fn exports(view: &ListView) -> El {
    let address = Place::Csv.showing(view.filter);
    let link = |address: String, words: &'static str| {
        el("a", "cp-desk__link").attr("href", address).text(words)
    };
    el("p", "cp-desk__exports")
        .child(link(address.clone(), words::CSV))
        .child(link(address + "&bom=yes", words::CSV_EXCEL))
}
