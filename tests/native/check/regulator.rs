use super::{FIGURES, NOTHING, faultless, findings, said};
use crate::fixture::{DEFAULT_COPY, edited};

/// The default copy with other figures.
fn with_figures(entries: &str) -> String {
    edited(DEFAULT_COPY, &[(FIGURES, &format!("[{entries}]"))])
}

fn figures(from: &str, weeks: u32, months: u32) -> String {
    format!("{{ \"from\": \"{from}\", \"wait_weeks\": {weeks}, \"limit_months\": {months} }}")
}

/// The copy of which nobody has anything to say, with a passage replaced.
fn changed(from: &str, to: &str) -> String {
    edited(&faultless(), &[(from, to)])
}

/// The default copy without the question of the self-check that has this reason.
fn unasked(reason: &str) -> String {
    let start = format!("        {{\n          \"reason\": \"{reason}\",");
    let (before, rest) = DEFAULT_COPY.split_once(&start).unwrap();
    let (_, after) = rest.split_once("        },\n").unwrap();
    [before, after].concat()
}

#[test]
fn a_copy_of_which_nobody_has_anything_to_say_is_as_the_regulator_wants_it() {
    assert_eq!(findings(&faultless()), []);
}

#[test]
fn weeks_to_wait_are_measured_by_what_the_regulator_asks_while_they_hold() {
    let eight_of_six = |index: usize| {
        format!(
            "facts.cisas[{index}].wait_weeks: 8 weeks to wait, but the regulator asks for 6 of complaints first made on or after 2026-04-08, expected an entry from that day with 6 or fewer"
        )
    };
    for (entries, expected) in [
        (vec![figures("2000-01-01", 8, 14)], vec![eight_of_six(0)]),
        (vec![figures("2000-01-01", 6, 14)], vec![]),
        (vec![figures("2000-01-01", 2, 14)], vec![]),
        (
            vec![figures("2000-01-01", 8, 14), figures("2026-04-08", 6, 14)],
            vec![],
        ),
        // No complaint of today or later has figures that are past.
        (
            vec![figures("2000-01-01", 8, 14), figures("2026-11-24", 6, 14)],
            vec![],
        ),
        (
            vec![figures("2000-01-01", 8, 14), figures("2026-11-25", 6, 14)],
            vec![eight_of_six(0)],
        ),
        (
            vec![figures("2000-01-01", 6, 14), figures("2027-01-01", 8, 14)],
            vec![eight_of_six(1)],
        ),
    ] {
        let text = with_figures(&entries.join(", "));
        assert_eq!(said("wait-weeks", &text), expected, "{entries:?}");
    }
}

#[test]
fn a_figure_of_the_regulator_that_is_still_to_come_is_told_of_before() {
    let soon = edited(
        &faultless(),
        &[(
            "{ \"from\": \"2026-04-08\", \"wait_weeks\": 6, \"limit_months_from_letter\": 12,",
            "{ \"from\": \"2027-04-01\", \"wait_weeks\": 4, \"limit_months_from_letter\": 18,",
        )],
    );
    assert_eq!(
        said("wait-weeks", &soon),
        [
            "facts.cisas[1].wait_weeks: 6 weeks to wait, but the regulator asks for 4 of complaints first made on or after 2027-04-01, expected an entry from that day with 4 or fewer"
        ]
    );
    assert_eq!(
        said("limit-from-complaint", &soon),
        [
            "facts.cisas[1].limit_months: 14 months from the complaint can end before CISAS's own limit, 18 months from the deadlock letter, expected 19 or more"
        ]
    );
}

#[test]
fn a_limit_from_the_complaint_must_not_end_before_the_one_from_the_letter() {
    let short = |months: u32| {
        format!(
            "facts.cisas[0].limit_months: {months} months from the complaint can end before CISAS's own limit, 12 months from the deadlock letter, expected 14 or more"
        )
    };
    for (months, expected) in [
        (9, vec![short(9)]),
        (13, vec![short(13)]),
        (14, vec![]),
        (24, vec![]),
    ] {
        let text = with_figures(&figures("2000-01-01", 6, months));
        assert_eq!(said("limit-from-complaint", &text), expected, "{months}");
    }
}

#[test]
fn figures_that_cannot_be_read_are_not_measured() {
    let text = with_figures(&figures("2000-01-01", 0, 9));
    assert_eq!(said("wait-weeks", &text), NOTHING);
    assert_eq!(said("limit-from-complaint", &text), NOTHING);
}

