//! What a terminal is shown: never a character that steers it, turns the writing or cannot be seen.

use unicode_width::UnicodeWidthChar;

/// The most marks that one character carries: more are an attack, not a language.
const MAX_MARKS: usize = 8;

/// A text as a terminal may show it, its lines kept: what steers the terminal, turns the writing or
/// shows nothing is spelled out, like `\u{1b}`.
pub fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    // What a joiner or a variation selector would change.
    let mut base = None;
    let mut marks = 0;
    for character in text.chars() {
        marks = if is_mark(character) { marks + 1 } else { 0 };
        if marks > MAX_MARKS {
            if marks == MAX_MARKS + 1 {
                shown.push('…');
            }
        } else if character == '\t' {
            shown.push(' ');
        } else if character == '\n' || !is_hidden(character, base) {
            shown.push(character);
            base = if joins(character) {
                base
            } else {
                Some(character)
            };
        } else {
            shown.extend(character.escape_unicode());
            base = None;
        }
    }
    shown
}

/// The same in one line: line ends are spelled out too.
pub fn printable_line(text: &str) -> String {
    printable(&text.replace('\n', "\\n"))
}

/// A line of a table: at most so many columns wide, the rest is cut off and marked `…`.
pub fn cell(text: &str, columns: usize) -> String {
    // Of a text of any length no more is looked at than could be shown.
    let most = columns.saturating_mul(MAX_MARKS + 1);
    let end = text.char_indices().nth(most).map(|(end, _)| end);
    let mut shown = printable_line(&text[..end.unwrap_or(text.len())]);
    if end.is_none() && width(&shown) <= columns {
        return shown;
    }
    let mut taken = 0;
    let fits = |&(_, character): &(usize, char)| {
        taken += character.width().unwrap_or_default();
        taken >= columns
    };
    let end = shown.char_indices().find(fits).map(|(at, _)| at);
    shown.truncate(end.unwrap_or(shown.len()));
    shown.push('…');
    shown
}

/// How many columns of a terminal a line takes.
pub fn width(line: &str) -> usize {
    line.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// A text that shows no more than so many characters, and says how long it is where that is not all.
pub fn bounded(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        None => text.to_owned(),
        Some((end, _)) => {
            let all = text.chars().count();
            format!("{}… (cut: {all} characters in all)", &text[..end])
        }
    }
}

/// Whether a character takes no place of its own.
fn is_mark(character: char) -> bool {
    character.width() == Some(0)
}

/// Joiners and variation selectors, which are seen in what they do to the character before them.
fn joins(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a terminal would obey a character, or show nothing where it stands, after such a character.
///
/// # Source
/// Unicode 16, general category Cc and Cf, Default_Ignorable_Code_Point and Bidi_Control.
fn is_hidden(character: char, base: Option<char>) -> bool {
    if joins(character) {
        let is_keycap = |base| character == '\u{fe0f}' && matches!(base, '0'..='9' | '#' | '*');
        return base.is_none_or(|base| base.is_ascii() && !is_keycap(base));
    }
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}'
            | '\u{8e2}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}'
            | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}
