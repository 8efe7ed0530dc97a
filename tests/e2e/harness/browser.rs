use std::cell::Cell;
use std::fmt::Display;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::session::scriptret::ScriptRet;
use thirtyfour::{Key, PageLoadStrategy, TypingData, WebDriver, WebElement, WindowHandle};

use super::engine::{Engine, Start, firefox, webkit};
use super::running::Running;
use super::{Files, PATIENCE, eventually};

/// A real browser that nobody sees, as in a new, empty profile.
pub struct Browser {
    engine: Engine,
    running: Option<Running>,
    /// The browser context that is this test's own, where others may use the same browser before and after it.
    context: Option<String>,
    /// Whether pages may run scripts now.
    script: Cell<bool>,
}

/// How a page is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    Light,
    Dark,
    /// In the few colours of a person's own choice.
    ForcedColours,
    /// As it is printed.
    Print,
}

/// What a page holds on to.
#[derive(Debug)]
pub struct Weight {
    pub listeners: u64,
    pub nodes: u64,
    /// Bytes of the script's heap.
    pub heap: u64,
}

impl Browser {
    /// Chromium on a device in London, light and 1280 by 900 CSS pixels large.
    #[track_caller]
    pub fn start() -> Self {
        Engine::Chromium.start()
    }

    /// Chromium in London that does not wait for what it opens to be loaded.
    #[track_caller]
    pub fn impatient() -> Self {
        Self::launch(&Start {
            waits: PageLoadStrategy::None,
            ..Start::of(Engine::Chromium)
        })
    }

    #[track_caller]
    pub(super) fn launch(start: &Start) -> Self {
        let running = Running::of(start);
        let context = running.open_context();
        let browser = Self {
            engine: start.engine,
            context: context.unwrap_or_else(|error| panic!("no tab: {error}")),
            running: Some(running),
            script: Cell::new(start.script),
        };
        browser.resize(1280, 900);
        browser.prefer_dark(false);
        if !start.script && start.engine != Engine::WebKit {
            browser.allow_script(false);
        }
        browser
    }

    /// Lets pages run scripts, or no longer. What is asked of a page here is answered all the same,
    /// unless it takes its time.
    #[track_caller]
    pub fn allow_script(&self, allowed: bool) {
        match self.engine {
            Engine::Chromium => self.devtools(
                "Emulation.setScriptExecutionDisabled",
                json!({ "value": !allowed }),
            ),
            Engine::Firefox => self.inside_firefox(firefox::ALLOW_SCRIPT, &[json!(allowed)]),
            Engine::WebKit => panic!("WebKit has script or not from its start"),
        }
        self.script.set(allowed);
    }

    /// Opens an address and waits until it is loaded.
    #[track_caller]
    pub fn open(&self, address: &str) {
        self.wait(self.driver().goto(address));
        if self.engine == Engine::WebKit {
            self.run(webkit::MEND_JSON, &[]);
        }
    }

    /// Loads the page again.
    #[track_caller]
    pub fn reload(&self) {
        self.wait(self.driver().refresh());
    }

    /// Goes back to the page that was open before.
    #[track_caller]
    pub fn back(&self) {
        self.wait(self.driver().back());
    }

    /// Goes forward to the page that was gone back from.
    #[track_caller]
    pub fn forward(&self) {
        self.wait(self.driver().forward());
    }

    /// The tab that is looked at.
    #[track_caller]
    pub fn tab(&self) -> WindowHandle {
        self.wait(self.driver().window())
    }

    /// Opens an empty tab, and looks at that.
    #[track_caller]
    pub fn new_tab(&self) {
        let tab = match &self.context {
            Some(context) => self.done(self.running().open_tab(context)),
            None => self.wait(self.driver().new_tab()),
        };
        self.switch_to(&tab);
    }

    /// Looks at another tab.
    #[track_caller]
    pub fn switch_to(&self, tab: &WindowHandle) {
        self.wait(self.driver().switch_to_window(tab.clone()));
    }

