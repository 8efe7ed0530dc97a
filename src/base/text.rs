//! What every answer and every key needs: cleaning, counting, comparing, writing into HTML.

/// A single line as meant: spaces trimmed and collapsed, invisible and control characters dropped.
///
/// A joiner or tag after a character outside ASCII stays: Persian names, emoji and flags need it.
pub fn clean_line(typed: &str) -> String {
    let mut clean = String::with_capacity(typed.len());
    for character in typed.chars() {
        let joins = matches!(
            character,
            '\u{200c}' | '\u{200d}' | '\u{e0020}'..='\u{e007f}'
        ) && clean.ends_with(|last: char| !last.is_ascii());
        if is_invisible(character) && !joins {
            continue;
        }
        if !character.is_whitespace() {
            clean.push(character);
        } else if !clean.is_empty() && !clean.ends_with(' ') {
            clean.push(' ');
        }
    }
    let end = clean.trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c));
    clean.truncate(end.len());
    clean
}

/// The digit zero of every script; its other nine digits follow it. ASCII is left out.
///
/// # Source
/// Unicode 16, general category Nd.
const ZEROS: [u32; 75] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0,
    0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50,
    0x11da0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8,
    0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
];

/// The text with the digits of every script as ASCII digits; all else stays.
///
/// # Example
/// ```
/// use complaints::base::text::fold_digits;
/// assert_eq!(fold_digits("٠٧٧٠٠ ９００१२३"), "07700 900123");
/// ```
pub fn fold_digits(text: &str) -> String {
    let fold = |character: char| {
        let code = u32::from(character);
        let digit = |zero: &u32| code.checked_sub(*zero).filter(|digit| *digit < 10);
        let digit = ZEROS
            .iter()
            .find_map(digit)
            .filter(|_| !character.is_ascii());
        digit
            .and_then(|digit| char::from_digit(digit, 10))
            .unwrap_or(character)
    };
    text.chars().map(fold).collect()
}

/// The text with the full-width letters and signs of East Asian keyboards as ASCII, their full stops
/// and small signs too, and every dash, slash and apostrophe as the one on a keyboard.
pub fn fold_signs(text: &str) -> String {
    let fold = |character: char| match character {
        '\u{ff01}'..='\u{ff5e}' => (character as u8).wrapping_add(0x20).into(),
        '\u{3002}' | '\u{ff61}' | '\u{fe52}' => '.',
        '\u{fe6b}' => '@',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2044}' | '\u{2215}' => '/',
        '’' | '‘' => '\'',
        other => other,
    };
    text.chars().map(fold).collect()
}

/// Several lines as meant: line ends as `\n`, blank edges trimmed, control characters dropped.
///
/// Joiners and direction marks inside the text stay: emoji and right-to-left writing need them.
pub fn clean_text(typed: &str) -> String {
    let is_replaced = |c: char| c == '\u{feff}' || (c.is_control() && !matches!(c, '\n' | '\t'));
    let mut kept = String::with_capacity(typed.len());
    let mut rest = typed;
    while let Some(at) = rest.find(is_replaced) {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let mut after = from.chars();
        if after.next() == Some('\r') {
            kept.push('\n');
        }
        rest = from.strip_prefix("\r\n").unwrap_or(after.as_str());
    }
    kept.push_str(rest);
    kept.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
        .to_owned()
}

