use complaints::base::json::Position;
use complaints::copy;
use complaints::domain::complaint::FieldId;
use proptest::prelude::*;

use crate::fixture::{DEFAULT_COPY, edited, marked, place_of};

/// Checks that the default copy with these edits has these problems and no others, compared whole.
///
/// A `‸` in an edit stands where the next message must say that its problem is.
#[track_caller]
fn assert_faults(edits: &[(&str, &str)], messages: &[&str]) {
    let (text, positions) = marked(edits);
    assert_eq!(
        positions.len(),
        messages.len(),
        "as many carets as messages"
    );
    let expected: Vec<String> = positions
        .iter()
        .zip(messages)
        .map(|(position, message)| format!("{position} {message}"))
        .collect();
    let found = copy::read(&text)
        .map(|_| String::new())
        .unwrap_or_else(|error| error.to_string());
    assert_eq!(found, expected.join("\n"));
}

const TAGLINE: &str = "\"tagline\": \"Complaints • Escalation • Independent Resolution (CISAS)\",";

#[test]
fn a_missing_key_is_named_at_its_object() {
    assert_faults(
        &[("\"header\": {", "\"header\": ‸{"), (TAGLINE, "")],
        &["header: missing key \"tagline\""],
    );
}

#[test]
fn a_missing_part_of_the_file_is_named() {
    assert_faults(
        &[
            ("{\n  \"$schema\"", "‸{\n  \"$schema\""),
            ("\"language\": \"en-GB\",", ""),
        ],
        &["missing key \"language\""],
    );
}

#[test]
fn an_unknown_key_is_named_with_the_one_that_was_probably_meant() {
    assert_faults(
        &[
            ("\"header\": {", "\"header\": ‸{"),
            ("\"tagline\": ", "‸\"tagine\": "),
        ],
        &[
            "header: missing key \"tagline\"",
            "header.tagine: unknown key, did you mean \"tagline\"?",
        ],
    );
}

#[test]
fn an_unknown_key_that_resembles_none_is_named_with_all_there_are() {
    assert_faults(
        &[("\"tagline\": ", "‸\"pigeons\": 3, \"tagline\": ")],
        &[
            "header.pigeons: unknown key, expected one of: tagline, title, intro, promises, action, check",
        ],
    );
}

#[test]
fn a_key_that_stands_twice_is_named_where_it_stands_again() {
    assert_faults(
        &[("\"tagline\": ", "\"tagline\": \"One\", ‸\"tagline\": ")],
        &["header.tagline: the same key stands here twice"],
    );
}

#[test]
fn a_value_of_another_type_is_shown_with_what_is_expected() {
    for (edit, message) in [
        (
            (TAGLINE, "\"tagline\": ‸5,"),
            "header.tagline: expected text, found 5",
        ),
        (
            (TAGLINE, "\"tagline\": ‸null,"),
            "header.tagline: expected text, found null",
        ),
        (
            (TAGLINE, "\"tagline\": ‸[\"a\"],"),
            "header.tagline: expected text, found a list […]",
        ),
        (
            (TAGLINE, "\"tagline\": ‸{},"),
            "header.tagline: expected text, found an object {…}",
        ),
        (
            ("\"response_days\": 5", "\"response_days\": ‸\"five\""),
            "facts.response_days: expected a whole number from 1 to 1000, found \"five\"",
        ),
        (
            ("\"response_days\": 5", "\"response_days\": ‸0"),
            "facts.response_days: expected a whole number from 1 to 1000, found 0",
        ),
        (
            ("\"response_days\": 5", "\"response_days\": ‸5.5"),
            "facts.response_days: expected a whole number from 1 to 1000, found 5.5",
        ),
        (
            ("\"response_days\": 5", "\"response_days\": ‸-5"),
            "facts.response_days: expected a whole number from 1 to 1000, found -5",
        ),
        (
            ("\"response_days\": 5", "\"response_days\": ‸1001"),
            "facts.response_days: expected a whole number from 1 to 1000, found 1001",
        ),
        (
            ("\"opens\": \"09:00\"", "\"opens\": ‸\"9am\""),
            "facts.lines.opens: expected a time like 09:00, found \"9am\"",
        ),
        (
            ("\"opens\": \"09:00\"", "\"opens\": ‸\"9:00\""),
            "facts.lines.opens: expected a time like 09:00, found \"9:00\"",
        ),
        (
            ("\"opens\": \"09:00\"", "\"opens\": ‸\"25:00\""),
            "facts.lines.opens: expected a time like 09:00, found \"25:00\"",
        ),
        (
            ("\"opens\": \"09:00\"", "\"opens\": ‸\"+9:00\""),
            "facts.lines.opens: expected a time like 09:00, found \"+9:00\"",
        ),
        (
            ("\"opens\": \"09:00\"", "\"opens\": ‸9"),
            "facts.lines.opens: expected a time like 09:00, found 9",
        ),
        (
            (
                "[{ \"from\": \"2000-01-01\"",
                "[{ \"from\": ‸\"1 May 2000\"",
            ),
            "facts.cisas[0].from: expected a date like 2026-04-08, found \"1 May 2000\"",
        ),
        (
            ("[{ \"from\": \"2000-01-01\"", "[{ \"from\": ‸20000101"),
            "facts.cisas[0].from: expected a date like 2026-04-08, found 20000101",
        ),
        (
            ("\"first_day\": \"monday\"", "\"first_day\": ‸1"),
            "facts.lines.first_day: expected text, found 1",
        ),
        (
            (
                "\"required\": true,\n            \"problems\": { \"empty\": \"Enter your full name\"",
                "\"required\": ‸\"yes\",\n            \"problems\": { \"empty\": \"Enter your full name\"",
            ),
            "form.groups[0].fields[0].required: expected true or false, found \"yes\"",
        ),
    ] {
        assert_faults(&[edit], &[message]);
    }
}

