//! What a browser gets that sends the form by itself.

use complaints::domain::complaint::FieldId;

use super::server::{Answer, Form, Server};
use super::{assert_nothing_kept, count, pdf, png, wait_until};
use crate::html::Element;

/// Links of the error summary: where each leads, and its words.
fn summary(page: &Element) -> Vec<(String, String)> {
    let links = page.by_id("error-summary").every("a").into_iter();
    let entry = |link: &Element| (link.attr("href").unwrap().to_owned(), link.text());
    links.map(entry).collect()
}

fn entries(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |(target, words): &(&str, &str)| ((*target).to_owned(), (*words).to_owned());
    expected.iter().map(own).collect()
}

fn title(page: &Element) -> String {
    page.every("title")[0].text()
}

/// The words of the panel that says that nothing was sent.
pub fn not_sent(page: &Element) -> String {
    let mut panels = page.all().into_iter();
    let panel = panels.find(|one| one.is("cp-send-failed__panel"));
    panel.unwrap().text()
}

/// The answers in the boxes of a page, by name; of boxes to tick only the ticked ones.
pub fn answers(page: &Element) -> Vec<(&str, String)> {
    let boxes = page.all().into_iter().filter_map(|control| {
        let name = control.attr("name")?;
        match (control.tag.as_str(), control.attr("type")) {
            ("textarea", _) => Some((name, control.text())),
            ("input", Some("radio" | "checkbox")) => {
                let value = control.attr("value").unwrap_or_default().to_owned();
                control.attr("checked").map(|_| (name, value))
            }
            ("input", Some("file" | "hidden")) => None,
            ("input", _) => Some((name, control.attr("value").unwrap_or_default().to_owned())),
            _ => None,
        }
    });
    boxes.filter(|(_, value)| !value.is_empty()).collect()
}

pub fn submission_id(page: &Element) -> String {
    let hidden = page.every("input").into_iter();
    let mut ids = hidden.filter(|one| one.attr("name") == Some("submission_id"));
    ids.next().unwrap().attr("value").unwrap().to_owned()
}

/// A complaint with something wrong in several answers, and everything else given.
fn wrong() -> Form {
    Form::default()
        .text("name", " ")
        .text("email", "jo@\"example\"")
        .text("address", "1 High Street\r\nSouthend")
        .text("phone", "01702 000000")
        .text("category", "billing")
        .text("complained_before", "yes")
        .text("first_complained_on-day", "31")
        .text("first_complained_on-month", "Feb")
        .text("first_complained_on-year", "2026")
        .text("services", "<b>SIP</b> & VoIP")
        .text("description", "\nToo short")
}

#[test]
fn whoever_prefers_a_page_gets_one_and_everyone_else_gets_data() {
    let server = Server::started();
    let (page, data) = ("text/html; charset=utf-8", "application/problem+json");
    for (accept, content_type) in [
        (super::server::BROWSER, page),
        ("text/html", page),
        ("text/*", page),
        ("Text/HTML;q=0.9, application/json;q=0.8", page),
        ("application/json", data),
        ("*/*", data),
        ("text/html, application/json", data),
        ("text/html;q=0.8, application/json;q=0.9", data),
        ("text/html;q=high", data),
        ("", data),
    ] {
        let answer = server.post_form_with(&Form::default(), &[("Accept", accept)]);
        assert_eq!(
            answer.header("content-type"),
            Some(content_type),
            "{accept}"
        );
        assert_eq!(answer.status, 422);
    }
}

#[test]
fn failed_answers_come_back_in_a_page_that_says_what_is_wrong() {
    let server = Server::started();
    let answer = server.submit(&wrong());
    let page = answer.page();
    assert_eq!(answer.status, 422);
    let expected = [
        ("#name", "Enter your full name"),
        (
            "#email",
            "Enter an email address in the correct format, like name@example.com",
        ),
        (
            "#first_complained_on-day",
            "Date when you first complained must be a real date",
        ),
        (
            "#description",
            "Description of your complaint must be 20 characters or more: say what happened and when",
        ),
    ];
    assert_eq!(summary(&page), entries(&expected));
    assert_eq!(page.by_id("error-summary").attr("autofocus"), Some(""));
    assert_eq!(
        page.by_id("name-error").text(),
        "Error: Enter your full name"
    );
    let name = page.by_id("name");
    assert_eq!(
        (name.attr("aria-describedby"), name.attr("aria-invalid")),
        (Some("name-error"), Some("true"))
    );
    assert_nothing_kept(&server);
}

