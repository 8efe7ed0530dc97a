use std::fs;
use std::process::Output;

use super::server::{Form, Server};
use super::{pdf, png, program};

/// Runs `complaints inbox` beside the data folder: status, output, errors.
fn inbox(server: &Server, arguments: &[&str]) -> (i32, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = program()
        .current_dir(server.folder())
        .arg("inbox")
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

#[track_caller]
fn answer(server: &Server, arguments: &[&str]) -> String {
    let (status, output, errors) = inbox(server, arguments);
    assert_eq!((status, errors.as_str()), (0, ""));
    output
}

fn second() -> Form {
    Form::default()
        .text("name", "Zoë\u{1b}[31m Nguyễn")
        .text("address", "1 High Street\r\nSouthend")
        .text("phone", "+44 1702 000000")
        .text("category", "other")
        .text("first_complained_on", "2026-03-02")
        .text(
            "description",
            "=1+1 is what it says.\n\n\u{202e}And \u{9b}more\tof it.",
        )
        .text("response_due", "2026-11-27")
        .text("cisas_opens", "soon")
        .text("copy_version", "0123456789abcdef")
        .text("submission_id", "8e03978e-40d5-43e8-bc93-6894a57f9324")
        .file("letter.pdf", &pdf(1_234))
        .file("../-rf \u{1b}]0;.png", &png())
}

#[test]
fn the_list_has_a_line_for_each_complaint_the_newest_first() {
    let server = Server::started();
    assert_eq!(
        answer(&server, &["list"]),
        "reference  received (London)  name  category  files\n"
    );
    let first = server.post_form(&Form::complete()).reference();
    let second = server.post_form(&second()).reference();
    assert_eq!(
        answer(&server, &["list"]),
        format!(
            "reference   received (London)  name            category  files\n\
             {second}  2026-11-23 10:00   Zoë[31m Nguyễn  other     2\n\
             {first}  2026-11-23 10:00   Jo Smith        billing   0\n"
        )
    );
}

#[test]
fn a_complaint_is_shown_whole_and_nothing_in_it_steers_the_terminal() {
    let mut server = Server::started();
    let reference = server.post_form(&second()).reference();
    // It reads while serve writes, and after.
    let shown = answer(&server, &["show", &reference]);
    server.stop();
    let typed = reference.to_lowercase().replace("c-", "c ");
    assert_eq!(answer(&server, &["--data", "data", "show", &typed]), shown);
    let received = complaints::receiver::Inbox::open(&server.data())
        .unwrap()
        .find(&reference)
        .unwrap()
        .unwrap();
    let stored: Vec<String> = received
        .attachments
        .iter()
        .map(|file| {
            file.path
                .strip_prefix(server.folder())
                .unwrap()
                .display()
                .to_string()
        })
        .collect();
    let [letter, picture] = &received.attachments[..] else {
        panic!("{received:?}")
    };
    assert_eq!(
        shown,
        format!(
            "Reference            {reference}\n\
             Received             2026-11-23 10:00 London\n\
             Response due         2026-11-30 (customer was shown 2026-11-27)\n\
             CISAS opens          2026-04-27 (customer was shown none)\n\
             CISAS closes         2026-12-02 (customer was shown none)\n\
             Copy version         0123456789abcdef\n\
             Submission           8e03978e-40d5-43e8-bc93-6894a57f9324\n\
             \n\
             name                 Zoë[31m Nguyễn\n\
             address              1 High Street\n\
             {0:21}Southend\n\
             phone                +44 1702 000000\n\
             category             other\n\
             complained_before    yes\n\
             first_complained_on  2026-03-02\n\
             description          =1+1 is what it says.\n\
             \n\
             {0:21}\\u{{202e}}And more of it.\n\
             \n\
             File 1               letter.pdf\n\
             {0:21}1234 bytes\n\
             {0:21}sha256 {1}\n\
             {0:21}{2}\n\
             File 2               -rf ]0;.png\n\
             {0:21}12 bytes\n\
             {0:21}sha256 {3}\n\
             {0:21}{4}\n",
            "", letter.sha256, stored[0], picture.sha256, stored[1],
        )
    );
}

#[test]
fn an_unknown_reference_or_a_folder_without_complaints_is_said() {
    let server = Server::started();
    let unknown = |typed: &str, said: &str| {
        let said = format!("complaints: no complaint has the reference {said}\n");
        assert_eq!(inbox(&server, &["show", typed]), (1, String::new(), said));
    };
    unknown("C-00000000", "C-00000000");
    unknown("\u{1b}[2J", "\\u{1b}[2J");
    let (status, output, errors) = inbox(&server, &["list", "--data", "elsewhere"]);
    let said = "no elsewhere/complaints.sqlite3: give --data the folder that `complaints serve` keeps its complaints in";
    assert_eq!(
        (status, output.as_str(), errors),
        (2, "", format!("complaints: {said}\n"))
    );
}

#[test]
fn files_are_saved_byte_for_byte_under_harmless_names() {
    let server = Server::started();
    let reference = server.post_form(&second()).reference();
    let output = answer(&server, &["show", &reference, "--save", "files"]);
    assert!(
        output.ends_with("saved files/1-letter.pdf\nsaved files/2--rf__0_.png\n"),
        "{output}"
    );
    assert!(fs::read(server.folder().join("files/1-letter.pdf")).unwrap() == pdf(1_234));
    assert!(fs::read(server.folder().join("files/2--rf__0_.png")).unwrap() == png());
    let (status, _, errors) = inbox(&server, &["show", &reference, "--save", "files"]);
    let said = "complaints: cannot save file 1 to files: File exists (os error 17)\n";
    assert_eq!((status, errors.as_str()), (1, said));
    fs::write(&server.files_in("attachments")[0], "changed").unwrap();
    fs::write(&server.files_in("attachments")[1], "changed").unwrap();
    let (status, _, errors) = inbox(&server, &["show", &reference, "--save", "again"]);
    let said =
        "complaints: cannot save file 1 to again: its content on disk is not what was received\n";
    assert_eq!((status, errors.as_str()), (1, said));
}

#[test]
fn the_export_has_a_row_for_each_complaint_and_no_formula() {
    let server = Server::started();
    let id = "8e03978e-40d5-43e8-bc93-6894a57f9324";
    let first = server
        .post_form(
            &Form::complete()
                .text("submission_id", "@one")
                .file("=a;b.pdf", &pdf(99)),
        )
        .reference();
    let second = server.post_form(&second()).reference();
    assert_eq!(
        answer(&server, &["export", "--csv"]),
        format!(
            "reference,received_at,response_due,cisas_opens,cisas_closes,name,email,address,phone,category,case_reference,\
             complained_before,first_complained_on,services,problem_dates,description,desired_outcome,help_needed,attachments,\
             shown_response_due,shown_cisas_opens,shown_cisas_closes,copy_version,submission_id\n\
             {first},2026-11-23T10:00:00Z,2026-11-30,2027-01-18,2027-08-23,Jo Smith,jo@example.com,,,billing,,,,,,\
             I was billed twice for the same month.,,,'=a;b.pdf,,,,,'@one\n\
             {second},2026-11-23T10:00:00Z,2026-11-30,2026-04-27,2026-12-02,Zoë[31m Nguyễn,,\"1 High Street\nSouthend\",\
             '+44 1702 000000,other,,yes,2026-03-02,,,\"'=1+1 is what it says.\n\n\u{202e}And more\tof it.\",,,\
             letter.pdf; -rf ]0;.png,2026-11-27,,,0123456789abcdef,{id}\n"
        )
    );
}
