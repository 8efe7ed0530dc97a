//! The list: what is late first, its filters, its pages, and the same as CSV.

use complaints::domain::calendar::iso;
use complaints::receiver::DeskSettings;

use super::super::inbox::{answer, inbox};
use super::super::server::{Form, Server};
use super::at_work::Desk;
use super::{complaint, with_one};
use crate::html::Element;

/// Complaints of Monday 23 November, and on the desk it is Wednesday 2 December 2026: they are late.
fn in_december(server: &Server) -> DeskSettings {
    DeskSettings {
        clock: || iso::parse_instant("2026-12-02T10:00:00Z").unwrap(),
        ..Desk::settings(server)
    }
}

fn named(id: &str, name: &str) -> Form {
    Form::default()
        .text("submission_id", id)
        .text("name", name)
        .text("email", "a@b.example")
        .text("category", "billing")
        .text("description", "It was billed twice, and again.")
}

/// The text of each complaint of a page.
fn rows(page: &Element) -> Vec<String> {
    let rows = page.all().into_iter();
    let rows = rows.filter(|one| one.is("cp-desk-list__row"));
    rows.map(Element::text).collect()
}

/// The names on a page, in order.
fn names(page: &Element) -> Vec<String> {
    let rows = rows(page);
    rows.iter()
        .map(|row| row.lines().next().unwrap().to_owned())
        .collect()
}

/// A server with complaints of all kinds: two of 23 November, the others of 1 December.
fn with_all_kinds() -> Server {
    let mut server = Server::started();
    let late = named("1", "Late Larch").text("help_needed", "Large print.");
    server.post_form(&late);
    let answered = server.post_form(&named("2", "Answered Ash")).reference();
    server.stop();
    let mut settings = server.settings();
    settings.clock = || iso::parse_instant("2026-12-01T10:00:00Z").unwrap();
    server.start_with(settings);
    server.post_form(&named("3", "Open Oak"));
    let held = named("4", "Held Hazel").text("filled_in_seconds", "1");
    server.post_form(&held);
    let deadlock = server.post_form(&named("5", "Deadlock Elm")).reference();
    answer(&server, &["answered", &answered, "--on", "2026-11-24"]);
    let letter = [
        "deadlock",
        &deadlock,
        "--on",
        "2026-12-02",
        "--today",
        "2026-12-02",
    ];
    answer(&server, &letter);
    server
}

#[test]
fn a_complaint_past_its_date_is_first_and_late_in_words() {
    let server = with_all_kinds();
    let desk = Desk::signed_in(in_december(&server));
    let page = desk.get("/").page();
    let rows = rows(&page);
    let [late, open, held] = &rows[..] else {
        panic!("{rows:?}")
    };
    let expected = [
        "Late Larch\nREFERENCE\nA bill or charge\nReceived Monday 23 November 2026, 10:00am\nLate\nAsks for help\n\
         Response due Monday 30 November 2026: late by 2 working days\n\
         Deadlock letter due Monday 4 January 2027",
        "Open Oak\nREFERENCE\nA bill or charge\nReceived Tuesday 1 December 2026, 10:00am\nOpen\n\
         Response due Tuesday 8 December 2026: 4 working days left\n\
         Deadlock letter due Tuesday 12 January 2027",
        "Held Hazel\nREFERENCE\nA bill or charge\nReceived Tuesday 1 December 2026, 10:00am\nOpen\nHeld for review\n\
         Response due Tuesday 8 December 2026: 4 working days left\n\
         Deadlock letter due Tuesday 12 January 2027",
    ];
    for (row, expected) in [late, open, held].into_iter().zip(expected) {
        let found = row.split_whitespace().find(|word| word.starts_with("C-"));
        let found = found.unwrap_or_else(|| panic!("no reference in {row}"));
        assert_eq!(row.replace(found, "REFERENCE"), expected);
    }
}

#[test]
fn each_filter_lists_what_it_says_with_how_many() {
    let server = with_all_kinds();
    let desk = Desk::signed_in(in_december(&server));
    let filters = [
        (
            "open",
            "Open (3)",
            vec!["Late Larch", "Open Oak", "Held Hazel"],
        ),
        ("late", "Late (1)", vec!["Late Larch"]),
        ("help", "Asked for help (1)", vec!["Late Larch"]),
        ("held", "Held for review (1)", vec!["Held Hazel"]),
        ("answered", "Answered (1)", vec!["Answered Ash"]),
        ("deadlock", "Deadlock letter sent (1)", vec!["Deadlock Elm"]),
        (
            "all",
            "All (5)",
            vec![
                "Late Larch",
                "Open Oak",
                "Held Hazel",
                "Deadlock Elm",
                "Answered Ash",
            ],
        ),
    ];
    for (filter, link, expected) in filters {
        let page = desk.get(&format!("/?show={filter}")).page();
        assert_eq!(names(&page), expected, "{filter}");
        let links = page.every("a");
        let here = links.iter().find(|one| one.attr("aria-current").is_some());
        assert_eq!(here.unwrap().text(), link);
    }
    let other = desk.get("/?show=whatever&page=x").page();
    assert_eq!(names(&other).len(), 3);
}

