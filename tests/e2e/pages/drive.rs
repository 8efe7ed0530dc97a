use serde_json::{Value, json};

use super::ComplaintsPage;
use super::complaints_page::texts;

/// How many times shorter every pause of the page is in the hands of a script.
const HURRY: u32 = 150;

/// The complaints page in the hands of a script, for those who send more than people do. What it is
/// told to do fails where the page does not come to it, with what was waited for.
pub struct Drive {
    page: ComplaintsPage,
}

/// A complaint with one file.
#[derive(Clone, Debug)]
pub struct Complaint {
    pub name: String,
    pub email: String,
    pub description: String,
    pub file: String,
    /// What is in the file.
    pub content: String,
}

/// What sending came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// A receipt with this reference.
    Receipt(String),
    /// The page says that it could not send, and in these words whether it arrived; these answers are in it.
    Failed(String, Vec<String>),
    /// The page says what is to be changed; these answers are in it.
    Refused(Vec<String>),
}

impl Complaint {
    /// A complaint that is no other number's.
    pub fn of(number: u64) -> Self {
        Self {
            name: format!("Ada Lovelace {number}"),
            email: format!("ada-{number}@example.com"),
            description: format!("The bill number {number} charges twice."),
            file: format!("bill-{number}.pdf"),
            content: format!("%PDF-1.7\n{}", number.to_string().repeat(5_000)),
        }
    }

    /// What stands in the form for it.
    pub fn answers(&self) -> Vec<String> {
        let Self {
            name,
            email,
            description,
            file,
            ..
        } = self;
        [name, email, description, "billing", file]
            .map(str::to_owned)
            .to_vec()
    }
}

impl End {
    /// The answers that are in the page.
    pub fn answers(&self) -> &[String] {
        match self {
            Self::Receipt(_) => &[],
            Self::Failed(_, answers) | Self::Refused(answers) => answers,
        }
    }
}

impl Drive {
    /// Takes over a live page, whose pauses are short from now on.
    #[track_caller]
    pub fn new(page: ComplaintsPage) -> Self {
        page.browser.run(include_str!("drive.js"), &[]);
        let drive = Self { page };
        drive
            .ask("hurry", &json!(HURRY))
            .unwrap_or_else(|error| panic!("{error}"));
        drive
    }

    /// Answers what is required, and chooses the file.
    #[track_caller]
    pub fn fill(&self, complaint: &Complaint) -> Result<(), String> {
        let Complaint {
            name,
            email,
            description,
            file,
            content,
        } = complaint;
        let file = json!({ "name": file, "content": content });
        let answers =
            json!({ "name": name, "email": email, "description": description, "file": file });
        self.ask("fill", &answers).map(drop)
    }

    /// Changes the description.
    #[track_caller]
    pub fn describe(&self, description: &str) -> Result<(), String> {
        self.ask("describe", &json!(description)).map(drop)
    }

    /// Sends what stands in the form with the button of these words, and waits for what it comes to.
    #[track_caller]
    pub fn send(&self, words: &str) -> Result<End, String> {
        let mut end = self.ask("send", &json!(words))?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let value = end[1].take();
        match end[0].as_str() {
            Some("receipt") => Ok(End::Receipt(text(&value))),
            Some("failed") => Ok(End::Failed(text(&end[2]), texts(value))),
            _ => Ok(End::Refused(texts(value))),
        }
    }

    /// Starts another complaint, from the receipt.
    #[track_caller]
    pub fn another(&self, words: &str) -> Result<(), String> {
        self.ask("another", &json!(words)).map(drop)
    }

    #[track_caller]
    fn ask(&self, what: &str, about: &Value) -> Result<Value, String> {
        let script = format!(
            "const done = arguments[1];
             (async () => drive.{what}(arguments[0]))().then(value => done({{ value }}), error => done({{ error: String(error) }}))"
        );
        let mut answer = self
            .page
            .browser
            .run_async(&script, std::slice::from_ref(about));
        match answer["error"].as_str() {
            Some(error) => Err(format!("{what}: {error}")),
            None => Ok(answer["value"].take()),
        }
    }
}
