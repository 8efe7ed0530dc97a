use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::{Duration, SystemTime};

use complaints::receiver::Settings;
use support::shipped::publish;

use super::server::{Form, Server};
use crate::fixture::DEFAULT_COPY;

/// The status of an answer, and its headers, a line each.
fn get(server: &Server, headers: &[(&str, &str)]) -> (String, Vec<String>) {
    let answer = server.send_for_bytes("GET", "/complaints.json", headers, b"");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let mut lines = answer.split("\r\n").map(str::to_owned);
    let status = lines.next().unwrap_or_default();
    (status, lines.take_while(|line| !line.is_empty()).collect())
}

/// What a browser asks with that has the copy file already, in this encoding.
fn asks(server: &Server, encoding: &str) -> Vec<(&'static str, String)> {
    let accepts = ("Accept-Encoding", encoding);
    let (status, had) = get(server, &[accepts]);
    assert_eq!(status, "HTTP/1.1 200 OK");
    let value_of = |name: &str| {
        let found = had.iter().filter_map(|line| line.split_once(": "));
        let mut found = found.filter(|(known, _)| known.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value)
    };
    let asks = [
        ("ETag", "If-None-Match"),
        ("Last-Modified", "If-Modified-Since"),
    ];
    let asks = asks
        .into_iter()
        .filter_map(|(had, asks)| Some((asks, value_of(had)?)));
    let headers = asks.chain([accepts]);
    let headers: Vec<_> = headers
        .map(|(name, value)| (name, value.to_owned()))
        .collect();
    assert_eq!(headers.len(), 3, "{had:?}");
    headers
}

