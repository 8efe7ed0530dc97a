//! Cells of the export, as spreadsheets see them.

use std::fs;
use std::process::Command;

use complaints::receiver::spreadsheet::{MAX_UNITS, read_text_cell, text_cell};
use proptest::prelude::*;

/// What a text may begin with, or have in it, that a spreadsheet makes something of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[=+@'\"; \t\n\r,|-]",
        "[＝＋－＠\u{a0}\u{200b}\u{feff}\u{202e}\u{ad}]",
        "[0-9]{1,20}",
        "(TRUE|false|1E5|MAR1|1-2|10:30|£5|\\(5\\)|5%)",
        "[a-zA-Zéß山]{1,12}",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// The cells that a program would see that takes this sign, or a line's end, for the end of a cell, and
/// quotes for nothing.
fn torn(cell: &str, separator: char) -> impl Iterator<Item = &str> {
    let quoted = cell.split([separator, '\n', '\r']);
    quoted.map(|piece| {
        piece.trim_start_matches(|c: char| {
            c.is_whitespace()
                || c == '"'
                || matches!(c, '\u{200b}' | '\u{feff}' | '\u{202e}' | '\u{ad}')
        })
    })
}

proptest! {
    #[test]
    fn a_cell_gives_its_text_back(text in pieces()) {
        prop_assert_eq!(read_text_cell(&text_cell(&text)), text);
    }

    #[test]
    fn no_cell_is_a_formula_wherever_a_spreadsheet_cuts_it(text in pieces()) {
        let cell = text_cell(&text);
        prop_assert!(!cell.starts_with(|c: char| c != '\'' && !c.is_alphanumeric()), "{:?}", cell);
        for separator in [';', '\t'] {
            for piece in torn(&cell, separator) {
                prop_assert!(!piece.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{:?}", cell);
            }
        }
    }

    #[test]
    fn digits_stay_text(digits in "[0-9]{1,40}", sign in "[-+.,: /]?", more in "[0-9]{0,20}") {
        let cell = text_cell(&[digits, sign, more].concat());
        prop_assert!(cell.starts_with('\''), "{:?}", cell);
    }

    #[test]
    fn a_cell_is_never_longer_than_a_spreadsheet_takes(begin in pieces(), letter in any::<char>(), times in 0_usize..70_000) {
        let cell = text_cell(&(begin + &letter.to_string().repeat(times)));
        prop_assert!(cell.encode_utf16().count() <= MAX_UNITS);
    }
}

#[test]
fn what_no_spreadsheet_mistakes_stays_as_it_is() {
    for text in [
        "",
        "Jo Smith",
        "jo@example.com",
        "I was billed twice for the same month, 12 May 2026.",
        "Zoë O'Neill; and others",
    ] {
        assert_eq!(text_cell(text), text);
    }
    for text in [
        "07700900123",
        "+44 7700 900123",
        "0012345",
        "1E5",
        "MAR1",
        "TRUE",
        "1/2",
        "12 May 2026",
        "12345678901234567890",
        "'quoted'",
        " x",
        "\u{feff}=1",
    ] {
        assert_eq!(text_cell(text), ["'", text].concat());
    }
    assert_eq!(
        text_cell("Please look;=1+41;and call"),
        "'Please look;'=1+41;and call"
    );
}

#[test]
fn libreoffice_shows_every_cell_as_it_was_written() {
    let Some(office) = ["soffice", "libreoffice"].into_iter().find(|name| {
        Command::new(name)
            .arg("--version")
            .output()
            .is_ok_and(|output| output.status.success())
    }) else {
        eprintln!("NOT TESTED: the export in a spreadsheet. LibreOffice is not there.");
        return;
    };
    let texts = [
        "07700900123",
        "+44 7700 900123",
        "0012345",
        "12345678901234567890",
        "=1+41",
        "Please look;=1+41;and call",
        "a\t=1+41",
        "line\n=1+41",
        "a.pdf; b.pdf",
        "1E5",
        "MAR1",
        "TRUE",
        "12/5",
        "@SUM(1)",
        "-1",
        "'quoted",
        "a,b \"c\"",
    ];
    let folder = tempfile::tempdir().unwrap();
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(Vec::new());
    for text in texts {
        writer
            .write_record(["first", &text_cell(text), "last"])
            .unwrap();
    }
    fs::write(
        folder.path().join("export.csv"),
        writer.into_inner().unwrap(),
    )
    .unwrap();
    // Comma, semicolon and tab, as its window offers; and each alone.
    for separators in ["44/59/9", "44"] {
        let status = Command::new(office)
            .current_dir(folder.path())
            .arg(format!(
                "-env:UserInstallation=file://{}/profile",
                folder.path().display()
            ))
            .args(["--headless", "--convert-to", "fods", "--outdir", "."])
            .arg(format!("--infilter=CSV:{separators},34,76,1"))
            .arg("export.csv")
            .output()
            .unwrap();
        assert!(status.status.success(), "{status:?}");
        let sheet = fs::read_to_string(folder.path().join("export.fods")).unwrap();
        assert!(!sheet.contains("table:formula"), "{separators}");
        assert!(
            !sheet.contains("office:value-type=\"float\""),
            "{separators}"
        );
        assert_eq!(
            sheet.matches("<text:p>last</text:p>").count(),
            texts.len(),
            "{separators}"
        );
    }
}
