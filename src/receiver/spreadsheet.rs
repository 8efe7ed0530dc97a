//! Cells of a CSV file that every spreadsheet takes for text, as it stands there.
//!
//! A spreadsheet that opens a CSV file guesses: what begins like a formula is computed, what looks like
//! a number loses its zeros, its plus sign and its last digits, what looks like a day becomes one; and
//! where the program's language separates cells by `;`, a text with one falls apart into cells. An
//! apostrophe before all that stops it, in every program and language, and nothing else does. It
//! stays visible: better one sign too many than a telephone number without its zero.
//!
//! # Source
//!
//! OWASP, CSV Injection; RFC 4180; Excel specifications and limits.

/// The most that Excel takes in a cell, in UTF-16 units.
pub const MAX_UNITS: usize = 32_767;

/// Stands at the end of a cell that was cut.
const CUT: &str = "… [cut]";

/// The most characters of what is taken for a number or a date though it has letters in it.
const LONGEST_NUMBER: usize = 30;

/// A text as a cell. [`read_text_cell`] gives the text back, if it was not cut.
pub fn text_cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len() + 1);
    if needs_mark(text) {
        cell.push('\'');
    }
    let mut begins = false;
    for character in text.chars() {
        if begins && (character == '\'' || is_formula_sign(character)) {
            cell.push('\'');
        }
        cell.push(character);
        begins = separates(character) || begins && is_skipped(character);
    }
    cut(cell)
}

/// The text that was written as a cell.
pub fn read_text_cell(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut begins = true;
    for (at, character) in cell.char_indices() {
        if begins && character == '\'' {
            begins = false;
            continue;
        }
        text.push(character);
        // At its start a cell has its mark at once, or none.
        begins = separates(character) || begins && at > 0 && is_skipped(character);
    }
    text
}

/// Whether a cell would be taken for anything but text, or its first apostrophe for a mark.
fn needs_mark(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    if !first.is_alphanumeric() {
        return true;
    }
    // A number of any length has no word in it, a day written out is not long.
    let has_word = || {
        text.split(|character: char| !character.is_alphabetic())
            .any(|letters| letters.chars().count() > 3)
    };
    let is_short = || text.chars().nth(LONGEST_NUMBER).is_none();
    text.contains(char::is_numeric) && (is_short() || !has_word())
        || ["true", "false"]
            .iter()
            .any(|word| text.trim().eq_ignore_ascii_case(word))
}

/// Where a spreadsheet may begin another cell, if it takes no notice of the quotes.
fn separates(character: char) -> bool {
    matches!(character, ';' | '\t' | '\n' | '\r')
}

/// What a spreadsheet may leave out before a formula.
fn is_skipped(character: char) -> bool {
    character == '"'
        || character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn is_formula_sign(character: char) -> bool {
    matches!(character, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

/// A cell that Excel takes whole.
fn cut(mut cell: String) -> String {
    if cell.encode_utf16().count() <= MAX_UNITS {
        return cell;
    }
    let mut left = MAX_UNITS - CUT.encode_utf16().count();
    let fits = |&(_, character): &(usize, char)| {
        let units = character.len_utf16();
        let over = units > left;
        left = left.saturating_sub(units);
        over
    };
    let end = cell.char_indices().find(fits).map(|(at, _)| at);
    cell.truncate(end.unwrap_or(cell.len()));
    cell + CUT
}
