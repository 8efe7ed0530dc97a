//! Writes pictures of every state of the page to `screenshots/`: at three widths, light and dark, and of those in
//! which nothing is wrong also in forced colours and as they are printed.

use std::path::PathBuf;

use e2e::harness::{Browser, Files, Preview, Site, View, root};
use e2e::pages::{ComplaintsPage, PreviewPage};
use e2e::tour::{answer_at_length, answer_everything};

fn main() {
    let album = Album::new();
    let preview = Preview::start();
    let address = preview.address("/preview.html?copy=complaints.json");
    let page = PreviewPage::open(Browser::start(), &address);
    for state in page.states() {
        page.show(&state);
        let views = if state.starts_with("Problems") {
            &EVERY_STATE[..]
        } else {
            &VIEWS[..]
        };
        album.keep(&state, views, |view, width| page.picture(view, width));
    }
    let site = Site::start();
    let files = Files::new();
    let keep = |state: &str, page: &ComplaintsPage| {
        album.keep(state, &VIEWS, |view, width| page.picture(view, width));
    };
    let page = site.open();
    page.open_every_answer();
    answer_everything(&page, &files);
    keep("Page/Everything open and answered", &page);
    let page = site.open();
    answer_at_length(&page, &files);
    keep("Page/Long answers, 40 files", &page);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    keep("Sending/Check long answers", &page);
    let page = site.open();
    page.follow("Cymraeg");
    page.heading("Sut i wneud cwyn");
    keep("Page/In Welsh", &page.in_welsh());
    println!("screenshots: {} pictures in screenshots/", album.count());
}

const EVERY_STATE: [(View, u32); 6] = [
    (View::Light, 360),
    (View::Light, 768),
    (View::Light, 1280),
    (View::Dark, 360),
    (View::Dark, 768),
    (View::Dark, 1280),
];

/// A sheet of A4 is about 720 CSS pixels wide.
const VIEWS: [(View, u32); 8] = {
    let [a, b, c, d, e, f] = EVERY_STATE;
    [
        a,
        b,
        c,
        d,
        e,
        f,
        (View::ForcedColours, 1280),
        (View::Print, 720),
    ]
};

/// The folder of pictures.
struct Album(PathBuf);

impl Album {
    /// An empty one.
    fn new() -> Self {
        let folder = root().join("screenshots");
        _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        Self(folder)
    }

    fn keep(&self, state: &str, views: &[(View, u32)], picture: impl Fn(View, u32) -> Vec<u8>) {
        let words = state.split(|letter: char| !letter.is_alphanumeric());
        let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
        for (view, width) in views {
            let name = format!("{}-{width}-{view:?}.png", words.join("-")).to_lowercase();
            let path = self.0.join(name);
            std::fs::write(&path, picture(*view, *width))
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }

    fn count(&self) -> usize {
        std::fs::read_dir(&self.0).into_iter().flatten().count()
    }
}
