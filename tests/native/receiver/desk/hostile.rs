//! Customers, file names and notes that attack: what they make of a page is the same page, with other words.

use support::complaint::pdf;

use super::super::server::{Server, monday_morning};
use super::at_work::Desk;
use super::{complaint, path};
use crate::html::Element;
use crate::page::hostile::{ATTACKS, skeletons};

/// The pages that show what strangers and staff wrote, and give back what somebody typed.
fn pages(desk: &Desk, reference: &str, text: &str) -> Vec<Element> {
    let mut typed = form_urlencoded::Serializer::new(String::new());
    let typed = typed.append_pair("reference", text).finish();
    let date = [("day", text), ("month", text), ("year", text)];
    let note = [("note", text), ("csrf", text)];
    let here = path(reference);
    [
        desk.get("/?show=all"),
        desk.get(&here),
        desk.get(&format!("/find?{typed}")),
        desk.act(reference, "answered", &date),
        desk.post(&format!("{here}/note"), &note, &[]),
    ]
    .iter()
    .map(|answer| answer.page())
    .collect()
}

/// Puts a text wherever people write something.
fn write_everywhere(server: &Server, reference: &str, text: &str) {
    let database = rusqlite::Connection::open(server.data().join("complaints.sqlite3")).unwrap();
    for change in [
        "update answer set value = ?1",
        "update attachment set name = ?1",
        "update complaint set held = ?1, copy_version = ?1, submission_id = ?1",
    ] {
        database.execute(change, [text]).unwrap();
    }
    database.execute("delete from note", []).unwrap();
    let mut editor = server.location().editor().unwrap();
    editor.note(reference, text, monday_morning()).unwrap();
}

#[test]
fn a_text_that_attacks_changes_nothing_of_the_desk_but_its_words() {
    let server = Server::started();
    let form = complaint("one")
        .text("services", "SIP")
        .text("help_needed", "Large print.")
        .file("a.pdf", &pdf(5_000));
    let reference = server.post_form(&form).reference();
    let desk = Desk::of(&server);
    for attack in ATTACKS {
        // A text of the same lines that does nothing.
        let lines: Vec<&str> = attack.split('\n').map(|_| "a").collect();
        let harmless = lines.join("\n");
        write_everywhere(&server, &reference, &harmless);
        let expected = skeletons(&pages(&desk, &reference, &harmless));
        write_everywhere(&server, &reference, attack);
        let pages = pages(&desk, &reference, attack);
        assert_eq!(skeletons(&pages), expected, "{attack:?}");
        for element in pages.iter().flat_map(Element::all) {
            for (name, value) in &element.attributes {
                assert!(!name.starts_with("on") && name != "style", "{attack:?}");
                let leads = ["href", "action", "src", "formaction"].contains(&&**name);
                let inside =
                    value.starts_with('#') || value.starts_with('/') && !value.starts_with("//");
                assert!(!leads || inside, "{attack:?}: {name}={value}");
            }
        }
    }
}

#[test]
fn what_was_written_is_shown_letter_for_letter() {
    let server = Server::started();
    let reference = server.post_form(&complaint("one")).reference();
    let desk = Desk::of(&server);
    let text = "<script>alert(1)</script> &lt;b&gt; \"'";
    write_everywhere(&server, &reference, text);
    let page = desk.get(&path(&reference)).page();
    let shown = page.text().matches(text).count();
    // Four answers, the name above them, the reason, the submission, the version, the note.
    assert_eq!(shown, 9, "{}", page.text());
}
