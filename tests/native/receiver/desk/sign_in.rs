//! The password, and how long it lets somebody in.

use std::fs;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};

use chrono::DateTime;
use complaints::receiver::DeskSettings;

use super::super::server::monday_morning;
use super::at_work::{Desk, PASSWORD};
use super::{path, problems, with_one};

/// What one field of the sign-in is said to have wrong.
fn wrong(id: &str, said: &str) -> Vec<(String, String)> {
    vec![(id.to_owned(), said.to_owned())]
}

#[test]
fn the_first_password_is_set_with_the_code_from_the_terminal_which_works_once() {
    let (server, _) = with_one();
    let mut desk = Desk::start(Desk::settings(&server));
    let code = desk.code.clone().unwrap();
    let first = desk.get("/");
    assert_eq!(first.status, 401);
    assert_eq!(first.page().every("h1")[0].text(), "No password is set yet");
    assert!(!first.body.contains(&code) && !desk.get("/password").body.contains(&code));
    assert_eq!(desk.sign_in(PASSWORD).status, 403);
    for (typed, said) in [
        ("", "Enter the code from the terminal"),
        (
            "0000-0000-0000-0000",
            "The code is not the one in the terminal",
        ),
        (&code[..14], "The code is not the one in the terminal"),
    ] {
        let refused = desk.set_password(typed, PASSWORD);
        assert_eq!(refused.status, 422);
        assert_eq!(problems(&refused.page()), wrong("code", said));
    }
    let file = server.data().join("desk.password");
    assert!(!file.exists());
    // However it was written down.
    let typed = code.replace('-', " ").to_lowercase();
    let answer = desk.set_password(&typed, PASSWORD);
    assert_eq!((answer.status, answer.header("location")), (303, Some("/")));
    let hash = fs::read_to_string(&file).unwrap();
    assert!(
        hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{hash}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
    assert_eq!(desk.set_password(&code, "another password").status, 401);
    assert_eq!(
        desk.get("/password").page().every("h1")[0].text(),
        "Sign in"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), hash);
    desk.keep_cookie(&answer);
    assert_eq!(desk.get("/").status, 200);
}

#[test]
fn a_password_that_is_too_short_or_mistyped_is_not_set() {
    let (server, _) = with_one();
    let desk = Desk::start(Desk::settings(&server));
    let code = desk.code.clone().unwrap();
    let short = desk.set_password(&code, "eleven char");
    let said = "New password must be 12 characters or more";
    assert_eq!(problems(&short.page()), wrong("password", said));
    let fields = [
        ("code", &*code),
        ("password", PASSWORD),
        ("repeat", "four grey heron"),
    ];
    let differs = desk.post("/password", &fields, &[]);
    let said = "The same password again must be as the new password";
    assert_eq!(problems(&differs.page()), wrong("repeat", said));
    for refused in [short, differs] {
        assert_eq!(refused.status, 422);
        assert!(!refused.body.contains("heron") && !refused.body.contains("eleven char"));
    }
    assert!(!server.data().join("desk.password").exists());
}

#[test]
fn a_wrong_password_lets_nobody_in_and_the_right_one_leads_on() {
    let (server, reference) = with_one();
    let mut desk = Desk::of(&server);
    desk.cookie = None;
    let on = desk.get(&path(&reference)).page();
    let fields = on.every("input");
    let on = fields.iter().find(|one| one.attr("name") == Some("on"));
    let on = on.unwrap().attr("value").unwrap().to_owned();
    for (typed, status, said) in [
        ("", 422, "Enter the password"),
        ("four grey heron", 401, "The password is not right"),
        ("Four grey herons", 401, "The password is not right"),
    ] {
        let refused = desk.post("/sign-in", &[("password", typed), ("on", &on)], &[]);
        assert_eq!(
            (refused.status, refused.header("set-cookie")),
            (status, None)
        );
        let page = refused.page();
        assert_eq!(problems(&page), wrong("password", said));
        assert_eq!(page.by_id("password").attr("value"), None);
        assert!(refused.body.contains(&format!("value=\"{on}\"")));
    }
    let answer = desk.post("/sign-in", &[("password", PASSWORD), ("on", &on)], &[]);
    assert_eq!(
        answer.header("location"),
        Some(&*path(&reference).to_lowercase())
    );
    for elsewhere in [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/sign-out",
    ] {
        let answer = desk.post(
            "/sign-in",
            &[("password", PASSWORD), ("on", elsewhere)],
            &[],
        );
        assert_eq!((answer.status, answer.header("location")), (303, Some("/")));
    }
}