#[test]
fn a_page_has_a_head_of_its_own() {
    let server = Server::started();
    let body = server.submit(&Form::default()).body;
    let head = body.split_once("<body ").unwrap().0;
    assert_eq!(
        head,
        "<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\">\
         <title>Error: Complaints Procedure</title>\
         <link rel=\"icon\" href=\"/favicon.svg\">\
         <link rel=\"stylesheet\" href=\"/complaints-0123456789abcdef.css\"></head>"
    );
}

#[test]
fn a_page_is_styled_as_the_built_folder_is_now() {
    let server = Server::started();
    let styles = || {
        let page = server.get("/complaints/form").page();
        let links = page.every("link").into_iter();
        let mut sheets = links.filter(|link| link.attr("rel") == Some("stylesheet"));
        sheets
            .next()
            .map(|link| link.attr("href").unwrap().to_owned())
    };
    assert_eq!(
        styles().as_deref(),
        Some("/complaints-0123456789abcdef.css")
    );
    let index = server.dist().join("index.html");
    std::fs::write(&index, "<link href=\"./complaints-1.css\" rel=stylesheet>").unwrap();
    assert_eq!(styles().as_deref(), Some("/complaints-1.css"));
    std::fs::write(&index, "<title>Complaints</title>").unwrap();
    assert_eq!(styles(), None);
}

#[test]
fn every_answer_is_kept_as_it_was_typed() {
    let server = Server::started();
    let answer = server.submit(&wrong());
    assert_eq!(
        answers(&answer.page()),
        [
            ("name", " ".to_owned()),
            ("email", "jo@\"example\"".to_owned()),
            ("address", "1 High Street\nSouthend".to_owned()),
            ("phone", "01702 000000".to_owned()),
            ("category", "billing".to_owned()),
            ("complained_before", "yes".to_owned()),
            ("first_complained_on-day", "31".to_owned()),
            ("first_complained_on-month", "Feb".to_owned()),
            ("first_complained_on-year", "2026".to_owned()),
            ("services", "<b>SIP</b> & VoIP".to_owned()),
            ("description", "Too short".to_owned()),
        ]
    );
    assert!(!answer.body.contains("<b>"));
}

#[test]
fn every_link_of_the_summary_leads_to_what_takes_the_focus() {
    let server = Server::started();
    let page = server.submit(&wrong().file("a.abc", b"text")).page();
    for (target, words) in summary(&page) {
        let there = page.by_id(target.strip_prefix('#').unwrap());
        assert!(
            ["input", "textarea"].contains(&there.tag.as_str()),
            "{words}"
        );
    }
}

#[test]
fn files_are_asked_for_again_by_name() {
    let server = Server::started();
    let form = wrong()
        .file("letter.pdf", &pdf(5_000))
        .file("a.abc", b"text")
        .file("shot.png", &png());
    let page = server.submit(&form).page();
    let expected = [
        (
            "#attachments",
            "a.abc must be one of these types: docx, doc, pdf, png, jpg, jpeg, msg. Save it as a PDF, or take a screenshot",
        ),
        (
            "#attachments",
            "Choose your files again: letter.pdf, shot.png",
        ),
    ];
    assert_eq!(summary(&page)[4..], entries(&expected));
    assert_nothing_kept(&server);
}

#[test]
fn a_page_asks_for_no_files_where_none_were_sent_or_none_are_asked_for() {
    let server = Server::started();
    let asks = |form| {
        let page = server.submit(&form).page();
        summary(&page)
            .iter()
            .any(|(_, words)| words.contains("again"))
    };
    assert!(!asks(wrong().file("", b"")));
    server.edit_copy(|copy| {
        copy.replace(
            "\"label\": \"Letters, emails and screenshots\",",
            "\"label\": \"Letters, emails and screenshots\", \"hidden\": true,",
        )
    });
    assert!(!asks(wrong().file("letter.pdf", &pdf(5_000))));
}