#[test]
fn a_time_that_runs_from_the_formal_complaint_is_worth_knowing() {
    let start = "expected \"complaint\"";
    assert_eq!(
        said(
            "formal-only",
            &changed(
                "You must have complained to us first",
                "Start a Formal complaint"
            )
        ),
        [format!(
            "sections[4].blocks[2].items[0]: the time counts from the \"formal complaint\"; it runs from when the customer first complained, however that was, {start}"
        )]
    );
    assert_eq!(said("formal-only", &faultless()), NOTHING);
    // The form may call itself what it wants.
    assert_eq!(
        said(
            "formal-only",
            &changed("\"Complaint form\"", "\"Formal complaint form\"")
        ),
        NOTHING
    );
}

#[test]
fn cisas_earlier_only_if_the_company_agrees_is_worth_knowing() {
    let plain = changed(
        " Earlier, we send you a deadlock letter once we will not look further",
        "",
    );
    let earlier = "Escalate if needed";
    let message = "sections[1].blocks[2].items[2].title: CISAS earlier only if \"we agree\"; a deadlock letter is due unasked once the company will not look further, expected a section that says so";
    for (words, expected) in [
        ("Earlier if we agree in writing", vec![message]),
        ("Or earlier, if agreed", vec![message]),
        ("If we agree", vec![]),
        ("Escalate earlier", vec![]),
    ] {
        // The page says that besides, in three places.
        let silent = edited(
            &plain
                .replace("or earlier if ", "or ")
                .replace("(or earlier if we ", "(or we "),
            &[(earlier, words)],
        );
        assert_eq!(said("deadlock-duty", &silent), expected, "{words}");
    }
    // The duty is told somewhere on the page.
    assert_eq!(said("deadlock-duty", &faultless()), NOTHING);
    assert_eq!(
        said(
            "deadlock-duty",
            &changed("a deadlock letter once", "an ADR letter once")
        ),
        NOTHING
    );
}

#[test]
fn who_may_use_cisas_is_said_or_asked() {
    let message = "sections: nothing says who may use CISAS, expected it, or the questions \"organisation-too-large\" and \"sum-too-large\" in the self-check: individuals and small businesses, {scheme_people} people and {scheme_sum} at most";
    let unasked = unasked("sum-too-large");
    let no_check = edited(
        DEFAULT_COPY,
        &[(",\n        { \"kind\": \"self_check\" }", "")],
    );
    let told = |text: &str, words: &str| edited(text, &[("Escalate if needed", words)]);
    for (text, expected) in [
        (DEFAULT_COPY.to_owned(), vec![]),
        (unasked.clone(), vec![message]),
        (no_check.clone(), vec![message]),
        (told(&unasked, "CISAS is for a Small business too"), vec![]),
        (told(&no_check, "At most {scheme_people} people"), vec![]),
    ] {
        assert_eq!(said("eligibility-missing", &text), expected);
    }
}

#[test]
fn how_to_reach_cisas_and_that_it_is_free_is_said() {
    const NO_CONTACT: &str = "facts.scheme: the page gives no phone number, e-mail or postal address of CISAS, expected one, as {scheme_phone}, {scheme_email}, {scheme_address} from these facts";
    let neither = format!("{NO_CONTACT}; nor does it say that CISAS is free");
    let not_free = "facts.scheme: the page does not say that CISAS is free, expected it";
    let phone = " \"phone\": \"020 7520 3814\",";
    for (words, with, expected) in [
        ("CISAS helps.", "", vec![neither.as_str()]),
        ("Feel free to ask. Freedom!", "", vec![&neither]),
        ("CISAS is Free of charge.", "", vec![NO_CONTACT]),
        // The result of the self-check names what the facts give.
        ("CISAS helps.", phone, vec![not_free]),
        ("Free: {scheme_phone}", phone, vec![]),
    ] {
        let sentence =
            "CISAS is free, can help you complete the form and answers on {scheme_phone}.";
        let text = changed(sentence, words);
        let text = edited(
            &text,
            &[(
                " \"phone\": \"020 7520 3814\", \"email\": \"cisas@cedr.com\",",
                with,
            )],
        );
        assert_eq!(said("scheme-contact-missing", &text), expected, "{words}");
    }
}

#[test]
fn a_former_address_of_cisas_is_found_wherever_it_stands() {
    for (text, path, address) in [
        (
            changed("Escalate if needed", "CISAS, 70 FLEET STREET"),
            "sections[1].blocks[2].items[2].title",
            "70 fleet street",
        ),
        (
            changed("020 7520 3814", "020 7520 3814, London EC4Y 1EU"),
            "facts.scheme.phone",
            "ec4y 1eu",
        ),
        (
            changed(
                "https://www.cedr.com/consumer/cisas/",
                "https://www.CISAS.org.uk/",
            ),
            "links.cisas_website",
            "cisas.org.uk",
        ),
    ] {
        let expected =
            format!("{path}: \"{address}\" is a former address of CISAS, expected its present one");
        assert_eq!(said("scheme-contact-stale", &text), [expected]);
    }
    let present = changed("Escalate if needed", "CISAS, 100 St Paul’s Churchyard");
    assert_eq!(said("scheme-contact-stale", &present), NOTHING);
}

