use e2e::harness::Files;
use e2e::pages::ComplaintsPage;
use e2e::tour::answer_everything;

use crate::pages::Page;
use crate::table::{Table, Unit};

/// What a page holds once it is there, and after a journey: problems shown, everything answered, a file taken out.
#[track_caller]
pub fn weight(
    page: Page,
    opened: ComplaintsPage,
    files: &Files,
    table: &mut Table,
) -> ComplaintsPage {
    weigh(page, &opened, "After loading", table);
    if page.has_script() {
        opened.press(page.button());
        opened.error_summary();
        answer_everything(&opened, files);
        opened.remove_file("bill.pdf");
        weigh(page, &opened, "After a journey", table);
    }
    opened
}

fn weigh(page: Page, opened: &ComplaintsPage, when: &'static str, table: &mut Table) {
    let nodes = opened.browser.run(NODES, &[]).as_f64().unwrap_or_default();
    table.add(
        page,
        when,
        "nodes of the document, shadow root included",
        Unit::Count,
        nodes,
    );
    let heap = opened.browser.weigh().heap as f64;
    let wasm = opened.browser.run(WASM, &[]).as_f64().unwrap_or_default();
    table.add(
        page,
        when,
        "heap of the script",
        Unit::Kilobytes,
        heap / 1e3,
    );
    table.add(
        page,
        when,
        "memory of WebAssembly",
        Unit::Kilobytes,
        wasm / 1e3,
    );
}

const NODES: &str = "
    const count = root => {
        const walker = document.createTreeWalker(root);
        let nodes = 1;
        while (walker.nextNode()) {
            const { shadowRoot } = walker.currentNode;
            nodes += 1 + (shadowRoot ? count(shadowRoot) : 0);
        }
        return nodes;
    };
    return count(document)";

/// The browser's tools do not tell it: the probe keeps what was instantiated.
const WASM: &str = "return probe.memory?.buffer.byteLength ?? 0";