#[test]
fn a_word_that_is_none_of_a_few_is_shown_with_the_one_that_was_probably_meant() {
    for (edit, message) in [
        (
            ("\"first_day\": \"monday\"", "\"first_day\": ‸\"munday\""),
            "facts.lines.first_day: found \"munday\", did you mean \"monday\"?",
        ),
        (
            ("\"first_day\": \"monday\"", "\"first_day\": ‸\"Mo\""),
            "facts.lines.first_day: found \"Mo\", expected one of: monday, tuesday, wednesday, thursday, friday, saturday, sunday",
        ),
        (
            ("\"england-and-wales\"", "‸\"england\""),
            "facts.division: found \"england\", expected one of: england-and-wales, scotland, northern-ireland",
        ),
        (
            ("\"format\": \"multipart\"", "\"format\": ‸\"jsno\""),
            "submit.format: found \"jsno\", did you mean \"json\"?",
        ),
        (
            ("\"look\": \"card\"", "\"look\": ‸\"crad\""),
            "sections[0].look: found \"crad\", did you mean \"card\"?",
        ),
        (
            ("{ \"kind\": \"form\" }", "{ \"kind\": ‸\"from\" }"),
            "sections[5].blocks[2].kind: found \"from\", did you mean \"form\"?",
        ),
        (
            ("{ \"kind\": \"form\" }", "‸{ \"kin\": \"form\" }"),
            "sections[5].blocks[2]: missing key \"kind\"",
        ),
        (
            ("{ \"kind\": \"form\" }", "‸\"form\""),
            "sections[5].blocks[2]: expected an object {…} with a \"kind\", found \"form\"",
        ),
        (
            ("\"id\": \"phone\"", "\"id\": ‸\"phnoe\""),
            "form.groups[0].fields[3].id: found \"phnoe\", did you mean \"phone\"?",
        ),
    ] {
        assert_faults(&[edit], &[message]);
    }
}

#[test]
fn an_empty_text_is_refused_once() {
    for (edit, message) in [
        (
            (TAGLINE, "\"tagline\": ‸\"\","),
            "header.tagline: empty text, expected words",
        ),
        (
            (TAGLINE, "\"tagline\": ‸\" \\t \","),
            "header.tagline: empty text, expected words",
        ),
        (
            ("\"opens\": \"09:00\"", "\"opens\": ‸\"\""),
            "facts.lines.opens: expected a time like 09:00, found \"\"",
        ),
        (
            ("[{ \"from\": \"2000-01-01\"", "[{ \"from\": ‸\"\""),
            "facts.cisas[0].from: expected a date like 2026-04-08, found \"\"",
        ),
        (
            ("\"first_day\": \"monday\"", "\"first_day\": ‸\" \""),
            "facts.lines.first_day: empty text, expected words",
        ),
        (
            ("\"first_day\": \"monday\"", "\"first_day\": ‸\"\""),
            "facts.lines.first_day: empty text, expected words",
        ),
    ] {
        assert_faults(&[edit], &[message]);
    }
}

