//! Writes pictures of every state of the page to `screenshots/`, at three widths, light and dark.

use std::path::Path;

use e2e::harness::{Browser, Site, root};
use e2e::pages::ComplaintsPage;
use e2e::tour::tour;

fn main() {
    let folder = root().join("screenshots");
    std::fs::create_dir_all(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    tour(&mut Site::start(), Browser::start(), |state, page| {
        keep(&folder, state, page)
    });
    println!("screenshots: every state at 360, 768 and 1280 px, light and dark, in screenshots/");
}

fn keep(folder: &Path, state: &str, page: &ComplaintsPage) {
    for width in [360, 768, 1280] {
        for (theme, dark) in [("light", false), ("dark", true)] {
            let path = folder.join(format!("{state}-{width}-{theme}.png"));
            std::fs::write(&path, page.picture(width, dark))
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }
}
