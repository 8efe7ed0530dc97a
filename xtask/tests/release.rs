//! What `./x release` makes runs by itself: `COMPLAINTS_ARCHIVE` names it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A process that does not outlive its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

/// The program of an unpacked release, as on a machine where nothing else is to be found.
fn complaints(folder: &Path) -> Command {
    let mut command = Command::new(folder.join("complaints"));
    command.current_dir(folder).env_clear().env("PATH", "");
    command
}

fn ask(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(address: &str, path: &str) -> String {
    let head = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let answer = ask(address, &head);
    assert!(answer.starts_with("HTTP/1.1 200 "), "{path}: {answer}");
    answer
}

#[test]
#[ignore = "needs what ./x release makes, and is run by it"]
fn an_unpacked_release_serves_the_page_and_takes_a_complaint_with_nothing_else_on_the_machine() {
    let archive = std::env::var_os("COMPLAINTS_ARCHIVE").expect("COMPLAINTS_ARCHIVE names it");
    let folder = TempDir::new().unwrap();
    let unpacked = Command::new("tar")
        .args(["--extract", "--gzip", "--strip-components=1", "--file"])
        .arg(&archive)
        .arg("--directory")
        .arg(folder.path())
        .status()
        .unwrap();
    assert!(unpacked.success());
    let folder = folder.path();
    for name in ["README.md", "LICENSE", "SHA256SUMS", "dist/index.html"] {
        assert!(folder.join(name).exists(), "there is no {name}");
    }
    let mut serve = complaints(folder)
        .args(["serve", "--port", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let stdout = serve.stdout.take().unwrap();
    let _serve = Running(serve);
    let mut said = String::new();
    BufReader::new(stdout).read_line(&mut said).unwrap();
    let address = said
        .strip_prefix("Listening on http://")
        .and_then(|rest| rest.strip_suffix("/\n"))
        .unwrap_or_else(|| panic!("it said {said}"));

    let page = get(address, "/");
    assert!(
        page.contains("<template shadowrootmode=\"open\">"),
        "{page}"
    );
    let manifest = std::fs::read_to_string(folder.join("dist/build-manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let loader = get(address, "/complaints.js");
    for part in ["wasm", "glue", "styles"] {
        let name = manifest[part]["name"].as_str().unwrap();
        get(address, &format!("/{name}"));
        assert!(loader.contains(name), "the loader does not bring {name}");
    }

    let answers = [
        ("name", "Jo Smith"),
        ("email", "jo@example.com"),
        ("category", "billing"),
        ("description", "I was billed twice for the same month."),
    ];
    let part = |(name, value): (&str, &str)| {
        format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = answers.map(part).concat() + "--cut--\r\n";
    let head = format!(
        "POST /complaints HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {}\r\n\
         Content-Type: multipart/form-data; boundary=cut\r\n\r\n",
        body.len()
    );
    let answer = ask(address, &(head + &body));
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    let (_, rest) = answer
        .split_once("\"reference\":\"")
        .expect("it has a reference");
    let (reference, _) = rest.split_once('"').unwrap();

    let listed = complaints(folder)
        .args(["inbox", "show", reference])
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert!(
        shown.contains("I was billed twice for the same month."),
        "{shown}"
    );
}
