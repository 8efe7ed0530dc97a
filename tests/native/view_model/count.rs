use complaints::domain::complaint::FieldId::Description;
use complaints::view_model::{characters, count_words, is_nearly_full};

use crate::fixture::page;

#[test]
fn a_count_tells_one_from_many_and_left_from_over() {
    for (characters, message) in [
        (0, "You have 8000 characters remaining"),
        (7_998, "You have 2 characters remaining"),
        (7_999, "You have 1 character remaining"),
        (8_000, "You have 0 characters remaining"),
        (8_001, "You have 1 character too many"),
        (8_002, "You have 2 characters too many"),
    ] {
        assert_eq!(count_words(page(), Description, characters), message);
    }
}

#[test]
fn characters_are_counted_as_people_count_them_without_spaces_around() {
    for (typed, count) in [("", 0), ("abc", 3), ("👩‍👩‍👧‍👦🇬🇧e\u{301}", 3), ("  abc \r\n", 3)]
    {
        assert_eq!(characters(Description, typed), count, "{typed:?}");
    }
}

#[test]
fn a_count_is_read_out_when_a_tenth_is_left() {
    for (characters, is_full) in [(7_199, false), (7_200, true), (8_001, true)] {
        assert_eq!(is_nearly_full(Description, characters), is_full);
    }
}
