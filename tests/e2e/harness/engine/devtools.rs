//! The connection to a whole Chromium: its driver speaks for one page at a time.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::Path;

use serde_json::{Value, json};

use crate::harness::PATIENCE;

/// A WebSocket to Chromium's DevTools, where it is asked what no page may ask.
///
/// # Source
///
/// <https://chromedevtools.github.io/devtools-protocol/>, RFC 6455
pub(in crate::harness) struct DevTools {
    socket: TcpStream,
    asked: u64,
}

impl DevTools {
    /// Connects to the Chromium with this profile.
    ///
    /// # Errors
    ///
    /// Where it does not listen.
    pub fn connect(profile: &Path) -> io::Result<Self> {
        let place = std::fs::read_to_string(profile.join("DevToolsActivePort"))?;
        let (port, path) = place.split_once('\n').unwrap_or_default();
        let address = format!("127.0.0.1:{port}");
        let mut socket = TcpStream::connect(&address)?;
        socket.set_read_timeout(Some(PATIENCE))?;
        let path = path.trim();
        // The key keeps caches between the two from taking part; there are none.
        let key = "AAAAAAAAAAAAAAAAAAAAAA==";
        write!(
            socket,
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
        )?;
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n") {
            answer.extend(read::<1>(&mut socket)?);
        }
        if !answer.starts_with(b"HTTP/1.1 101 ") {
            return Err(io::Error::other(
                String::from_utf8_lossy(&answer).into_owned(),
            ));
        }
        Ok(Self { socket, asked: 0 })
    }

    /// The answer to a question.
    ///
    /// # Errors
    ///
    /// Those of the connection, and of Chromium.
    pub fn ask(&mut self, method: &str, parameters: &Value) -> io::Result<Value> {
        self.asked += 1;
        let question = json!({ "id": self.asked, "method": method, "params": parameters });
        self.socket
            .write_all(&frame(question.to_string().as_bytes()))?;
        loop {
            // Between the answers there are events.
            let mut answer: Value = serde_json::from_slice(&self.message()?)?;
            if answer["id"] != self.asked {
                continue;
            }
            return match answer.get("error") {
                Some(error) => Err(io::Error::other(format!("{method}: {error}"))),
                None => Ok(answer["result"].take()),
            };
        }
    }

    fn message(&mut self) -> io::Result<Vec<u8>> {
        let [_, length] = read(&mut self.socket)?;
        let length = match length {
            126 => u64::from(u16::from_be_bytes(read(&mut self.socket)?)),
            127 => u64::from_be_bytes(read(&mut self.socket)?),
            short => short.into(),
        };
        let mut message = Vec::new();
        (&self.socket).take(length).read_to_end(&mut message)?;
        Ok(message)
    }
}

fn read<const N: usize>(socket: &mut TcpStream) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    socket.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// A text in one frame, whose mask is all zeros.
fn frame(text: &[u8]) -> Vec<u8> {
    const MASKED: u8 = 0x80;
    let length = text.len();
    let mut frame = vec![0x81];
    match (u8::try_from(length), u16::try_from(length)) {
        (Ok(short), _) if short < 126 => frame.push(MASKED | short),
        (_, Ok(longer)) => {
            frame.push(MASKED | 126);
            frame.extend(longer.to_be_bytes());
        }
        _ => {
            frame.push(MASKED | 127);
            frame.extend((length as u64).to_be_bytes());
        }
    }
    frame.extend([0; 4]);
    frame.extend(text);
    frame
}
