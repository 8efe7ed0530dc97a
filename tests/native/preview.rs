//! `complaints preview`: serves a copy file, and takes back what has no problem.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::fixture::{DEFAULT_COPY, edited};
use crate::prerender::{built, prerender};
use crate::receiver::server::{Answer, head, read_answer};

/// A preview of a copy file in a folder of its own, which ends with this value.
struct Preview {
    child: Child,
    port: u16,
    file: PathBuf,
    _folder: TempDir,
    _dist: TempDir,
}

impl Preview {
    fn start() -> Self {
        let (folder, dist) = (TempDir::new().unwrap(), built());
        prerender(dist.path());
        let file = folder.path().join("words.json");
        fs::write(&file, DEFAULT_COPY).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_complaints"))
            .current_dir(folder.path())
            .args(["preview", "words.json", "--dist"])
            .arg(dist.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut told)
            .unwrap();
        let port = told
            .strip_prefix("http://127.0.0.1:")
            .and_then(|rest| rest.strip_suffix("/preview.html?copy=words.json\n"))
            .unwrap_or_else(|| panic!("{told:?} is not the address"));
        let port = port.parse().unwrap();
        Self {
            child,
            port,
            file,
            _folder: folder,
            _dist: dist,
        }
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.send_to(&self.host(), method, path, headers, body)
    }

    fn send_to(
        &self,
        host: &str,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let head = head(method, path, host, headers, body.len());
        stream.write_all(&head).unwrap();
        stream.write_all(body.as_bytes()).unwrap();
        read_answer(&mut stream)
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.file).unwrap()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// The default copy with another title.
fn better() -> String {
    edited(
        DEFAULT_COPY,
        &[("\"title\": \"Quick summary\"", "\"title\": \"In short\"")],
    )
}

#[test]
fn the_file_is_served_with_its_version_and_may_be_put_back() {
    let preview = Preview::start();
    let answer = preview.send("GET", "/words.json", &[], "");
    assert_eq!((answer.status, answer.body.as_str()), (200, DEFAULT_COPY));
    assert_eq!(answer.header("allow"), Some("get, head, put"));
    assert!(answer.header("etag").is_some());
}

#[test]
fn the_built_folder_is_served_around_the_file() {
    let preview = Preview::start();
    let answer = preview.send("GET", "/preview.html", &[], "");
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .body
            .contains("<title>Preview of the complaints page</title>")
    );
    let policy = answer.header("content-security-policy").unwrap_or_default();
    assert!(policy.ends_with("; frame-src 'self'"), "{policy}");
    let index = preview.send("GET", "/index.html", &[], "");
    let policy = index.header("content-security-policy").unwrap_or_default();
    assert!(!policy.contains("frame-src"), "{policy}");
}

#[test]
fn a_good_text_is_saved_as_it_was_sent_and_so_is_the_one_after_it() {
    let preview = Preview::start();
    let answer = preview.send("PUT", "/words.json", &[], &better());
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    assert_eq!(preview.text(), better());
    let now = preview.send("GET", "/words.json", &[], "");
    assert_eq!(answer.header("etag"), now.header("etag"));
    let version = [("If-Match", now.header("etag").unwrap_or_default())];
    let again = preview.send("PUT", "/words.json", &version, DEFAULT_COPY);
    assert_eq!(again.status, 204);
    assert_eq!(preview.text(), DEFAULT_COPY);
}

#[test]
fn a_text_with_problems_is_refused_with_what_check_prints_of_them() {
    let preview = Preview::start();
    let broken = edited(
        DEFAULT_COPY,
        &[(
            "\"header\": {\n    \"tagline\"",
            "\"header\": {\n    \"tagine\"",
        )],
    );
    let answer = preview.send("PUT", "/words.json", &[], &broken);
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (
            422,
            "words.json:63:13 header: missing key \"tagline\"\n\
             words.json:64:5 header.tagine: unknown key, did you mean \"tagline\"?\n"
        )
    );
    assert_eq!(preview.text(), DEFAULT_COPY);
}

#[test]
fn a_text_that_comes_after_an_older_version_is_refused() {
    let preview = Preview::start();
    let first = preview.send("GET", "/words.json", &[], "");
    let version = first.header("etag").unwrap_or_default();
    fs::write(&preview.file, better()).unwrap();
    let answer = preview.send("PUT", "/words.json", &[("If-Match", version)], DEFAULT_COPY);
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (412, "the file has changed meanwhile")
    );
    assert_eq!(preview.text(), better());
}

#[test]
fn a_page_of_another_site_may_not_save() {
    let preview = Preview::start();
    let origin = [("Origin", "https://elsewhere.example")];
    let answer = preview.send("PUT", "/words.json", &origin, &better());
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (403, "pages of other sites may not save here")
    );
    assert_eq!(preview.text(), DEFAULT_COPY);
}

#[test]
fn its_own_page_may_save() {
    let preview = Preview::start();
    let origin = format!("http://{}", preview.host());
    let answer = preview.send("PUT", "/words.json", &[("Origin", &origin)], &better());
    assert_eq!(answer.status, 204);
}

#[test]
fn a_name_that_was_led_here_from_elsewhere_gets_no_answer() {
    let preview = Preview::start();
    for host in [
        "elsewhere.example",
        "127.0.0.1",
        "127.0.0.1.elsewhere.example:80",
    ] {
        for method in ["GET", "PUT"] {
            let answer = preview.send_to(host, method, "/words.json", &[], &better());
            assert_eq!(
                (answer.status, answer.body.as_str()),
                (421, "this server has another name"),
                "{method} to {host}"
            );
        }
    }
    assert_eq!(preview.text(), DEFAULT_COPY);
}

#[test]
fn no_other_file_can_be_replaced_and_nothing_be_sent() {
    let preview = Preview::start();
    for (method, path) in [
        ("PUT", "/index.html"),
        ("PUT", "/complaints.json"),
        ("POST", "/words.json"),
        ("POST", "/complaints/form"),
        ("DELETE", "/words.json"),
    ] {
        let answer = preview.send(method, path, &[], "{}");
        assert_eq!(answer.status, 405, "{method} {path}");
    }
}
