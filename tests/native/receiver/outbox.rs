//! Who is told of a complaint: a command, another server; tried until it is taken.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU16, Ordering::Relaxed};
use std::time::Duration;

use chrono::{DateTime, Utc};
use complaints::copy::read_body;
use complaints::domain::calendar::iso;
use complaints::receiver::{GIVE_UP_AFTER, Header, Tell, Webhook, WebhookSecret};
use serde_json::{Value, json};
use support::stub::{Reply, Request, Stub};

use super::inbox::{answer, inbox};
use super::server::{Form, Server, lines_with, monday_morning};
use super::{pdf, program};
use crate::receiver::wait_until;

/// The seconds since 1970 of a Monday morning.
pub const MONDAY: i64 = 1_795_428_000;

/// A clock of a test's own, which it moves. Where the test runs on both stores, the second run waits for the first.
macro_rules! own_clock {
    ($name:ident, $clock:ident) => {
        static RUN: std::sync::Mutex<()> = std::sync::Mutex::new(());
        let _run = RUN
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        static $name: AtomicI64 = AtomicI64::new($crate::receiver::outbox::MONDAY);
        fn $clock() -> chrono::DateTime<chrono::Utc> {
            chrono::DateTime::from_timestamp($name.load(Relaxed), 0).unwrap()
        }
        $name.store($crate::receiver::outbox::MONDAY, Relaxed);
    };
}
pub(super) use own_clock;

/// Whom to tell, looked at often.
pub fn tell() -> Tell {
    Tell {
        pause: Duration::from_millis(5),
        ..Tell::default()
    }
}

/// Starts a server that tells, with a clock.
pub fn start(server: &mut Server, tell: Tell, clock: fn() -> DateTime<Utc>) {
    let mut settings = server.settings();
    (settings.tell, settings.clock) = (tell, clock);
    server.start_with(settings);
}

/// A server that runs a command for each complaint, with `$DIR` in it for the folder of its own.
fn with_command(command: &str, clock: fn() -> DateTime<Utc>) -> Server {
    let mut server = Server::prepared();
    let command = command.replace("$DIR", &server.folder().display().to_string());
    let tell = Tell {
        command: Some(command),
        ..tell()
    };
    start(&mut server, tell, clock);
    server
}

/// How many are still to be told or were given up.
pub fn unsent(server: &Server) -> usize {
    server.inbox().unsent().unwrap().len()
}

pub fn wait_until_all_is_told(server: &Server) {
    let mut left = unsent(server);
    while left > 0 {
        wait_until("one more is told", || unsent(server) < left);
        left = unsent(server);
    }
}

/// How often what is waiting of a complaint was tried in vain.
pub fn tries(server: &Server) -> i64 {
    let unsent = server.inbox().unsent().unwrap();
    unsent.iter().map(|one| one.tries).sum()
}

fn webhook(stub: &Stub) -> Webhook {
    Webhook {
        url: stub.address("/hook?a=b").parse().unwrap(),
        secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".parse().ok(),
        headers: Vec::new(),
        body: None,
    }
}

fn with_webhook(webhook: Webhook) -> Tell {
    Tell {
        webhook: Some(webhook),
        ..tell()
    }
}

