//! The e-mail to whoever complained, over real connections: that it arrives, and what it does not say.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering::Relaxed};

use complaints::copy;
use complaints::receiver::Tell;
use support::mail::MailStub;

use super::inbox::answer;
use super::mails::{self, MailServer, aiosmtpd, header, parse, send_through_kills};
use super::outbox::{own_clock, start, tell, tries, unsent, wait_until_all_is_told};
use super::pdf;
use super::server::{Form, Server, lines_with, monday_morning};
use crate::receiver::wait_until;

/// The words that the guide shows, in English and in Welsh.
fn words() -> [&'static str; 2] {
    let guide = include_str!("../../../public/complaints-guide.md");
    let blocks = guide.split("```json\n").skip(1);
    let blocks = blocks.map(|block| block.split("```").next().unwrap());
    let words: Vec<&str> = blocks
        .filter(|block| block.starts_with("\"acknowledgement\""))
        .collect();
    words.try_into().unwrap()
}

/// A copy with words for an acknowledgement.
fn with(words: &str, copy: &str) -> String {
    let before = "  \"record\": {";
    copy.replacen(before, &[words, before].concat(), 1)
}

/// A server whose copies ask for acknowledgements.
fn prepared() -> Server {
    let server = Server::prepared();
    for (file, words) in ["complaints.json", "complaints.cy.json"]
        .iter()
        .zip(words())
    {
        let path = server.dist().join(file);
        let copy = fs::read_to_string(&path).unwrap();
        fs::write(&path, with(words, &copy)).unwrap();
    }
    server
}

/// E-mails come from the company by a mail server; none goes to its people.
fn by(smtp: &str) -> Tell {
    Tell {
        mail_to: Vec::new(),
        ..mails::by(smtp)
    }
}

/// A complaint from an address, about a category.
fn from(email: &str, category: &str) -> Form {
    complete(email, category, &format!("{email}-{category}"))
}

fn complete(email: &str, category: &str, submission_id: &str) -> Form {
    Form::default()
        .text("name", "Jo Smith")
        .text("email", email)
        .text("category", category)
        .text("description", "I was billed twice for the same month.")
        .text("submission_id", submission_id)
}

/// What an acknowledgement says as text, with these days for CISAS.
fn english(reference: &str, cisas_days: &str) -> String {
    let subject = format!("We have received your complaint {reference}");
    let line = "=".repeat(subject.len());
    format!(
        "{subject}\n{line}\n\n\
         I.T Communications – Complaints Procedure\n\n\
         Your complaint has reached I.T Communications. Quote its reference whenever you contact us about it.\n\n\
         Your reference\n  {reference}\n\n\
         Received on\n  Monday 23 November 2026, 10:00am\n\n\
         Your dates\n----------\n\n\
         We aim to respond by\n  Monday 30 November 2026\n\n\
         {cisas_days}\
         What happens next\n-----------------\n\n\
         - We aim to respond by Monday 30 November 2026.\n\
         - If we need more time, we’ll tell you why and when you can expect a reply.\n\
         - To add something, correct it or withdraw your complaint, call 01702 668836 with your reference.\n\n\
         Questions, or not happy with our reply? Call 01702 668836 (9:00am–5:00pm Monday to Friday, \
         excluding bank holidays) with your reference. You can ask for your complaint to be escalated.\n\n\
         If you did not complain to us, somebody gave your e-mail address by mistake. You do not have to do anything.\n"
    )
}

const CISAS_DAYS: &str = "Under Ofcom’s rules, ask CISAS from\n  Monday 4 January 2027\n\n\
                          CISAS may be available from (our page’s date)\n  Monday 18 January 2027\n\n\
                          Apply to CISAS by, to be safe (our page’s date)\n  Monday 23 August 2027\n\n";

