//! `complaints try` over real HTTP: what a browser would let through, and what the customer would read.

use std::process::Command;

use complaints::domain::complaint::FieldId;
use support::recipes::merged;
use support::stub::{Reply, Stub};

use super::copy_with;

const PAGE: &str = "https://www.company.example";

/// What it prints for an endpoint of this copy, and whether the customer reads that it was sent.
fn tried(stub: &Stub, origin: &str, submit: &str) -> (String, bool) {
    let folder = tempfile::tempdir().expect("there is room");
    let endpoint = format!(r#"{{"endpoint": "{}"}}"#, stub.address("/contact"));
    let copy = merged(&copy_with(&endpoint), submit);
    let file = folder.path().join("complaints.json");
    std::fs::write(&file, copy).expect("there is room");
    let output = Command::new(env!("CARGO_BIN_EXE_complaints"))
        .arg("try")
        .arg(&file)
        .args(["--origin", origin])
        .output()
        .expect("the program runs");
    let said = String::from_utf8(output.stdout).expect("it prints UTF-8");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{said}");
    (said, output.status.success())
}

#[track_caller]
fn assert_says(said: &str, lines: &[&str]) {
    for line in lines {
        assert!(
            said.lines().any(|known| known == *line),
            "no {line:?} in:\n{said}"
        );
    }
}

#[test]
fn on_the_pages_own_server_it_arrives_whole() {
    let stub = Stub::start(|_| Reply::json(201, r#"{"reference": "C-1"}"#));
    let (said, is_sent) = tried(&stub, &stub.address(""), r#"{"once": true}"#);
    assert!(is_sent, "{said}");
    // Every answer but of the box, which is left unticked, its date and the files; and four of the page's own.
    let entries = FieldId::ALL.len() - 3 + 4;
    assert_says(
        &said,
        &[
            &format!("sent      a form of {entries} entries, and 2 files"),
            "answer    201 application/json",
            "customer  Complaint sent: C-1",
            "look for  TEST of the complaints form (complaints try)",
        ],
    );
    let requests = stub.requests();
    assert_eq!(requests.len(), 1);
    let sent = &requests[0];
    assert_eq!(sent.method, "POST");
    assert!(sent.header("idempotency-key").is_some());
    for part in [
        "name=\"attachments\"; filename=\"Brief %22Störung%22 März; a=b 📞.pdf\"",
        "filename=\"it's 100% a screen shot (2).png\"",
        "“Störung” – £5, ½, café, Ŵyn, 日本, 📞 END OF TEST",
    ] {
        assert!(sent.text().contains(part), "no {part}");
    }
}

#[test]
fn another_server_is_asked_first_and_what_its_answer_lacks_is_named() {
    let stub = Stub::start(|_| Reply::json(201, r#"{"reference": "C-1"}"#));
    let (said, is_sent) = tried(&stub, PAGE, "{}");
    assert!(!is_sent);
    assert_says(
        &said,
        &[
            "browser   OPTIONS refuses, and nothing is sent: it has no Access-Control-Allow-Origin, expected https://www.company.example; or expected \"plain\": true in submit",
            "customer  Your complaint may not have reached us",
        ],
    );
    assert!(!said.contains("look for"), "{said}");
    let stub = Stub::start(|request| {
        let answer =
            Reply::json(201, r#"{"reference": "C-1"}"#).with("Access-Control-Allow-Origin", "*");
        if request.method == "OPTIONS" {
            return answer.with("Access-Control-Allow-Headers", "Content-Type");
        }
        answer
    });
    let (said, _) = tried(&stub, PAGE, r#"{"once": true}"#);
    assert!(
        said.contains("its Access-Control-Allow-Headers lacks idempotency-key"),
        "{said}"
    );
    // What counts nothing once is sent no key.
    let (said, is_sent) = tried(&stub, PAGE, "{}");
    assert!(
        is_sent && said.contains("browser   OPTIONS lets it send\n"),
        "{said}"
    );
    let (said, is_sent) = tried(&stub, PAGE, r#"{"plain": true}"#);
    assert!(is_sent && !said.contains("OPTIONS"), "{said}");
    let methods: Vec<String> = stub
        .requests()
        .into_iter()
        .map(|request| request.method)
        .collect();
    assert_eq!(methods, ["OPTIONS", "OPTIONS", "POST", "POST"]);
}

#[test]
fn redirects_are_followed_as_a_browser_does() {
    let stub = Stub::start(|request| match request.path.as_str() {
        "/contact" => Reply::redirect(301, "/contact/"),
        _ => Reply::html(200, "<form>Contact us</form>"),
    });
    let own = r#"{"reference": "page", "success": {"status": true}}"#;
    let (said, is_sent) = tried(&stub, &stub.address(""), own);
    assert!(!is_sent);
    let there = stub.address("/contact/");
    assert_says(
        &said,
        &[
            &format!("browser   301 leads on to {there}: asked there without what was sent"),
            "customer  Your complaint may not have reached us",
        ],
    );
    assert!(
        said.contains("write that address into submit.endpoint"),
        "{said}"
    );
    assert_eq!(stub.requests()[1].method, "GET");
    let again = Stub::start(|request| match request.path.as_str() {
        "/contact" => Reply::redirect(308, "thanks"),
        _ => Reply::json(200, r#"{"reference": "C-1"}"#),
    });
    let (_, is_sent) = tried(&again, &again.address(""), "{}");
    assert!(is_sent);
    assert_eq!(
        (&*again.requests()[1].method, &*again.requests()[1].path),
        ("POST", "/thanks")
    );
}

#[test]
fn each_server_that_it_is_led_on_to_is_asked_first() {
    let lets = |request: &support::stub::Request, answer: Reply| {
        let answer = answer.with("Access-Control-Allow-Origin", "*");
        match request.method.as_str() {
            "OPTIONS" => answer.with(
                "Access-Control-Allow-Headers",
                "idempotency-key, content-type",
            ),
            _ => answer,
        }
    };
    let last = Stub::start(|_| Reply::json(201, r#"{"reference": "C-1"}"#));
    let address = last.address("/there");
    let first = Stub::start(move |request| match request.method.as_str() {
        "OPTIONS" => lets(request, Reply::json(204, "")),
        _ => lets(request, Reply::redirect(307, &address)),
    });
    let (said, is_sent) = tried(&first, PAGE, r#"{"once": true}"#);
    assert!(!is_sent);
    let there = last.address("/there");
    assert_says(
        &said,
        &[
            &format!("browser   307 leads on to {there}: sent there again"),
            "browser   OPTIONS refuses, and nothing is sent there: it has no Access-Control-Allow-Origin, expected null; or expected \"plain\": true in submit",
            "customer  Your complaint may not have reached us",
        ],
    );
    let methods = |stub: &Stub| -> Vec<String> {
        let requests = stub.requests().into_iter();
        requests.map(|request| request.method).collect()
    };
    assert_eq!(methods(&first), ["OPTIONS", "POST"]);
    assert_eq!(methods(&last), ["OPTIONS"]);
}

#[test]
fn a_server_that_is_not_there_is_named() {
    let address = {
        let gone = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("there is a port");
        format!("http://{}", gone.local_addr().expect("it has an address"))
    };
    let folder = tempfile::tempdir().expect("there is room");
    let file = folder.path().join("complaints.json");
    std::fs::write(
        &file,
        copy_with(&format!(r#"{{"endpoint": "{address}/x"}}"#)),
    )
    .expect("there is room");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_complaints"));
        command
            .arg("try")
            .arg(&file)
            .args(arguments)
            .output()
            .expect("the program runs")
    };
    let output = run(&["--origin", &address]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("Connection refused"));
    std::fs::write(&file, copy_with(r#"{"endpoint": "/x"}"#)).expect("there is room");
    let output = run(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "complaints: the endpoint /x is a path: expected --origin with the website that it is on\n"
    );
}