#[test]
fn an_empty_list_and_one_of_the_wrong_length_are_refused_once() {
    const SHORT_DAYS: &str = "[\"Mon\", \"Tue\", \"Wed\", \"Thu\", \"Fri\", \"Sat\", \"Sun\"]";
    for (to, message) in [
        ("‸[]", "words.weekdays_short: expected 7 entries, found 0"),
        (
            "‸[\"Mon\"]",
            "words.weekdays_short: expected 7 entries, found 1",
        ),
        (
            "‸\"Mon\"",
            "words.weekdays_short: expected a list […], found \"Mon\"",
        ),
    ] {
        assert_faults(&[(SHORT_DAYS, to)], &[message]);
    }
    assert_faults(
        &[(
            "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 9 }]",
            "‸[]",
        )],
        &["facts.cisas: empty list, expected at least one entry"],
    );
}

#[test]
fn an_unknown_placeholder_is_named_with_the_one_that_was_probably_meant() {
    for (to, message) in [
        (
            "{phon}",
            "header.tagline: unknown placeholder {phon}, did you mean {phone}?",
        ),
        (
            "{wait_week}",
            "header.tagline: unknown placeholder {wait_week}, did you mean {wait_weeks}?",
        ),
        (
            "{cisas_websit}",
            "header.tagline: unknown placeholder {cisas_websit}, did you mean {cisas_website}?",
        ),
        (
            "{}",
            "header.tagline: unknown placeholder {}, expected one of: company, phone, phone_digits, lines_hours, lines_hours_short, lines_close, response_days, response_days_words, wait_weeks, wait_weeks_words, limit_months, limit_months_words, file_mb, total_mb, files, files_words, file_types, draft_days, draft_days_words, acknowledge_days_words, scheme_people, scheme_sum, scheme_phone, scheme_phone_digits, scheme_email, cisas_website, support_procedure",
        ),
        (
            "a { alone",
            "header.tagline: a brace stands alone, expected {name} or a doubled brace",
        ),
        (
            "a } alone",
            "header.tagline: a brace stands alone, expected {name} or a doubled brace",
        ),
    ] {
        assert_faults(
            &[(TAGLINE, &format!("\"tagline\": ‸\"{to}\","))],
            &[message],
        );
    }
}

#[test]
fn a_slot_of_another_text_is_no_placeholder() {
    assert_faults(
        &[(
            "\"Description of your complaint must be {min} characters or more: say what happened and when\"",
            "‸\"At least {max} characters\"",
        )],
        &[&format!(
            "{}.problems.too_short: unknown placeholder {{max}}, expected one of: min, {}",
            place_of(FieldId::Description),
            "company, phone, phone_digits, lines_hours, lines_hours_short, lines_close, response_days, response_days_words, wait_weeks, wait_weeks_words, limit_months, limit_months_words, file_mb, total_mb, files, files_words, file_types, draft_days, draft_days_words, acknowledge_days_words, scheme_people, scheme_sum, scheme_phone, scheme_phone_digits, scheme_email, cisas_website, support_procedure"
        )],
    );
}

#[test]
fn doubled_braces_stand_for_braces() {
    let text = edited(
        DEFAULT_COPY,
        &[(TAGLINE, "\"tagline\": \"a {{b}} c {{{company}}}\",")],
    );
    assert_eq!(
        copy::read(&text)
            .expect("the copy has no problem")
            .header
            .tagline
            .as_str(),
        "a {b} c {I.T Communications}"
    );
}

#[test]
fn a_link_that_leads_elsewhere_than_to_pages_phones_and_mail_is_refused() {
    for address in [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\\tscript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "vbscript:msgbox",
        "file:///etc/passwd",
        "blob:https://company.example/",
        "https:/company.example",
        "HTTPS://company.example/",
        "\\u0001https://company.example/",
        "\u{200b}/a",
        "JavaScript:alert`1`",
        "data:text/html,x",
        "http://company.example/",
        "//company.example/",
        "/\\\\company.example/",
        "ftp://company.example",
        "company.example",
        "https://company.example\\\\@evil.example",
        "/a\\\\",
        "#top",
        "https://",
        "tel:",
        "/a b",
        " /a",
        "/a\\tb",
        "",
    ] {
        let to = format!("\"text\": ‸\"For faults, see [this]({address}).\"");
        let shown = address
            .replace("\\t", "\t")
            .replace("\\u0001", "\u{1}")
            .replace("\\\\", "\\");
        let message = format!(
            "sections[5].blocks[1].text: the link leads to \"{shown}\", expected https://…, tel:…, mailto:… or a path like /page/"
        );
        assert_faults(
            &[(
                "\"text\": \"For technical faults, use the [Support Procedure]({support_procedure}) page to log a ticket first.\"",
                &to,
            )],
            &[&message],
        );
    }
}