#[test]
fn a_real_mail_server_takes_an_acknowledgement_that_repeats_nothing_that_was_written() {
    let what = "a_real_mail_server_takes_an_acknowledgement_that_repeats_nothing_that_was_written";
    let Some(program) = aiosmtpd(what) else {
        return;
    };
    let mut server = prepared();
    let mails = MailServer::start(&program, server.folder());
    server.edit_copy(|copy| {
        let contact = "\"contact_email\": \"help@company.example\", \"phone\":";
        copy.replacen("\"phone\":", contact, 1)
    });
    start(&mut server, by(&mails.address()), monday_morning);
    let form = from("jo@example.com", "billing")
        .text("phone", "07700 900123")
        .text("address", "1 High Street")
        .text("help_needed", "Large print")
        .file("my letter.pdf", &pdf(500));
    let sent = server.post_form(&form);
    let reference = sent.reference();
    wait_until_all_is_told(&server);
    let taken = mails.taken();
    assert_eq!(taken.len(), 1, "{taken:?}");
    let mail = parse(&taken[0]);
    assert_eq!(header(&mail, "X-RcptTo"), Some("jo@example.com"));
    let subject = format!("We have received your complaint {reference}");
    assert_eq!(mail.subject(), Some(subject.as_str()));
    let address = |addresses: Option<&mail_parser::Address>| {
        let first = addresses.unwrap().first().unwrap();
        (first.address().unwrap().to_owned(), first.name().is_some())
    };
    assert_eq!(
        address(mail.from()),
        ("noreply@company.example".into(), false)
    );
    assert_eq!(address(mail.to()), ("jo@example.com".into(), false));
    assert_eq!(
        address(mail.reply_to()),
        ("help@company.example".into(), false)
    );
    assert_eq!(header(&mail, "Auto-Submitted"), Some("auto-generated"));
    assert!(taken[0].contains("Content-Language: en-GB\n"));
    assert_eq!(mail.date().unwrap().to_rfc3339(), "2026-11-23T10:00:00Z");
    assert_eq!(mail.attachment_count(), 0);
    let text = mail.body_text(0).unwrap().replace("\r\n", "\n");
    assert_eq!(text, english(&reference, CISAS_DAYS));
    let page = mail.body_html(0).unwrap();
    assert!(page.contains("<html lang=\"en-GB\">"), "{page}");
    let json = sent.json();
    let token = json["receipt_url"].as_str().unwrap().split('=').next_back();
    for secret in [
        "Jo",
        "Smith",
        "illing",
        "twice",
        "900123",
        "High Street",
        "print<",
        "letter.pdf",
        "receipt=",
        token.unwrap(),
    ] {
        for place in [&text, &*page, &subject] {
            assert!(!place.contains(secret), "{secret} in\n{place}");
        }
    }
}

#[test]
fn what_a_complaint_is_about_and_when_it_was_first_made_does_not_show_in_its_acknowledgement() {
    let stub = MailStub::that_takes_all();
    let mut server = prepared();
    start(&mut server, by(&stub.address()), monday_morning);
    let about_data = from("a@example.com", "data");
    let again = from("b@example.com", "billing").text("first_complained_on", "2026-10-05");
    for form in [about_data, again] {
        let reference = server.post_form(&form).reference();
        wait_until_all_is_told(&server);
        let mail = stub.taken().pop().unwrap();
        let text = parse(&mail.text)
            .body_text(0)
            .unwrap()
            .replace("\r\n", "\n");
        assert_eq!(text, english(&reference, ""));
    }
    assert_eq!(stub.taken().len(), 2);
}

#[test]
fn an_acknowledgement_is_in_the_language_that_the_customer_read() {
    let stub = MailStub::that_takes_all();
    let mut server = prepared();
    start(&mut server, by(&stub.address()), monday_morning);
    let form = from("sian@example.com", "billing").text("copy_version", "cy.0");
    let reference = server.post_form(&form).reference();
    wait_until_all_is_told(&server);
    let mail = stub.taken().pop().unwrap();
    let mail = parse(&mail.text);
    let subject = format!("Rydym wedi derbyn eich cwyn {reference}");
    assert_eq!(mail.subject(), Some(subject.as_str()));
    let text = mail.body_text(0).unwrap().replace("\r\n", "\n");
    for words in [
        "Derbyniwyd:\n  dydd Llun 23 Tachwedd 2026, 10:00am\n",
        "- Ein nod yw ymateb erbyn dydd Llun 30 Tachwedd 2026.\n",
    ] {
        assert!(text.contains(words), "{text}");
    }
    assert!(mail.body_html(0).unwrap().contains("<html lang=\"cy\">"));
}

#[test]
fn there_is_none_without_words_in_the_customers_language_and_none_without_an_address() {
    let stub = MailStub::that_takes_all();
    let mut server = Server::prepared();
    server.edit_copy(|copy| with(words()[0], &copy));
    start(&mut server, by(&stub.address()), monday_morning);
    let welsh = from("sian@example.com", "billing").text("copy_version", "cy.0");
    let by_post = Form::default()
        .text("name", "Jo Smith")
        .text("address", "1 High Street")
        .text("category", "billing")
        .text("description", "I was billed twice for the same month.");
    for form in [
        welsh,
        by_post,
        // No mail server has to take such a name.
        complete("jo@störung.example", "billing", "by-name"),
        from("jo@example.com", "billing"),
    ] {
        server.post_form(&form).reference();
    }
    wait_until_all_is_told(&server);
    let taken = stub.taken();
    assert_eq!(taken.len(), 1, "{taken:?}");
    assert_eq!(taken[0].to, ["RCPT TO:<jo@example.com>"]);
}

