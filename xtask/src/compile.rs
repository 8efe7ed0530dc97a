//! From Rust to wasm with its glue.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::short_names::Renamed;
use crate::split;
use crate::tools::{Language, cargo_build, minify, run, tool, version};

/// What a page is built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To see an edit in seconds: `trunk build`, `trunk serve`.
    Develop,
    /// To look at the product soon after a first start: `./x serve`.
    Serve,
    /// What customers get: `trunk build --release`.
    Release,
}

impl Purpose {
    /// The profile in Cargo.toml that the wasm is compiled with.
    fn profile(self) -> &'static str {
        match self {
            Self::Develop => "web-dev",
            Self::Serve => "web-serve",
            Self::Release => "wasm",
        }
    }

    /// Whether what is built is made small once more, by wasm-opt and esbuild.
    pub fn is_small(self) -> bool {
        match self {
            Self::Develop => false,
            Self::Serve | Self::Release => true,
        }
    }

    /// What whoever waits is told while nothing is compiled yet.
    fn say(self, bin: &str) {
        let minutes = match self {
            // Most often an edit, seen in seconds.
            Self::Develop => return,
            Self::Serve => 3,
            Self::Release => 5,
        };
        eprintln!(
            "xtask: {bin} for the browser: the first time about {minutes} minutes on two cores"
        );
    }
}

/// Where the page runs.
const TARGET: &str = "wasm32-unknown-unknown";

/// What the compiler has unstable still, and the release page is built with: a standard library of its
/// own, built for size, in which a panic only stops the program. Left out, every customer downloads
/// 14 KB (brotli) more. rust-toolchain.toml pins the compiler that this is known to work with.
fn unstable_settings() -> Vec<(&'static str, String)> {
    vec![
        // Lets a stable compiler take what is unstable.
        ("RUSTC_BOOTSTRAP", "1".to_owned()),
        ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort".to_owned()),
        (
            "CARGO_UNSTABLE_BUILD_STD_FEATURES",
            "optimize_for_size".to_owned(),
        ),
    ]
}

/// The flags that go with them.
const UNSTABLE_FLAGS: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];

/// What a program is compiled with beside its profile.
fn settings(program: Program, purpose: Purpose) -> Vec<(&'static str, String)> {
    let (mut settings, mut flags) = (Vec::new(), Vec::new());
    if purpose == Purpose::Release {
        settings = unstable_settings();
        flags.extend(UNSTABLE_FLAGS.map(str::to_owned));
        flags.extend(without_folders_of_this_machine());
    }
    if program.is_cut {
        flags.push(split::LINK_FLAG.to_owned());
    }
    if !flags.is_empty() {
        settings.push(("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")));
    }
    settings
}

/// Sources are named in panics: without where this machine keeps them.
fn without_folders_of_this_machine() -> Vec<String> {
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo = env::var_os("CARGO_HOME").map_or(home.join(".cargo"), PathBuf::from);
    let registries = fs::read_dir(cargo.join("registry/src"));
    let mut folders: Vec<PathBuf> = registries
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    folders.sort();
    let remap = |folder: PathBuf| format!("--remap-path-prefix={}=crates", folder.display());
    folders.into_iter().map(remap).collect()
}

/// What wasm-opt makes a program small with: what browsers of the last years know, and passes that
/// fit a program made of many small functions; twice, as the first time leaves something. The lowest memory is the end
/// of the stack, which no data is in.
const WASM_OPT: [&str; 12] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=0",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
];

/// Prints what it has renamed, for the glue.
const SHORT_NAMES: &str = "--minify-imports-and-exports-and-modules";

/// A program for browsers.
#[derive(Clone, Copy)]
pub struct Program {
    /// Its name in Cargo.toml.
    pub bin: &'static str,
    /// What cargo is told of its features.
    pub features: &'static [&'static str],
    /// Whether it comes in parts.
    is_cut: bool,
}

/// The page.
pub const PAGE: Program = Program {
    bin: "complaints",
    features: &[],
    is_cut: true,
};

/// What judges copy files.
pub const CHECKER: Program = Program {
    bin: "checker",
    features: &["--no-default-features", "--features", "check"],
    is_cut: false,
};