#[test]
fn after_ten_tries_the_right_password_has_to_wait_too() {
    let (server, _) = with_one();
    let desk = Desk::of(&server);
    let mut tries = Vec::new();
    // One was taken when the password was set; those that were right are given back.
    for _ in 0..12 {
        assert_eq!(desk.sign_in(PASSWORD).status, 303);
    }
    for _ in 0..9 {
        tries.push(desk.sign_in("four grey geese").status);
    }
    assert_eq!(tries, [401; 9]);
    let refused = desk.sign_in(PASSWORD);
    assert_eq!((refused.status, refused.header("set-cookie")), (429, None));
    let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    let said = "There were too many tries. Try again in a minute";
    assert_eq!(problems(&refused.page()), wrong("password", said));
    // Who is in stays in.
    assert_eq!(desk.get("/").status, 200);
}

#[test]
fn a_session_is_in_a_cookie_that_no_script_or_other_website_gets_until_somebody_signs_out() {
    let (server, _) = with_one();
    let mut desk = Desk::of(&server);
    let answer = desk.sign_in(PASSWORD);
    let cookie = answer.header("set-cookie").unwrap().to_owned();
    let (token, flags) = cookie.split_once("; ").unwrap();
    assert_eq!(flags, "path=/; httponly; samesite=strict");
    let (_, token) = token.split_once('=').unwrap();
    assert!(token.len() == 64 && token.chars().all(|c| c.is_ascii_hexdigit()));
    desk.keep_cookie(&answer);
    let first = desk.cookie.clone();
    let csrf = desk.csrf("/");
    let out = desk.post("/sign-out", &[("csrf", &csrf)], &[]);
    assert_eq!(
        (out.status, out.header("location")),
        (303, Some("/sign-in"))
    );
    assert!(out.header("set-cookie").unwrap().ends_with("max-age=0"));
    desk.cookie = first;
    assert_eq!(desk.get("/").status, 401);
}

static NOW: AtomicI64 = AtomicI64::new(0);

#[test]
fn a_session_ends_an_hour_after_its_last_use_and_twelve_hours_after_its_begin() {
    let (server, _) = with_one();
    let start = monday_morning().timestamp();
    let at = |minutes: i64| NOW.store(start + minutes * 60, Relaxed);
    let settings = DeskSettings {
        clock: || DateTime::from_timestamp(NOW.load(Relaxed), 0).unwrap(),
        ..Desk::settings(&server)
    };
    at(0);
    let mut desk = Desk::signed_in(settings);
    for (minute, status) in [(59, 200), (118, 200), (178, 401), (179, 401)] {
        at(minute);
        assert_eq!(desk.get("/").status, status, "minute {minute}");
    }
    let answer = desk.sign_in(PASSWORD);
    desk.keep_cookie(&answer);
    for half_hour in 1..24 {
        at(179 + half_hour * 30);
        assert_eq!(desk.get("/").status, 200, "half hour {half_hour}");
    }
    at(179 + 12 * 60);
    assert_eq!(desk.get("/").status, 401);
}

#[test]
fn a_new_password_takes_the_place_of_the_one_before_and_ends_what_that_began() {
    let (server, _) = with_one();
    let first = Desk::of(&server);
    let old = first.cookie.clone();
    drop(first);
    let mut desk = Desk::signed_in(Desk::settings(&server));
    assert_eq!(desk.code, None, "the password holds after a restart");
    let cookie = std::mem::replace(&mut desk.cookie, old);
    assert_eq!(desk.get("/").status, 401, "sessions do not");
    desk.cookie = cookie;
    drop(desk);
    let mut desk = Desk::start(DeskSettings {
        new_password: true,
        ..Desk::settings(&server)
    });
    let answer = desk.sign_in(PASSWORD);
    desk.keep_cookie(&answer);
    assert_eq!(desk.get("/").status, 200);
    let code = desk.code.clone().unwrap();
    assert_eq!(desk.set_password(&code, "nine small wrens").status, 303);
    assert_eq!(desk.get("/").status, 401);
    let statuses = [PASSWORD, "nine small wrens"].map(|password| desk.sign_in(password).status);
    assert_eq!(statuses, [401, 303]);
}

#[test]
fn a_file_that_is_no_hash_lets_nobody_in() {
    let (server, _) = with_one();
    let desk = Desk::of(&server);
    for broken in [
        "",
        PASSWORD,
        "$argon2id$v=19$m=19456,t=2,p=1$$",
        "$argon2id$v=19$m=1,t=0,p=0$a$b",
    ] {
        fs::write(server.data().join("desk.password"), broken).unwrap();
        assert_eq!(desk.sign_in(PASSWORD).status, 401, "{broken}");
    }
}
