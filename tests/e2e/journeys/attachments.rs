use std::fs;

use e2e::harness::{Files, PATIENCE, Site, eventually};
use e2e::pages::ComplaintsPage;
use e2e::tour::{FILES, answer_what_is_required};
use serde_json::json;

/// Hands a page a red picture, twice as wide as high, as what is pasted or dropped on the element with this
/// id; with words beside it where there are some. The answer: whether the page took it.
const HAND_OVER: &str = "
    const [event, id, words, done] = arguments;
    const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 200 });
    const pen = canvas.getContext('2d');
    pen.fillStyle = 'red';
    pen.fillRect(0, 0, 400, 200);
    canvas.toBlob(picture => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([picture], 'image.png', { type: 'image/png' }));
        if (words) transfer.setData('text/plain', words);
        const on = document.querySelector('complaints-procedure').shadowRoot.getElementById(id);
        const init = { bubbles: true, cancelable: true, composed: true };
        const happens = event === 'paste'
            ? new ClipboardEvent('paste', { ...init, clipboardData: transfer })
            : new DragEvent(event, { ...init, dataTransfer: transfer });
        done(!on.dispatchEvent(happens));
    });";

#[track_caller]
fn hand_over(page: &ComplaintsPage, event: &str, id: &str, words: &str) -> bool {
    page.browser
        .run_async(HAND_OVER, &[json!(event), json!(id), json!(words)])
        == true
}

#[test]
fn a_screenshot_that_is_pasted_while_typing_is_attached_and_shown() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    assert!(hand_over(&page, "paste", "description", ""));
    page.listed("image.png");
    let drawn = "
        const picture = document.querySelector('complaints-procedure').shadowRoot.querySelector('li canvas');
        if (!picture?.width) return null;
        const { data } = picture.getContext('2d').getImageData(10, 10, 1, 1);
        return [picture.width, picture.height, ...data];";
    let drawn = eventually(PATIENCE, "the picture", || {
        let drawn = page.browser.run(drawn, &[]);
        (!drawn.is_null()).then_some(drawn)
    });
    assert_eq!(drawn, json!([144, 72, 255, 0, 0, 255]));
    assert_eq!(page.browser.console(), [""; 0]);

    page.press("Check your answers");
    page.press("Send complaint");
    let sent = site.saved_files(&page.reference());
    assert_eq!(sent.keys().collect::<Vec<_>>(), ["1-image.png"]);
}

#[test]
fn words_that_are_pasted_with_a_picture_of_them_are_pasted_as_words() {
    let site = Site::start();
    let page = site.open();
    assert!(!hand_over(&page, "paste", "description", "a table"));
    assert!(!page.has_button("Remove image.png"));
}

#[test]
fn a_file_that_is_pasted_with_its_name_is_attached() {
    let site = Site::start();
    let page = site.open();
    assert!(hand_over(&page, "paste", "description", "image.png"));
    page.listed("image.png");
}

/// Drags a link, or words, over the element with this id, and drops them there. The answer: whether the
/// page took each.
const DRAG: &str = "
    const [kind, id] = arguments;
    const transfer = new DataTransfer();
    transfer.setData(kind, 'https://example.com/');
    const on = document.querySelector('complaints-procedure').shadowRoot.getElementById(id);
    const init = { bubbles: true, cancelable: true, composed: true, dataTransfer: transfer };
    return ['dragover', 'drop'].map(type => !on.dispatchEvent(new DragEvent(type, init)))";

#[test]
fn what_is_dropped_on_the_page_and_is_no_file_is_answered_and_not_opened() {
    let site = Site::start();
    let page = site.open();
    page.listen();
    let drag = |kind: &str, id: &str| page.browser.run(DRAG, &[json!(kind), json!(id)]);
    assert_eq!(drag("text/plain", "description"), json!([false, false]));
    assert_eq!(page.heard(), [""; 0]);
    assert_eq!(drag("text/uri-list", "form-title"), json!([true, true]));
    let words = "What you dropped here is not a file. Save it on your device, then choose it with the button.";
    page.text(words);
    assert_eq!(page.heard(), [words]);
    assert!(hand_over(&page, "drop", "name", ""));
    page.listed("image.png");
    assert!(!page.visible_text().contains(words));
}

#[test]
fn a_file_can_be_dropped_anywhere_on_the_page() {
    let site = Site::start();
    let page = site.open();
    assert!(hand_over(&page, "dragover", "name", ""));
    assert!(hand_over(&page, "drop", "name", ""));
    page.listed("image.png");
}

#[test]
fn a_file_dropped_beside_the_questions_is_not_opened_in_place_of_the_page_and_not_attached() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    assert!(hand_over(&page, "drop", "check-title", ""));
    page.press("Back to the form");
    page.focus_on("heading Complaint form");
    assert!(!page.has_button("Remove image.png"));
}

#[test]
fn a_file_that_has_gone_from_the_device_is_named_before_anything_is_sent() {
    let files = Files::new();
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    let (letter, bill) = (files.pdf("letter.pdf", 2_000), files.pdf("bill.pdf", 2_000));
    page.choose_files(FILES, &[&letter, &bill]);
    page.listed("bill.pdf");
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    fs::remove_file(&letter).expect("the file can go");
    refused(
        &site,
        &page,
        "letter.pdf could not be read: choose it again, and download it to this device first if it is kept online",
    );
    page.remove_file("letter.pdf");
    page.press("Check your answers");
    page.press("Send complaint");
    let sent = site.saved_files(&page.reference());
    assert_eq!(sent.keys().collect::<Vec<_>>(), ["1-bill.pdf"]);
}

#[test]
fn a_file_that_was_changed_after_it_was_chosen_is_named_before_anything_is_sent() {
    let files = Files::new();
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    let letter = files.pdf("letter.pdf", 2_000);
    page.choose_files(FILES, &[&letter]);
    page.listed("letter.pdf");
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    files.pdf("letter.pdf", 3_000);
    refused(
        &site,
        &page,
        "letter.pdf could not be read: choose it again, and download it to this device first if it is kept online",
    );
}

/// Sends and expects to be told this, with every answer kept and nothing at the company.
#[track_caller]
fn refused(site: &Site, page: &ComplaintsPage, message: &str) {
    page.press("Send complaint");
    assert_eq!(page.error_summary(), [message]);
    assert_eq!(page.field_error(FILES).as_deref(), Some(message));
    assert_eq!(page.answer("Full name"), "Ada Lovelace");
    assert_eq!(site.references(), [""; 0]);
}