#[test]
fn files_too_large_in_all_leave_the_answers_as_they_were() {
    let server = Server::started();
    server.edit_copy(super::one_megabyte);
    let answer = server.submit(
        &Form::complete()
            .file("long.pdf", &pdf(30_000_000))
            .text("help_needed", "Large print"),
    );
    let page = answer.page();
    assert_eq!(
        (answer.status, title(&page)),
        (413, "Error: Complaints Procedure".into())
    );
    let expected = [
        ("#attachments", "long.pdf must be 1 MB or smaller"),
        (
            "#attachments",
            "The files must be 1 MB or smaller in all: remove one or more",
        ),
    ];
    assert_eq!(summary(&page), entries(&expected));
    let kept = answers(&page);
    assert_eq!(
        (kept.first(), kept.last()),
        (
            Some(&("name", "Jo Smith".to_owned())),
            Some(&("help_needed", "Large print".to_owned()))
        )
    );
    assert_nothing_kept(&server);
}

#[test]
fn files_over_the_limit_in_all_are_counted_and_not_written() {
    let server = Server::started();
    let limits = r#"{ "file_mb": 10, "total_mb": 40, "files": 40 }"#;
    let small = r#"{ "file_mb": 1, "total_mb": 1, "files": 40 }"#;
    server.edit_copy(|copy| copy.replace(limits, small));
    let mut stream = server.connect();
    let body = Form::complete()
        .file("a.pdf", &pdf(900_000))
        .file("b.pdf", &pdf(900_000))
        .file("c.pdf", &pdf(900_000))
        .body();
    let headers = [
        ("Content-Type", "multipart/form-data; boundary=----cut-here"),
        ("Accept", super::server::BROWSER),
    ];
    let head = super::head(
        "POST",
        "/complaints/form",
        &server.host(),
        &headers,
        body.len(),
    );
    std::io::Write::write_all(&mut stream, &head).unwrap();
    std::io::Write::write_all(&mut stream, &body[..2_600_000]).unwrap();
    wait_until("the second file is past the limit", || {
        let files = server.files_in("incoming").into_iter();
        let sizes = files.filter_map(|file| Some(file.metadata().ok()?.len()));
        sizes.collect::<Vec<_>>() == [900_000]
    });
    std::io::Write::write_all(&mut stream, &body[2_600_000..]).unwrap();
    let answer = super::read_answer(&mut stream);
    let expected = [
        (
            "#attachments",
            "The files must be 1 MB or smaller in all: remove one or more",
        ),
        (
            "#attachments",
            "Choose your files again: a.pdf, b.pdf, c.pdf",
        ),
    ];
    assert_eq!(
        (answer.status, summary(&answer.page())),
        (413, entries(&expected))
    );
}

#[test]
fn a_body_beyond_all_measure_is_sent_back_to_its_own_page() {
    let server = Server::started();
    let mut stream = server.connect();
    let headers = [
        ("Content-Type", "multipart/form-data; boundary=----cut-here"),
        ("Accept", super::server::BROWSER),
        // It waits to be told to go on.
        ("Expect", "100-continue"),
    ];
    let head = super::head(
        "POST",
        "/complaints/form",
        &server.host(),
        &headers,
        1 << 30,
    );
    std::io::Write::write_all(&mut stream, &head).unwrap();
    let answer = super::read_answer(&mut stream);
    assert_eq!(answer.status, 413);
    assert_eq!(
        not_sent(&answer.page()),
        "Your complaint has not been sent\n\
         Use your browser’s Back button to return to your answers. If they are not there, call us: we can take your complaint by phone.\n\
         Try again in a few minutes, or call 01702 668836 (9:00am–5:00pm Monday to Friday, excluding bank holidays).\n\
         The files must be 40 MB or smaller in all: remove one or more"
    );
}

const KEPT: &str = "Your complaint has not been sent\n\
     Your answers are still here, in the form below.\n\
     Try again in a few minutes, or call 01702 668836 (9:00am–5:00pm Monday to Friday, excluding bank holidays).";