#[test]
fn fifty_complaints_stand_on_a_page_and_the_others_on_the_next() {
    let server = Server::started();
    for number in 0..51 {
        server.post_form(&named(&number.to_string(), &format!("Person {number}")));
    }
    let desk = Desk::of(&server);
    let first = desk.get("/").page();
    assert_eq!(names(&first).len(), 50);
    let links = first.every("a");
    let next = links.iter().find(|one| one.attr("rel") == Some("next"));
    let second = desk.get(next.unwrap().attr("href").unwrap()).page();
    assert_eq!(names(&second).len(), 1);
    assert!(second.text().contains("Page 2 of 2"));
    let mut all = [names(&first), names(&second)].concat();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 51);
    for beyond in ["3", "0", "-1", "99999999999999999999"] {
        let page = desk.get(&format!("/?page={beyond}"));
        assert_eq!(page.status, 200, "{beyond}");
    }
}

#[test]
fn a_complaint_is_found_by_its_reference_however_it_is_written() {
    let (server, reference) = with_one();
    let desk = Desk::of(&server);
    let typed = reference.to_lowercase().replace('-', "+");
    let found = desk.get(&format!("/find?reference={typed}"));
    let there = format!("/complaint/{reference}").to_lowercase();
    assert_eq!(
        (found.status, found.header("location")),
        (303, Some(&*there))
    );
    for (typed, said) in [
        ("", "Enter a reference"),
        ("C-00000000", "No complaint has the reference C-00000000"),
        ("Zephyrine", "No complaint has the reference Zephyrine"),
    ] {
        let answer = desk.get(&format!("/find?reference={typed}"));
        assert_eq!(answer.status, 404);
        let page = answer.page();
        let expected = vec![("reference".to_owned(), said.to_owned())];
        assert_eq!(super::problems(&page), expected);
        assert_eq!(page.by_id("reference").attr("value"), Some(typed));
    }
}

/// What stands in an answer after its head.
fn body(answer: Vec<u8>) -> Vec<u8> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    answer[end.unwrap() + 4..].to_vec()
}

/// What came in chunks, in one piece.
fn whole(mut chunks: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    loop {
        let line = chunks.windows(2).position(|two| two == b"\r\n").unwrap();
        let size = std::str::from_utf8(&chunks[..line]).unwrap();
        let size = usize::from_str_radix(size, 16).unwrap();
        if size == 0 {
            return whole;
        }
        whole.extend(&chunks[line + 2..line + 2 + size]);
        chunks = &chunks[line + 4 + size..];
    }
}

#[test]
fn the_csv_of_the_list_is_that_of_the_command_line() {
    let server = with_all_kinds();
    server.post_form(&complaint("9").text("services", "=1+1; \"SIP\"\nüber"));
    let desk = Desk::signed_in(in_december(&server));
    for (address, arguments) in [
        ("/complaints.csv?show=all", &["export", "--csv"][..]),
        (
            "/complaints.csv?show=all&bom=yes",
            &["export", "--csv", "--bom"],
        ),
    ] {
        let (status, exported, said) = inbox(&server, arguments);
        assert_eq!((status, said), (0, String::new()));
        assert_eq!(
            String::from_utf8(whole(&body(desk.bytes(address)))).unwrap(),
            exported
        );
    }
    let answer = desk.get("/complaints.csv?show=late");
    assert_eq!(
        answer.header("content-type"),
        Some("text/csv; charset=utf-8")
    );
    let disposition = "attachment; filename=\"complaints-late-2026-12-02.csv\"; \
                       filename*=utf-8''complaints-late-2026-12-02.csv";
    assert_eq!(answer.header("content-disposition"), Some(disposition));
    let late = String::from_utf8(whole(answer.body.as_bytes())).unwrap();
    assert!(
        late.contains("Late Larch") && !late.contains("Open Oak"),
        "{late}"
    );
    let (_, exported, _) = inbox(&server, &["export", "--csv"]);
    assert_eq!(late.lines().next(), exported.lines().next());
}

crate::receiver::stores::with_postgresql!(
    each_filter_lists_what_it_says_with_how_many,
    fifty_complaints_stand_on_a_page_and_the_others_on_the_next,
    a_complaint_is_found_by_its_reference_however_it_is_written,
    the_csv_of_the_list_is_that_of_the_command_line,
);
