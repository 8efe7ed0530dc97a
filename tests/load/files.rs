//! Files on kept connections, as `serve` and nginx give them from one folder, in turns.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use support::Program;
use support::shipped::publish;
use tempfile::TempDir;

use super::TURNS;

/// How many connections are asked at once, by one thread: most of the machine is the server's.
const CONNECTIONS: usize = 16;

/// Files as a customer's browser asks for them: its name, and the coding that it takes.
const CASES: [(&str, &str); 5] = [
    ("favicon.svg", "identity"),
    ("index.html", "identity"),
    ("complaints.json", "identity"),
    (WASM, "identity"),
    (WASM, "gzip"),
];

const WASM: &str = "complaints-46fb033e905b1234_bg.wasm";

/// Prints how many files a second both give.
pub fn compare(time: Duration) {
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder can be made");
    let dist = folder.path().join("dist");
    publish(&dist).expect("a folder can be made");
    let write = |name: &str, content: &[u8]| {
        fs::write(dist.join(name), content).expect("a file can be written");
    };
    write("favicon.svg", include_bytes!("../../public/favicon.svg"));
    let wasm: Vec<u8> = (0..400_000_u32)
        .map(|at| (at.wrapping_mul(at) >> 7) as u8)
        .collect();
    write(WASM, &wasm);
    // Its content does not matter, but its length.
    write(&[WASM, ".gz"].concat(), &wasm[..150_000]);
    let Some(nginx) = Nginx::start(folder.path(), &dist) else {
        println!("left out, files beside nginx: nginx is not on this machine");
        return;
    };
    let program = Program::start_by(
        folder.path(),
        "exec \"$@\"",
        &["--base", "/complaints/", "--trust-proxy"],
    );
    let address = program.address.split('/').next().unwrap_or_default();
    for (name, coding) in CASES {
        let path = ["/complaints/", name].concat();
        let [mut own, mut others] =
            [address, &nginx.address].map(|address| Asker::connect(address, &path, coding));
        assert_eq!(own.bytes(), others.bytes(), "{name}: not the same file");
        let (mut own_rate, mut nginx_rate) = (0.0, 0.0);
        for _ in 0..TURNS {
            own_rate += own.ask_for(time / TURNS) / f64::from(TURNS);
            nginx_rate += others.ask_for(time / TURNS) / f64::from(TURNS);
        }
        println!(
            "{name}, {coding}, {} bytes on {CONNECTIONS} kept connections: {own_rate:.0} a second, nginx {nginx_rate:.0}: \
             {:.2} times as long as nginx",
            own.bytes(),
            nginx_rate / own_rate
        );
    }
}

/// nginx with the configuration that `complaints print` prints, until this value is dropped.
struct Nginx {
    child: Child,
    address: String,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Its first process ends the others when it is told to, not when it is killed.
        _ = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        _ = self.child.wait();
    }
}

impl Nginx {
    /// `None` where it is not installed.
    fn start(folder: &Path, dist: &Path) -> Option<Self> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let nginx = std::env::split_paths(&path)
            .chain([PathBuf::from("/usr/sbin")])
            .map(|folder| folder.join("nginx"))
            .find(|path| path.is_file())?;
        let printed = Command::new(support::program())
            .args(["print", "nginx", "--copy"])
            .arg(dist.join("complaints.json"))
            .arg("--dist")
            .arg(dist)
            .output()
            .expect("the program runs");
        let printed = String::from_utf8(printed.stdout).expect("it prints text");
        let (maps, locations) = printed
            .split_once("# Into the server block of the website:\n")
            .expect("it prints both parts");
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let address = listener.local_addr().expect("it listens").to_string();
        drop(listener);
        let folder = folder.display();
        let config = format!(
            "daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes auto; user root;\n\
             events {{}}\n\
             http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;\n\
             client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n\
             fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n\
             {maps} server {{ listen {address};\n{locations} }} }}\n"
        );
        let path = format!("{folder}/nginx.conf");
        fs::write(&path, config).expect("a file can be written");
        let log = format!("{folder}/nginx.log");
        let mut child = Command::new(nginx)
            .args(["-e", &log, "-c", &path])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("nginx runs");
        for _ in 0..500 {
            if TcpStream::connect(&address).is_ok() {
                return Some(Self { child, address });
            }
            if let Ok(Some(status)) = child.try_wait() {
                let log = fs::read_to_string(&log).unwrap_or_default();
                panic!("nginx does not start, {status}: {log}");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("nginx does not listen");
    }
}

/// Connections that ask for one file again and again.
struct Asker {
    request: Vec<u8>,
    connections: Vec<BufReader<TcpStream>>,
    content: Vec<u8>,
}

impl Asker {
    fn connect(address: &str, path: &str, coding: &str) -> Self {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: {coding}\r\n\r\n");
        let connection = |_| {
            let stream = TcpStream::connect(address).expect("the server is there");
            stream.set_nodelay(true).expect("a connection has this");
            BufReader::with_capacity(1 << 16, stream)
        };
        let mut asker = Self {
            request: request.into_bytes(),
            connections: (0..CONNECTIONS).map(connection).collect(),
            content: Vec::new(),
        };
        // The first time the file is read from disk.
        asker.ask_all();
        asker
    }

    fn bytes(&self) -> usize {
        self.content.len()
    }

    /// How many files a second come in so long a time.
    fn ask_for(&mut self, time: Duration) -> f64 {
        let (started, mut files) = (Instant::now(), 0);
        while started.elapsed() < time {
            self.ask_all();
            files += CONNECTIONS;
        }
        files as f64 / started.elapsed().as_secs_f64()
    }

    /// Asks on every connection, then reads every answer.
    fn ask_all(&mut self) {
        for connection in &mut self.connections {
            let sent = connection.get_mut().write_all(&self.request);
            sent.expect("the server reads");
        }
        let mut line = String::new();
        for connection in &mut self.connections {
            let (mut length, mut is_first) = (0, true);
            loop {
                line.clear();
                let read = connection.read_line(&mut line);
                assert!(read.is_ok_and(|bytes| bytes > 0), "the server hangs up");
                if is_first {
                    assert!(line.starts_with("HTTP/1.1 200 "), "{line}");
                    is_first = false;
                }
                if line == "\r\n" {
                    break;
                }
                if let Some((name, value)) = line.split_once(": ")
                    && name.eq_ignore_ascii_case("content-length")
                {
                    length = value.trim().parse().expect("a length is a number");
                }
            }
            self.content.resize(length, 0);
            let read = connection.read_exact(&mut self.content);
            read.expect("the server sends the whole file");
        }
    }
}
