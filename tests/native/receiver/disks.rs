//! Disks that are full, or cannot be written, while something is deleted or read.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use support::Program;

use super::pdf;
use super::server::{Form, Server, post};
use super::strain::{SMALL_DISK, with_mounts};

/// Whether folders can be mounted here; a test that needs it says that it was left out.
fn can_mount(what: &str) -> bool {
    let probe = Command::new("sh")
        .current_dir(tempfile::tempdir().unwrap().path())
        .args(["-c", &with_mounts(SMALL_DISK), "sh", "true"])
        .output();
    let can = probe.is_ok_and(|output| output.status.success());
    if !can {
        eprintln!("NOT TESTED: {what}. This machine lets nobody mount a folder.");
    }
    can
}

/// Runs the program after a shell script, in a folder.
fn run_after(folder: &Path, script: &str, arguments: &[&str]) -> Output {
    Command::new("sh")
        .current_dir(folder)
        .args([
            "-c",
            &with_mounts(script),
            "sh",
            env!("CARGO_BIN_EXE_complaints"),
        ])
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn a_complaint_is_deleted_from_a_full_disk_and_there_is_room_again() {
    if !can_mount("deleting on a full disk") {
        return;
    }
    let server = Server::prepared();
    let program_on_small_disk = Program::start_by(server.folder(), &with_mounts(SMALL_DISK), &[]);
    let send = |number: usize| {
        let form = Form::complete()
            .text("submission_id", &number.to_string())
            .text("desired_outcome", &"word ".repeat(380))
            .file("a.pdf", &pdf(50_000));
        post(&program_on_small_disk.address, &form, &[]).unwrap()
    };
    let first = send(0).reference();
    // To the last page: what is small goes on when what is large does not fit any more.
    let fills = (1..400).map(|number| {
        let form = Form::complete().text(
            "submission_id",
            &format!("small {number}").replace(' ', "-"),
        );
        let large = send(number).status;
        (
            large,
            post(&program_on_small_disk.address, &form, &[])
                .unwrap()
                .status,
        )
    });
    assert!(
        fills.into_iter().any(|statuses| statuses == (507, 507)),
        "{}",
        program_on_small_disk.log()
    );
    // Where that process is, the folder is another one.
    let inbox = |arguments: &[&str]| {
        let output = Command::new("nsenter")
            .args(["--user", "--mount", "--preserve-credentials", "--target"])
            .arg(program_on_small_disk.id().to_string())
            .args([env!("CARGO_BIN_EXE_complaints"), "inbox", "--data"])
            .arg(server.data())
            .args(arguments)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        assert!(output.status.success(), "{}", text(output.stderr));
        text(output.stdout)
    };
    assert!(inbox(&["delete", &first]).starts_with(&format!("deleted {first}, ")));
    assert!(!inbox(&["list"]).contains(&first));
    let form = Form::complete().text("submission_id", "after");
    post(&program_on_small_disk.address, &form, &[])
        .unwrap()
        .reference();
}

#[test]
fn nothing_is_written_into_the_systems_folder_for_what_passes_when_something_is_deleted() {
    if !can_mount("what deleting leaves in other folders") {
        return;
    }
    let server = Server::started();
    let goes = server.post_form(&Form::complete()).reference();
    for number in 0..100 {
        let form = Form::complete()
            .text("submission_id", &number.to_string())
            .text("desired_outcome", &"word ".repeat(380));
        server.post_form(&form).reference();
    }
    // A copy of the database has no room there.
    let script = "mkdir tmp && mount -t tmpfs -o size=32k tmpfs tmp && SQLITE_TMPDIR= TMPDIR=$PWD/tmp exec \"$@\"";
    let output = run_after(server.folder(), script, &["inbox", "delete", &goes]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.as_str()), (Some(0), ""));
}

#[test]
fn an_inbox_is_read_where_nothing_can_be_written() {
    if !can_mount("an inbox on a medium that cannot be written") {
        return;
    }
    let mut server = Server::started();
    let reference = server.post_form(&Form::complete()).reference();
    server.stop();
    let script = "mount --bind data data && mount -o remount,ro,bind data && exec \"$@\"";
    for arguments in [
        &["inbox", "list"][..],
        &["inbox", "export", "--csv"],
        &["inbox", "show", &reference],
    ] {
        let output = run_after(server.folder(), script, arguments);
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && said.contains(&reference),
            "{output:?}"
        );
    }
    assert!(!fs::exists(server.data().join("complaints.sqlite3-wal")).unwrap());
}