fn read_json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn a_command_gets_the_whole_record_on_standard_input() {
    let server = with_command("cat > \"$DIR/told.json\"", monday_morning);
    let form = Form::complete()
        .text("submission_id", "8e03978e-40d5-43e8-bc93-6894a57f9324")
        .text("help_needed", "Large print; \"quotes\" & $HOME")
        .file("a letter.pdf", &pdf(500));
    let reference = server.post_form(&form).reference();
    wait_until_all_is_told(&server);
    let told = read_json(&server.folder().join("told.json"));
    let received = server.received(&reference);
    assert_eq!(
        told,
        json!({
            "id": told["id"],
            "type": "complaint.received",
            "timestamp": "2026-11-23T10:00:00Z",
            "data": {
                "reference": reference,
                "received_at": "2026-11-23T10:00:00Z",
                "response_due": "2026-11-30",
                "cisas_opens": "2027-01-18",
                "cisas_opens_regulator": "2027-01-04",
                "cisas_closes": "2027-08-23",
                "deadlock_letter_due": "2027-01-04",
                "held": null,
                "submission_id": "8e03978e-40d5-43e8-bc93-6894a57f9324",
                "answers": {
                    "name": "Jo Smith",
                    "email": "jo@example.com",
                    "category": "billing",
                    "description": "I was billed twice for the same month.",
                    "help_needed": "Large print; \"quotes\" & $HOME",
                },
                "attachments": [{
                    "number": 1,
                    "name": "a letter.pdf",
                    "bytes": 500,
                    "sha256": received.attachments[0].sha256,
                }],
            },
        })
    );
    let id = told["id"].as_str().unwrap();
    assert_eq!(id.len(), 36, "{id}");
}

#[test]
fn a_command_that_fails_is_run_again_with_the_same_id_until_it_does_not() {
    own_clock!(NOW, clock);
    let server = with_command(
        "cat >> \"$DIR/all\"; echo >> \"$DIR/all\"; test -e \"$DIR/up\"",
        clock,
    );
    // The customer's answer does not wait for it.
    let reference = server.post_form(&Form::complete()).reference();
    wait_until("it is tried", || tries(&server) == 1);
    let listed = answer(&server, &["list", "--unsent"]);
    let line = listed.lines().nth(1).unwrap();
    assert!(
        line.starts_with(&format!(
            "{reference}  command  2026-11-23 10:00  1      2026-11-23 10:00  exit status 1"
        )),
        "{listed}"
    );
    fs::write(server.folder().join("up"), "").unwrap();
    NOW.fetch_add(60, Relaxed);
    wait_until_all_is_told(&server);
    let all = fs::read_to_string(server.folder().join("all")).unwrap();
    let told: Vec<Value> = all
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!((told.len(), &told[0]), (2, &told[1]));
    let header = "reference  target  since (London)  tries  next (London)  why\n";
    assert_eq!(answer(&server, &["list", "--unsent"]), header);
    let lines = lines_with(&reference);
    let log: Vec<&str> = lines
        .iter()
        .map(|line| line.split_once(' ').unwrap().1)
        .collect();
    assert!(log[1].starts_with(&format!("not-told reference={reference} target=command tries=1 why=\"exit status 1\" next=2026-11-23T10:00:")), "{log:?}");
    assert_eq!(
        log[2..],
        [format!("told reference={reference} target=command tries=2")]
    );
}

#[test]
fn a_command_that_does_not_read_its_input_has_taken_it() {
    let server = with_command("exit 0", monday_morning);
    let form = Form::complete().text("desired_outcome", &"All of it. ".repeat(150));
    server.post_form(&form).reference();
    wait_until_all_is_told(&server);
}

#[test]
fn a_command_that_does_not_end_is_ended_and_run_again() {
    own_clock!(NOW, clock);
    let mut server = Server::prepared();
    let folder = server.folder().display().to_string();
    let tell = Tell {
        command: Some(format!("test -e '{folder}/up' || exec sleep 1000")),
        timeout: Duration::from_millis(50),
        ..tell()
    };
    start(&mut server, tell, clock);
    let reference = server.post_form(&Form::complete()).reference();
    wait_until("it is tried", || tries(&server) == 1);
    let why = "why=\"no answer in time\"";
    assert!(lines_with(&reference).iter().any(|line| line.contains(why)));
    server.stop();
    fs::write(server.folder().join("up"), "").unwrap();
    NOW.fetch_add(60, Relaxed);
    let tell = Tell {
        command: Some(format!("test -e '{folder}/up'")),
        ..self::tell()
    };
    start(&mut server, tell, clock);
    wait_until_all_is_told(&server);
}