/// The status of the answer to what [`asks`] gave.
fn asked(server: &Server, headers: &[(&'static str, String)]) -> String {
    let headers: Vec<_> = headers
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    get(server, &headers).0
}

/// The status of the answer to a browser that has the copy file already, in this encoding.
fn asked_again(server: &Server, encoding: &str, change: impl FnOnce()) -> String {
    let headers = asks(server, encoding);
    change();
    asked(server, &headers)
}

/// Puts another digit into the copy: a file as long as before and with the same time, as an archive or an
/// image brings it.
fn change_a_digit(dist: &Path, from: &str, to: &str) {
    let path = dist.join("complaints.json");
    let copy = fs::read_to_string(&path).unwrap();
    let changed = copy.replace(from, to);
    assert!(changed != copy && changed.len() == copy.len());
    let new = path.with_extension("new");
    fs::write(&new, changed).unwrap();
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    let file = File::options().append(true).open(&new).unwrap();
    file.set_modified(time).unwrap();
    fs::rename(new, path).unwrap();
}

#[test]
fn a_browser_that_comes_back_gets_a_replaced_copy_however_old_the_new_one_is() {
    let server = Server::started();
    let path = server.dist().join("complaints.json");
    let copy = fs::read_to_string(&path).unwrap();
    let mut titles = (100..).map(|number| format!("Summary, {number}."));
    for encoding in ["identity", "gzip", "br"] {
        assert_eq!(
            asked_again(&server, encoding, || {}),
            "HTTP/1.1 304 Not Modified"
        );
        for age in [0, 1, 86_400] {
            let replace = || {
                // As long as before, and from another day: a version from a backup.
                let was = File::open(&path)
                    .unwrap()
                    .metadata()
                    .unwrap()
                    .modified()
                    .unwrap();
                let title = titles.next().unwrap();
                fs::write(&path, copy.replace("Quick summary", &title)).unwrap();
                let time = was - Duration::from_secs(age);
                let time = if age == 0 { SystemTime::now() } else { time };
                File::options()
                    .append(true)
                    .open(&path)
                    .unwrap()
                    .set_modified(time)
                    .unwrap();
            };
            assert_eq!(
                asked_again(&server, encoding, replace),
                "HTTP/1.1 200 OK",
                "{encoding}, {age} s older"
            );
        }
    }
}

#[test]
fn a_browser_that_comes_back_gets_a_changed_digit_though_all_files_have_one_time() {
    let mut server = Server::started();
    let phone = ["6", "7", "8", "9"].map(|digit| format!("\"01702 66883{digit}\""));
    for (encoding, phone) in ["identity", "gzip", "br"].iter().zip(phone.windows(2)) {
        let had = asks(&server, encoding);
        server.stop();
        server.start();
        let same = asked(&server, &had);
        assert_eq!(same, "HTTP/1.1 304 Not Modified", "{encoding}");
        server.stop();
        change_a_digit(&server.dist(), &phone[0], &phone[1]);
        server.start();
        assert_eq!(asked(&server, &had), "HTTP/1.1 200 OK", "{encoding}");
    }
}

#[test]
fn a_changed_digit_is_seen_while_the_server_runs_though_all_files_have_one_time() {
    let server = Server::started();
    let due = |id: &str| {
        let form = Form::complete().text("submission_id", id);
        server.post_form(&form).json()["response_due"].clone()
    };
    assert_eq!(due("before"), "2026-11-30");
    let had = asks(&server, "br");
    let days = [5, 6].map(|days| format!("\"response_days\": {days}"));
    change_a_digit(&server.dist(), &days[0], &days[1]);
    assert_eq!(due("after"), "2026-12-01");
    assert_eq!(asked(&server, &had), "HTTP/1.1 200 OK");
    assert!(server.get("/complaints.json").body.contains(&days[1]));
}

#[test]
fn a_folder_that_is_a_link_is_served_from_where_it_leads_to_now_and_from_nowhere_else() {
    let mut server = Server::prepared();
    let [first, second, current] =
        ["dist", "second", "current"].map(|name| server.folder().join(name));
    publish(&second).unwrap();
    for (release, name) in [(&first, "first"), (&second, "second")] {
        fs::write(release.join("release.txt"), name).unwrap();
    }
    let days = [5, 6].map(|days| format!("\"response_days\": {days}"));
    change_a_digit(&second, &days[0], &days[1]);
    symlink(first.join("release.txt"), second.join("earlier.txt")).unwrap();
    symlink(&first, &current).unwrap();
    server.start_with(Settings {
        dist: current.clone(),
        ..server.settings()
    });
    let served = |id: &str| {
        let form = Form::complete().text("submission_id", id);
        let due = server.post_form(&form).json()["response_due"].clone();
        (server.get("/release.txt").body, due)
    };
    assert_eq!(served("before"), ("first".to_owned(), "2026-11-30".into()));
    // As `ln -sfn second current` does.
    let new = server.folder().join("new");
    symlink(&second, &new).unwrap();
    fs::rename(&new, &current).unwrap();
    let now = ("second".to_owned(), "2026-12-01".into());
    assert_eq!(served("after"), now);
    assert!(server.get("/complaints.json").body.contains(&days[1]));
    // The one before is outside now.
    assert_eq!(server.get("/earlier.txt").status, 404);
    fs::remove_dir_all(&first).unwrap();
    assert_eq!(server.get("/").status, 200);
    assert_eq!(served("later"), now);
}

#[test]
fn the_policy_lets_the_page_reach_the_servers_that_the_copy_file_names_and_no_other() {
    let server = Server::started();
    let policy = |endpoint: &str, holidays: &str| {
        let copy = DEFAULT_COPY
            .replace(
                r#""endpoint": "/complaints/form""#,
                &format!(r#""endpoint": "{endpoint}""#),
            )
            .replace(
                r#""bank_holidays": "bank-holidays.json""#,
                &format!(r#""bank_holidays": "{holidays}""#),
            );
        assert!(copy.contains(endpoint) && copy.contains(holidays));
        fs::write(server.dist().join("complaints.json"), copy).unwrap();
        let answer = server.get("/");
        let policy = answer.header("content-security-policy").unwrap_or_default();
        let part = |name: &str| {
            let mut parts = policy.split("; ");
            let found = parts.find_map(|part| part.strip_prefix(name));
            found.expect(name).trim_start().to_owned()
        };
        [part("connect-src"), part("form-action")]
    };
    let own = "'self'".to_owned();
    assert_eq!(
        policy("/complaints/form", "bank-holidays.json"),
        [own.clone(), own.clone()]
    );
    let forms = "'self' https://forms.example".to_owned();
    for endpoint in [
        "https://forms.example",
        "https://forms.example/f/1",
        "https://forms.example?to=https://evil.example",
        "https://forms.example#/x",
    ] {
        let sent = policy(endpoint, "bank-holidays.json");
        assert_eq!(sent, [forms.clone(), forms.clone()], "{endpoint}");
    }
    let local = "'self' http://127.0.0.1:9000".to_owned();
    assert_eq!(
        policy("http://127.0.0.1:9000/c", "http://127.0.0.1:9000/days.json"),
        [local.clone(), local]
    );
    assert_eq!(
        policy("/complaints/form", "https://days.example/bank.json"),
        ["'self' https://days.example".to_owned(), own]
    );
    // What could end a directive, or add one, names no server.
    let odd = policy("https://forms.example;script-src/x", "bank-holidays.json");
    assert!(odd.iter().all(|part| part == "'self'"), "{odd:?}");
}