#[test]
fn a_page_gives_phone_post_and_email_or_a_form() {
    let message = |missing: &str| {
        vec![format!(
            "facts: the page does not give {missing}, expected phone, post, and e-mail or a form"
        )]
    };
    let (post, email) = (
        "a postal address ({contact_address})",
        "the address to \"email us\" at ({contact_email})",
    );
    let sentence =
        "email us at {contact_email} or write to {contact_address} with the details above.";
    let mail_fact = "\"contact_email\": \"complaints@company.example\",\n    ";
    let post_fact = "\"contact_address\": \"1 High Street, Southend-on-Sea SS1 1AA\",\n    ";
    // The help with the form names every way that the facts give.
    for (words, without, expected) in [
        ("ask us.", [].as_slice(), vec![]),
        ("email us.", &[], vec![]),
        ("email us.", &[post_fact], message(post)),
        ("email us.", &[mail_fact], message(email)),
        (
            "email us.",
            &[post_fact, mail_fact],
            message(&format!("{post} or {email}")),
        ),
        // An invitation to e-mail somebody else.
        ("email used addresses.", &[mail_fact], vec![]),
    ] {
        let text = changed(sentence, words);
        let edits: Vec<(&str, &str)> = without.iter().map(|fact| (*fact, "")).collect();
        let text = edited(&text, &edits);
        assert_eq!(said("contact-channels", &text), expected, "{words}");
    }
    let without_phone = faultless()
        .replace("{phone}", "us")
        .replace("tel:{phone_digits}", "/call/");
    assert_eq!(
        said("contact-channels", &without_phone),
        message("the phone number ({phone})")
    );
}

#[test]
fn how_to_complain_about_data_is_said_or_asked() {
    let message = "sections: nothing says how to complain about the use of personal data, expected a way, or the question \"data-protection\" in the self-check";
    let unasked = unasked("data-protection");
    let told = edited(&unasked, &[("Escalate if needed", "Personal data? Ask us")]);
    for (text, expected) in [
        (DEFAULT_COPY, vec![]),
        (&unasked, vec![message]),
        (&told, vec![]),
    ] {
        assert_eq!(said("dp-route", text), expected);
    }
}

#[test]
fn a_link_to_the_closed_european_platform_is_a_problem() {
    let message = "the European platform for online dispute resolution closed on 2025-07-20, expected no link to it";
    for address in [
        "https://ec.europa.eu/consumers/odr/main/index.cfm",
        "https://EC.europa.eu/consumers/odr",
        "https://webgate.ec.europa.eu/odr/",
    ] {
        let text = changed("https://www.cedr.com/consumer/cisas/", address);
        let found: Vec<String> = findings(&text).iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].ends_with(&format!(
                " links.cisas_website: problem[odr-link]: {message}; see Regulation (EU) 2024/3228"
            )),
            "{found:?}"
        );
    }
    let other = changed(
        "https://www.cedr.com/consumer/cisas/",
        "https://ec.europa.eu/",
    );
    assert_eq!(said("odr-link", &other), NOTHING);
}

#[test]
fn words_are_looked_for_in_english_alone() {
    for (language, is_english) in [("en", true), ("EN-us", true), ("cy", false), ("enm", false)] {
        let tag = format!("\"language\": \"{language}\"");
        let copy = edited(DEFAULT_COPY, &[("\"language\": \"en-GB\"", &tag)]);
        assert_eq!(
            !said("formal-only", &copy).is_empty(),
            is_english,
            "{language}"
        );
        assert!(!said("wait-weeks", &copy).is_empty(), "{language}");
    }
}

#[test]
fn a_mistake_in_one_section_hides_nothing_but_what_depends_on_all_of_them() {
    let broken = edited(
        DEFAULT_COPY,
        &[("Escalate if needed", "Escalate {if} needed")],
    );
    let codes: Vec<&str> = findings(&broken)
        .iter()
        .filter_map(|finding| Some(finding.rule?.code))
        .collect();
    assert_eq!(
        codes,
        [
            "wait-weeks",
            "limit-from-complaint",
            "scheme-contact-missing",
            "facts-unconfirmed",
            "privacy-missing",
            "deadlock-duty",
            "formal-only",
            "not-shown",
            "not-shown",
            "not-shown",
            "facts-unconfirmed",
        ]
    );
}