/// Characters that show nothing: controls, zero-width marks, soft hyphens, direction marks, fillers, tags.
fn is_invisible(character: char) -> bool {
    (character.is_control() && !character.is_whitespace())
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// How many characters a person would say a text has: an emoji, however it is put together, is one.
///
/// A close reading of Unicode's grapheme clusters without their tables: the marks of European,
/// Semitic and Indian scripts, Thai, Lao and Japanese, variation selectors, skin tones, joined
/// emoji, flags and `\r\n` count as people see them; conjoining Hangul jamo and scripts not named
/// here may count as more.
///
/// # Source
/// Unicode Standard Annex 29, section 3.
pub fn count_characters(text: &str) -> usize {
    let mut count = 0;
    let mut previous = None;
    let mut flag_half = false;
    for character in text.chars() {
        let second_half = flag_half && is_regional(character);
        // Whether it stands alone is asked first: most do, and a long text is counted at every key.
        if stands_alone(character) || !continues(previous, character, second_half) {
            count += 1;
        }
        flag_half = is_regional(character) && !second_half;
        previous = Some(character);
    }
    count
}

/// How many code points a text may have for each character that people see, as a whole.
///
/// Writing has two or three at most, a single emoji ten; marks heaped on letters have no end.
const MAX_CODE_POINTS: usize = 4;

/// How many characters a text has, for a limit of so many: more than the limit, also where they are
/// few to see but of too many code points.
///
/// # Example
/// ```
/// use complaints::base::text::count_for_limit;
/// let heap = ["a", &"\u{301}".repeat(800)].concat();
/// assert_eq!(count_for_limit(&heap, 1_000), 1);
/// assert_eq!(count_for_limit(&heap, 200), 201);
/// ```
pub fn count_for_limit(text: &str, max: usize) -> usize {
    let code_points = text.chars().count();
    let characters = count_characters(text);
    if code_points > max.saturating_mul(MAX_CODE_POINTS) {
        characters.max(code_points.div_ceil(MAX_CODE_POINTS))
    } else {
        characters
    }
}

/// Whether it continues no character, whatever stands before it: letters below the first mark, U+0300, do not.
fn stands_alone(character: char) -> bool {
    character < '\u{300}' && !matches!(character, '\n' | '\u{a9}' | '\u{ae}')
}

/// Whether it is part of the character that the one before it belongs to.
fn continues(previous: Option<char>, character: char, is_second_half_of_flag: bool) -> bool {
    let joined = previous == Some('\u{200d}') && is_pictograph(character)
        || previous.is_some_and(joins_consonants)
            && matches!(indian_place(character), Some(0x15..=0x39));
    let line_end = previous == Some('\r') && character == '\n';
    let first = previous.is_none_or(char::is_control);
    line_end || !first && (extends(character) || joined || is_second_half_of_flag)
}

fn is_regional(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1f1ff}')
}

fn is_pictograph(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{a9}' | '\u{ae}')
}

/// Marks that belong to the character before them.
fn extends(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}'
        | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{a70}' | '\u{a71}' | '\u{d82}' | '\u{d83}' | '\u{dca}' | '\u{dcf}'..='\u{ddf}'
        | '\u{e31}' | '\u{e33}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eb1}' | '\u{eb3}'..='\u{ebc}'
        | '\u{ec8}'..='\u{ece}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200c}' | '\u{200d}'
        | '\u{20d0}'..='\u{20ff}' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
        || (character != '\u{b83}'
            && matches!(
                indian_place(character),
                Some(1..=3 | 0x3a..=0x3c | 0x3e..=0x4d | 0x51..=0x57 | 0x62 | 0x63)
            ))
}

/// Where a character stands in its script, Devanagari to Malayalam: Unicode lays all nine of them
/// out alike, 128 code points each.
fn indian_place(character: char) -> Option<u32> {
    matches!(character, '\u{900}'..='\u{d7f}').then_some(u32::from(character) & 0x7f)
}

/// The signs that melt two consonants into one.
fn joins_consonants(character: char) -> bool {
    matches!(
        character,
        '\u{94d}' | '\u{9cd}' | '\u{acd}' | '\u{b4d}' | '\u{c4d}' | '\u{d4d}'
    )
}

/// A short name for exactly this text.
///
/// # Source
/// FNV-1a, 64 bits (draft-eastlake-fnv): not against forgery, only to tell versions apart.
pub fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let digit =
        |index: u32| char::from_digit((hash >> (60 - 4 * index)) as u32 & 0xf, 16).unwrap_or('0');
    (0..16).map(digit).collect()
}

/// Writes a text so that HTML shows it and does nothing with it, in an element or in double quotes.
pub fn escape_html(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

/// The candidate a word was probably meant to be: at most two slips away, and fewer than its letters.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let letters = word.chars().count();
    candidates
        .into_iter()
        // So many slips are needed at least, and counted in no time.
        .filter(|candidate| candidate.chars().count().abs_diff(letters) <= 2)
        .map(|candidate| (slips(word, candidate), candidate))
        .filter(|(slips, candidate)| *slips <= 2 && *slips < candidate.len() / 2)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance with swapped neighbours as one slip.
fn slips(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    let mut previous = None;
    for (row, here) in left.chars().enumerate() {
        let mut current = vec![row + 1];
        for (column, there) in right.iter().enumerate() {
            let changed = last[column] + usize::from(here != *there);
            let mut best = changed.min(last[column + 1] + 1).min(current[column] + 1);
            if column > 0 && previous == Some(*there) && right[column - 1] == here {
                best = best.min(before_last[column - 1] + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
        previous = Some(here);
    }
    last[right.len()]
}
