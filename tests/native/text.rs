//! Cleaning, counting and comparing what people type.

use complaints::base::text::{clean_line, clean_text, count_characters, nearest};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

#[test]
fn a_line_loses_stray_spaces_and_what_nobody_can_see() {
    for (typed, meant) in [
        ("", ""),
        ("   ", ""),
        ("\u{200b}\u{feff}\u{ad}", ""),
        ("  Jo \t  Smith \n", "Jo Smith"),
        ("Jo\u{a0}Smith", "Jo Smith"),
        ("Jo \u{200b} Smith", "Jo Smith"),
        ("J\u{ad}o S\u{200b}mith", "Jo Smith"),
        ("\u{202a}Jo\u{202c} \u{2066}Smith\u{2069}", "Jo Smith"),
        ("Jo\u{7}\u{0}Smith", "JoSmith"),
        ("Jo\u{2028}Smith", "Jo Smith"),
        ("O’Brien-Núñez", "O’Brien-Núñez"),
    ] {
        assert_eq!(clean_line(typed), meant, "{typed:?}");
    }
}

#[test]
fn a_text_keeps_its_lines_and_loses_its_blank_edges() {
    for (typed, meant) in [
        ("", ""),
        (" \r\n\t\u{200b} ", ""),
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("\n\n  one\n\n  two  \n\n", "one\n\n  two"),
        ("a\tb", "a\tb"),
        ("a\u{0}\u{7}\u{85}b\u{feff}", "ab"),
    ] {
        assert_eq!(clean_text(typed), meant, "{typed:?}");
    }
}

#[test]
fn a_line_keeps_the_joiners_of_persian_names_and_emoji() {
    for text in ["علی‌رضا", "👩‍🚒 Jo"] {
        assert_eq!(clean_line(text), text);
    }
    assert_eq!(clean_line("Jo\u{200d}e\u{200c} é\u{200d}"), "Joe é");
}

#[test]
fn a_text_keeps_the_joiners_that_emoji_and_scripts_need() {
    for text in ["👩‍👩‍👧 came", "می‌خواهم", "שלום \u{200f}(a)"] {
        assert_eq!(clean_text(text), text);
    }
}

/// Writing as customers may type it, with what is hard to count.
const WRITING: [&str; 60] = [
    "",
    "©®\n©",
    "❤\u{200d}© ❤\u{200d}®",
    "a",
    "Charged twice!",
    "one\r\ntwo\n\rthree\r\r\n",
    "café cafe\u{301} na\u{308}i\u{308}ve",
    "Z\u{351}\u{36b}\u{343}algo\u{310}\u{30f}",
    "😀",
    "👍🏽",
    "👍🏿👍🏻",
    "👩‍👩‍👧‍👦",
    "👩🏽‍🚒",
    "🏳️‍🌈",
    "🏴‍☠️",
    "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "❤️",
    "❤️‍🔥",
    "☎️ 📞",
    "🇬🇧",
    "🇬🇧🇫🇷🇩",
    "a🇬🇧b🇬",
    "1️⃣2️⃣#️⃣",
    "©️®️™️",
    "🧑‍💻 🧑🏿‍❤️‍💋‍🧑🏻",
    "↔️⬅️",
    "🐻‍❄️",
    "✅✔️",
    "한국어",
    "안녕하세요 고객님",
    "日本語のテキスト",
    "ガ\u{3099}か\u{3099}",
    "中文字符",
    "العربية",
    "السَّلَامُ عَلَيْكُمْ",
    "هٰذَا",
    "ۖۗ قُرْآنٌ",
    "می‌خواهم",
    "اردو میں شکایت ہے",
    "עִבְרִית",
    "שׁלוֹם",
    "ภาษาไทย",
    "น้ำ",
    "กำลังโทรศัพท์",
    "ເຈົ້າ ນ້ຳ",
    "हिन्दी",
    "शिकायत क्षत्रिय",
    "मराठी ऑ",
    "বাংলা অভিযোগ",
    "ਪੰਜਾਬੀ ਸ਼ਿਕਾਇਤ",
    "ગુજરાતી ફરિયાદ",
    "தமிழ் புகார்",
    "తెలుగు ఫిర్యాదు",
    "ಕನ್ನಡ ದೂರು",
    "മലയാളം പരാതി",
    "සිංහල පැමිණිල්ල",
    "Việt Nam Tiê\u{301}ng",
    "Жалоба й",
    "Ελληνικά ά",
    "نیپالی नेपाली गुनासो",
];

#[test]
fn characters_are_counted_as_people_see_them_in_the_writing_of_the_world() {
    let wrong: Vec<_> = WRITING
        .into_iter()
        .map(|text| (text, count_characters(text), text.graphemes(true).count()))
        .filter(|(_, counted, expected)| counted != expected)
        .collect();
    assert_eq!(wrong, Vec::new(), "text, counted, expected");
}

#[test]
fn every_way_of_writing_a_word_with_an_accent_counts_the_same() {
    assert_eq!(count_characters("café"), 4);
    assert_eq!(count_characters("cafe\u{301}"), 4);
}

#[test]
fn a_slip_of_up_to_two_letters_leads_to_the_nearest_word() {
    let words = ["title", "tagline", "text", "id"];
    for (typed, meant) in [
        ("titel", Some("title")),
        ("tite", Some("title")),
        ("titles", Some("title")),
        ("tagine", Some("tagline")),
        ("txet", Some("text")),
        ("xx", None),
        ("di", None),
        ("", None),
        ("completely-different", None),
    ] {
        assert_eq!(nearest(typed, words), meant, "{typed}");
    }
}

/// Everyday text: pieces of the writing above, letters, spaces and signs, in any order.
fn everyday() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(&WRITING[1..]).prop_map(str::to_owned),
        "[ -~]{0,20}",
        "[à-ÿ£€–—‘’“”…•]{1,4}",
        "[ \t\r\n]{1,3}",
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn everyday_text_is_counted_as_people_see_it(text in everyday()) {
        prop_assert_eq!(count_characters(&text), text.graphemes(true).count(), "{:?}", text);
    }

    #[test]
    fn a_count_is_never_more_than_the_code_points(text in any::<String>()) {
        prop_assert!(count_characters(&text) <= text.chars().count());
        prop_assert_eq!(count_characters(&text) == 0, text.is_empty());
    }

    #[test]
    fn cleaning_twice_changes_nothing_more(text in any::<String>()) {
        let (line, lines) = (clean_line(&text), clean_text(&text));
        prop_assert_eq!(clean_line(&line), line);
        prop_assert_eq!(clean_text(&lines), lines);
    }

    #[test]
    fn the_nearest_word_is_the_word_itself(word in "[a-z_]{3,12}") {
        prop_assert_eq!(nearest(&word, ["zzzzzzzzzzzzzzzzz", &word]), Some(word.as_str()));
    }
}
