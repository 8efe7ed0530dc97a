use complaints::copy::{CountCopy, FieldDetail};
use complaints::domain::complaint::FieldId;
use complaints::view_model::count_message;

fn words() -> &'static CountCopy {
    match &crate::fixture::page()
        .field(FieldId::Description)
        .expect("a description is asked for")
        .detail
    {
        FieldDetail::Count(words) => words,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_count_tells_one_from_many_and_left_from_over() {
    for (typed, message) in [
        ("", "You have 5 characters remaining"),
        ("abc", "You have 2 characters remaining"),
        ("abcd", "You have 1 character remaining"),
        ("abcde", "You have 0 characters remaining"),
        ("abcdef", "You have 1 character too many"),
        ("abcdefg", "You have 2 characters too many"),
        ("👩‍👩‍👧‍👦🇬🇧e\u{301}", "You have 2 characters remaining"),
        ("  abc \r\n", "You have 2 characters remaining"),
    ] {
        assert_eq!(count_message(words(), typed, 5), message, "{typed:?}");
    }
}
