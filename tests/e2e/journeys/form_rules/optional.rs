//! Optional fields say "(optional)"; required ones are unmarked.

use e2e::harness::Site;

#[test]
fn what_may_be_left_out_says_so_and_what_may_not_is_unmarked() {
    let site = Site::start();
    let page = site.open();
    page.tick("I have complained to you about this before");
    let lines = page.read_out();
    let names = lines.iter().filter_map(|line| {
        let (role, rest) = line.split_once(' ')?;
        let asks = ["textbox", "radiogroup", "checkbox"].contains(&role);
        let name = rest.split(": ").next()?;
        (asks && !["Day", "Month", "Year"].contains(&name)).then_some(name)
    });
    let names: Vec<&str> = names.collect();
    assert_eq!(
        names,
        [
            "Full name",
            "Email address",
            "Postal address",
            "Phone number (optional)",
            "Account number, or the number or service it is about (optional)",
            "Who are you complaining for, if not for yourself? (optional)",
            "What is your complaint about?",
            "Case or ticket reference (optional)",
            "I have complained to you about this before (checked)",
            "Which services are affected? (optional)",
            "Dates and times of the problem (optional)",
            "Description of your complaint",
            "What outcome would you like? (optional)",
            "Is there anything that would make this easier for you? (optional)",
        ]
    );
    assert!(
        !page.visible_text().contains('*'),
        "an asterisk marks nothing"
    );
}
