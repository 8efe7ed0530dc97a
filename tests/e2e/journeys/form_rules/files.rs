//! Separate messages for type, size, empty, count, failed upload. Pair the native input with a real button. Files
//! chosen earlier stay listed when more are added, each with its size and a Remove button.

use e2e::harness::{Files, Site};
use e2e::pages::ComplaintsPage;
use e2e::tour::{FILES, answer_what_is_required};

use super::ENTER;

#[test]
fn a_file_over_10_mb_is_refused_by_its_name() {
    let files = Files::new();
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.choose_files(FILES, &[&files.pdf("recording.pdf", 11_000_000)]);
    page.listed("recording.pdf");
    refused(&page, "recording.pdf must be 10 MB or smaller");
    page.remove_file("recording.pdf");
    assert_eq!(page.field_error(FILES), None);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
}

#[test]
fn each_fault_of_a_file_has_a_message_of_its_own() {
    let files = Files::new();
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    for (name, content, start) in [
        (
            "song.mp3",
            b"ID3\x04".as_slice(),
            "song.mp3 is a video or sound recording: ",
        ),
        (
            "notes.abc",
            b"words",
            "notes.abc must be one of these types: ",
        ),
        (
            "IMG_0001.HEIC",
            b"\0\0\0\x18ftypheic\0\0\0\0",
            "IMG_0001.HEIC is a kind of picture we cannot take: save it as a JPEG, or take a screenshot",
        ),
        (
            "letter.pdf",
            b"MZ\x90\0",
            "letter.pdf could not be used because it is not the type of file that its name says",
        ),
        ("empty.pdf", b"", "empty.pdf is empty"),
    ] {
        page.choose_files(FILES, &[&files.with(name, content)]);
        page.listed(name);
        refused(&page, start);
        page.remove_file(name);
    }
    let many: Vec<_> = (0..41)
        .map(|number| files.pdf(&format!("page-{number}.pdf"), 100))
        .collect();
    let many: Vec<_> = many.iter().map(|file| file.as_path()).collect();
    page.choose_files(FILES, &many);
    page.listed("page-40.pdf");
    refused(&page, "You can attach up to 40 files: remove some");
}

/// Asks for the check view and expects one message, about the files, that starts like this.
#[track_caller]
fn refused(page: &ComplaintsPage, start: &str) {
    page.press("Check your answers");
    let found = page.error_summary();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(start), "{found:?}");
    assert_eq!(page.field_error(FILES).as_ref(), found.first());
}

#[test]
fn one_button_opens_the_native_input_by_keyboard() {
    let site = Site::start();
    let page = site.open();
    page.browser.run(
        "const input = document.querySelector('complaints-procedure').shadowRoot.querySelector('[type=file]');
         window.opened = 0;
         input.addEventListener('click', event => { opened++; event.preventDefault(); })",
        &[],
    );
    page.tab_to(
        "button Letters, emails and screenshots (optional) Choose files",
        ENTER,
    );
    assert_eq!(page.browser.run("return opened", &[]), 1);
    let lines = page.read_out();
    let controls: Vec<&String> = lines
        .iter()
        .filter(|line| line.contains("Letters, emails"))
        .collect();
    assert_eq!(
        controls,
        [
            "button Letters, emails and screenshots (optional) Choose files: You can send your complaint without any. Files can be docx, doc, pdf, png, jpg, jpeg, msg, up to 10 MB each and 40 MB in all. For an email, save it as a PDF or take a screenshot."
        ]
    );
}

#[test]
fn files_chosen_earlier_stay_listed_each_with_its_size_and_a_button_to_remove_it() {
    let files = Files::new();
    let site = Site::start();
    let page = site.open();
    for (name, bytes) in [("bill.pdf", 20_000), ("letter.pdf", 3_000_000)] {
        page.choose_files(FILES, &[&files.pdf(name, bytes)]);
        page.listed(name);
    }
    let lines = page.read_out();
    let listed = lines
        .iter()
        .position(|line| line == "list Chosen files")
        .unwrap_or_else(|| panic!("{lines:#?}"));
    assert_eq!(
        lines[listed..listed + 3],
        [
            "list Chosen files",
            "button Remove bill.pdf",
            "button Remove letter.pdf"
        ]
    );
    let shown = page.visible_text();
    for size in ["20 KB", "2.9 MB"] {
        assert!(shown.contains(size), "no {size} in {shown}");
    }
}