#[test]
fn a_command_is_told_no_secret_of_the_environment() {
    let server = Server::prepared();
    let environment = [
        ("COMPLAINTS_SMTP", "smtp://127.0.0.1:1"),
        (
            "COMPLAINTS_FORWARD_SECRET",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ),
        ("COMPLAINTS_ON_RECEIVED", "env > environment"),
    ];
    let script = environment
        .map(|(name, value)| format!("export {name}='{value}'; "))
        .concat();
    let serve = support::Program::start_by(server.folder(), &(script + "exec \"$@\""), &[]);
    super::server::post(&serve.address, &Form::complete(), &[])
        .unwrap()
        .reference();
    wait_until_all_is_told(&server);
    let seen = fs::read_to_string(server.folder().join("environment")).unwrap();
    assert!(seen.contains("COMPLAINTS_ON_RECEIVED"), "{seen}");
    for secret in ["COMPLAINTS_SMTP", "whsec_"] {
        assert!(!seen.contains(secret), "{secret}");
    }
}

/// The signature that a request says it has is one of what it says.
#[track_caller]
fn assert_signed(request: &Request, secret: &WebhookSecret) {
    let header = |name| request.header(name).unwrap();
    let signature = secret.sign(
        header("webhook-id"),
        header("webhook-timestamp"),
        &request.text(),
    );
    assert_eq!(header("webhook-signature"), signature);
}

#[test]
fn a_webhook_gets_the_record_signed_with_the_headers_of_the_owner() {
    let stub = Stub::start(|_| Reply::json(202, ""));
    let mut server = Server::prepared();
    let webhook = Webhook {
        headers: vec!["Authorization: Bearer abc=".parse::<Header>().ok().unwrap()],
        ..webhook(&stub)
    };
    let secret = webhook.secret.clone().unwrap();
    start(&mut server, with_webhook(webhook), monday_morning);
    let reference = server.post_form(&Form::complete()).reference();
    wait_until_all_is_told(&server);
    let requests = stub.requests();
    let [request] = &requests[..] else {
        panic!("{requests:?}")
    };
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        ("POST", "/hook?a=b")
    );
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("authorization"), Some("Bearer abc="));
    assert_eq!(request.header("webhook-timestamp"), Some("1795428000"));
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(body["id"].as_str(), request.header("webhook-id"));
    assert_eq!(body["data"]["reference"], reference.as_str());
    assert_signed(request, &secret);
}

#[test]
fn a_webhook_gets_what_the_owners_template_makes_of_the_record_signed_as_ever() {
    let stub = Stub::start(|_| Reply::json(202, ""));
    let mut server = Server::prepared();
    let template = r#"{
        "ticket": {
            "subject": "Complaint {reference}", "from": "{email}", "phone": "{phone}", "due": "{response_due}",
            "id": "{submission_id}", "tags": ["web", "{category}"], "priority": 2, "files": "{attachments}"
        },
        "words": "{description}",
        "help": { "needed": "{help_needed}" },
        "braces": "{{}}",
        "all": "{everything}"
    }"#;
    let webhook = Webhook {
        body: Some(read_body(template).unwrap()),
        ..webhook(&stub)
    };
    let secret = webhook.secret.clone().unwrap();
    start(&mut server, with_webhook(webhook), monday_morning);
    let form = Form::complete()
        .text("submission_id", "8e03978e-40d5-43e8-bc93-6894a57f9324")
        .text("related_link", "\"}, {name}")
        .file("a \u{201c}letter\u{201d}.pdf", &pdf(500))
        .file("b.png", &super::png());
    let reference = server.post_form(&form).reference();
    wait_until_all_is_told(&server);
    let requests = stub.requests();
    let [request] = &requests[..] else {
        panic!("{requests:?}")
    };
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_signed(request, &secret);
    let mut body: Value = serde_json::from_slice(&request.body).unwrap();
    let all = body["all"].take();
    assert_eq!(
        body,
        json!({
            "ticket": {
                "subject": format!("Complaint {reference}"),
                "from": "jo@example.com",
                "due": "2026-11-30",
                "id": "8e03978e-40d5-43e8-bc93-6894a57f9324",
                "tags": ["web", "billing"],
                "priority": 2,
                "files": "a \u{201c}letter\u{201d}.pdf\nb.png",
            },
            "words": "I was billed twice for the same month.",
            "braces": "{}",
            "all": null,
        })
    );
    let all = all.as_str().unwrap();
    for part in [
        "Held for review\n  decoy: a machine seems to have sent it\n",
        "Full name\n  Jo Smith\n",
        "- 2. b.png (1 KB)\n",
    ] {
        assert!(all.contains(part), "{part}\n{all}");
    }
}