#[test]
fn the_form_and_the_bank_holidays_are_at_an_address_of_this_site_or_an_encrypted_one() {
    for address in [
        "http://company.example/",
        "//company.example/",
        "/\\\\company.example/",
        "javascript:alert(1)",
        "data:application/json,{}",
        "ftp://company.example/",
        "HTTPS://company.example/",
        "https://",
        "https:company.example",
        "http://localhost.company.example/",
        "/a b",
        "/a\\tb",
        "\u{a0}/a",
        "mailto:a@company.example",
    ] {
        for (key, usual) in [
            ("endpoint", "/complaints/form"),
            ("bank_holidays", "bank-holidays.json"),
        ] {
            let shown = address.replace("\\t", "\t").replace("\\\\", "\\");
            assert_faults(
                &[(
                    &format!("\"{key}\": \"{usual}\""),
                    &format!("\"{key}\": ‸\"{address}\""),
                )],
                &[&format!(
                    "submit.{key}: expected an address like https://… or a path like /complaints, found \"{shown}\""
                )],
            );
        }
    }
    for address in [
        "/complaints/form",
        "complaints?from=page",
        "./complaints",
        "https://company.example/complaints",
        "http://localhost:8080/complaints",
        "http://127.0.0.1/",
    ] {
        let edit = (
            "\"endpoint\": \"/complaints/form\"",
            &*format!("\"endpoint\": \"{address}\""),
        );
        assert_faults(&[edit], &[]);
    }
}

#[test]
fn what_is_no_text_is_no_address_and_no_language() {
    let usual = "\"/complaints/form\"";
    for other in ["true", "5", "null", "\"\"", "[]"] {
        let edit = (
            &*format!("\"endpoint\": {usual}"),
            &*format!("\"endpoint\": ‸{other}"),
        );
        let found = match other {
            "[]" => "a list […]",
            other => other,
        };
        let said = format!(
            "submit.endpoint: expected an address like https://… or a path like /complaints, found {found}"
        );
        assert_faults(&[edit], &[&said]);
    }
    assert_faults(
        &[("\"language\": \"en-GB\"", "\"language\": ‸true")],
        &["language: expected a language like en-GB, found true"],
    );
}

#[test]
fn a_named_link_that_leads_elsewhere_is_refused_where_it_is_named() {
    assert_faults(
        &[(
            "\"https://www.cedr.com/consumer/cisas/\"",
            "‸\"http://www.cedr.com/consumer/cisas/\"",
        )],
        &[
            "links.cisas_website: the link leads to \"http://www.cedr.com/consumer/cisas/\", expected https://…, tel:…, mailto:… or a path like /page/",
        ],
    );
}

#[test]
fn a_fault_in_a_named_link_says_where_it_is() {
    assert_faults(
        &[("\"/support-procedure/\"", "‸5")],
        &["links.support_procedure: expected text, found 5"],
    );
    assert_faults(
        &[(
            "\"support_procedure\": \"/support-procedure/\"",
            "\"support_procedure\": \"/a/\", ‸\"support_procedure\": \"/b/\"",
        )],
        &["links.support_procedure: the same key stands here twice"],
    );
    assert_faults(
        &[(
            "\"support_procedure\": \"/support-procedure/\"",
            "\"support_procedure\": \"/a/\", ‸\"phone\": \"/b/\"",
        )],
        &["links.phone: the name of a fact, which {phone} stands for already"],
    );
}

#[test]
fn a_field_cannot_be_both_required_and_hidden() {
    assert_faults(
        &[(
            "{\n            \"id\": \"name\",",
            "‸{\n            \"hidden\": true, \"id\": \"name\",",
        )],
        &["form.groups[0].fields[0]: the field is both required and hidden"],
    );
}

