//! Each complaint by e-mail, over real connections: to a mail server of PyPI's, and to one that answers as
//! a test says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use complaints::receiver::Tell;
use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders as _};
use support::mail::MailStub;
use support::{Random, seed};

use super::inbox::answer;
use super::outbox::{own_clock, start, tell, tries, unsent, wait_until_all_is_told};
use super::server::{Form, Server, lines_with, monday_morning, post};
use super::{pdf, png, wait_until};

/// Tells two people by a mail server.
pub fn by(smtp: &str) -> Tell {
    Tell {
        mail_to: ["complaints@company.example", "lead@company.example"]
            .map(|address| address.parse().unwrap())
            .into(),
        mail_from: "noreply@company.example".parse().ok(),
        smtp: Some(smtp.parse().ok().unwrap()),
        ..tell()
    }
}

pub fn parse(mail: &str) -> Message<'_> {
    MessageParser::default().parse(mail.as_bytes()).unwrap()
}

/// The only e-mail that a server took.
#[track_caller]
fn the_only_mail(stub: &MailStub) -> String {
    let taken = stub.taken();
    assert_eq!(taken.len(), 1, "{taken:?}");
    taken[0].text.clone()
}

pub fn header<'m>(mail: &'m Message, name: &'static str) -> Option<&'m str> {
    match mail.header(name)? {
        HeaderValue::Text(text) => Some(text),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_e_mail_has_the_whole_record_as_text_and_as_a_page_with_files_and_dates() {
    let stub = MailStub::that_takes_all();
    let mut server = Server::prepared();
    start(&mut server, by(&stub.address()), monday_morning);
    let form = Form::complete()
        .text("help_needed", "<script>alert(1)</script> & large print")
        .text("address", "1 High Street\r\n.\r\nSouthend")
        .file("lettre à vous.pdf", &pdf(70_000))
        .file("screen.png", &png());
    let reference = server.post_form(&form).reference();
    wait_until_all_is_told(&server);
    let taken = stub.taken();
    let to = ["complaints", "lead"].map(|name| format!("RCPT TO:<{name}@company.example>"));
    assert_eq!(taken[0].to, to);
    let text = the_only_mail(&stub);
    let mail = parse(&text);
    let subject = format!("Complaint {reference}: response due Monday 30 November 2026");
    assert_eq!(mail.subject(), Some(subject.as_str()));
    let address = |addresses: Option<&mail_parser::Address>| {
        let all = addresses.unwrap().iter();
        all.map(|one| one.address().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(address(mail.from()), ["noreply@company.example"]);
    assert_eq!(
        address(mail.to()),
        ["complaints@company.example", "lead@company.example"]
    );
    assert_eq!(address(mail.reply_to()), ["jo@example.com"]);
    assert_eq!(mail.date().unwrap().to_rfc3339(), "2026-11-23T10:00:00Z");
    let words = mail.body_text(0).unwrap().replace("\r\n", "\n");
    for part in [
        format!("Reference\n  {reference}\n"),
        "Received\n  Monday 23 November 2026, 10:00am\n".to_owned(),
        "Response due\n  Monday 30 November 2026\n".to_owned(),
        "Deadlock letter due\n  Monday 4 January 2027\n".to_owned(),
        "Asks for help\n  yes\n".to_owned(),
        "Full name\n  Jo Smith\n".to_owned(),
        "  1 High Street\n  .\n  Southend\n".to_owned(),
        "  <script>alert(1)</script> & large print\n".to_owned(),
        "- 1. lettre à vous.pdf (69 KB)\n- 2. screen.png (1 KB)\n".to_owned(),
        format!("complaints inbox answered {reference}\n"),
    ] {
        assert!(words.contains(&part), "{part}\n{words}");
    }
    let page = mail.body_html(0).unwrap();
    assert!(
        page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; large print"),
        "{page}"
    );
    assert!(!page.contains("<script"), "{page}");
    let attached: Vec<_> = mail
        .attachments()
        .map(|part| {
            (
                part.attachment_name().unwrap().to_owned(),
                part.contents().to_vec(),
            )
        })
        .collect();
    let names: Vec<&str> = attached.iter().map(|(name, _)| name.as_str()).collect();
    let calendar = format!("{reference}.ics");
    assert_eq!(names, ["1-lettre_à_vous.pdf", "2-screen.png", &calendar]);
    assert!(attached[0].1 == pdf(70_000) && attached[1].1 == png());
    let events = String::from_utf8(attached[2].1.clone()).unwrap();
    for line in [
        "DTSTART;VALUE=DATE:20261130\r\n",
        "DTSTART;VALUE=DATE:20270104\r\n",
        &format!("SUMMARY:{reference}: response due\r\n"),
        &format!("SUMMARY:{reference}: deadlock letter due\r\n"),
    ] {
        assert!(events.contains(line), "{events}");
    }
}

#[test]
fn files_that_are_too_large_for_an_e_mail_are_said_to_be_in_the_inbox() {
    let stub = MailStub::that_takes_all();
    let mut server = Server::prepared();
    let tell = Tell {
        file_bytes: 70_011,
        ..by(&stub.address())
    };
    start(&mut server, tell, monday_morning);
    let files = Form::complete().file("a.pdf", &pdf(70_000));
    let one = server
        .post_form(&files.clone().file("b.png", &png()))
        .reference();
    server
        .post_form(&files.text("phone", "1").text("submission_id", "two"))
        .reference();
    wait_until_all_is_told(&server);
    let taken = stub.taken();
    let mails: Vec<Message> = taken.iter().map(|mail| parse(&mail.text)).collect();
    let words = mails[0].body_text(0).unwrap();
    let said = format!(
        "Too large for an e-mail, they are in the inbox: complaints inbox show {one} --save DIR"
    );
    assert!(words.contains(&said), "{words}");
    assert_eq!(
        [mails[0].attachment_count(), mails[1].attachment_count()],
        [1, 2]
    );
}

#[test]
fn what_a_customer_writes_does_not_get_into_the_head_of_an_e_mail() {
    let stub = MailStub::that_takes_all();
    let mut server = Server::prepared();
    start(&mut server, by(&stub.address()), monday_morning);
    let post = |id: &str, form: Form| {
        server
            .post_form(&form.text("submission_id", id))
            .reference()
    };
    let reference = post("one", Form::complete());
    wait_until_all_is_told(&server);
    server.stop();
    let database = rusqlite::Connection::open(server.data().join("complaints.sqlite3")).unwrap();
    // What no form lets through, as another program may have kept it.
    for value in [
        "a@b.example\r\nBcc: evil@evil.example",
        "a@b.example, evil@evil.example",
        "\u{e9}@b.example",
        "jo",
    ] {
        database
            .execute(
                "update answer set value = ?1 where field = 'email'",
                [value],
            )
            .unwrap();
        database
            .execute(
                "update answer set value = 'Jo\r\nBcc: evil@evil.example' where field = 'name'",
                [],
            )
            .unwrap();
        database
            .execute("update outbox set sent_at = null", [])
            .unwrap();
        let settings = by(&stub.address());
        start(&mut server, settings, monday_morning);
        wait_until_all_is_told(&server);
        server.stop();
        let text = stub.taken().last().unwrap().text.clone();
        let mail = parse(&text);
        assert!(mail.reply_to().is_none() && mail.bcc().is_none(), "{text}");
        assert!(mail.body_text(0).unwrap().contains(&reference));
    }
    assert_eq!(stub.taken().len(), 5);
}

#[test]
fn a_complaint_that_is_held_is_told_with_that_in_its_subject_and_one_by_post_has_no_reply_to() {
    let stub = MailStub::that_takes_all();
    let mut server = Server::prepared();
    start(&mut server, by(&stub.address()), monday_morning);
    let form = Form::default()
        .text("name", "Jo Smith")
        .text("address", "1 High Street")
        .text("category", "billing")
        .text("description", "I was billed twice for the same month.")
        .text("related_link", "https://spam.example");
    let reference = server.post_form(&form).reference();
    wait_until_all_is_told(&server);
    let text = the_only_mail(&stub);
    let mail = parse(&text);
    let subject =
        format!("Held for review: Complaint {reference}: response due Monday 30 November 2026");
    assert_eq!(mail.subject(), Some(subject.as_str()));
    assert!(mail.reply_to().is_none());
}

/// Each way in which a mail server does not take an e-mail at first, and how the log says so.
#[test]
fn a_mail_server_that_refuses_greylists_breaks_off_or_is_silent_is_asked_again_with_one_message_id()
{
    own_clock!(NOW, clock);
    type Answer = fn(&str) -> Option<String>;
    let ways: [(Answer, &str); 5] = [
        (
            |line| {
                line.starts_with("RCPT")
                    .then(|| "550 jo@example.com: no such Jo Smith".to_owned())
            },
            "smtp 550 for address 1, smtp 550 for address 2",
        ),
        (
            |line| {
                line.starts_with("RCPT")
                    .then(|| "451 greylisted, try again in 5 minutes".to_owned())
            },
            "smtp 451 for address 1, smtp 451 for address 2",
        ),
        (
            |line| line.starts_with("MAIL").then(|| "421 closing".to_owned()),
            "smtp 421",
        ),
        (
            |line| (line == ".").then(|| "554 spam of Jo Smith".to_owned()),
            "smtp 554",
        ),
        (
            |line| line.starts_with("EHLO").then(String::new),
            "no answer in time",
        ),
    ];
    static TURN: AtomicUsize = AtomicUsize::new(0);
    let stub = MailStub::start(move |line| {
        ways.get(TURN.load(Relaxed))
            .and_then(|(answer, _)| answer(line))
    });
    let mut server = Server::prepared();
    let tell = Tell {
        timeout: Duration::from_millis(300),
        ..by(&stub.address())
    };
    start(&mut server, tell, clock);
    let reference = server.post_form(&Form::complete()).reference();
    for (turn, (_, why)) in ways.iter().enumerate() {
        wait_until(why, || tries(&server) == turn as i64 + 1);
        assert_eq!(stub.taken().len(), 0, "{why}");
        let unsent = server.inbox().unsent().unwrap();
        assert_eq!(unsent[0].fault.as_deref(), Some(*why));
        TURN.store(turn + 1, Relaxed);
        NOW.fetch_add(3_600, Relaxed);
    }
    wait_until_all_is_told(&server);
    let text = the_only_mail(&stub);
    let id = parse(&text).message_id().unwrap().to_owned();
    assert!(
        id.ends_with("@company.example") && id.len() == 36 + 16,
        "{id}"
    );
    let lines = lines_with(&reference);
    assert!(
        lines
            .iter()
            .all(|line| !line.contains("Jo") && !line.contains('@')),
        "{lines:?}"
    );
    // As often as it is told, it is told under one id.
    server.stop();
    let database = rusqlite::Connection::open(server.data().join("complaints.sqlite3")).unwrap();
    database
        .execute("update outbox set sent_at = null", [])
        .unwrap();
    start(&mut server, by(&stub.address()), clock);
    wait_until_all_is_told(&server);
    assert_eq!(parse(&stub.taken()[1].text).message_id(), Some(id.as_str()));
}

#[test]
fn an_address_that_is_refused_for_good_keeps_no_other_from_the_e_mail() {
    let stub = MailStub::start(|line| {
        line.contains("RCPT TO:<lead@")
            .then(|| "550 lead@company.example has left".to_owned())
    });
    let mut server = Server::prepared();
    start(&mut server, by(&stub.address()), monday_morning);
    let reference = server.post_form(&Form::complete()).reference();
    wait_until_all_is_told(&server);
    let taken = stub.taken();
    assert_eq!(taken.len(), 1, "{taken:?}");
    assert_eq!(taken[0].to, ["RCPT TO:<complaints@company.example>"]);
    let said =
        format!("told-in-part reference={reference} target=email why=\"smtp 550 for address 2\"");
    let lines = lines_with(&reference);
    assert!(lines.iter().any(|line| line.ends_with(&said)), "{lines:?}");
    assert!(lines.iter().all(|line| !line.contains('@')), "{lines:?}");
}

#[test]
fn an_address_that_is_put_off_has_the_e_mail_later_and_no_other_has_it_twice() {
    own_clock!(NOW, clock);
    let stub = MailStub::start(|line| {
        if line.contains("RCPT TO:<lead@") && NOW.load(Relaxed) == super::outbox::MONDAY {
            return Some("451 4.7.1 greylisted".to_owned());
        }
        line.contains("RCPT TO:<left@")
            .then(|| "550 5.1.1 has left".to_owned())
    });
    let addresses = ["complaints", "lead", "left"];
    let tell = Tell {
        mail_to: addresses
            .map(|name| format!("{name}@company.example").parse().unwrap())
            .into(),
        ..by(&stub.address())
    };
    let mut server = Server::prepared();
    start(&mut server, tell, clock);
    let reference = server.post_form(&Form::complete()).reference();
    wait_until("one is put off", || tries(&server) == 1);
    let why = "smtp 451 for address 2, smtp 550 for address 3";
    let unsent = server.inbox().unsent().unwrap();
    assert_eq!(unsent[0].fault.as_deref(), Some(why));
    NOW.fetch_add(3_600, Relaxed);
    wait_until_all_is_told(&server);
    let taken: Vec<_> = stub.taken().into_iter().flat_map(|mail| mail.to).collect();
    let each = ["complaints", "lead"].map(|name| format!("RCPT TO:<{name}@company.example>"));
    assert_eq!(taken, each);
    let said =
        format!("told-in-part reference={reference} target=email why=\"smtp 550 for address 3\"");
    let lines = lines_with(&reference);
    assert!(lines.iter().any(|line| line.ends_with(&said)), "{lines:?}");
}

#[test]
fn an_e_mail_that_is_too_large_for_the_mail_server_goes_without_its_files() {
    let whole = AtomicUsize::new(0);
    let stub = MailStub::start(move |line| {
        (line == "." && whole.fetch_add(1, Relaxed) == 0)
            .then(|| "552 5.3.4 Message size exceeds fixed limit".to_owned())
    });
    let mut server = Server::prepared();
    start(&mut server, by(&stub.address()), monday_morning);
    let form = Form::complete().file("a.pdf", &pdf(70_000));
    let reference = server.post_form(&form).reference();
    wait_until_all_is_told(&server);
    let text = the_only_mail(&stub);
    let mail = parse(&text);
    let words = mail.body_text(0).unwrap();
    let said = format!(
        "Too large for an e-mail, they are in the inbox: complaints inbox show {reference} --save DIR"
    );
    assert!(words.contains(&said), "{words}");
    // The days for a calendar.
    assert_eq!(mail.attachment_count(), 1);
}

/// To some mail servers a line feed alone ends a line, and a dot on a line of its own an e-mail: what comes after it
/// would be commands.
#[test]
fn no_file_can_end_the_e_mail_that_it_is_in() {
    let stub = MailStub::that_takes_all();
    let mut server = Server::prepared();
    start(&mut server, by(&stub.address()), monday_morning);
    let files = ["\n.\r\n", "\r.\r\n", "\r\n.\n", "\n.\n", "\r.\r"].map(|end| {
        let commands =
            "MAIL FROM:<director@company.example>\r\nRCPT TO:<bank@victim.example>\r\nDATA\r\n";
        format!("%PDF-1.4\n%%EOF{end}{commands}\r\nPlease pay{end}RSET\r\n")
    });
    let mut form = Form::complete();
    for (number, file) in (1..).zip(&files) {
        form = form.file(&format!("{number}.pdf"), file.as_bytes());
    }
    server.post_form(&form).reference();
    wait_until_all_is_told(&server);
    let text = the_only_mail(&stub);
    let lines = text.replace("\r\n", "");
    assert!(!lines.contains(['\r', '\n']), "{text}");
    assert!(!text.contains("director@"), "{text}");
    let mail = parse(&text);
    for (file, attached) in files.iter().zip(mail.attachments()) {
        assert_eq!(attached.contents(), file.as_bytes());
    }
}

#[test]
fn a_mail_server_that_does_not_speak_tls_takes_nothing_where_tls_is_asked_for() {
    let stub = MailStub::that_takes_all();
    for (scheme, query) in [("smtps", ""), ("smtp", "?tls=required")] {
        let mut server = Server::prepared();
        let address = stub.address().replace("smtp:", &format!("{scheme}:")) + query;
        start(&mut server, by(&address), monday_morning);
        server.post_form(&Form::complete()).reference();
        wait_until("it is tried", || tries(&server) == 1);
        let unsent = server.inbox().unsent().unwrap();
        let why = unsent[0].fault.as_deref().unwrap();
        assert!(
            ["no secure connection", "invalid data", "no connection"].contains(&why),
            "{why}"
        );
    }
    assert_eq!(stub.taken().len(), 0);
}

/// aiosmtpd, where this machine has it; else says which test is left out.
pub fn aiosmtpd(what: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut programs = std::env::split_paths(&path).map(|folder| folder.join("aiosmtpd"));
    let found = programs.find(|program| program.is_file());
    if found.is_none() {
        let line = format!("SKIPPED without aiosmtpd: {what}\n");
        _ = std::io::stderr().write_all(line.as_bytes());
    }
    found
}

/// A real mail server that puts what it takes into a folder, until this value is dropped.
pub struct MailServer {
    child: Child,
    port: u16,
    mails: PathBuf,
}

impl Drop for MailServer {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

impl MailServer {
    pub fn start(program: &std::path::Path, folder: &std::path::Path) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let mails = folder.join("mails");
        let child = Command::new(program)
            .args([
                "-n",
                "-l",
                &format!("127.0.0.1:{port}"),
                "-c",
                "aiosmtpd.handlers.Mailbox",
            ])
            .arg(&mails)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { child, port, mails };
        wait_until("the mail server listens", || {
            let Ok(stream) = TcpStream::connect(("127.0.0.1", port)) else {
                return false;
            };
            let mut line = String::new();
            BufReader::new(stream)
                .read_line(&mut line)
                .is_ok_and(|read| read > 0)
        });
        server
    }

    pub fn address(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The e-mails that it took.
    pub fn taken(&self) -> Vec<String> {
        let entries = fs::read_dir(self.mails.join("new")).into_iter().flatten();
        let mut taken: Vec<String> = entries
            .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
            .collect();
        taken.sort();
        taken
    }
}

#[test]
fn a_real_mail_server_takes_the_e_mail_of_a_complaint() {
    let Some(program) = aiosmtpd("a_real_mail_server_takes_the_e_mail_of_a_complaint") else {
        return;
    };
    let mut server = Server::prepared();
    let mails = MailServer::start(&program, server.folder());
    start(&mut server, by(&mails.address()), monday_morning);
    let reference = server
        .post_form(
            &Form::complete()
                .text("services", "VoIP – Größe 👩🏽‍🚒")
                .file("a.pdf", &pdf(3_000)),
        )
        .reference();
    wait_until_all_is_told(&server);
    let taken = mails.taken();
    assert_eq!(taken.len(), 1);
    let mail = parse(&taken[0]);
    assert!(mail.subject().unwrap().contains(&reference));
    assert!(mail.body_text(0).unwrap().contains("VoIP – Größe 👩🏽‍🚒"));
    assert!(mail.attachments().next().unwrap().contents() == pdf(3_000));
    // A second line of the record that mail programs may show: who it was for.
    let to = header(&mail, "X-RcptTo").unwrap_or_default();
    assert!(to.contains("lead@company.example"), "{to}");
    assert!(answer(&server, &["list", "--unsent"]).lines().count() == 1 && unsent(&server) == 0);
}

/// Sends complaints while the server is killed again and again, and then each of them once more, until all is told;
/// how many there were.
#[track_caller]
pub fn send_through_kills(
    server: &Server,
    mails: &MailServer,
    options: &[&str],
    kills: usize,
    form: &(impl Fn(usize) -> Form + Sync),
) -> usize {
    let kills = std::env::var("KILLS").map_or(kills, |kills| kills.parse().unwrap());
    let mut random = Random::seeded(seed().unwrap_or(1));
    let script = format!("export COMPLAINTS_SMTP={}; exec \"$@\"", mails.address());
    let options = [&["--mail-from", "noreply@company.example"], options].concat();
    let start = || server.serve_by(&script, &options);
    let next = AtomicUsize::new(0);
    for _ in 0..kills {
        let serve = start();
        let address = serve.address.clone();
        std::thread::scope(|scope| {
            scope.spawn(|| while post(&address, &form(next.fetch_add(1, Relaxed)), &[]).is_ok() {});
            std::thread::sleep(Duration::from_micros(random.below(300_000) as u64));
            serve.kill();
        });
    }
    let serve = start();
    let sent = next.load(Relaxed);
    for number in 0..sent {
        post(&serve.address, &form(number), &[])
            .unwrap()
            .reference();
    }
    wait_until_all_is_told(server);
    sent
}

#[test]
fn each_complaint_is_mailed_under_one_id_however_often_the_server_is_killed() {
    let what = "each_complaint_is_mailed_under_one_id_however_often_the_server_is_killed";
    let Some(program) = aiosmtpd(what) else {
        return;
    };
    let server = Server::prepared();
    let mails = MailServer::start(&program, server.folder());
    let form = |number: usize| Form::complete().text("submission_id", &format!("mailed-{number}"));
    let to = ["--mail-to", "complaints@company.example"];
    let sent = send_through_kills(&server, &mails, &to, 5, &form);
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let taken = mails.taken();
    for text in &taken {
        let mail = parse(text);
        let reference = mail.subject().unwrap()[10..20].to_owned();
        let id = mail.message_id().unwrap().to_owned();
        ids.entry(reference).or_default().insert(id);
    }
    let kept = server.inbox().list().unwrap();
    let kept: BTreeSet<&String> = kept.iter().map(|one| &one.reference).collect();
    assert_eq!(kept.len(), sent);
    assert!(
        ids.keys().eq(kept.iter().copied()),
        "each is mailed, none that is not kept"
    );
    assert!(ids.values().all(|ids| ids.len() == 1), "{ids:?}");
    println!("{sent} complaints, {} e-mails", taken.len());
}

crate::receiver::stores::with_postgresql!(
    an_e_mail_has_the_whole_record_as_text_and_as_a_page_with_files_and_dates,
    files_that_are_too_large_for_an_e_mail_are_said_to_be_in_the_inbox,
    each_complaint_is_mailed_under_one_id_however_often_the_server_is_killed,
);