#[test]
fn a_template_that_cannot_be_used_is_named_at_the_start_with_everything_that_is_wrong_with_it() {
    let server = Server::prepared();
    let serve = |arguments: &[&str]| {
        let output = program()
            .current_dir(server.folder())
            .args(["serve", "--port", "0", "--forward-body", "body.json"])
            .args(arguments)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        (output.status.code(), said)
    };
    let to = ["--forward", "https://hooks.company.example/a"];
    let refused = |said: &str| (Some(2), format!("complaints: {said}\n"));
    let (status, said) = serve(&to);
    assert!(
        status == Some(2) && said.starts_with("complaints: cannot read body.json"),
        "{said}"
    );
    for (template, said) in [
        ("{", "body.json:1:1 not JSON: Unterminated object"),
        (
            "[]",
            "body.json:1:1 expected an object {…} with what is to be sent, found a list […]",
        ),
        (
            "{\n  \"text\": \"{refrence}\",\n  \"more\": { \"a\": \"}\" }\n}",
            "body.json:2:11 text: unknown placeholder {refrence}, did you mean {reference}?\n\
             body.json:3:18 more.a: a brace stands alone, expected {name} or a doubled brace",
        ),
    ] {
        fs::write(server.folder().join("body.json"), template).unwrap();
        assert_eq!(serve(&to), refused(said), "{template}");
    }
    fs::write(server.folder().join("body.json"), "{\"a\": \"{name}\"}").unwrap();
    let alone = "--forward-body: expected --forward too, the address that it is posted to";
    assert_eq!(serve(&[]), refused(alone));
}

#[test]
fn a_webhook_that_answers_anything_but_2xx_is_told_again_under_the_same_id() {
    own_clock!(NOW, clock);
    static STATUS: AtomicU16 = AtomicU16::new(503);
    STATUS.store(503, Relaxed);
    let stub = Stub::start(|_| {
        let status = STATUS.load(Relaxed);
        Reply::json(status, "{\"jo\":\"Jo Smith, jo@example.com\"}").with("Location", "/elsewhere")
    });
    let mut server = Server::prepared();
    let (webhook, secret) = (webhook(&stub), webhook(&stub).secret.unwrap());
    start(&mut server, with_webhook(webhook), clock);
    let reference = server.post_form(&Form::complete()).reference();
    for (status, tried) in [(307, 1), (404, 2), (200, 3)] {
        wait_until("it is tried", || tries(&server) == tried);
        STATUS.store(status, Relaxed);
        NOW.fetch_add(3_600, Relaxed);
    }
    wait_until_all_is_told(&server);
    let requests = stub.requests();
    let ids: Vec<_> = requests
        .iter()
        .map(|one| one.header("webhook-id").unwrap())
        .collect();
    assert_eq!(ids, [ids[0]; 4]);
    let at: Vec<_> = requests
        .iter()
        .map(|one| one.header("webhook-timestamp").unwrap())
        .collect();
    assert_eq!(at, ["1795428000", "1795431600", "1795435200", "1795438800"]);
    requests.iter().for_each(|one| assert_signed(one, &secret));
    assert!(
        requests
            .iter()
            .all(|one| one.path == "/hook?a=b" && one.body == requests[0].body)
    );
    let lines = lines_with(&reference);
    for why in ["\"status 503\"", "\"status 307\"", "\"status 404\""] {
        assert!(
            lines
                .iter()
                .any(|line| line.contains(&["why=", why].concat())),
            "{lines:?}"
        );
    }
    assert!(
        lines
            .iter()
            .all(|line| !line.contains("Smith") && !line.contains('@')),
        "{lines:?}"
    );
}