#[test]
fn a_field_is_asked_once() {
    assert_faults(
        &[("\"id\": \"phone\"", "\"id\": ‸\"name\"")],
        &["form.groups[0].fields[3].id: found \"name\" a second time, expected it once"],
    );
}

#[test]
fn two_sections_cannot_share_an_id() {
    assert_faults(
        &[("\"id\": \"faqs\"", "\"id\": ‸\"how\"")],
        &["sections[6].id: found \"how\" a second time, expected it once"],
    );
}

#[test]
fn the_id_of_a_section_is_small_letters_digits_and_hyphens() {
    for id in ["How", "how to", "how_to", "é", "#how"] {
        assert_faults(
            &[("\"id\": \"how\"", &format!("\"id\": ‸\"{id}\""))],
            &[&format!(
                "sections[1].id: expected small letters, digits and hyphens, like \"how-to\", found \"{id}\""
            )],
        );
    }
}

#[test]
fn a_block_with_controls_stands_on_the_page_once() {
    for (kind, block) in [
        ("form", "sections[5].blocks[3]"),
        ("self_check", "sections[4].blocks[7]"),
    ] {
        assert_faults(
            &[(
                &format!("{{ \"kind\": \"{kind}\" }}"),
                &format!("{{ \"kind\": \"{kind}\" }}, {{ \"kind\": ‸\"{kind}\" }}"),
            )],
            &[&format!(
                "{block}.kind: found \"{kind}\" a second time, expected it once"
            )],
        );
    }
}

#[test]
fn what_cisas_does_not_take_is_asked_about_once() {
    assert_faults(
        &[("\"reason\": \"in-court\"", "\"reason\": ‸\"fraud\"")],
        &[
            "self_check.screening.questions[6].reason: found \"fraud\" a second time, expected it once",
        ],
    );
}

#[test]
fn lines_that_close_before_they_open_are_refused() {
    assert_faults(
        &[(
            "{ \"first_day\": \"monday\", \"last_day\": \"friday\", \"opens\": \"09:00\", \"closes\": \"17:00\" }",
            "‸{ \"first_day\": \"monday\", \"last_day\": \"friday\", \"opens\": \"09:00\", \"closes\": \"08:00\" }",
        )],
        &["facts.lines: lines that open at 09:00 cannot close at 08:00"],
    );
}

#[test]
fn a_cisas_window_that_opens_after_it_closes_is_refused() {
    assert_faults(
        &[(
            "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8,",
            "‸[{ \"from\": \"2000-01-01\", \"wait_weeks\": 40,",
        )],
        &[
            "facts.cisas: entry 0: for a complaint made on 2000-01-01 the window would open on 2000-10-07, after it closes on 2000-10-01",
        ],
    );
}

#[test]
fn figures_out_of_order_are_refused() {
    assert_faults(
        &[(
            "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 9 }]",
            "‸[{ \"from\": \"2026-04-08\", \"wait_weeks\": 6, \"limit_months\": 9 }, { \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 9 }]",
        )],
        &[
            "facts.cisas: entry 1: from 2000-01-01 does not come after the entry before it, from 2026-04-08",
        ],
    );
}

#[test]
fn one_file_cannot_be_allowed_more_than_all_together() {
    assert_faults(
        &[("{ \"file_mb\": 10,", "‸{ \"file_mb\": 41,")],
        &["facts.attachments: one file may have 41 MB but all together only 40 MB"],
    );
}

#[test]
fn a_fault_is_not_reported_again_as_its_consequence() {
    assert_faults(
        &[("\"closes\": \"17:00\"", "\"closes\": ‸\"five\"")],
        &["facts.lines.closes: expected a time like 09:00, found \"five\""],
    );
    assert_faults(
        &[(
            "\"wait_weeks\": 8, \"limit_months\": 9 ",
            "\"wait_weeks\": ‸\"eight\", \"limit_months\": 9 ",
        )],
        &["facts.cisas[0].wait_weeks: expected a whole number from 1 to 1000, found \"eight\""],
    );
    assert_faults(
        &[(
            "{ \"file_mb\": 10, \"total_mb\": 40,",
            "{ \"file_mb\": 10, \"total_mb\": ‸\"40\",",
        )],
        &["facts.attachments.total_mb: expected a whole number from 1 to 1000, found \"40\""],
    );
}

