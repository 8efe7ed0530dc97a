//! One full-name box, `autocomplete=name`, no title. Phone optional, any format, `autocomplete=tel`, never
//! reformatted.

use e2e::harness::Site;
use e2e::tour::answer_what_is_required;
use serde_json::json;

#[test]
fn who_somebody_is_takes_one_box_for_the_name_and_three_for_replies() {
    let site = Site::start();
    let page = site.open();
    let lines = page.read_out();
    let about = lines
        .iter()
        .skip_while(|line| *line != "group About you")
        .take_while(|line| *line != "group Your complaint");
    let about: Vec<&String> = about.collect();
    assert_eq!(
        about,
        [
            "group About you",
            "textbox Full name",
            "textbox Email address: We use this to reply. Give an email address, a postal address or both.",
            "textbox Postal address",
            "textbox Phone number (optional)",
            "textbox Account number, or the number or service it is about (optional): On your bill or on our emails, if you have one.",
            "textbox Who are you complaining for, if not for yourself? (optional): Give the name of the person or business. We may need to ask them whether you can speak for them.",
        ]
    );
    let filled_in = "const { shadowRoot } = document.querySelector('complaints-procedure');
        return ['name', 'email', 'address', 'phone'].map(id => shadowRoot.getElementById(id).autocomplete)";
    assert_eq!(
        page.browser.run(filled_in, &[]),
        json!(["name", "email", "street-address", "tel"])
    );
}

#[test]
fn a_phone_number_stays_as_it_is_written() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    for number in ["+44 (0)20 7946-0000 ext. 3", "020.7946.0000", "0207946OOOO"] {
        page.fill("Phone number", number);
        page.press("Check your answers");
        page.heading("Check your answers before you send them");
        assert_eq!(page.row("Phone number"), number);
        page.press("Back to the form");
        assert_eq!(page.answer("Phone number"), number);
    }
}
