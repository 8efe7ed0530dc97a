//! The connection to a PostgreSQL database breaks at the last step of keeping a complaint.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;

use super::killed::form;
use super::server::Server;
use super::stores;

/// What breaks the next connection that is to make something final.
struct Line {
    port: u16,
    /// Whether the next one is broken.
    breaks: Arc<AtomicBool>,
}

impl Line {
    /// A line to a socket; when it breaks, the server is told that it is to make final what was sent, or not.
    fn to(socket: PathBuf, is_told: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let breaks = Arc::new(AtomicBool::new(false));
        let own = Arc::clone(&breaks);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let server = UnixStream::connect(&socket).unwrap();
                let breaks = Arc::clone(&own);
                thread::spawn(move || carry(client, server, is_told, &breaks));
            }
        });
        Self { port, breaks }
    }
}

fn carry(mut client: TcpStream, mut server: UnixStream, is_told: bool, breaks: &AtomicBool) {
    let (mut answers, mut to) = (server.try_clone().unwrap(), client.try_clone().unwrap());
    thread::spawn(move || {
        _ = io::copy(&mut answers, &mut to);
        _ = to.shutdown(Shutdown::Both);
    });
    let mut bytes = [0; 1 << 16];
    while let Ok(read @ 1..) = client.read(&mut bytes) {
        let said = &bytes[..read];
        if said.windows(7).any(|word| word == b"COMMIT\0") && breaks.swap(false, Relaxed) {
            // Before the server can answer.
            _ = client.shutdown(Shutdown::Both);
            if is_told {
                _ = server.write_all(said);
            }
            break;
        }
        if server.write_all(said).is_err() {
            break;
        }
    }
    _ = server.shutdown(Shutdown::Write);
}

#[test]
fn a_complaint_that_may_be_kept_or_not_is_not_acknowledged_and_sent_again_it_is_there_once() {
    for (number, is_told) in [(1, true), (2, false)] {
        let Some(database) = stores::new_database() else {
            eprintln!("NOT TESTED: a database that is lost at the last step. It is not there.");
            return;
        };
        let line = Line::to(stores::socket(), is_told);
        let name = database.rsplit('/').next().unwrap();
        let through_line = format!("postgres://postgres@127.0.0.1:{}/{name}", line.port);
        let serving = Server::prepared_on(Some(through_line));
        let program = serving.serve(&[]);
        let post = |number| super::server::post(&program.address, &form(number), &[]).unwrap();
        let before = post(3).reference();
        line.breaks.store(true, Relaxed);
        let lost = post(number);
        assert_eq!((lost.status, lost.header("retry-after")), (503, Some("10")));
        assert_eq!(
            lost.detail(),
            "the inbox was lost at the last step: send the complaint again under the same submission id"
        );
        let again = post(number).reference();
        assert_eq!(post(number).reference(), again);
        let inbox = serving.inbox().list().unwrap();
        let mut kept: Vec<String> = inbox.into_iter().map(|one| one.reference).collect();
        kept.sort();
        let mut expected = [before, again];
        expected.sort();
        assert_eq!(kept, expected);
        // What was on its way is gone, or in the database.
        assert_eq!(serving.files_in("incoming").len(), 0);
    }
}
