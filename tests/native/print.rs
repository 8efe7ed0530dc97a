//! `complaints print`: what it prints is run by the programs that it is for.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::receiver::server::{self, Answer, BROWSER, Form, Server, head, read_answer};
use support::Program;

/// What `complaints print` prints.
fn printed(arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_complaints"))
        .arg("print")
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    if output.status.success() {
        Ok(text(output.stdout))
    } else {
        Err(text(output.stderr))
    }
}

/// The path of a program, where this machine has it; else says which test is left out.
fn program(names: &[&str], what: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path)
        .chain([PathBuf::from("/usr/sbin")])
        .collect();
    let found = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file());
    if found.is_none() {
        let line = format!("SKIPPED without {}: {what}\n", names[0]);
        _ = io::stderr().write_all(line.as_bytes());
    }
    found
}

/// A port that nobody has.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// A web server in front of `complaints serve`, until this value is dropped.
struct Web {
    child: Child,
    port: u16,
    /// The dist and data folder.
    site: Server,
    _serve: Program,
}

impl Drop for Web {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

const HASHED: &str = "complaints-46fb033e905b1234_bg.wasm";

impl Web {
    /// Prints the configuration of a kind, lets `wrap` write what a whole one needs into a folder, and
    /// starts the program on it.
    fn start(kind: &str, wrap: impl FnOnce(&Path, u16, &str) -> Command) -> Self {
        let site = Server::prepared();
        let dist = site.dist();
        for (name, content) in [
            (HASHED, "wasm, whole"),
            ("complaints-46fb033e905b1234_bg.wasm.br", "wasm, as br"),
            ("complaints-46fb033e905b1234_bg.wasm.gz", "wasm, as gz"),
            ("complaints-0123456789abcdef.css", "a {}"),
            ("complaints.js", "export {}"),
            ("favicon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("preview.html", "<!doctype html><title>Preview</title>"),
        ] {
            fs::write(dist.join(name), content).unwrap();
        }
        // The web server has a user of its own.
        open_to_all(site.folder());
        let serve = Program::start_by(
            site.folder(),
            "exec \"$@\"",
            &["--base", "/complaints/", "--trust-proxy"],
        );
        let upstream = serve.address.split(['/', ':']).nth(1).unwrap().to_owned();
        let config = printed(&[
            kind,
            "--copy",
            dist.join("complaints.json").to_str().unwrap(),
            "--dist",
            dist.to_str().unwrap(),
            "--port",
            &upstream,
        ])
        .unwrap();
        let port = free_port();
        let mut command = wrap(site.folder(), port, &config);
        let log = fs::File::create(site.folder().join("web.log")).unwrap();
        let child = command.stdout(Stdio::null()).stderr(log).spawn().unwrap();
        let mut web = Self {
            child,
            port,
            site,
            _serve: serve,
        };
        web.wait();
        web
    }

    /// Waits until it listens.
    fn wait(&mut self) {
        for _ in 0..500 {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return;
            }
            if let Some(status) = self.child.try_wait().unwrap() {
                let log = fs::read_to_string(self.site.folder().join("web.log")).unwrap();
                panic!("{status}: {log}");
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        panic!("it does not listen");
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        stream
            .write_all(&head("GET", path, &self.host(), headers, 0))
            .unwrap();
        read_answer(&mut stream)
    }

    /// Everything that a website needs of a web server, from the page to the receipt.
    fn assert_serves(&self) {
        let page = self.get("/complaints/", &[]);
        assert_eq!(
            (page.status, page.header("cache-control")),
            (200, Some("no-cache")),
            "{page:?}"
        );
        assert!(page.body.contains("<title>Complaints</title>"));
        let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'self'";
        for (name, value) in [
            ("content-security-policy", policy),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "strict-origin"),
            ("cross-origin-resource-policy", "cross-origin"),
        ] {
            assert_eq!(page.header(name), Some(value), "{name}");
        }
        let preview = self.get("/complaints/preview.html", &[]);
        assert_eq!(
            preview.header("content-security-policy"),
            Some([policy, "; frame-src 'self'"].concat().as_str())
        );
        for (name, kind, cache) in [
            ("complaints.js", "text/javascript", "no-cache"),
            ("complaints.json", "application/json", "no-cache"),
            ("favicon.svg", "image/svg+xml", "no-cache"),
            (
                HASHED,
                "application/wasm",
                "public, max-age=31536000, immutable",
            ),
            (
                "complaints-0123456789abcdef.css",
                "text/css",
                "public, max-age=31536000, immutable",
            ),
        ] {
            let file = self.get(&["/complaints/", name].concat(), &[]);
            let given = file.header("content-type").unwrap_or_default();
            assert_eq!(
                (
                    file.status,
                    given.split(';').next().unwrap(),
                    file.header("cache-control")
                ),
                (200, kind, Some(cache)),
                "{name}: {file:?}"
            );
        }
        let packed = self.get(
            &["/complaints/", HASHED].concat(),
            &[("Accept-Encoding", "gzip")],
        );
        assert_eq!(
            (
                packed.header("content-encoding"),
                packed.header("content-type"),
                packed.header("cache-control"),
                packed.body.as_str()
            ),
            (
                Some("gzip"),
                Some("application/wasm"),
                Some("public, max-age=31536000, immutable"),
                "wasm, as gz"
            ),
            "{packed:?}"
        );
        assert_eq!(self.get("/complaints/missing.js", &[]).status, 404);

        // Larger than what web servers take by default, from a page of this website.
        let origin = ["http://", &self.host()].concat();
        let form = Form::complete().file("letter.pdf", &support::complaint::pdf(2_000_000));
        let headers = [("Origin", origin.as_str())];
        let sent = server::post(&self.host(), &form, &headers).unwrap();
        let reference = sent.reference();
        let receipt = sent.json()["receipt_url"].as_str().unwrap().to_owned();
        let page = self.get(&receipt, &[]);
        assert_eq!(page.status, 200);
        assert!(page.body.contains(&reference));
        let shown = page.page();
        let styles = shown.every("link").into_iter();
        let links: Vec<&str> = styles.filter_map(|link| link.attr("href")).collect();
        assert_eq!(links.len(), 2);
        for link in links {
            assert_eq!(self.get(link, &[]).status, 200, "{link}");
        }
        let without_script = [("Accept", BROWSER), ("Origin", origin.as_str())];
        let sent = server::post(&self.host(), &Form::complete(), &without_script).unwrap();
        assert_eq!(sent.status, 303, "{sent:?}");
        let location = sent.header("location").unwrap();
        assert!(
            location.ends_with(
                &[
                    "/complaints/form?receipt=",
                    &location[location.len() - 32..]
                ]
                .concat()
            ),
            "{location}"
        );
        // With a slash too many, as nobody's form is lost by a redirect.
        let body = Form::complete().body();
        for path in ["/complaints/form/", "/complaints"] {
            let headers = [("Content-Type", server::FORM_TYPE)];
            let mut stream = TcpStream::connect(self.host()).unwrap();
            stream
                .write_all(&head("POST", path, &self.host(), &headers, body.len()))
                .unwrap();
            stream.write_all(&body).unwrap();
            assert_eq!(read_answer(&mut stream).status, 201, "{path}");
        }
        // The folder without its slash.
        let folder = self.get("/complaints", &[]);
        assert_eq!(folder.status, 308, "{folder:?}");
        assert!(folder.header("location").unwrap().ends_with("/complaints/"));
    }

    /// More than `serve` itself would read is refused by the web server already.
    fn assert_limits(&self) {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        let headers = [("Content-Type", server::FORM_TYPE)];
        let announced = head(
            "POST",
            "/complaints/form",
            &self.host(),
            &headers,
            300 << 20,
        );
        // A server that has heard enough hangs up.
        _ = stream.write_all(&[announced, vec![b' '; 100_000]].concat());
        let mut status = [0; 12];
        stream.read_exact(&mut status).unwrap();
        assert_eq!(String::from_utf8_lossy(&status), "HTTP/1.1 413");
    }
}

fn open_to_all(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    for folder in [folder.to_owned(), folder.join("dist")] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
fn nginx_serves_the_page_and_passes_on_what_is_sent() {
    let Some(nginx) = program(&["nginx"], "the printed configuration in nginx") else {
        return;
    };
    let web = Web::start("nginx", |folder, port, config| {
        let (maps, locations) = config
            .split_once("# Into the server block of the website:\n")
            .unwrap();
        let folder = folder.display();
        let whole = format!(
            "daemon off; pid {folder}/nginx.pid; error_log stderr; worker_processes 1;\n\
             events {{}}\n\
             http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n\
             fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n\
             {maps} server {{ listen 127.0.0.1:{port};\n{locations} }} }}\n"
        );
        let path = format!("{folder}/nginx.conf");
        fs::write(&path, whole).unwrap();
        let mut command = Command::new(nginx);
        command.args(["-e", "stderr", "-c", &path]);
        command
    });
    web.assert_serves();
    web.assert_limits();
}

#[test]
fn apache_serves_the_page_and_passes_on_what_is_sent() {
    let names = ["apache2", "httpd"];
    let Some(apache) = program(&names, "the printed configuration in Apache") else {
        return;
    };
    let web = Web::start("apache", |folder, port, config| {
        let modules = [
            "mpm_event",
            "authz_core",
            "dir",
            "mime",
            "alias",
            "proxy",
            "proxy_http",
            "headers",
            "rewrite",
            "filter",
            "deflate",
            "env",
            "reqtimeout",
        ];
        let load: String = modules
            .iter()
            .map(|name| {
                format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n")
            })
            .collect();
        let folder = folder.display();
        let whole = format!(
            "{load}ServerName localhost\nPidFile {folder}/apache.pid\nErrorLog {folder}/apache.log\n\
             DefaultRuntimeDir {folder}\nTypesConfig /dev/null\nListen 127.0.0.1:{port}\n\
             User nobody\nGroup nogroup\n\
             <VirtualHost *:{port}>\n{config}</VirtualHost>\n"
        );
        let path = format!("{folder}/apache.conf");
        fs::write(&path, whole).unwrap();
        let mut command = Command::new(apache);
        command.args(["-D", "FOREGROUND", "-f", &path]);
        command
    });
    web.assert_serves();
    let packed = web.get(
        &["/complaints/", HASHED].concat(),
        &[("Accept-Encoding", "gzip, br")],
    );
    assert_eq!(
        (packed.header("content-encoding"), packed.body.as_str()),
        (Some("br"), "wasm, as br")
    );
}

#[test]
fn caddy_serves_the_page_and_passes_on_what_is_sent() {
    let Some(caddy) = program(&["caddy"], "the printed configuration in Caddy") else {
        return;
    };
    let web = Web::start("caddy", |folder, port, config| {
        let whole = format!(
            "{{\n    admin off\n    auto_https off\n}}\nhttp://127.0.0.1:{port} {{\n{config}}}\n"
        );
        let path = folder.join("Caddyfile");
        fs::write(&path, whole).unwrap();
        let mut command = Command::new(caddy);
        command
            .env("HOME", folder)
            .env("XDG_DATA_HOME", folder)
            .env("XDG_CONFIG_HOME", folder)
            .args(["run", "--adapter", "caddyfile", "--config"])
            .arg(path);
        command
    });
    web.assert_serves();
}

#[test]
fn the_unit_leaves_the_service_few_rights() {
    let folder = tempfile::tempdir().unwrap();
    let unit = printed(&["systemd", "--program", env!("CARGO_BIN_EXE_complaints")]);
    let path = folder.path().join("complaints.service");
    fs::write(&path, unit.unwrap()).unwrap();
    let Some(analyze) = program(&["systemd-analyze"], "the rights of the printed unit") else {
        return;
    };
    let output = Command::new(&analyze)
        .args(["security", "--offline=true", "--no-pager", "--threshold=20"])
        .arg(&path)
        .output()
        .unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{}{}",
        said(&output.stdout),
        said(&output.stderr)
    );
    let output = Command::new(analyze)
        .arg("verify")
        .arg(&path)
        .output()
        .unwrap();
    assert_eq!(said(&output.stderr), "");
}

fn copy() -> String {
    [env!("CARGO_MANIFEST_DIR"), "/public/complaints.json"].concat()
}

#[test]
fn every_path_and_limit_that_was_given_is_printed() {
    for kind in ["nginx", "apache", "caddy", "iis"] {
        let text = printed(&[
            kind,
            "--copy",
            &copy(),
            "--base",
            "/help/complaints",
            "--endpoint",
            "/api/complaint",
            "--dist",
            "/var/www/page/",
            "--port",
            "9001",
            "--host",
            "10.0.0.7",
        ])
        .unwrap();
        let host = "10.0.0.7:9001";
        let expected = match kind {
            "iis" => vec!["api/complaint", "help/complaints", host, "268435456"],
            "nginx" => vec![
                "/api/complaint",
                "/help/complaints/",
                "/var/www/page/;",
                host,
                "256m",
            ],
            _ => vec![
                "/api/complaint",
                "/help/complaints/",
                "/var/www/page",
                host,
                "268435456",
            ],
        };
        for part in expected {
            assert!(text.contains(part), "{kind}: no {part} in\n{text}");
        }
        assert!(!text.contains("/complaints/form"), "{kind}:\n{text}");
        assert!(!text.contains("8080"), "{kind}:\n{text}");
    }
}

#[test]
fn what_would_lose_complaints_is_not_printed() {
    let refused = |arguments: &[&str]| {
        let copy = copy();
        let all = [&["nginx", "--copy", &copy], arguments].concat();
        printed(&all).unwrap_err()
    };
    assert_eq!(
        refused(&["--endpoint", "/complaints"]),
        "complaints: the endpoint /complaints and the folder /complaints/ differ by a slash only: web \
         servers answer what is sent to one with a redirect to the other, and lose it; give one of them \
         another name\n"
    );
    for (arguments, said) in [
        (
            ["--base", "complaints"],
            "expected a path like /complaints/, which starts with one slash",
        ),
        (
            ["--dist", "/srv/a b"],
            "expected an absolute path of letters",
        ),
        (
            ["--server-name", "a;b"],
            "expected a name like www.company.example",
        ),
    ] {
        let error = refused(&arguments);
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn a_whole_site_is_printed_for_a_name() {
    for (kind, expected) in [
        ("nginx", "    server_name www.company.example;\n"),
        ("apache", "    ServerName www.company.example\n"),
        ("caddy", "\nwww.company.example {\n"),
    ] {
        let text = printed(&[
            kind,
            "--copy",
            &copy(),
            "--server-name",
            "www.company.example",
        ]);
        let text = text.unwrap();
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn a_page_that_sends_to_another_server_may_and_nothing_is_passed_on() {
    let folder = tempfile::tempdir().unwrap();
    let copy = fs::read_to_string(copy()).unwrap();
    let elsewhere = |copy: &str, server: &str| {
        let own = r#""endpoint": "/complaints/form""#;
        assert!(copy.contains(own));
        copy.replace(own, &format!(r#""endpoint": "{server}""#))
    };
    let path = folder.path().join("complaints.json");
    fs::write(&path, elsewhere(&copy, "https://forms.example/f/1?a=b")).unwrap();
    let welsh = [env!("CARGO_MANIFEST_DIR"), "/public/complaints.cy.json"].concat();
    let welsh = fs::read_to_string(welsh).unwrap();
    let welsh = elsewhere(&welsh, "https://ffurflenni.example:8443/");
    fs::write(folder.path().join("complaints.cy.json"), welsh).unwrap();
    for kind in ["nginx", "apache", "caddy", "iis"] {
        let text = printed(&[kind, "--copy", path.to_str().unwrap()]).unwrap();
        for part in [
            "connect-src 'self' https://forms.example https://ffurflenni.example:8443;",
            "form-action 'self' https://forms.example https://ffurflenni.example:8443;",
        ] {
            assert!(text.contains(part), "{kind}: no {part} in\n{text}");
        }
        assert!(!text.contains("127.0.0.1:8080"), "{kind}:\n{text}");
    }
}
