use complaints::receiver::multipart::{MultipartReader, PartHead, Step};

/// Reads a body that comes in these pieces; each part with its content in one.
fn parts<'a>(
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Vec<(PartHead, Vec<u8>)>, String> {
    let mut reader = MultipartReader::new("cut");
    let mut pieces = pieces.into_iter();
    let mut parts: Vec<(PartHead, Vec<u8>)> = Vec::new();
    loop {
        match reader.next().map_err(|error| error.to_string())? {
            Step::More => reader.push(pieces.next().ok_or("it ends early")?),
            Step::Part(head) => parts.push((head, Vec::new())),
            Step::Content(bytes) => {
                assert_ne!(bytes, b"");
                parts.last_mut().unwrap().1.extend(bytes);
            }
            Step::End => return Ok(parts),
        }
    }
}

fn head(name: &str, file_name: Option<&str>) -> PartHead {
    PartHead {
        name: name.to_owned(),
        file_name: file_name.map(str::to_owned),
    }
}

const BODY: &[u8] = b"--cut\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nJo \r\n--cu\r\n\
    --cut \t\r\ncontent-type: application/pdf\r\nCONTENT-DISPOSITION: form-data; filename=\"a.pdf\"; name=attachments\r\n\r\n\
    \r\n\r\n--\r--cut\n\r\n--cut\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n--cut--\r\nwhatever";

#[test]
fn a_body_means_the_same_however_it_is_cut() {
    let whole = parts([BODY]).unwrap();
    let expected = [
        (head("name", None), b"Jo \r\n--cu".to_vec()),
        (
            head("attachments", Some("a.pdf")),
            b"\r\n\r\n--\r--cut\n".to_vec(),
        ),
        (head("empty", None), b"".to_vec()),
    ];
    assert_eq!(whole, expected);
    for first in 0..=BODY.len() {
        for second in first..=BODY.len() {
            let pieces = [&BODY[..first], &BODY[first..second], &BODY[second..]];
            assert_eq!(
                parts(pieces).as_ref(),
                Ok(&whole),
                "cut at {first} and {second}"
            );
        }
    }
    assert_eq!(parts(BODY.chunks(1)), Ok(whole));
}

#[test]
fn spaces_after_a_boundary_mean_the_same_however_they_are_cut() {
    let head = "Content-Disposition: form-data; name=\"name\"";
    for spaces in [1_000, 1_024, 1_025, 2_000] {
        let body = format!("--cut{}\r\n{head}\r\n\r\nJo\r\n--cut--", " ".repeat(spaces));
        let whole = parts([body.as_bytes()]);
        assert_eq!(whole.is_ok(), spaces <= 1_024, "{spaces} spaces");
        assert_eq!(parts(body.as_bytes().chunks(1)), whole, "{spaces} spaces");
    }
}

#[test]
fn a_body_cut_short_is_never_whole() {
    let end = BODY.len() - "\r\nwhatever".len();
    for length in 0..end {
        assert_eq!(
            parts([&BODY[..length]]),
            Err("it ends early".to_owned()),
            "{length} bytes"
        );
    }
}

#[test]
fn file_names_come_out_as_browsers_and_older_tools_write_them() {
    for (written, meant) in [
        (r#"filename="a%22b.pdf""#, "a\"b.pdf"),
        (r#"filename="a\"b; c.pdf""#, "a\"b; c.pdf"),
        (r#"filename="C:\dir\a.pdf""#, r"C:\dir\a.pdf"),
        (
            r#"filename="ends with a backslash\""#,
            r"ends with a backslash\",
        ),
        ("filename=bare.pdf", "bare.pdf"),
        (r#"filename="100%0Ajuice.pdf""#, "100%0Ajuice.pdf"),
        (r#"filename="%E2%82%AC 50%.pdf""#, "%E2%82%AC 50%.pdf"),
        ("filename*=UTF-8''%e2%82%ac%20a.pdf", "€ a.pdf"),
        ("filename=\"a.pdf\"; filename*=UTF-8''b.pdf", "a.pdf"),
        ("filename*=utf-8'en'50%25%zz.pdf", "50%%zz.pdf"),
        (r#"filename="""#, ""),
    ] {
        let body = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"f\"; {written}\r\n\r\n\r\n--cut--"
        );
        assert_eq!(
            parts([body.as_bytes()]).unwrap()[0].0,
            head("f", Some(meant)),
            "{written}"
        );
    }
}

#[test]
fn endless_heads_and_openings_are_refused() {
    let long = "a".repeat(100_000);
    for (body, error) in [
        (long.clone(), "no boundary where the first part begins"),
        (
            format!("--cut\r\nX: {long}"),
            "a part whose headers are longer than 8 KiB",
        ),
        (
            format!("--cut{long}"),
            "a boundary with something after it on its line",
        ),
        (
            "--cut\r\n\r\nJo\r\n--cut--".to_owned(),
            "a part without a name",
        ),
    ] {
        assert_eq!(parts(body.as_bytes().chunks(1_000)), Err(error.to_owned()));
    }
}
