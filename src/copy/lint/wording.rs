//! Words that will read wrong: figures typed out, marks that mean nothing, buttons too long.

use chrono::NaiveTime;

use super::texts::TextAt;
use super::{Check, Rule, Severity};
use crate::base::text::count_characters;
use crate::copy::markup::{Inline, parse};

/// The most characters of a button: longer, it breaks over lines on a phone.
const BUTTON_CHARACTERS: usize = 40;

/// Facts shorter than this are found inside other words.
const SHORTEST_FACT: usize = 4;

const LITERAL_FIGURE: Rule = Rule {
    code: "literal-figure",
    source: "README.md, Change the words",
};
const ONE_OF_MANY: Rule = Rule {
    code: "one-of-many",
    source: "README.md, Change the words",
};
const LONG_BUTTON: Rule = Rule {
    code: "long-button",
    source: "https://design-system.service.gov.uk/components/button/",
};
const MESSAGE_WORDING: Rule = Rule {
    code: "message-wording",
    source: "https://design-system.service.gov.uk/components/error-message/",
};
const MARKUP: Rule = Rule {
    code: "markup",
    source: "README.md, Change the words",
};
const HTML: Rule = Rule {
    code: "html",
    source: "README.md, Change the words",
};
const HIDDEN_CHARACTERS: Rule = Rule {
    code: "hidden-characters",
    source: "https://www.unicode.org/reports/tr36/",
};

/// A figure of the facts, with what it counts.
struct Figure {
    name: &'static str,
    /// What it is, and was before.
    values: Vec<u32>,
    one: &'static str,
    many: &'static str,
}