#[test]
fn who_is_away_for_a_day_is_told_and_who_is_away_for_five_is_given_up_until_asked_for() {
    own_clock!(NOW, clock);
    let stub = Stub::start(|_| Reply::json(200, ""));
    let nobody = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", listener.local_addr().unwrap())
    };
    let mut server = Server::prepared();
    let away = Webhook {
        url: nobody.parse().unwrap(),
        ..webhook(&stub)
    };
    start(&mut server, with_webhook(away.clone()), clock);
    let reference = server.post_form(&Form::complete()).reference();
    wait_until("it is tried", || tries(&server) == 1);
    assert!(
        lines_with(&reference)
            .iter()
            .any(|line| line.contains("why=\"connection refused\""))
    );
    NOW.fetch_add(24 * 3_600, Relaxed);
    wait_until("it is tried", || tries(&server) == 2);
    let given_up = || answer(&server, &["list", "--unsent"]).contains("given up");
    assert!(!given_up());
    NOW.fetch_add(GIVE_UP_AFTER.as_secs() as i64, Relaxed);
    wait_until("it is given up", given_up);
    let lines = lines_with(&reference);
    let said = format!(
        "given-up reference={reference} target=webhook tries=3 why=\"connection refused\" \
         then=\"complaints inbox resend {reference}\""
    );
    assert!(lines.iter().any(|line| line.ends_with(&said)), "{lines:?}");
    server.stop();
    start(&mut server, with_webhook(webhook(&stub)), clock);
    // It is said at the start, and stays given up.
    assert_eq!((unsent(&server), stub.requests().len()), (1, 0));
    assert_eq!(
        answer(&server, &["resend", &reference]),
        format!("{reference}: to be told again: 1\n")
    );
    NOW.fetch_add(60 * 365 * 24 * 3_600, Relaxed);
    wait_until_all_is_told(&server);
    assert_eq!(stub.requests().len(), 1);
    let none = format!("complaints: {reference}: nobody is still to be told of it\n");
    assert_eq!(
        inbox(&server, &["resend", &reference]),
        (1, String::new(), none)
    );
    let unknown = "complaints: no complaint has the reference C-00000000\n".to_owned();
    assert_eq!(
        inbox(&server, &["resend", "C-00000000"]),
        (1, String::new(), unknown)
    );
}

#[test]
fn who_is_away_keeps_nobody_else_waiting() {
    let stub = Stub::start(|_| Reply::json(500, ""));
    let mut server = Server::prepared();
    let folder = server.folder().display().to_string();
    let tell = Tell {
        command: Some(format!("cat > '{folder}/told.json'")),
        ..with_webhook(webhook(&stub))
    };
    start(&mut server, tell, monday_morning);
    let reference = server.post_form(&Form::complete()).reference();
    wait_until("the command has run", || unsent(&server) == 1);
    assert_eq!(
        read_json(&server.folder().join("told.json"))["data"]["reference"],
        reference.as_str()
    );
    let unsent = server.inbox().unsent().unwrap();
    assert_eq!(unsent[0].target, "webhook");
}

