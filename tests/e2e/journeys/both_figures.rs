//! Every view that shows a date for CISAS shows it by Ofcom's rules and by the page's, in both languages.

use e2e::harness::{Files, Site, Words};
use e2e::pages::ComplaintsPage;

/// Days since the first complaint: past the regulator's six weeks, before the page's eight.
const AGO: i32 = 49;
const OFCOM: i32 = 6 * 7 - AGO;
const OURS: i32 = 8 * 7 - AGO;

/// Answers what must be answered, by the words of the page.
fn answer(page: &ComplaintsPage, words: &Words) {
    let label = |group: usize, field: usize| {
        words.at(&format!("/form/groups/{group}/fields/{field}/label"))
    };
    page.fill(label(0, 0), "Siân Jones");
    page.fill(label(0, 1), "sian@example.com");
    page.choose(
        label(1, 0),
        words.at("/form/groups/1/fields/0/options/2/label"),
    );
    page.fill(
        label(1, 6),
        "Charged twice for the same month, on extension 204.",
    );
}

fn walk(page: ComplaintsPage, words: Words, files: &Files) {
    let form = words.form_section().to_owned();
    let [allowed, opens] =
        ["/dates/cisas_allowed_from", "/dates/cisas_opens"].map(|at| words.at(at));
    let page = page.in_section(words.at("/sections/4/title"));
    let [day, month, year] = page.london_date(-AGO);
    page.date(words.at("/self_check/complained/label"))
        .fill(&day, &month, &year);
    page.press(words.at("/self_check/check"));
    page.heading(words.at("/self_check/outcomes/perhaps_already/title"));
    let days = [page.row(allowed), page.row(opens)];
    let expected = [OFCOM, OURS].map(|days| page.london_date(days));
    for (shown, [day, _, year]) in days.iter().zip(&expected) {
        assert!(
            shown.contains(&format!(" {} ", day.trim_start_matches('0'))) && shown.ends_with(year),
            "{shown}"
        );
    }
    page.press(words.at("/self_check/carry"));

    let page = page.in_section(&form);
    answer(&page, &words);
    page.press(words.at("/form/review"));
    page.heading(words.at("/check/title"));
    assert_eq!([page.row(allowed), page.row(opens)], days);
    page.press(words.at("/check/send"));
    let reference = page.reference();
    assert_eq!([page.row(allowed), page.row(opens)], days);

    page.press(words.at("/receipt/save_text"));
    let name = format!("{}-{reference}.txt", words.at("/record/file"));
    let text = files.saved(&name);
    page.press(words.at("/receipt/save"));
    let html = files.saved(&name.replace(".txt", ".html"));
    for (label, day) in [allowed, opens].iter().zip(&days) {
        assert!(text.contains(&format!("{label}\n  {day}\n")), "{text}");
        assert!(
            html.contains(&format!("<dt>{label}</dt><dd dir=\"auto\">{day}</dd>")),
            "{html}"
        );
    }
    page.press(words.at("/dates/remind"));
    let calendar = files
        .saved(words.at("/dates/remind_file"))
        .replace("\r\n ", "");
    // Ofcom's day lies behind: there is nothing to be reminded of.
    assert!(
        calendar.contains(opens) && !calendar.contains(allowed),
        "{calendar}"
    );
}

#[test]
fn a_complaint_of_seven_weeks_ago_shows_both_first_days_in_english() {
    let (site, files) = (Site::start(), Files::new());
    let page = site.open();
    page.browser.download_into(&files);
    walk(page, Words::read(), &files);
}

#[test]
fn a_complaint_of_seven_weeks_ago_shows_both_first_days_in_welsh() {
    let (site, files) = (Site::start(), Files::new());
    let page = site.open();
    page.browser.download_into(&files);
    page.follow("Cymraeg");
    page.heading("Sut i wneud cwyn");
    walk(page.in_welsh(), Words::welsh(), &files);
}
