//! What the endpoint answers, shows and keeps has the first day for CISAS by the page's figure and by the
//! regulator's.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Days, Utc};

use super::server::{Form, Server};
use crate::date;
use crate::oracle::Company;

const OFCOM: &str = "2026-11-21";
const PAGE: &str = "2026-12-05";

/// What `complaints inbox` prints of the server's complaints.
fn inbox(server: &Server, arguments: &[&str]) -> String {
    let mut command = server.program();
    let output = command.arg("inbox").args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_complaint_of_october_has_both_first_days_in_every_answer_page_and_list() {
    let server = Server::started();
    let form = Form::complete()
        .text("first_complained_on", "2026-10-10")
        .text("cisas_opens", PAGE)
        .text("cisas_opens_regulator", OFCOM);
    let answer = server.post_form(&form);
    let json = answer.json();
    assert_eq!(
        (
            json["cisas_opens_regulator"].as_str(),
            json["cisas_opens"].as_str()
        ),
        (Some(OFCOM), Some(PAGE))
    );
    assert_eq!(json["cisas_closes"], "2027-07-10");

    let page = server.get(json["receipt_url"].as_str().unwrap()).body;
    for said in [
        "Under Ofcom’s rules, ask CISAS from",
        "Saturday 21 November 2026",
        "CISAS may be available from (our page’s date)",
        "Saturday 5 December 2026",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }

    let shown = inbox(&server, &["show", &answer.reference()]);
    assert!(
        shown.contains(&format!(
            "CISAS opens (Ofcom)  {OFCOM} (customer was shown {OFCOM})\n"
        )) && shown.contains(&format!(
            "CISAS opens (page)   {PAGE} (customer was shown {PAGE})\n"
        )),
        "{shown}"
    );
    let export = inbox(&server, &["export", "--csv"]);
    let mut lines = csv::Reader::from_reader(export.as_bytes());
    let names = lines.headers().unwrap().clone();
    let row = lines.records().next().unwrap().unwrap();
    let cell = |name: &str| &row[names.iter().position(|known| known == name).unwrap()];
    for (name, day) in [
        ("cisas_opens", PAGE),
        ("cisas_opens_regulator", OFCOM),
        ("shown_cisas_opens", PAGE),
        ("shown_cisas_opens_regulator", OFCOM),
    ] {
        assert_eq!(cell(name), day, "{name}");
    }
}

/// When the endpoint thinks it is, in the test below alone.
static NOW: AtomicI64 = AtomicI64::new(0);

#[test]
fn the_first_and_the_last_day_of_either_figure_are_in_the_answer_through_ten_years() {
    let mut server = Server::prepared();
    let mut settings = server.settings();
    settings.clock = || DateTime::<Utc>::from_timestamp(NOW.load(Ordering::SeqCst), 0).unwrap();
    let company = Company::shipped();
    // As many as one address may send at once; every weekday, and every day of the month.
    for (index, day) in date("2024-01-01")
        .iter_days()
        .step_by(67)
        .take(54)
        .enumerate()
    {
        let noon = day.and_hms_opt(12, 0, 0).unwrap().and_utc();
        NOW.store(noon.timestamp(), Ordering::SeqCst);
        if index == 0 {
            server.start_with(settings.clone());
        }
        // New and weeks old in turn.
        let complained = day - Days::new(if index % 2 == 0 { 0 } else { 45 });
        let window = company.window(complained, None);
        let form = Form::complete()
            .text(
                "submission_id",
                &format!("8e03978e-40d5-43e8-bc93-{index:012}"),
            )
            .text("first_complained_on", &complained.to_string());
        let json = server.post_form(&form).json();
        assert_eq!(json["cisas_opens"], window.opens.to_string(), "{json}");
        assert_eq!(
            json["cisas_opens_regulator"],
            window.opens_by_regulator.to_string(),
            "{json}"
        );
        assert_eq!(json["cisas_closes"], window.closes.to_string(), "{json}");
        let page = server.get(json["receipt_url"].as_str().unwrap()).body;
        let words = |day: &chrono::NaiveDate| day.format("%A %-d %B %Y").to_string();
        let days = [Some(window.opens), window.sooner(), Some(window.closes)];
        for shown in days.iter().flatten().map(words) {
            assert!(page.contains(&shown), "{shown} in {page}");
        }
    }
}

#[test]
fn a_complaint_about_personal_data_is_acknowledged_by_a_day_and_shows_none_for_cisas() {
    let server = Server::started();
    let form = Form::default()
        .text("name", "Jo Smith")
        .text("email", "jo@example.com")
        .text("category", "data")
        .text("description", "My address was given to somebody else.")
        .text("acknowledge_by", "2026-12-22");
    let answer = server.post_form(&form);
    assert_eq!(answer.json()["acknowledge_by"], "2026-12-23");
    let page = server
        .get(answer.json()["receipt_url"].as_str().unwrap())
        .body;
    assert!(
        page.contains("Wednesday 23 December 2026") && !page.contains("our page’s date"),
        "{page}"
    );
    let shown = inbox(&server, &["show", &answer.reference()]);
    assert!(
        shown.contains("Acknowledge by       2026-12-23 "),
        "{shown}"
    );
    let csv = inbox(&server, &["export", "--csv"]);
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let row: BTreeMap<String, String> = rows.deserialize().next().unwrap().unwrap();
    assert_eq!(row["acknowledge_by"], "2026-12-23");
    assert_eq!(row["shown_acknowledge_by"], "2026-12-22");
}

crate::receiver::stores::with_postgresql!(
    a_complaint_of_october_has_both_first_days_in_every_answer_page_and_list,
    a_complaint_about_personal_data_is_acknowledged_by_a_day_and_shows_none_for_cisas,
);