impl Check<'_> {
    pub(super) fn wording(&mut self) {
        let (mut facts, figures) = (self.facts(), self.figures());
        let english = self.is_english();
        if english {
            // In English a figure is found whatever it is written like.
            facts.retain(|(name, _)| {
                let is_of = |figure: &Figure| name.strip_suffix("_words") == Some(figure.name);
                !figures.iter().any(is_of)
            });
        }
        let texts = std::mem::take(&mut self.texts);
        for text in &texts {
            self.hidden_characters(text);
            let Some(words) = text.words else { continue };
            self.literal_fact(text, &facts);
            self.literal_phone(text);
            self.marks(text, words.markup);
            self.html(text);
            if words.button {
                self.long_button(text, &facts);
            }
            if english {
                self.literal_figure(text, &figures);
                self.literal_hours(text, &facts);
                self.one_of_many(text, &figures);
            }
            if english && words.message {
                self.message_wording(text);
            }
        }
        self.texts = texts;
    }

    fn warn(&mut self, rule: Rule, text: &TextAt, message: String) {
        self.note(Severity::Warning, Some(rule), text.place(), message);
    }

    /// The figures that are written without a fault.
    fn figures(&self) -> Vec<Figure> {
        let facts = &self.copy.facts;
        let mut figures = Vec::new();
        let mut add = |key, name, values: Vec<u32>, one, many| {
            if self.is_sound(&["facts", key]) {
                figures.push(Figure {
                    name,
                    values,
                    one,
                    many,
                });
            }
        };
        let (name, days) = ("response_days", vec![facts.response_days]);
        add(name, name, days, "working day", "working days");
        // The last holds in the end; it is what the texts show.
        let entries = facts.cisas.entries().iter().rev();
        let weeks = entries.clone().map(|entry| entry.wait_weeks).collect();
        add("cisas", "wait_weeks", weeks, "week", "weeks");
        let months = entries.map(|entry| entry.limit_months).collect();
        add("cisas", "limit_months", months, "month", "months");
        if let Some(scheme) = &facts.scheme {
            let people = vec![scheme.people];
            add("scheme", "scheme_people", people, "person", "people");
        }
        let limits = &facts.attachments;
        for (name, bytes) in [
            ("file_mb", limits.file_bytes),
            ("total_mb", limits.total_bytes),
        ] {
            add("attachments", name, vec![(bytes >> 20) as u32], "MB", "MB");
        }
        let files = vec![limits.files as u32];
        add("attachments", "files", files, "file", "files");
        figures
    }

    /// A fact typed out, such as the phone number.
    fn literal_fact(&mut self, text: &TextAt, facts: &[(String, String)]) {
        for (name, fact) in facts.iter().filter(|(name, _)| is_about(name, &text.path)) {
            let is_long = fact.chars().count() >= SHORTEST_FACT;
            // One link can lead to a page below another's.
            let longer = |(_, other): &(String, String)| {
                other.len() > fact.len()
                    && other.contains(fact.as_str())
                    && text.text.contains(other.as_str())
            };
            if is_long && text.text.contains(fact.as_str()) && !facts.iter().any(longer) {
                self.warn(
                    LITERAL_FIGURE,
                    text,
                    format!(
                        "\"{fact}\" is typed out, expected {{{name}}}, which changes with the fact"
                    ),
                );
            }
        }
    }

    /// The phone number spaced otherwise, or as from abroad: "+44 1702 668836".
    fn literal_phone(&mut self, text: &TextAt) {
        if !text.text.bytes().any(|byte| byte.is_ascii_digit()) {
            return;
        }
        let phone = &self.copy.facts.phone;
        let (own, known) = (national(phone), [phone.clone(), digits(phone)]);
        let is_other = |number: &&str| {
            own.len() >= SHORTEST_FACT
                && number.len() >= own.len()
                && national(number) == own
                && !known.iter().any(|known| number.contains(known))
        };
        let mut numbers = text
            .text
            .split(|c: char| !(c.is_ascii_digit() || " ()+-".contains(c)));
        if let Some(number) = numbers.find(is_other) {
            let message = format!(
                "\"{}\" is typed out, expected {{phone}}, which changes with the fact",
                number.trim()
            );
            self.warn(LITERAL_FIGURE, text, message);
        }
    }

    /// A figure typed out, such as "8 weeks" or "eight weeks".
    fn literal_figure(&mut self, text: &TextAt, figures: &[Figure]) {
        let words: Vec<&str> = words(text.text).collect();
        for (index, word) in words.iter().enumerate() {
            let Some(value) = number(word) else { continue };
            let counts = |unit: &&str| {
                let after = words[index + 1..].iter();
                let length = unit.split(' ').count();
                let same = after
                    .zip(unit.split(' '))
                    .take_while(|(word, unit)| word.eq_ignore_ascii_case(unit));
                same.count() == length
            };
            for figure in figures
                .iter()
                .filter(|figure| figure.values.contains(&value))
            {
                let Some(unit) = [figure.many, figure.one].into_iter().find(counts) else {
                    continue;
                };
                let (name, many) = (figure.name, figure.many);
                let now = match figure.values.first() {
                    Some(now) if *now != value => format!(" (now {now})"),
                    _ => String::new(),
                };
                let message = format!(
                    "\"{word} {unit}\" is typed out, expected {{{name}}} {many}, which changes with the fact{now}"
                );
                self.warn(LITERAL_FIGURE, text, message);
            }
        }
    }

    /// A time at which the lines open or close, such as "9am", "9.00 a.m." or "17:00".
    fn literal_hours(&mut self, text: &TextAt, facts: &[(String, String)]) {
        // Typed out as the placeholder has them, they are told of as a fact.
        let is_told = |(name, fact): &(String, String)| {
            name.starts_with("lines_") && text.text.contains(fact.as_str())
        };
        if !self.is_sound(&["facts", "lines"]) || facts.iter().any(is_told) {
            return;
        }
        let lines = &self.copy.facts.lines;
        let is_theirs =
            |(_, time): &(&str, NaiveTime)| [lines.opens(), lines.closes()].contains(time);
        if let Some((typed, _)) = times(text.text).find(is_theirs) {
            let message = format!(
                "\"{typed}\" is typed out, expected {{lines_hours}}, {{lines_hours_short}} or {{lines_close}}, which change with the fact"
            );
            self.warn(LITERAL_FIGURE, text, message);
        }
    }

    /// "1 working days".
    fn one_of_many(&mut self, text: &TextAt, figures: &[Figure]) {
        for Figure {
            name,
            values,
            one,
            many,
        } in figures
        {
            let (found, expected) = (format!("{{{name}}} {many}"), format!("{{{name}}} {one}"));
            if values.first() == Some(&1) && text.text.contains(&found) {
                self.warn(
                    ONE_OF_MANY,
                    text,
                    format!("{{{name}}} is 1: found \"{found}\", expected \"{expected}\""),
                );
            }
        }
    }

    /// Counted as it is read, with its facts.
    fn long_button(&mut self, text: &TextAt, facts: &[(String, String)]) {
        let fill = |text: String, (name, fact): &(String, String)| {
            text.replace(&["{", name, "}"].concat(), fact)
        };
        let characters = count_characters(&facts.iter().fold(text.text.to_owned(), fill));
        if characters > BUTTON_CHARACTERS {
            self.warn(
                LONG_BUTTON,
                text,
                format!(
                    "a button of {characters} characters, expected {BUTTON_CHARACTERS} or fewer"
                ),
            );
        }
    }

    fn message_wording(&mut self, text: &TextAt) {
        let unkind = ["please", "sorry", "valid", "invalid"];
        let lower = text.text.to_lowercase();
        let found = words(&lower).find(|word| unkind.contains(word));
        let found = found.or_else(|| {
            let phrase = "this field is required";
            lower.contains(phrase).then_some(phrase)
        });
        if let Some(word) = found {
            self.warn(
                MESSAGE_WORDING,
                text,
                format!("found \"{word}\", expected what to do: \"Enter your …\", \"… must be …\""),
            );
        }
    }

    /// Marks that are shown as they are typed.
    fn marks(&mut self, text: &TextAt, markup: bool) {
        let has_marks = |words: &str| words.contains("**") || words.contains("](");
        if !has_marks(text.text) {
            return;
        }
        if !markup {
            let message = "** and [words](address) mean nothing here, expected plain words";
            self.warn(MARKUP, text, message.to_owned());
            return;
        }
        // A backslash shows a mark on purpose.
        let is_meant = text.text.contains('\\');
        let left_over = parse(text.text).iter().any(|inline| match inline {
            Inline::Words(words) | Inline::Strong(words) | Inline::Link { words, .. } => {
                has_marks(words)
            }
        });
        if left_over && !is_meant {
            let message = "a mark without its partner, or inside another, is shown as it is typed, expected **strong** or [words](address)";
            self.warn(MARKUP, text, message.to_owned());
        }
    }

    fn html(&mut self, text: &TextAt) {
        let tag = text.text.split('<').skip(1).find(|after| {
            let name = after.strip_prefix('/').unwrap_or(after);
            name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') && after.contains('>')
        });
        let entity = text.text.split('&').skip(1).find(|after| {
            let name = after.split_once(';').map_or("", |(name, _)| name);
            let name = name.strip_prefix('#').unwrap_or(name);
            !name.is_empty()
                && name.len() <= 8
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        if tag.is_some() || entity.is_some() {
            let message = "HTML is shown as it is typed, expected plain characters, **strong** or [words](address)";
            self.warn(HTML, text, message.to_owned());
        }
    }

    fn hidden_characters(&mut self, text: &TextAt) {
        let hidden = |c: &char| {
            c.is_control()
                || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        };
        if let Some(found) = text.text.chars().find(hidden) {
            self.warn(
                HIDDEN_CHARACTERS,
                text,
                format!(
                    "a character that nobody sees (U+{:04X}), expected none: type the words again",
                    u32::from(found)
                ),
            );
        }
    }
}

/// Whether a count of days can be meant where a text stands: other words count other days.
fn is_about(fact: &str, path: &str) -> bool {
    match fact {
        "draft_days" | "draft_days_words" => path.starts_with("drafts."),
        "acknowledge_days_words" => {
            path.starts_with("data_protection.") || path.ends_with(".advice")
        }
        _ => true,
    }
}

/// The digits of a phone number as they are dialled at home, without the zero.
fn national(number: &str) -> String {
    let digits = digits(number);
    let rest = digits.strip_prefix("44").or(digits.strip_prefix('0'));
    rest.unwrap_or(&digits).to_owned()
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// Runs of letters and digits; a number apart from the unit behind it.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .flat_map(|word| {
            let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
            [&word[..word.len() - unit.len()], unit]
        })
        .filter(|word| !word.is_empty())
}

