use complaints::domain::complaint::{is_email, suggest_email};
use proptest::prelude::*;

#[test]
fn addresses_that_people_have_are_taken() {
    for address in [
        "jo@company.example",
        "Jo.Smith+complaints@Mail.Company.co.uk",
        "o'brien@company.ie",
        "jo_smith-1@a-b.example",
        "1@2.uk",
        "josé@correo.es",
        "用户@例子.广告",
        "jo@xn--fsq.xn--0zwm56d",
        "\"jo\"@company.example",
        "a!#$%&'*/=?^`{|}~@company.example",
    ] {
        assert!(is_email(address), "{address}");
    }
}

#[test]
fn what_cannot_be_an_address_is_refused() {
    for address in [
        "",
        "jo",
        "@",
        "jo@",
        "@company.example",
        "jo@company",
        "jo@@company.example",
        "jo@x@company.example",
        "jo smith@company.example",
        "jo@company .example",
        "jo@.example",
        "jo@company.",
        "jo@company..example",
        "jo@-company.example",
        "jo@company-.example",
        "jo@company.e",
        "jo@company_x.example",
        ".jo@company.example",
        "jo.@company.example",
        "jo,ann@company.example",
        "jo;ann@company.example",
        "<jo@company.example>",
        "mailto:jo@company.example",
        "jo@company.example,ann@company.example",
        "jo@company.example.",
        "jo@https://company.example",
    ] {
        assert!(!is_email(address), "{address}");
    }
}

#[test]
fn a_slip_in_a_common_domain_is_noticed() {
    for (typed, meant) in [
        ("jo@gmial.com", "jo@gmail.com"),
        ("jo@gmail.con", "jo@gmail.com"),
        ("jo@gmal.com", "jo@gmail.com"),
        ("jo@hotmial.com", "jo@hotmail.com"),
        ("jo@hotmail.co.k", "jo@hotmail.co.uk"),
        ("Jo.Smith@Yaho.co.uk", "Jo.Smith@yahoo.co.uk"),
        ("  jo@outlok.com ", "jo@outlook.com"),
        ("jo@btinternet.co", "jo@btinternet.com"),
    ] {
        assert_eq!(suggest_email(typed).as_deref(), Some(meant), "{typed}");
    }
}

#[test]
fn an_address_without_a_slip_is_left_alone() {
    for typed in [
        "",
        "jo",
        "@gmial.com",
        "jo@gmail.com",
        "jo@GMAIL.COM",
        "jo@hotmail.co.uk",
        "jo@company.example",
    ] {
        assert_eq!(suggest_email(typed), None, "{typed}");
    }
}

#[test]
fn a_domain_of_its_own_is_no_slip() {
    for domain in [
        "mail.com",
        "ymail.com",
        "email.com",
        "gmx.com",
        "rocketmail.com",
        "fastmail.com",
        "live.com",
        "live.co.uk",
        "sky.com",
        "mac.com",
        "me.com",
        "aim.com",
        "bt.com",
        "ntl.com",
        "hive.com",
        "five.com",
        "gmail.co.uk",
        "yahoo.fr",
        "hotmail.de",
        "outlook.ie",
    ] {
        assert_eq!(suggest_email(&format!("jo@{domain}")), None, "{domain}");
    }
}

proptest! {
    #[test]
    fn a_suggestion_is_an_address_and_needs_no_suggestion(typed in "[a-z]{1,5}@(gmail|hotmail|outlook|yahoo)[a-z]?\\.(com|con|co\\.uk|cm)") {
        if let Some(meant) = suggest_email(&typed) {
            prop_assert!(is_email(&meant), "{}", meant);
            prop_assert_eq!(suggest_email(&meant), None);
        }
    }

    #[test]
    fn no_text_is_too_strange_to_be_an_address_or_not(text in any::<String>()) {
        _ = (is_email(&text), suggest_email(&text));
    }
}
