use std::io::{self, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use support::fate::Fate;

use super::front::pass_on;

/// Lets it happen to a request whose head is read, with so many bytes to come, and hangs up.
pub(super) fn befall(
    fate: Fate,
    mut browser: BufReader<&TcpStream>,
    head: &str,
    length: usize,
    upstream: u16,
) -> io::Result<()> {
    let read = match fate {
        Fate::CutBefore | Fate::StandsStill => 0,
        Fate::CutWithin => length / 2,
        _ => length,
    };
    let mut body = vec![0; read];
    browser.read_exact(&mut body)?;
    let browser = browser.into_inner();
    if fate == Fate::Late {
        std::thread::sleep(Duration::from_millis(100));
    }
    let answer = match fate {
        Fate::Doubled => std::thread::scope(|scope| {
            let twin = scope.spawn(|| pass_on(head, &body, upstream));
            let answer = pass_on(head, &body, upstream);
            _ = twin.join();
            answer
        })?,
        _ if fate.keeps() => pass_on(head, &body, upstream)?,
        _ => Vec::new(),
    };
    let own;
    let answer = match fate {
        Fate::Passed | Fate::Late | Fate::Doubled => &answer[..],
        Fate::CutAnswer => &answer[..answer.len() - 20],
        Fate::Answered { answer, .. } => {
            own = answer.written();
            own.as_bytes()
        }
        // Until the browser hangs up.
        Fate::Silent { .. } => return io::copy(&mut &*browser, &mut io::sink()).map(drop),
        // Longer than anybody waits.
        Fate::StandsStill => loop {
            std::thread::park();
        },
        Fate::CutBefore | Fate::CutWithin | Fate::CutAfter => &[],
    };
    (&*browser).write_all(answer)?;
    browser.shutdown(Shutdown::Write)
}
