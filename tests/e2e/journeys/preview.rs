use e2e::harness::{Browser, Preview};
use e2e::pages::PreviewPage;

#[track_caller]
fn open(preview: &Preview) -> PreviewPage {
    PreviewPage::open(
        Browser::start(),
        &preview.address("/preview.html?copy=complaints.json"),
    )
}

#[test]
fn every_state_is_reached() {
    let preview = Preview::start();
    let page = open(&preview);
    let mut missed = Vec::new();
    for state in page.states() {
        page.choose("State", &state);
        let started = std::time::Instant::now();
        while page
            .browser
            .run("return document.getElementById('stage').dataset.shown", &[])
            != state.as_str()
            && started.elapsed().as_secs() < 8
        {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        if page
            .browser
            .run("return document.getElementById('stage').dataset.shown", &[])
            != state.as_str()
        {
            missed.push(state.clone());
        }
        println!("{state} {:?} {}", started.elapsed(), page.said("shown"));
    }
    println!("{:?}", page.browser.console());
    assert_eq!(missed, Vec::<String>::new());
}
