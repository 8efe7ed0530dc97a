use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use super::server::Server;

/// The status of an answer, and its headers, a line each.
fn get(server: &Server, headers: &[(&str, &str)]) -> (String, Vec<String>) {
    let answer = server.send_for_bytes("GET", "/complaints.json", headers, b"");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let mut lines = answer.split("\r\n").map(str::to_owned);
    let status = lines.next().unwrap_or_default();
    (status, lines.take_while(|line| !line.is_empty()).collect())
}

/// The status of the answer to a browser that has the copy file already, in this encoding.
fn asked_again(server: &Server, encoding: &str, change: impl FnOnce()) -> String {
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
    let headers: Vec<_> = asks.chain([accepts]).collect();
    assert_eq!(headers.len(), 3, "{had:?}");
    change();
    get(server, &headers).0
}

#[test]
fn a_browser_that_comes_back_gets_a_replaced_copy_however_old_the_new_one_is() {
    let server = Server::started();
    let path = server.dist().join("complaints.json");
    let copy = fs::read_to_string(&path).unwrap();
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
                fs::write(&path, copy.replace("Quick summary", "Short summary")).unwrap();
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