const LOST: &str = "Your complaint has not been sent\n\
     Use your browser’s Back button to return to your answers. If they are not there, call us: we can take your complaint by phone.\n\
     Try again in a few minutes, or call 01702 668836 (9:00am–5:00pm Monday to Friday, excluding bank holidays).";

/// The status, the title, what is said, and the name in the form where there is one.
fn failure(answer: &Answer) -> (u16, String, String, Option<String>) {
    let page = answer.page();
    let mut boxes = page.every("input").into_iter();
    let name = boxes
        .find(|one| one.attr("id") == Some("name"))
        .and_then(|name| name.attr("value"));
    (
        answer.status,
        title(&page),
        not_sent(&page),
        name.map(str::to_owned),
    )
}

const NOT_SENT_TITLE: &str = "Your complaint has not been sent – Complaints Procedure";

#[test]
fn answers_that_were_not_read_to_their_end_are_left_to_the_page_they_were_written_on() {
    let server = Server::started();
    let lost = |status| (status, NOT_SENT_TITLE.into(), LOST.into(), None);
    let twice = Form::complete().text("email", "jo@example.org");
    assert_eq!(failure(&server.submit(&twice)), lost(400));
    let headers = [("Content-Type", "text/plain"), ("Accept", "text/html")];
    let text = server.send("POST", "/complaints/form", &headers, b"name=Jo");
    assert_eq!(failure(&text), lost(415));
    let endless = Form::complete().text("services", &"a".repeat(1_100_000));
    let (status, _, said, name) = failure(&server.submit(&endless));
    let why = format!("{LOST}\nThe services affected must be 1000 characters or fewer");
    assert_eq!((status, said, name), (413, why, None));
}

#[test]
fn an_id_that_cannot_be_kept_costs_no_answer() {
    let server = Server::started();
    let answer = server.submit(&Form::complete().text("submission_id", "a b"));
    let name = Some("Jo Smith".into());
    assert_eq!(
        failure(&answer),
        (400, NOT_SENT_TITLE.into(), KEPT.into(), name)
    );
    assert_ne!(submission_id(&answer.page()), "a b");
}

#[test]
fn a_page_of_another_server_gets_nothing_back_of_what_it_sent() {
    let server = Server::started();
    let answer = server.post_form_with(
        &Form::complete(),
        &[("Accept", "text/html"), ("Origin", "https://evil.example")],
    );
    // To try again would not help.
    let said = LOST.lines().take(2).collect::<Vec<_>>().join("\n");
    let expected = (403, NOT_SENT_TITLE.into(), said, None);
    assert_eq!(failure(&answer), expected);
    assert!(!answer.body.contains("Jo Smith"));
    let allowed = server.post_form_with(
        &Form::complete(),
        &[
            ("Accept", "text/html"),
            ("Origin", "https://www.company.example"),
        ],
    );
    assert_eq!((allowed.status, count(&server)), (303, 1));
}

#[test]
fn a_complaint_that_cannot_be_kept_comes_back_whole() {
    let server = Server::started();
    let attachments = server.data().join("attachments");
    std::fs::remove_dir(&attachments).unwrap();
    let answer = server.submit(&Form::complete().file("letter.pdf", &pdf(5_000)));
    let expected = (
        503,
        NOT_SENT_TITLE.into(),
        KEPT.into(),
        Some("Jo Smith".into()),
    );
    assert_eq!(failure(&answer), expected);
    let again = [("#attachments", "Choose your files again: letter.pdf")];
    assert_eq!(summary(&answer.page()), entries(&again));
    std::fs::create_dir(&attachments).unwrap();
    assert_nothing_kept(&server);
}

#[test]
fn two_presses_on_a_page_that_came_back_are_one_complaint() {
    let server = Server::started();
    let id = submission_id(&server.submit(&wrong()).page());
    let form = Form::complete().text("submission_id", &id);
    let first = server.submit(&form);
    let second = server.submit(&form);
    assert_eq!((first.status, count(&server)), (303, 1));
    assert_eq!(first.header("location"), second.header("location"));
}