    /// Runs a script in every page that is opened in this tab from now on, before the page's own.
    #[track_caller]
    pub fn before_scripts(&self, script: &str) {
        self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        );
    }

    /// Makes this a slow phone on a slow line: 1.6 Mbit/s, 150 ms away, with a quarter of this machine's speed.
    #[track_caller]
    pub fn be_a_slow_phone(&self) {
        let bytes_a_second = 1_600_000 / 8;
        self.be_on_a_line(json!({ "offline": false, "latency": 150, "downloadThroughput": bytes_a_second, "uploadThroughput": bytes_a_second }));
        self.slow_down(4);
    }

    /// From now on this is as many times slower than the machine.
    #[track_caller]
    pub fn slow_down(&self, times: u32) {
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": times }));
    }

    /// From now on there is no line.
    #[track_caller]
    pub fn be_offline(&self) {
        self.be_on_a_line(json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 }));
    }

    /// From now on there is a line, which takes so many bytes a second, or as many as there are.
    #[track_caller]
    pub fn be_online(&self, bytes_a_second: Option<u32>) {
        let upload = bytes_a_second.map_or(json!(-1), Value::from);
        self.be_on_a_line(json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": upload }));
    }

    #[track_caller]
    fn be_on_a_line(&self, conditions: Value) {
        self.devtools("Network.enable", json!({}));
        self.devtools("Network.emulateNetworkConditions", conditions);
    }

    /// From now on puts every file that a page gives to the person among these, and asks nobody.
    #[track_caller]
    pub fn download_into(&self, files: &Files) {
        let folder = files.path("");
        let method = "Browser.setDownloadBehavior";
        let mut behaviour = json!({ "behavior": "allow", "downloadPath": folder });
        if let Some(context) = &self.context {
            behaviour["browserContextId"] = json!(context);
            self.done(self.running().devtools(method, behaviour));
        } else {
            self.devtools(method, behaviour);
        }
    }

    /// Forgets every file that it was sent.
    #[track_caller]
    pub fn empty_cache(&self) {
        self.devtools("Network.clearBrowserCache", json!({}));
    }

    /// Runs a function body in the page.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.wait(self.driver().execute(script, arguments))
            .json()
            .clone()
    }

    /// Runs a function body in the page, whose last argument takes the answer, later.
    #[track_caller]
    pub fn run_async(&self, script: &str, arguments: &[Value]) -> Value {
        self.wait(self.driver().execute_async(script, arguments))
            .json()
            .clone()
    }

    /// Runs a function body in the page that returns an element or null.
    #[track_caller]
    pub fn element(&self, script: &str, arguments: &[Value]) -> Option<WebElement> {
        let found = self.wait(self.driver().execute(script, arguments));
        (!found.json().is_null()).then(|| self.done(ScriptRet::element(found)))
    }

    /// Presses an element in its middle, once what was done before is drawn.
    #[track_caller]
    pub fn click(&self, element: &WebElement) {
        self.drawn();
        if self.engine == Engine::WebKit {
            // Its driver scrolls as the page was laid out before.
            self.wait(element.scroll_into_view());
        }
        self.wait(element.click());
    }

    /// Makes the viewport this large, in CSS pixels.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        match self.engine {
            Engine::Chromium => self.zoom(width, height, 1),
            Engine::Firefox => {
                self.inside_firefox(firefox::BE_NARROW, &[]);
                self.resize_window(width, height);
            }
            Engine::WebKit => self.resize_window(width, height),
        }
    }

    /// Makes the window so large that the viewport in it is.
    #[track_caller]
    fn resize_window(&self, width: u32, height: u32) {
        let viewport = || self.run("return [innerWidth, innerHeight]", &[]);
        let wanted = json!([width, height]);
        // A window takes its time, and a new one has no frame yet.
        eventually(PATIENCE, &format!("a viewport of {wanted}"), || {
            let frame = self.run(
                "return [outerWidth - innerWidth, outerHeight - innerHeight]",
                &[],
            );
            let side = |side: usize| {
                frame[side]
                    .as_u64()
                    .and_then(|size| u32::try_from(size).ok())
            };
            let (frame_width, frame_height) = (side(0)?, side(1)?);
            self.wait(self.driver().set_window_rect(
                0,
                0,
                width + frame_width,
                height + frame_height,
            ));
            (viewport() == wanted).then_some(())
        });
    }

    /// Makes the viewport this large, in CSS pixels, each of which takes so many of the device's: zooming in by
    /// as much leaves as few on the same screen.
    #[track_caller]
    pub fn zoom(&self, width: u32, height: u32, scale: u32) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false }),
        );
    }

    /// Sets what the device asks of pages: dark or light, and no movement, so that nothing is seen half way.
    #[track_caller]
    pub fn prefer_dark(&self, dark: bool) {
        match self.engine {
            Engine::Chromium => self.look(if dark { View::Dark } else { View::Light }),
            Engine::Firefox => self.inside_firefox(firefox::PREFER_DARK, &[json!(dark)]),
            Engine::WebKit => self
                .running()
                .screen
                .iter()
                .for_each(|screen| screen.prefer_dark(dark)),
        }
        let asked = "return ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)']
            .map(preference => matchMedia(preference).matches)";
        eventually(PATIENCE, "the device's preferences", || {
            (self.run(asked, &[]) == json!([dark, true])).then_some(())
        });
    }

    /// Looks at pages in this way, and without movement.
    #[track_caller]
    pub fn look(&self, view: View) {
        let when = |is: bool, value, other| if is { value } else { other };
        self.emulate(
            when(view == View::Print, "print", "screen"),
            &[
                (
                    "prefers-color-scheme",
                    when(view == View::Dark, "dark", "light"),
                ),
                (
                    "forced-colors",
                    when(view == View::ForcedColours, "active", "none"),
                ),
            ],
        );
    }

    /// Sets the medium that pages are shown in, and what the device asks of them, by the names of media features;
    /// never to move.
    #[track_caller]
    pub fn emulate(&self, medium: &str, features: &[(&str, &str)]) {
        let features: Vec<Value> = [("prefers-reduced-motion", "reduce")]
            .iter()
            .chain(features)
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "media": medium, "features": features }),
        );
    }

    /// What assistive technology is given of the page: the nodes of its accessibility tree.
    ///
    /// # Source
    ///
    /// <https://chromedevtools.github.io/devtools-protocol/tot/Accessibility/#type-AXNode>
    #[track_caller]
    pub fn accessibility_tree(&self) -> Vec<Value> {
        let mut tree = self.ask_devtools("Accessibility.getFullAXTree", json!({}));
        match tree["nodes"].take() {
            Value::Array(nodes) => nodes,
            other => panic!("not a tree: {other}"),
        }
    }

    /// Does something in the document of a frame, found by a function body that returns it.
    #[track_caller]
    pub fn in_frame<T>(&self, frame: &str, act: impl FnOnce() -> T) -> T {
        let frame = self.element(frame, &[]);
        let frame = frame.unwrap_or_else(|| panic!("no frame"));
        self.wait(frame.enter_frame());
        let done = act();
        self.wait(self.driver().enter_default_frame());
        done
    }

    /// Types into an element, once what was done before is drawn.
    #[track_caller]
    pub fn type_into(&self, element: &WebElement, keys: impl Into<TypingData>) {
        self.drawn();
        self.wait(element.send_keys(keys));
    }

    /// Presses keys, wherever the focus is, once what was done before is drawn.
    #[track_caller]
    pub fn keys(&self, keys: impl Into<TypingData>) {
        self.drawn();
        self.wait(self.driver().action_chain().send_keys(keys).perform());
    }

    /// Presses a key while another is held, wherever the focus is, once what was done before is drawn.
    #[track_caller]
    pub fn chord(&self, held: Key, key: impl Into<TypingData>) {
        self.drawn();
        let chain = self.driver().action_chain().key_down(held.clone());
        self.wait(chain.send_keys(key).key_up(held).perform());
    }

    /// Presses keys where the focus is, with this pause after each: as a person does, who sees each letter drawn.
    #[track_caller]
    pub fn keys_with_pauses(&self, keys: impl Into<TypingData>, pause: Duration) {
        // A key goes down and up.
        let chain = self.driver().action_chain_with_delay(Some(pause / 2), None);
        self.wait(chain.send_keys(keys).perform());
    }

    /// Goes on with the words in an input method, where the focus is.
    #[track_caller]
    pub fn compose(&self, words: &str) {
        let end = words.chars().count();
        self.devtools(
            "Input.imeSetComposition",
            json!({ "text": words, "selectionStart": end, "selectionEnd": end }),
        );
    }

    /// Ends them with these words in their place.
    #[track_caller]
    pub fn commit(&self, words: &str) {
        self.devtools("Input.insertText", json!({ "text": words }));
    }

    /// Waits until what was done is drawn, as a person does: within a frame the page may still move its focus and
    /// scroll there, and Chromium takes the scrolling after a key back where another key came before the same frame.
    #[track_caller]
    pub fn drawn(&self) {
        // What is never drawn, like a tab behind another, is not waited for.
        let drawn = "const [done] = arguments;
            requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
            setTimeout(done, 1000, false)";
        if self.script.get() {
            self.run_async(drawn, &[]);
        }
    }

    /// Moves the caret this many characters back.
    #[track_caller]
    pub fn step_back(&self, characters: usize) {
        self.keys(back(characters));
    }

    /// Selects this many characters before the caret.
    #[track_caller]
    pub fn select_back(&self, characters: usize) {
        self.chord(Key::Shift, back(characters));
    }

    /// A picture as PNG, of this width and as tall as a script says, in CSS pixels. Afterwards the page is light
    /// again, and 1280 by 900 large.
    #[track_caller]
    pub fn picture(&self, view: View, width: u32, height: &str) -> Vec<u8> {
        self.look(view);
        self.resize(width, 900);
        let height = self.run(height, &[]).as_u64().unwrap_or_default();
        self.resize(width, u32::try_from(height).unwrap_or(900).max(900));
        let picture = self.wait(self.driver().screenshot_as_png());
        self.resize(1280, 900);
        self.look(View::Light);
        picture
    }

    #[track_caller]
    fn inside_firefox(&self, script: &str, arguments: &[Value]) {
        self.wait(firefox::run_inside(self.driver(), script, arguments));
    }

    #[track_caller]
    fn devtools(&self, method: &'static str, parameters: Value) {
        self.ask_devtools(method, parameters);
    }

    /// What Chromium alone can be asked.
    #[track_caller]
    fn ask_devtools(&self, method: &'static str, parameters: Value) -> Value {
        self.must_be_chromium(method);
        self.wait(self.driver().cdp().send_raw(method, parameters))
    }

    /// What the page holds, once everything that nobody can reach is gone.
    #[track_caller]
    pub fn weigh(&self) -> Weight {
        self.collect_garbage();
        let [listeners, nodes, heap] =
            self.metrics(["JSEventListeners", "Nodes", "JSHeapUsedSize"]);
        Weight {
            listeners: listeners as u64,
            nodes: nodes as u64,
            heap: heap as u64,
        }
    }

    #[track_caller]
    fn collect_garbage(&self) {
        for _ in 0..3 {
            self.devtools("HeapProfiler.collectGarbage", json!({}));
        }
    }

    /// Metrics of the page by their names; durations are seconds in which its main thread ran, not those in which it
    /// waited for a processor.
    ///
    /// Panics when there is none of a name.
    ///
    /// # Source
    ///
    /// <https://chromedevtools.github.io/devtools-protocol/tot/Performance/#method-getMetrics>
    #[track_caller]
    pub fn metrics<const N: usize>(&self, names: [&str; N]) -> [f64; N] {
        self.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" }));
        let answer = self.ask_devtools("Performance.getMetrics", json!({}));
        names.map(|name| {
            let mut metrics = answer["metrics"].as_array().into_iter().flatten();
            let found = metrics.find(|metric| metric["name"] == name);
            found
                .and_then(|metric| metric["value"].as_f64())
                .unwrap_or_else(|| panic!("no metric {name} in {answer}"))
        })
    }

    /// Name and version of the browser.
    #[track_caller]
    pub fn version(&self) -> String {
        let version = self.ask_devtools("Browser.getVersion", json!({}));
        version["product"].as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    fn must_be_chromium(&self, what: &str) {
        assert_eq!(
            self.engine,
            Engine::Chromium,
            "only Chromium's driver has {what}"
        );
    }

    /// The answer to a question to the driver, which panics when there is none.
    #[track_caller]
    pub fn wait<T>(
        &self,
        question: impl Future<Output = thirtyfour::error::WebDriverResult<T>>,
    ) -> T {
        self.done(self.running().wait(question))
    }

    #[track_caller]
    fn done<T>(&self, answer: Result<T, impl Display>) -> T {
        answer.unwrap_or_else(|error| panic!("{error}"))
    }

    fn running(&self) -> &Running {
        self.running
            .as_ref()
            .unwrap_or_else(|| unreachable!("it runs as long as this value lives"))
    }

    fn driver(&self) -> &WebDriver {
        &self.running().driver
    }

    /// The warnings and errors of the console since the last look.
    #[track_caller]
    pub fn console(&self) -> Vec<String> {
        self.must_be_chromium("the console");
        let log = self.within_a_while(self.driver().browser_log());
        let entries = log.unwrap_or_default().into_iter();
        entries.map(|entry| entry.message).collect()
    }

    /// The addresses on the network that were asked for since the last look, whoever asked.
    #[track_caller]
    pub fn requested(&self) -> Vec<String> {
        self.must_be_chromium("the log of the network");
        let log = self.wait(self.driver().get_log("performance"));
        let address = |entry: &str| {
            let entry: Value = serde_json::from_str(entry).ok()?;
            let event = &entry["message"];
            let is_request = event["method"] == "Network.requestWillBeSent";
            let address = event["params"]["request"]["url"].as_str();
            let address = address.filter(|address| is_request && address.starts_with("http"));
            address.map(str::to_owned)
        };
        let entries = log.iter();
        entries
            .filter_map(|entry| address(&entry.message))
            .collect()
    }

    /// The names of the cookies that the page's server and scripts have set.
    #[track_caller]
    pub fn cookies(&self) -> Vec<String> {
        let cookies = self.wait(self.driver().get_all_cookies());
        cookies.into_iter().map(|cookie| cookie.name).collect()
    }

    /// The answer to a question to the driver, unless there is none: a browser that hangs is not waited for.
    fn within_a_while<T>(
        &self,
        question: impl Future<Output = thirtyfour::error::WebDriverResult<T>>,
    ) -> Option<T> {
        let answer = self.running().wait_for(Duration::from_secs(10), question);
        answer.ok()
    }

    /// Tells of a failed journey what the console said and, among the build's files, what the page looked like.
    fn tell(&self) {
        if self.engine == Engine::Chromium {
            for message in self.console() {
                eprintln!("the console said: {message}");
            }
        }
        let name = std::thread::current()
            .name()
            .unwrap_or("journey")
            .replace("::", "-");
        let folder = super::target().join("e2e-failures");
        let path = folder.join(name + ".png");
        let png = self.within_a_while(self.driver().screenshot_as_png());
        if png.is_some_and(|png| {
            std::fs::create_dir_all(&folder)
                .and_then(|()| std::fs::write(&path, png))
                .is_ok()
        }) {
            eprintln!("the page looked like this: {}", path.display());
        }
    }
}

/// The keys that move the caret this many characters back.
fn back(characters: usize) -> String {
    Key::Left.value().to_string().repeat(characters)
}

impl Drop for Browser {
    fn drop(&mut self) {
        let has_failed = std::thread::panicking();
        if has_failed {
            self.tell();
        }
        let Some(running) = self.running.take() else {
            return;
        };
        // What a failed test leaves behind is no other's.
        if has_failed {
            running.quit();
        } else {
            running.leave(self.context.as_deref());
        }
    }
}
