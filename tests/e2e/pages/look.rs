use crate::harness::Browser;

use super::complaints_page::{FIND, texts};

/// What looks at the page; uses `find.js`.
const LOOK: &str = include_str!("look.js");

/// What an eye and a thumb find wrong with the page as it is drawn now: nothing, it is hoped.
pub struct Look<'browser>(pub &'browser Browser);

impl Look<'_> {
    /// Text that stands out too little: by less than 7 : 1, or 4.5 : 1 where it is large or cannot be used now.
    #[track_caller]
    pub fn pale_text(&self) -> Vec<String> {
        self.look("paleText()")
    }

    /// Controls and signs in them that stand out by less than 3 : 1.
    #[track_caller]
    pub fn pale_controls(&self) -> Vec<String> {
        self.look("paleControls()")
    }

    /// Controls on which the focus stands out by less than 3 : 1. Moves the focus over all of them, as keys would
    /// once one was pressed.
    #[track_caller]
    pub fn pale_focus(&self) -> Vec<String> {
        self.look("paleFocus()")
    }

    /// What is pressed, outside of sentences, on less than so many CSS pixels each way.
    #[track_caller]
    pub fn small_targets(&self, least: u32) -> Vec<String> {
        self.look(&format!("smallTargets({least})"))
    }

    /// Text that is cut off, leaves its box or the page, or stands on other text; and whatever stands out of the
    /// page to the right.
    #[track_caller]
    pub fn cramped(&self) -> Vec<String> {
        self.look("[...sideways(), ...crampedText()]")
    }

    /// Spreads all text as far as a reader may (WCAG 1.4.12), or no longer.
    #[track_caller]
    pub fn spread_text(&self, spread: bool) {
        self.look(&format!("spreadText({spread})"));
    }

    /// Opens every question that has a hidden answer.
    #[track_caller]
    pub fn open_every_answer(&self) {
        self.look("openEveryAnswer()");
    }

    #[track_caller]
    fn look(&self, what: &str) -> Vec<String> {
        let given = "const tag = 0, section = '', optional = '', errorPrefix = '';";
        texts(
            self.0
                .run(&format!("{given}\n{FIND}\n{LOOK}\nreturn {what}"), &[]),
        )
    }
}