#[test]
fn a_page_that_comes_back_twice_keeps_its_submission_id() {
    let server = Server::started();
    let first = submission_id(&server.submit(&wrong()).page());
    let uuid: Vec<usize> = first.split('-').map(str::len).collect();
    assert_eq!((uuid, &first[14..15]), (vec![8, 4, 4, 4, 12], "4"));
    let again = wrong().text("submission_id", &first);
    assert_eq!(submission_id(&server.submit(&again).page()), first);
    assert_ne!(submission_id(&server.submit(&wrong()).page()), first);
}

#[test]
fn answers_changed_after_they_were_sent_can_be_sent_as_another_complaint() {
    let server = Server::started();
    let sent = Form::complete().text("submission_id", "one");
    assert_eq!(server.submit(&sent).status, 303);
    let changed = sent.text("services", "SIP");
    let answer = server.submit(&changed);
    let page = answer.page();
    let words = "You have already sent a complaint from this form, and we have it. \
         Send this one too if you want us to have both";
    assert_eq!(answer.status, 422);
    assert_eq!(summary(&page), entries(&[("#form-title", words)]));
    assert!(answers(&page).contains(&("services", "SIP".to_owned())));
    let form = Form::complete()
        .text("services", "SIP")
        .text("submission_id", &submission_id(&page));
    assert_eq!((server.submit(&form).status, count(&server)), (303, 2));
}

#[test]
fn the_form_stands_by_itself_at_the_address_it_is_sent_to() {
    let server = Server::started();
    let answer = server.get("/complaints/form");
    let page = answer.page();
    assert_eq!(
        (answer.status, title(&page)),
        (200, "Complaints Procedure".into())
    );
    let headings = page.all().into_iter().filter_map(|one| {
        let level = one.tag.strip_prefix('h')?.parse::<u8>().ok()?;
        Some((level, one.text()))
    });
    assert_eq!(
        headings.collect::<Vec<_>>(),
        [
            (1, "Complaints Procedure".to_owned()),
            (2, "Raise a complaint".to_owned()),
            (3, "Complaint form".to_owned()),
        ]
    );
    let form = page.every("form")[0];
    assert_eq!(
        (form.attr("action"), form.attr("novalidate")),
        (Some("/complaints/form"), None)
    );
    let buttons = page.every("button").into_iter();
    let shown = buttons.filter(|button| button.attr("hidden").is_none());
    assert_eq!(
        shown.map(Element::text).collect::<Vec<_>>(),
        // The second keeps its room, and is not seen before there is something to save.
        ["Send complaint", "Save on this device"]
    );
    let back = page.every("a")[0];
    assert_eq!(
        (back.attr("href"), back.text()),
        (Some("/"), "Back to the complaints page".into())
    );
    for field in FieldId::ALL {
        let asked = page.all().into_iter();
        let mut questions = asked.filter_map(|one| one.attr("data-question"));
        assert!(questions.any(|name| name == field.name()), "{field:?}");
    }
}

#[test]
fn a_file_at_the_endpoints_address_is_served_as_it_is() {
    let server = Server::started();
    std::fs::create_dir(server.dist().join("complaints")).unwrap();
    std::fs::write(server.dist().join("complaints/form"), "a file").unwrap();
    assert_eq!(server.get("/complaints/form").body, "a file");
    assert_eq!(server.submit(&Form::complete()).status, 303);
}

#[test]
fn an_address_with_words_beside_it_is_offered_in_words() {
    let server = Server::started();
    let form = Form::default()
        .text("name", "Jo Smith")
        .text("email", "jo@example.com work")
        .text("category", "billing")
        .text("description", "I was billed twice for the same month.");
    let page = server.submit(&form).page();
    assert!(page.text().contains("Did you mean jo@example.com?"));
    let buttons = page.every("button").into_iter();
    let mut dead = buttons.filter(|button| button.text().starts_with("Did you mean"));
    assert!(
        dead.next().is_none(),
        "a button does nothing without script"
    );
    assert_eq!(
        answers(&page)[1],
        ("email", "jo@example.com work".to_owned())
    );
    assert_nothing_kept(&server);
}
