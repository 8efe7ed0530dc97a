//! The page and its endpoint under a path of the company's website.

use complaints::receiver::Settings;

use super::server::{Form, Server};

/// A server whose built folder is found at a path.
fn under(base: &str) -> Server {
    let mut server = Server::prepared();
    let settings = server.settings();
    server.start_with(Settings {
        base: base.parse().unwrap(),
        ..settings
    });
    server
}

/// The addresses in a page: what it loads, and where it leads.
fn addresses(server: &Server, path: &str) -> Vec<String> {
    let page = server.get(path).page();
    let all = page.all().into_iter();
    let links = all.filter(|one| ["a", "link"].contains(&one.tag.as_str()));
    links
        .filter_map(|one| one.attr("href"))
        .filter(|address| address.starts_with('/'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn plain_pages_find_their_styles_and_the_way_back_under_any_path() {
    for base in ["/", "/complaints/", "/en/help/complaints-page/"] {
        let server = under(base);
        for name in ["favicon.svg", "complaints-0123456789abcdef.css", "cy.html"] {
            std::fs::write(server.dist().join(name), name).unwrap();
        }
        let sent = server.submit(&Form::complete());
        assert_eq!(sent.status, 303, "{base}");
        let receipt = sent.header("location").unwrap().to_owned();
        for page in ["/complaints/form", receipt.as_str()] {
            let own: Vec<String> = addresses(&server, page)
                .into_iter()
                .filter(|address| !address.starts_with("/support-procedure"))
                .collect();
            let names = ["favicon.svg", "complaints-0123456789abcdef.css", ""];
            let expected = names.map(|name| [base, name].concat());
            assert_eq!(own, expected, "{base} {page}");
            for address in own {
                assert_eq!(server.get(&address).status, 200, "{address}");
            }
        }
    }
}

#[test]
fn a_proxy_may_take_the_base_away_or_leave_it() {
    let server = under("/complaints/");
    for path in ["/complaints/complaints.json", "/complaints.json"] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    for path in ["/complaints/", "/"] {
        let page = server.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(page.body.contains("<title>Complaints</title>"), "{path}");
    }
    let json = [("Content-Type", "application/json")];
    for path in ["/complaints/form", "/form"] {
        let answer = server.send("POST", path, &json, b"{}");
        assert_eq!(answer.status, 422, "{path}");
    }
    assert_eq!(server.get("/complaints-page/complaints.json").status, 404);
}

#[test]
fn a_form_reaches_the_endpoint_with_a_slash_and_without_and_where_it_was_before() {
    for base in ["/", "/complaints/"] {
        let server = under(base);
        let form = Form::complete().text("submission_id", "one");
        let headers = [("Content-Type", super::server::FORM_TYPE)];
        for path in [
            "/complaints/form",
            "/complaints/form/",
            "/complaints",
            "/complaints/",
        ] {
            let answer = server.send("POST", path, &headers, &form.body());
            assert_eq!(answer.status, 201, "{base} {path}");
        }
        let receipt = server.post_form(&form).json()["receipt_url"].clone();
        let receipt = receipt.as_str().unwrap();
        let token = receipt.strip_prefix("/complaints/form?").unwrap();
        for path in ["/complaints/form/", "/complaints"] {
            let answer = server.get(&[path, "?", token].concat());
            assert_eq!(answer.status, 200, "{base} {path}");
        }
    }
}

#[test]
fn the_folder_without_its_slash_leads_to_the_page() {
    let server = under("/complaints/");
    let answer = server.get("/complaints");
    assert_eq!(
        (answer.status, answer.header("location")),
        (308, Some("/complaints/"))
    );
    let other = under("/help/complaints/");
    assert_eq!(
        other.get("/help/complaints").header("location"),
        Some("/help/complaints/")
    );
}

#[test]
fn a_base_is_a_path_of_names() {
    use complaints::receiver::BasePath;
    let base = |text: &str| text.parse::<BasePath>().map(|base| base.to_string());
    for (text, expected) in [
        ("/", "/"),
        ("/complaints", "/complaints/"),
        ("/complaints/", "/complaints/"),
        ("/a/b//", "/a/b/"),
    ] {
        assert_eq!(base(text).as_deref(), Ok(expected), "{text}");
    }
    for text in [
        "",
        "complaints",
        "//host/",
        "/a//b",
        "/../a",
        "/a?b",
        "/a#b",
        "/a b",
        "/a\nb",
        "https://a.example/",
    ] {
        assert!(base(text).is_err(), "{text}");
    }
}

#[test]
fn a_folder_and_an_endpoint_that_differ_by_a_slash_are_named_at_the_start() {
    let mut server = Server::prepared();
    server.edit_copy(|copy| copy.replace("\"/complaints/form\"", "\"/complaints\""));
    let settings = server.settings();
    server.start_with(Settings {
        base: "/complaints".parse().unwrap(),
        ..settings
    });
    let log = super::server::lines_with("differ by a slash only");
    assert!(!log.is_empty(), "nothing is said of it");
    let headers = [("Content-Type", super::server::FORM_TYPE)];
    for path in ["/complaints", "/complaints/"] {
        let body = Form::complete().body();
        let answer = server.send("POST", path, &headers, &body);
        assert_eq!(answer.status, 201, "{path}");
    }
}

#[test]
fn a_page_that_may_not_send_is_told_what_helps_and_the_owner_why() {
    let server = under("/complaints/");
    let words = "This form cannot be sent from the page or frame that it is shown in. Open our \
                 complaints page in a window of its own and send it from there, or call 01702 668836 \
                 (9:00am–5:00pm Monday to Friday, excluding bank holidays)";
    let origins = [
        ("null", "sandbox needs allow-same-origin"),
        (
            "https://www.moved.example",
            "its proxy is to pass on the Host header",
        ),
    ];
    for (origin, hint) in origins {
        let headers = [("Origin", origin), ("Accept", super::server::BROWSER)];
        let answer = server.post_form_with(&Form::complete(), &headers);
        assert_eq!(answer.status, 403);
        let page = answer.page();
        let main = page.every("main")[0].text();
        assert!(main.contains(words), "{main}");
        assert!(!main.contains("Try again"), "{main}");
        let links = page.every("a").into_iter();
        let mut new_window = links.filter(|link| link.attr("target") == Some("_blank"));
        assert_eq!(
            new_window.next().and_then(|link| link.attr("href")),
            Some("/complaints/")
        );
        let answer = server.post_form_with(&Form::complete(), &[("Origin", origin)]);
        assert_eq!(
            (answer.status, answer.errors()),
            (403, vec![(String::new(), words.to_owned())])
        );
        assert!(!super::server::lines_with(hint).is_empty(), "{hint}");
    }
}
