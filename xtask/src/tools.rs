//! The programs that the build calls.

use std::env;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::root;

/// A program on the PATH, or that `./x setup` has installed.
pub fn tool(name: &str) -> Result<Command> {
    let root = root()?;
    let installed = [".tools/bin", ".tools/node/node_modules/.bin"].map(|folder| root.join(folder));
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(installed.into_iter().chain(env::split_paths(&path)))?;
    let mut command = Command::new(name);
    command.env("PATH", path).current_dir(root);
    Ok(command)
}

/// Runs a program to its end, and gives what it printed; its errors go where ours go.
pub fn run(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.stderr(Stdio::inherit()).output();
    finished(command, output.with_context(|| missing(command))?)
}

/// Runs a program to its end, with its words where ours go.
pub fn succeed(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| missing(command))?;
    if !status.success() {
        bail!("{} failed: {status}", name(command));
    }
    Ok(())
}

/// Starts a program.
pub fn start(command: &mut Command) -> Result<Child> {
    command.spawn().with_context(|| missing(command))
}

/// Runs a program that reads a text to its end, and gives what it printed.
pub fn feed(command: &mut Command, text: &str) -> Result<String> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().with_context(|| missing(command))?;
    let mut stdin = child.stdin.take().context("it has no standard input")?;
    let (written, output) = std::thread::scope(|scope| {
        // It may write before it has read everything.
        let writer = scope.spawn(move || stdin.write_all(text.as_bytes()));
        let output = child.wait_with_output();
        (writer.join(), output)
    });
    let printed = finished(command, output?)?;
    match written {
        Ok(written) => written?,
        Err(_) => bail!("{} could not be fed", name(command)),
    }
    Ok(String::from_utf8(printed)?)
}

fn finished(command: &Command, output: Output) -> Result<Vec<u8>> {
    if !output.status.success() {
        bail!("{} failed: {}", name(command), output.status);
    }
    Ok(output.stdout)
}

fn name(command: &Command) -> String {
    let arguments = command.get_args().next().map(OsStr::to_string_lossy);
    let program = command.get_program().to_string_lossy();
    match arguments {
        Some(first) => format!("{program} {first}"),
        None => program.into_owned(),
    }
}

fn missing(command: &Command) -> String {
    let name = command.get_program().to_string_lossy();
    format!("cannot run {name}: ./x setup installs what is missing")
}

/// What a tool says of its version.
pub fn version(name: &str) -> Result<String> {
    Ok(String::from_utf8(run(tool(name)?.arg("--version"))?)?)
}

/// Builds one program with cargo, and tells where it is.
pub fn cargo_build(bin: &str, arguments: &[&str], settings: &[(&str, String)]) -> Result<PathBuf> {
    let mut cargo = tool("cargo")?;
    cargo
        .args(["build", "--locked", "--quiet", "--bin", bin])
        .args(["--message-format", "json-render-diagnostics"])
        .args(arguments)
        .envs(settings.iter().map(|(name, value)| (name, value)));
    // What cargo says to this program of itself: a build script that asks for it would run anew each time.
    for (name, _) in env::vars_os() {
        let is_ours = |start| name.to_string_lossy().starts_with(start);
        if is_ours("CARGO_PKG_") || is_ours("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    let printed = run(&mut cargo)?;
    built_program(&String::from_utf8(printed)?, bin)
        .with_context(|| format!("cargo says nothing of the program {bin}"))
}

/// One line of what cargo prints.
#[derive(Deserialize)]
struct Message {
    reason: String,
    target: Option<Target>,
    #[serde(default)]
    filenames: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

/// Where a program is, by what cargo prints of its work.
fn built_program(printed: &str, bin: &str) -> Option<PathBuf> {
    let messages = printed
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    let mut programs = messages.filter(|message: &Message| {
        let is_it = |target: &Target| target.name == bin && target.kind == ["bin"];
        message.reason == "compiler-artifact" && message.target.as_ref().is_some_and(is_it)
    });
    // A wasm program has a script beside it on some targets; the program comes with its ending or none.
    programs.next()?.filenames.into_iter().find(|file| {
        file.extension()
            .is_none_or(|ending| ending == "wasm" || ending == "exe")
    })
}

/// The languages that esbuild makes smaller here.
#[derive(Clone, Copy)]
pub enum Language {
    Script,
    Styles,
}

/// The same script or stylesheet, in fewer bytes.
pub fn minify(text: &str, language: Language) -> Result<String> {
    let loader = match language {
        Language::Script => "--loader=js",
        Language::Styles => "--loader=css",
    };
    let arguments = ["--log-level=warning", "--minify", ESBUILD_TARGET, loader];
    feed(tool("esbuild")?.args(arguments), text)
}

/// What the browsers that the page is made for understand.
pub const ESBUILD_TARGET: &str = "--target=es2022";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_the_one_that_cargo_names() {
        let printed = concat!(
            r#"{"reason":"compiler-artifact","target":{"name":"complaints","kind":["lib"]},"filenames":["a.rlib"]}"#,
            "\n",
            r#"{"reason":"build-script-executed","package_id":"x"}"#,
            "\nnot of cargo\n",
            r#"{"reason":"compiler-artifact","target":{"name":"complaints","kind":["bin"]},"filenames":["t/complaints.d","t/complaints.wasm"]}"#,
        );
        let expected = Some(PathBuf::from("t/complaints.wasm"));
        assert_eq!(built_program(printed, "complaints"), expected);
        assert_eq!(built_program(printed, "checker"), None);
    }
}
