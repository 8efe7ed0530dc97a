//! A mail server that answers as a test says, and remembers what it took.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

/// Speaks SMTP on a free port; it ends with the tests.
pub struct MailStub {
    port: u16,
    taken: Arc<Mutex<Vec<Mail>>>,
}

/// An e-mail that was taken.
#[derive(Clone, Debug)]
pub struct Mail {
    pub to: Vec<String>,
    pub text: String,
}

impl MailStub {
    /// Starts to listen. `answer` is asked about every command (`DATA` once more as `.`, when all is there)
    /// with its whole line: `None` is what a server that takes everything says, an empty text is
    /// silence until the other end hangs up.
    pub fn start(answer: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .unwrap_or_else(|error| panic!("no port for a stub: {error}"));
        let port = listener.local_addr().map_or(0, |address| address.port());
        let taken = Arc::<Mutex<Vec<Mail>>>::default();
        let (known, answer) = (taken.clone(), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (known, answer) = (known.clone(), answer.clone());
                // Whoever hangs up is no failure.
                std::thread::spawn(move || _ = serve(&stream, answer.as_ref(), &known));
            }
        });
        Self { port, taken }
    }

    /// One that takes everything.
    pub fn that_takes_all() -> Self {
        Self::start(|_| None)
    }

    pub fn address(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    pub fn taken(&self) -> Vec<Mail> {
        lock(&self.taken).clone()
    }
}

fn lock(taken: &Mutex<Vec<Mail>>) -> std::sync::MutexGuard<'_, Vec<Mail>> {
    taken.lock().unwrap_or_else(PoisonError::into_inner)
}

fn serve(
    mut stream: &TcpStream,
    answer: &impl Fn(&str) -> Option<String>,
    taken: &Mutex<Vec<Mail>>,
) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut to = Vec::new();
    stream.write_all(b"220 stub\r\n")?;
    let mut line = String::new();
    while {
        line.clear();
        reader.read_line(&mut line)? > 0
    } {
        let command = line.trim_end().to_owned();
        let word = command.split([' ', ':']).next().unwrap_or_default();
        let usual = match word.to_ascii_uppercase().as_str() {
            "EHLO" => "250-stub\r\n250 8BITMIME",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        let said = answer(&command).unwrap_or_else(|| usual.to_owned());
        if said.is_empty() {
            line.clear();
            reader.read_line(&mut line)?;
            return Ok(());
        }
        if command.starts_with("RCPT") && said.starts_with('2') {
            to.push(command.clone());
        }
        stream.write_all([&said, "\r\n"].concat().as_bytes())?;
        if command.starts_with("DATA") && said.starts_with('3') {
            let mut text = String::new();
            while !text.ends_with("\r\n.\r\n") {
                if reader.read_line(&mut text)? == 0 {
                    return Ok(());
                }
            }
            let said = answer(".").unwrap_or_else(|| "250 taken".to_owned());
            if said.starts_with('2') {
                text.truncate(text.len() - 3);
                let text = text.replace("\r\n..", "\r\n.");
                let to = std::mem::take(&mut to);
                lock(taken).push(Mail { to, text });
            }
            stream.write_all([&said, "\r\n"].concat().as_bytes())?;
        }
    }
    Ok(())
}