/// A compiled program, and the script that joins it to the browser.
pub struct Compiled {
    pub wasm: PathBuf,
    pub glue: PathBuf,
    /// Its parts after the first, in the order of [`split::LATER`]; none of them is there where it comes in one.
    pub later: [PathBuf; split::LATER.len()],
}

/// Compiles a program; what comes after cargo is done anew only when cargo has made another.
pub fn compile(program: Program, purpose: Purpose) -> Result<Compiled> {
    let mut arguments = vec!["--target", TARGET, "--profile", purpose.profile()];
    arguments.extend(program.features);
    let Program { bin, is_cut, .. } = program;
    purpose.say(bin);
    let built = cargo_build(bin, &arguments, &settings(program, purpose))
        .with_context(|| format!("compiling {bin} for the browser"))?;
    let folder = built
        .parent()
        .context("cargo names no folder")?
        .join("xtask")
        .join(bin);
    let wasm = folder.join(format!("{bin}_bg.wasm"));
    let compiled = Compiled {
        later: split::LATER.map(|name| folder.join(format!("{bin}_{name}.wasm"))),
        glue: folder.join(format!("{bin}.js")),
        wasm,
    };
    let key = key(&fs::read(&built)?, purpose)?;
    let key_file = folder.join("made-from");
    if fs::read_to_string(&key_file).is_ok_and(|made_from| made_from == key) {
        return Ok(compiled);
    }
    _ = fs::remove_file(&key_file);
    fs::create_dir_all(&folder)?;
    let parts = is_cut.then(|| split::cut(&built, &folder)).transpose()?;
    let first = parts.as_ref().map_or(&built, |parts| &parts.first);
    // Later parts need what the linker exports: the table of functions.
    run(tool("wasm-bindgen")?
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports"])
        .arg("--out-dir")
        .arg(&folder)
        .arg(first))?;
    if purpose.is_small() {
        make_small(&compiled, parts.as_ref())?;
    }
    if let Some(parts) = parts {
        let [second, third] = &parts.later;
        let second = split::with_shared(&read(second)?, &read(&parts.shared)?);
        fs::write(&compiled.later[0], second)?;
        fs::rename(third, &compiled.later[1])?;
    }
    fs::write(key_file, key)?;
    Ok(compiled)
}

fn make_small(compiled: &Compiled, parts: Option<&split::Parts>) -> Result<()> {
    let Compiled { wasm, glue, .. } = compiled;
    fs::write(wasm, split::without_unused(&read(wasm)?)?)?;
    let renamed = Renamed::read(&wasm_opt(wasm, &[SHORT_NAMES])?)?;
    for part in parts.iter().flat_map(|parts| parts.after_first()) {
        let renamed = split::renamed(&read(part)?, &renamed.exports())?;
        fs::write(part, renamed)?;
        wasm_opt(part, &[])?;
    }
    let script = renamed.apply(&fs::read_to_string(glue)?)?;
    fs::write(glue, minify(&script, Language::Script)?)?;
    Ok(())
}

/// Makes a program small, in its place; what wasm-opt prints.
fn wasm_opt(program: &Path, more: &[&str]) -> Result<Vec<u8>> {
    let mut wasm_opt = tool("wasm-opt")?;
    wasm_opt.args(WASM_OPT).args(more);
    run(wasm_opt.arg(program).arg("-o").arg(program))
}

/// Tells when the work after cargo would come to something else.
fn key(wasm: &[u8], purpose: Purpose) -> Result<String> {
    let mut all = Sha256::new();
    all.update(wasm);
    all.update(version("wasm-bindgen")?);
    if purpose.is_small() {
        for tool in ["wasm-opt", "esbuild"] {
            all.update(version(tool)?);
        }
        for flag in WASM_OPT {
            all.update(flag);
        }
    }
    // The program that does the work, also where cargo has meanwhile put another in its place.
    let own = fs::read("/proc/self/exe").or_else(|_| fs::read(env::current_exe()?));
    all.update(own?);
    Ok(crate::page::hex(&all.finalize()))
}

/// What is in a file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
