use std::io::{self, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use super::front::pass_on;

/// What becomes of one try to send a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The site answers.
    Passed,
    /// The site answers, after a while.
    Late,
    /// It comes to the site twice, at the same time.
    Doubled,
    /// The line breaks before any of it is read.
    CutBefore,
    /// The line breaks half way.
    CutWithin,
    /// It is not read, and the line stays: no more of it goes out than finds room on the way.
    StandsStill,
    /// The line breaks when the site has it, before any of the answer.
    CutAfter,
    /// The line breaks within the site's answer.
    CutAnswer,
    /// Nothing is answered, though the site may have it.
    Silent { kept: bool },
    /// This is answered in place of the site, which may have it.
    Answered { answer: Answer, kept: bool },
}

/// An answer that is not the site's: a status, headers and a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer(pub u16, pub &'static str, pub &'static str);

impl Fate {
    /// Whether the site has the complaint afterwards.
    pub fn keeps(self) -> bool {
        match self {
            Self::Passed | Self::Late | Self::Doubled | Self::CutAfter | Self::CutAnswer => true,
            Self::CutBefore | Self::CutWithin | Self::StandsStill => false,
            Self::Silent { kept } | Self::Answered { kept, .. } => kept,
        }
    }

    /// Lets it happen to a request whose head is read, with so many bytes to come, and hangs up.
    pub(super) fn befall(
        self,
        mut browser: BufReader<&TcpStream>,
        head: &str,
        length: usize,
        upstream: u16,
    ) -> io::Result<()> {
        let read = match self {
            Self::CutBefore | Self::StandsStill => 0,
            Self::CutWithin => length / 2,
            _ => length,
        };
        let mut body = vec![0; read];
        browser.read_exact(&mut body)?;
        let browser = browser.into_inner();
        if self == Self::Late {
            std::thread::sleep(Duration::from_millis(100));
        }
        let answer = match self {
            Self::Doubled => std::thread::scope(|scope| {
                let twin = scope.spawn(|| pass_on(head, &body, upstream));
                let answer = pass_on(head, &body, upstream);
                _ = twin.join();
                answer
            })?,
            _ if self.keeps() => pass_on(head, &body, upstream)?,
            _ => Vec::new(),
        };
        let own;
        let answer = match self {
            Self::Passed | Self::Late | Self::Doubled => &answer[..],
            Self::CutAnswer => &answer[..answer.len() - 20],
            Self::Answered { answer, .. } => {
                own = answer.written();
                own.as_bytes()
            }
            // Until the browser hangs up.
            Self::Silent { .. } => return io::copy(&mut &*browser, &mut io::sink()).map(drop),
            // Longer than anybody waits.
            Self::StandsStill => loop {
                std::thread::park();
            },
            Self::CutBefore | Self::CutWithin | Self::CutAfter => &[],
        };
        (&*browser).write_all(answer)?;
        browser.shutdown(Shutdown::Write)
    }
}

impl Answer {
    fn written(self) -> String {
        let Self(status, headers, body) = self;
        let length = body.len();
        format!(
            "HTTP/1.1 {status} Said\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        )
    }
}