#[test]
fn a_copy_that_asks_for_acknowledgements_is_told_where_no_mail_server_is_known() {
    let mut server = prepared();
    start(&mut server, tell(), monday_morning);
    server.post_form(&Form::complete()).reference();
    assert_eq!(unsent(&server), 0);
    let said = "not-acknowledged why=\"the copy file has an acknowledgement: expected --mail-from and a mail \
                server to send it\"";
    assert!(
        lines_with("not-acknowledged")
            .iter()
            .any(|line| line.ends_with(said))
    );
}

#[test]
fn what_is_held_is_acknowledged_once_it_is_released_and_never_before() {
    own_clock!(NOW, clock);
    let stub = MailStub::start(|line| {
        let first = line.starts_with("RCPT") && NOW.load(Relaxed) % 2 == 1;
        first.then(|| "451 later".to_owned())
    });
    let mut server = prepared();
    let tell = Tell {
        mail_to: vec!["lead@company.example".parse().unwrap()],
        ..by(&stub.address())
    };
    start(&mut server, tell.clone(), clock);
    let held = |email: &str| {
        let form = from(email, "billing").text("related_link", "https://spam.example");
        server.post_form(&form).reference()
    };
    let [released, stays] = ["jo@example.com", "stranger@example.com"].map(held);
    wait_until_all_is_told(&server);
    // The people of the company are told at once; nobody is kept waiting, as it is said everywhere.
    let to = || stub.taken().into_iter().flat_map(|mail| mail.to);
    assert_eq!(to().collect::<BTreeSet<_>>().len(), 1);
    assert_eq!(answer(&server, &["list", "--unsent"]).lines().count(), 1);
    let (status, _, errors) = super::inbox::inbox(&server, &["resend", &stays]);
    assert_eq!(status, 1, "{errors}");
    // Long after, and not at the first try: it is not given up for its age. Commands have the machine's clock.
    server.stop();
    server.change("update outbox set queued_at = '2020-01-01T00:00:00Z'");
    NOW.store(chrono::Utc::now().timestamp() / 2 * 2 + 3_601, Relaxed);
    start(&mut server, tell, clock);
    answer(&server, &["release", &released]);
    wait_until("it is tried", || tries(&server) == 1);
    NOW.fetch_add(3_601, Relaxed);
    wait_until("it is acknowledged", || {
        to().any(|to| to == "RCPT TO:<jo@example.com>")
    });
    wait_until_all_is_told(&server);
    assert!(to().all(|to| to != "RCPT TO:<stranger@example.com>"));
    assert!(answer(&server, &["show", &stays]).contains("decoy"));
}

#[test]
fn one_address_is_not_sent_more_than_three_within_a_day() {
    own_clock!(NOW, clock);
    let stub = MailStub::that_takes_all();
    let mut server = prepared();
    start(&mut server, by(&stub.address()), clock);
    let post = |number: usize, email: &str| {
        let form = complete(email, "billing", &number.to_string());
        server.post_form(&form).reference();
    };
    let victim = ["victim@example.com", "Victim@Example.com"];
    (0..10).for_each(|number| post(number, victim[number % 2]));
    post(10, "jo@example.com");
    wait_until_all_is_told(&server);
    let count = |name: &str| {
        let taken = stub.taken();
        let to = taken.iter().flat_map(|mail| &mail.to);
        to.filter(|to| to.to_lowercase().contains(name)).count()
    };
    assert_eq!((count("victim"), count("jo@")), (3, 1));
    NOW.fetch_add(24 * 3_600 + 1, Relaxed);
    (11..20).for_each(|number| post(number, victim[number % 2]));
    wait_until_all_is_told(&server);
    assert_eq!(count("victim"), 6);
}