#[test]
fn a_repeat_and_a_refused_complaint_are_told_to_nobody() {
    let stub = Stub::start(|_| Reply::json(200, ""));
    let mut server = Server::prepared();
    start(&mut server, with_webhook(webhook(&stub)), monday_morning);
    let form = Form::complete().text("submission_id", "one");
    server.post_form(&form).reference();
    server.post_form(&form).reference();
    assert_eq!(server.post_form(&Form::default()).status, 422);
    let last = server.post_form(&form.text("phone", "1").text("submission_id", "two"));
    assert_ne!(last.status, 201);
    let last = server
        .post_form(&Form::complete().text("submission_id", "three"))
        .reference();
    // They are told in the order they came.
    wait_until_all_is_told(&server);
    let told: Vec<Value> = stub
        .requests()
        .iter()
        .map(|one| serde_json::from_slice(&one.body).unwrap())
        .collect();
    assert_eq!(told.len(), 2);
    assert_eq!(told[1]["data"]["reference"], last.as_str());
}

#[test]
fn what_was_waiting_is_told_after_a_restart_and_a_deleted_complaint_to_nobody() {
    let mut server = Server::prepared();
    start(
        &mut server,
        Tell {
            command: Some("false".to_owned()),
            ..tell()
        },
        monday_morning,
    );
    let [gone, stays] = ["gone", "stays"].map(|id| {
        server
            .post_form(&Form::complete().text("submission_id", id))
            .reference()
    });
    wait_until("both are tried", || tries(&server) == 2);
    server.stop();
    answer(&server, &["delete", &gone]);
    assert_eq!(unsent(&server), 1);
    own_clock!(NOW, clock);
    NOW.fetch_add(3_600, Relaxed);
    let folder = server.folder().display().to_string();
    let command = Some(format!("cat >> '{folder}/told.json'"));
    start(&mut server, Tell { command, ..tell() }, clock);
    wait_until_all_is_told(&server);
    let told = read_json(&server.folder().join("told.json"));
    assert_eq!(told["data"]["reference"], stays.as_str());
}

#[test]
fn what_was_told_after_a_backup_is_not_told_again_when_it_is_brought_back() {
    own_clock!(NOW, clock);
    let mut server = with_command("test -e \"$DIR/up\"", clock);
    server.post_form(&Form::complete()).reference();
    wait_until("it is tried", || tries(&server) == 1);
    let run = |server: &Server, arguments: &[&str]| {
        let run = || {
            program()
                .current_dir(server.folder())
                .args(arguments)
                .output()
                .unwrap()
        };
        wait_until("the data folder is free", || {
            let output = run();
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(
                output.status.success() || said.contains("another serve is using"),
                "{said}"
            );
            output.status.success()
        });
    };
    run(&server, &["backup", "yesterday"]);
    fs::write(server.folder().join("up"), "").unwrap();
    NOW.fetch_add(3_600, Relaxed);
    wait_until_all_is_told(&server);
    server.stop();
    run(&server, &["restore", "yesterday"]);
    assert_eq!(unsent(&server), 0);
}

