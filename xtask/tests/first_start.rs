//! How `./x` comes by the tools it needs, with stand-ins for what would bring them.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

/// A copy of what `./x` reads, and a folder of stand-ins that write down how they were called.
struct Machine {
    folder: TempDir,
    _alone: MutexGuard<'static, ()>,
}

/// Held by the one machine that there is at a time: what is started while a stand-in is written has that file open for
/// a moment, and Linux runs no file that is open to be written ("Text file busy").
static ALONE: Mutex<()> = Mutex::new(());

/// What a stand-in makes of a tool: a program that tells its version.
const INSTALL: &str = r#"
install() { mkdir -p .tools/bin; printf '#!/bin/sh\necho "%s %s"\n' "$1" "$2" >".tools/bin/$1"; chmod +x ".tools/bin/$1"; }
"#;

impl Machine {
    fn new() -> Self {
        let machine = Self {
            _alone: ALONE.lock().unwrap_or_else(PoisonError::into_inner),
            folder: TempDir::new().unwrap(),
        };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        for name in ["x", "Cargo.lock", "rust-toolchain.toml"] {
            fs::copy(root.join(name), machine.path(name)).unwrap();
        }
        fs::create_dir(machine.path("stand-ins")).unwrap();
        let everything_installed = "echo wasm32-unknown-unknown; echo rust-src";
        machine.stand_in("rustup", everything_installed);
        machine.stand_in("cc", "");
        machine
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn stand_in(&self, name: &str, does: &str) {
        let path = self.path("stand-ins").join(name);
        let log =
            format!("echo \"{name} $* at level ${{CARGO_PROFILE_RELEASE_OPT_LEVEL:-}}\" >>calls");
        fs::write(&path, format!("#!/bin/sh\n{log}\n{INSTALL}\n{does}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Runs `./x tools`, and gives what it called to install something, and what it said.
    fn set_up(&self) -> (Vec<String>, String) {
        _ = fs::remove_file(self.path("calls"));
        let path = format!("{}:/usr/bin:/bin", self.path("stand-ins").display());
        let run = Command::new(self.path("x"))
            .arg("tools")
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.folder.path())
            .output()
            .unwrap();
        let said = [run.stdout, run.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert!(run.status.success(), "{said}");
        let calls = fs::read_to_string(self.path("calls")).unwrap();
        let installs = calls.lines().filter(|call| call.starts_with("cargo"));
        (installs.map(ToOwned::to_owned).collect(), said)
    }
}

/// The version of a tool that `./x` or Cargo.lock asks for.
fn wanted(tool: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let read = |name| fs::read_to_string(root.join(name)).unwrap();
    let (text, start, end) = match tool {
        "trunk" => (read("x"), "\ntrunk_version=", "\n"),
        _ => (
            read("Cargo.lock"),
            "\nname = \"wasm-bindgen\"\nversion = \"",
            "\"",
        ),
    };
    let (_, rest) = text.split_once(start).unwrap();
    rest.split_once(end).unwrap().0.to_owned()
}

/// How cargo is asked to compile both.
fn compiled() -> [String; 2] {
    let (trunk, bindgen) = (wanted("trunk"), wanted("wasm-bindgen"));
    [
        format!("trunk --version {trunk} --no-default-features --features rustls at level 0"),
        format!("wasm-bindgen-cli --version {bindgen} --bin wasm-bindgen at level 1"),
    ]
}

#[test]
fn tools_are_taken_ready_made_where_binstall_is_installed_and_nothing_is_compiled() {
    let machine = Machine::new();
    machine.stand_in("cargo-binstall", "");
    machine.stand_in(
        "cargo",
        r#"case "$*" in
          binstall*trunk@*) install trunk "${*##*@}" ;;
          binstall*wasm-bindgen-cli@*) install wasm-bindgen "${*##*@}" ;;
        esac"#,
    );
    let (calls, said) = machine.set_up();
    let (trunk, bindgen) = (wanted("trunk"), wanted("wasm-bindgen"));
    assert_eq!(calls.len(), 2, "{calls:?}");
    for (call, asked) in calls.iter().zip([
        format!("trunk@{trunk} at level "),
        format!("wasm-bindgen-cli@{bindgen} at level "),
    ]) {
        assert!(
            call.starts_with("cargo binstall ") && call.ends_with(&asked),
            "{call}"
        );
    }
    assert!(said.contains("ready-made"), "{said}");
    let (again, _) = machine.set_up();
    assert_eq!(again, [""; 0], "what is there is not installed again");
}

#[test]
fn tools_that_are_not_to_be_had_ready_made_are_compiled() {
    let machine = Machine::new();
    machine.stand_in("cargo-binstall", "");
    machine.stand_in(
        "cargo",
        &["case \"$*\" in binstall*) exit 76 ;; esac\n", COMPILE].concat(),
    );
    let (calls, said) = machine.set_up();
    let compiles: Vec<&String> = calls
        .iter()
        .filter(|call| call.starts_with("cargo install "))
        .collect();
    for (call, asked) in compiles.iter().zip(compiled()) {
        assert!(call.ends_with(&asked), "{call}");
    }
    assert_eq!((calls.len(), compiles.len()), (4, 2), "{calls:?}");
    assert!(said.contains("not to be had ready-made"), "{said}");
}

/// What cargo does when it is asked to compile a tool.
const COMPILE: &str = r#"case "$*" in
  install*" trunk --version "*) install trunk "$(echo "$*" | sed 's/.*--version \([^ ]*\).*/\1/')" ;;
  install*wasm-bindgen-cli*) install wasm-bindgen "$(echo "$*" | sed 's/.*--version \([^ ]*\).*/\1/')" ;;
esac"#;

#[test]
fn without_binstall_tools_are_compiled_and_it_is_said_how_long_that_takes() {
    let machine = Machine::new();
    machine.stand_in("cargo", COMPILE);
    let (calls, said) = machine.set_up();
    assert_eq!(calls.len(), 2, "{calls:?}");
    for (call, asked) in calls.iter().zip(compiled()) {
        assert!(
            call.starts_with("cargo install ") && call.ends_with(&asked),
            "{call}"
        );
    }
    assert_eq!(said.matches(" minutes on two cores").count(), 2, "{said}");
    let (again, _) = machine.set_up();
    assert_eq!(again, [""; 0], "what is there is not installed again");
}