#[test]
fn an_address_that_is_refused_for_good_is_given_up_and_any_other_fault_tried_again() {
    own_clock!(NOW, clock);
    static TURN: AtomicUsize = AtomicUsize::new(0);
    /// What the mail server says to which command, which is about it, the company or now; then about the address.
    const SAID: [(&str, &str); 6] = [
        ("RCPT", "451 jo@example.com is greylisted"),
        ("RCPT", "550 5.7.1 jo@example.com: relaying denied"),
        ("RCPT", "554 5.7.1 client host blocked"),
        ("MAIL", "550 sender not logged in"),
        (".", "554 daily quota exceeded"),
        ("RCPT", "550 no jo@example.com here"),
    ];
    let stub = MailStub::start(|line| {
        let (command, said) = SAID.get(TURN.load(Relaxed))?;
        line.starts_with(command).then(|| (*said).to_owned())
    });
    let mut server = prepared();
    start(&mut server, by(&stub.address()), clock);
    let reference = server.post_form(&Form::complete()).reference();
    for turn in 1..SAID.len() {
        wait_until("it is tried", || tries(&server) == turn as i64);
        TURN.store(turn, Relaxed);
        NOW.fetch_add(3_600, Relaxed);
    }
    wait_until("it is given up", || {
        answer(&server, &["list", "--unsent"]).contains("given up")
    });
    let said = format!(
        "given-up reference={reference} target=acknowledgement tries=6 why=\"smtp 550\" \
         then=\"complaints inbox resend {reference}\""
    );
    let lines = lines_with(&reference);
    assert!(lines.iter().any(|line| line.ends_with(&said)), "{lines:?}");
    assert!(lines.iter().all(|line| !line.contains('@')), "{lines:?}");
    TURN.store(SAID.len(), Relaxed);
    answer(&server, &["resend", &reference]);
    NOW.fetch_add(60 * 365 * 24 * 3_600, Relaxed);
    wait_until_all_is_told(&server);
    assert_eq!(stub.taken().len(), 1);
}

#[test]
fn what_the_copy_does_not_ask_for_any_more_is_not_sent() {
    own_clock!(NOW, clock);
    let stub = MailStub::start(|line| {
        let is_early = NOW.load(Relaxed) < super::outbox::MONDAY + 3_600;
        (line.starts_with("RCPT") && is_early).then(|| "451 later".to_owned())
    });
    let mut server = prepared();
    start(&mut server, by(&stub.address()), clock);
    server.post_form(&Form::complete()).reference();
    wait_until("it is tried", || tries(&server) == 1);
    server.edit_copy(|copy| copy.replacen(words()[0], "", 1));
    NOW.fetch_add(3_600, Relaxed);
    wait_until("it is given up", || {
        let unsent = server.inbox().unsent().unwrap();
        unsent[0].given_up_at.is_some()
            && unsent[0].fault.as_deref() == Some("no words for it in the copy file")
    });
    assert_eq!(stub.taken().len(), 0);
}

#[test]
fn each_complaint_is_acknowledged_under_one_id_however_often_the_server_is_killed() {
    let what = "each_complaint_is_acknowledged_under_one_id_however_often_the_server_is_killed";
    let Some(program) = aiosmtpd(what) else {
        return;
    };
    let server = prepared();
    let mails = MailServer::start(&program, server.folder());
    let form = |number: usize| from(&format!("jo{number}@example.com"), "billing");
    let sent = send_through_kills(&server, &mails, &[], 3, &form);
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let taken = mails.taken();
    for text in &taken {
        let mail = parse(text);
        let to = header(&mail, "X-RcptTo").unwrap().to_owned();
        let id = mail.message_id().unwrap().to_owned();
        ids.entry(to).or_default().insert(id);
    }
    let addresses = (0..sent).map(|number| format!("jo{number}@example.com"));
    assert!(ids.keys().cloned().collect::<BTreeSet<_>>() == addresses.collect());
    assert!(ids.values().all(|ids| ids.len() == 1), "{ids:?}");
    println!("{sent} complaints, {} e-mails", taken.len());
}

#[test]
fn the_words_that_the_guide_shows_bring_nothing_to_remark_and_a_slip_in_them_is_named() {
    let server = prepared();
    let today = monday_morning().date_naive();
    for file in ["complaints.json", "complaints.cy.json"] {
        let copy = fs::read_to_string(server.dist().join(file)).unwrap();
        let findings = copy::lint::check(&copy, today, |_| Ok(None));
        let of_words = |path: &str| path.starts_with("acknowledgement");
        assert!(
            findings.iter().all(|one| !of_words(&one.path)),
            "{findings:?}"
        );
    }
    let slip = words()[0].replace("{reference}", "{name}");
    let original = include_str!("../../../public/complaints.json");
    let error = copy::read(&with(&slip, original)).unwrap_err();
    let [problem] = &error.problems[..] else {
        panic!("{error}")
    };
    assert_eq!(problem.path, "acknowledgement.subject");
    assert!(
        problem.message.starts_with("unknown placeholder {name}"),
        "{problem}"
    );
}

crate::receiver::stores::with_postgresql!(
    an_acknowledgement_is_in_the_language_that_the_customer_read,
    there_is_none_without_words_in_the_customers_language_and_none_without_an_address,
    what_is_held_is_acknowledged_once_it_is_released_and_never_before,
    one_address_is_not_sent_more_than_three_within_a_day,
    each_complaint_is_acknowledged_under_one_id_however_often_the_server_is_killed,
);