#[test]
fn secrets_come_from_a_file_that_is_its_owner_s_alone_or_the_environment_and_are_never_printed() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::prepared();
    let serve = |arguments: &[&str], environment: &[(&str, &str)]| {
        let output = program()
            .current_dir(server.folder())
            .args(["serve", "--port", "0"])
            .args(arguments)
            .envs(environment.iter().copied())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    let path = server.folder().join("secrets");
    let write = |text: &str, mode: u32| {
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let refused = |said: &str| (Some(2), String::new(), format!("complaints: {said}\n"));
    write("smtp = \"smtps://u:hush@mail.example\"\n", 0o640);
    let open = "secrets is open to other people of this machine (mode 640): chmod 600 secrets";
    assert_eq!(serve(&["--secrets", "secrets"], &[]), refused(open));
    let expected = "expected an address like smtps://user:password@mail.company.example, with what is no \
                    letter or digit of user and password percent-encoded";
    let plain = "expected smtps://… or smtp://…?tls=required: without, only a mail server of this machine, \
                 like smtp://127.0.0.1:25";
    for (text, said) in [
        ("smtp = \"hush hush\"\n", format!("secrets:1: smtp: {expected}")),
        ("\nsmtp = \"smtp://u:hush@mail.example\"\n", format!("secrets:2: smtp: {plain}")),
        ("smtp = \"smtp://u:hush@mail.example?tls=opportunistic\"\n", format!("secrets:1: smtp: {plain}")),
        ("smtp = \"smtp://u:hush@mail.example?x=tls=required\"\n", format!("secrets:1: smtp: {plain}")),
        ("smtp = hush\n", "secrets:1: smtp: expected \"a text\", a number, true, false or a list [\"a\", \"b\"] on one line".to_owned()),
        ("hush\n", "secrets:1: expected name = value".to_owned()),
        ("smpt = \"hush\"\n", "secrets:1: smpt: expected one of smtp, forward-secret, forward-header".to_owned()),
        ("forward-secret = \"hush\"\n", "secrets:1: forward-secret: expected whsec_ and 24 to 64 random bytes in base64".to_owned()),
        ("forward-header = [\"hush\"]\n", "secrets:1: forward-header: expected a header like \"Authorization: Bearer …\"".to_owned()),
    ] {
        write(text, 0o600);
        assert_eq!(serve(&["--secrets", "secrets"], &[]), refused(&said), "{text}");
    }
    let environment = [("COMPLAINTS_SMTP", "hush")];
    assert_eq!(
        serve(&[], &environment),
        refused(&format!("COMPLAINTS_SMTP: {expected}"))
    );
    let to = ["--mail-to", "a@company.example"];
    let no_sender = "--mail-to: expected --mail-from too, the address that the e-mails come from";
    assert_eq!(serve(&to, &[]), refused(no_sender));
    let no_server = "--mail-to: expected the mail server too, in the environment as COMPLAINTS_SMTP or in the \
                     file of --secrets as smtp, like smtps://user:password@mail.company.example";
    let from = ["--mail-from", "b@company.example"];
    assert_eq!(serve(&[to, from].concat(), &[]), refused(no_server));
    let all = [
        "--mail-to=a@company.example,c@company.example",
        "--mail-from=b@company.example",
        "--mail-files=5",
        "--forward=https://hooks.company.example/a",
        "--forward-body=body.json",
        "--on-received=cat > /dev/null",
        "--secrets=secrets",
        "--print-config",
    ];
    let environment = [("COMPLAINTS_SMTP", "smtps://u:hush@mail.example")];
    let (status, printed, _) = serve(&all, &environment);
    assert_eq!(status, Some(0));
    let lines = "on-received = \"cat > /dev/null\"\nforward = \"https://hooks.company.example/a\"\n\
                 forward-body = \"body.json\"\n\
                 mail-to = [\"a@company.example\", \"c@company.example\"]\nmail-from = \"b@company.example\"\n\
                 mail-files = 5\nsecrets = \"secrets\"\n";
    assert!(printed.ends_with(lines), "{printed}");
    let (status, _, errors) = serve(&["--forward", "https://u:p@hooks.company.example"], &[]);
    assert!(
        errors.contains("without a user's name or password"),
        "{errors}"
    );
    assert_eq!(status, Some(2));
}

#[test]
fn the_clock_of_these_tests_shows_a_monday_morning() {
    let monday = DateTime::from_timestamp(MONDAY, 0).unwrap();
    assert_eq!(
        iso::format_instant(monday),
        iso::format_instant(monday_morning())
    );
}

crate::receiver::stores::with_postgresql!(
    a_command_gets_the_whole_record_on_standard_input,
    a_command_that_fails_is_run_again_with_the_same_id_until_it_does_not,
    a_webhook_gets_the_record_signed_with_the_headers_of_the_owner,
    a_webhook_that_answers_anything_but_2xx_is_told_again_under_the_same_id,
    who_is_away_for_a_day_is_told_and_who_is_away_for_five_is_given_up_until_asked_for,
    who_is_away_keeps_nobody_else_waiting,
    a_repeat_and_a_refused_complaint_are_told_to_nobody,
    what_was_waiting_is_told_after_a_restart_and_a_deleted_complaint_to_nobody,
);
