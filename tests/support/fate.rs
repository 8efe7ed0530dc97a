//! What can become of a try to send a complaint, and scripts of it by seed.

use crate::Random;

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
}

impl Answer {
    /// As it goes over the line.
    pub fn written(self) -> String {
        let Self(status, headers, body) = self;
        let length = body.len();
        format!(
            "HTTP/1.1 {status} Said\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        )
    }
}

const PROBLEM: &str = "Content-Type: application/problem+json\r\n";
const HTML: &str = "Content-Type: text/html\r\n";

/// What stands between a page and its endpoint says such things too.
const OTHERS: [Answer; 13] = [
    Answer(500, HTML, "<h1>Something went wrong</h1>"),
    Answer(503, "Retry-After: 2\r\n", ""),
    Answer(503, "Retry-After: 90\r\n", "<h1>Back soon</h1>"),
    Answer(429, "Retry-After: 1\r\n", "too many"),
    Answer(502, HTML, "<h1>Bad gateway</h1>"),
    Answer(504, "", ""),
    Answer(408, "", ""),
    Answer(507, PROBLEM, r#"{"title": "Insufficient Storage"}"#),
    Answer(409, PROBLEM, r#"{"title": "Conflict"}"#),
    Answer(200, HTML, "<h1>Thank you, reference 12345</h1>"),
    Answer(201, "", ""),
    Answer(200, "Content-Type: application/json\r\n", "{}"),
    Answer(404, HTML, "<h1>Not found</h1>"),
];

/// What an endpoint says that does not take a complaint as it is.
const REFUSALS: [Answer; 3] = [
    Answer(
        422,
        PROBLEM,
        r#"{"errors": [{"pointer": "/description", "detail": "Say more"}]}"#,
    ),
    Answer(
        422,
        PROBLEM,
        r#"{"errors": [{"pointer": "/pigeon", "detail": "No pigeons"}]}"#,
    ),
    Answer(413, HTML, "<h1>413 Request Entity Too Large</h1>"),
];

/// Whether what is so answered may have been kept: these say that nobody took it in.
fn may_be_kept(Answer(status, ..): Answer) -> bool {
    !matches!(status, 404 | 408 | 429)
}

/// What becomes of the tries to send one complaint, by a seed: nothing is refused that was kept.
pub fn script(seed: u64) -> Vec<Fate> {
    let mut random = Random::seeded(seed);
    let mut kept = false;
    let fate = |_| {
        let is_kept = random.below(2) == 0;
        let fate = match random.below(16) {
            0 => Fate::Passed,
            1 => Fate::Late,
            2 => Fate::Doubled,
            3 => Fate::CutBefore,
            4 => Fate::CutWithin,
            5 | 6 => Fate::CutAfter,
            7 => Fate::CutAnswer,
            8 => Fate::Silent { kept: is_kept },
            9 | 10 if !kept => Fate::Answered {
                answer: *random.one(&REFUSALS),
                kept: false,
            },
            _ => {
                let answer = *random.one(&OTHERS);
                let kept = is_kept && may_be_kept(answer);
                Fate::Answered { answer, kept }
            }
        };
        kept |= fate.keeps();
        fate
    };
    let length = 1 + Random::seeded(!seed).below(6);
    (0..length).map(fate).collect()
}