/// The times of day in a text, with what is typed of each.
fn times(text: &str) -> impl Iterator<Item = (&str, NaiveTime)> {
    let starts = text.char_indices().scan(' ', |before, (at, c)| {
        let follows = std::mem::replace(before, c);
        Some((at, c.is_ascii_digit() && !follows.is_alphanumeric()))
    });
    starts
        .filter(|(_, is_start)| *is_start)
        .filter_map(|(at, _)| time(&text[at..]))
}

/// The time that a text starts with: an hour with its minutes, or with "am" or "pm", or with both.
fn time(text: &str) -> Option<(&str, NaiveTime)> {
    let number = |text: &str| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).take(3).count();
        Some((text[..digits].parse::<u32>().ok()?, digits))
    };
    let (hour, mut end) = number(text)?;
    let mut minutes = None;
    if text[end..].starts_with([':', '.'])
        && let Some((minute, 2)) = number(&text[end + 1..])
    {
        (minutes, end) = (Some(minute), end + 3);
    }
    let rest = text[end..].trim_start_matches(' ');
    let half = ["am", "a.m", "pm", "p.m"].into_iter().find(|half| {
        rest.get(..half.len())
            .is_some_and(|word| word.eq_ignore_ascii_case(half))
            && !rest[half.len()..].starts_with(char::is_alphanumeric)
    });
    let hour = match half {
        Some(half) if hour <= 12 => hour % 12 + if half.starts_with('p') { 12 } else { 0 },
        Some(_) => return None,
        None => hour,
    };
    if let Some(half) = half {
        end = text.len() - rest.len() + half.len();
    } else if minutes.is_none() {
        return None;
    }
    let time = NaiveTime::from_hms_opt(hour, minutes.unwrap_or_default(), 0)?;
    Some((&text[..end], time))
}

/// A number in digits or, up to twelve, in words.
fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let spelt = WORDS
        .iter()
        .position(|known| word.eq_ignore_ascii_case(known));
    match spelt {
        Some(index) => u32::try_from(index + 1).ok(),
        None => word.parse().ok(),
    }
}