#[test]
fn every_fault_is_told_in_one_run_in_the_order_of_the_file() {
    assert_faults(
        &[
            ("\"language\": \"en-GB\"", "\"language\": ‸5"),
            ("\"response_days\": 5", "\"response_days\": ‸0"),
            ("\"submit\": {", "\"submit\": ‸{"),
            ("\"format\": \"multipart\"", "‸\"formt\": \"multipart\""),
            (TAGLINE, "\"tagline\": ‸\"{phon}\","),
            (
                "\"Escalation available\"",
                "\"Escalation available\", ‸\"txt\": 1",
            ),
            ("\"title\": \"FAQs\"", "\"title\": ‸\"\""),
            (
                "\"You have {count} characters too many\"",
                "‸\"You have {cont} too many\"",
            ),
            ("\"back\": \"Back to the form\"", "\"back\": ‸false"),
        ],
        &[
            "language: expected a language like en-GB, found 5",
            "facts.response_days: expected a whole number from 1 to 1000, found 0",
            "submit: missing key \"format\"",
            "submit.formt: unknown key, did you mean \"format\"?",
            "header.tagline: unknown placeholder {phon}, did you mean {phone}?",
            "header.promises[1].txt: unknown key, did you mean \"text\"?",
            "sections[6].title: empty text, expected words",
            &format!(
                "{}.count.over.other: unknown placeholder {{cont}}, did you mean {{count}}?",
                place_of(FieldId::Description)
            ),
            "check.back: expected text, found false",
        ],
    );
}

#[test]
fn what_is_not_json_at_all_is_told_where_reading_stopped() {
    for (text, message) in [
        ("", "1:1 not JSON: the text is empty"),
        ("<!doctype html>", "1:1 not JSON: Unexpected token"),
        (
            "{\n  \"language\": \"en-GB\"\n  \"page\": {}\n}",
            "2:22 not JSON: Expected comma",
        ),
        (
            "{\n  \"language\": \"en-GB\",\n}",
            "2:22 not JSON: Trailing commas are not allowed",
        ),
    ] {
        assert_eq!(copy::read(text).expect_err(text).to_string(), message);
    }
}

#[test]
fn json_of_another_kind_is_told_apart() {
    for (text, message) in [
        ("[]", "1:1 expected an object {…}, found a list […]"),
        ("null", "1:1 expected an object {…}, found null"),
        ("\"copy\"", "1:1 expected an object {…}, found \"copy\""),
    ] {
        assert_eq!(copy::read(text).expect_err(text).to_string(), message);
    }
}

#[test]
fn an_empty_object_lacks_every_part() {
    let parts = [
        "language",
        "facts",
        "words",
        "submit",
        "page",
        "header",
        "lines",
        "sections",
        "form",
        "check",
        "dates",
        "sending",
        "drafts",
        "receipt",
        "record",
        "plain_page",
    ];
    let expected: Vec<String> = parts
        .iter()
        .map(|part| format!("1:1 missing key \"{part}\""))
        .collect();
    assert_eq!(
        copy::read("{}").expect_err("an empty object").to_string(),
        expected.join("\n")
    );
}

/// The default copy with one stretch of it gone or doubled, cut at characters.
fn damaged() -> impl Strategy<Value = String> {
    let characters: Vec<usize> = DEFAULT_COPY
        .char_indices()
        .map(|(offset, _)| offset)
        .collect();
    (
        proptest::sample::select(characters),
        1..60usize,
        any::<bool>(),
    )
        .prop_map(|(start, length, twice)| {
            let end = DEFAULT_COPY[start..]
                .char_indices()
                .nth(length)
                .map_or(DEFAULT_COPY.len(), |(at, _)| start + at);
            let kept = if twice { end } else { start };
            [
                &DEFAULT_COPY[..kept],
                &DEFAULT_COPY[if twice { start } else { end }..],
            ]
            .concat()
        })
}

proptest! {
    #[test]
    fn no_text_is_too_strange_to_be_read_or_refused(text in any::<String>()) {
        _ = copy::read(&text);
    }

    #[test]
    fn a_damaged_copy_is_read_or_refused_with_problems_in_order_inside_the_file(text in damaged()) {
        if let Err(error) = copy::read(&text) {
            prop_assert!(!error.problems.is_empty());
            prop_assert!(error.problems.is_sorted_by_key(|problem| problem.position));
            prop_assert!(error.problems.iter().all(|problem| problem.position <= Position::of(&text, text.len())));
        }
    }
}
