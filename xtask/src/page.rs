//! Makes what Trunk has copied a page that works: program, styles and loader, named by their content, the
//! manifest that says so, and what `complaints prerender` makes of them.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context as _, Result, bail};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::compile::{self, CHECKER, Compiled, PAGE, Purpose, compile};
use crate::manifest::{Asset, Manifest, Styles};
use crate::root;
use crate::tools::{ESBUILD_TARGET, Language, cargo_build, minify, run, tool};

/// What Trunk tells a hook, and `./x` besides.
struct Settings {
    /// Where the page is put together.
    staging: PathBuf,
    purpose: Purpose,
    /// A `complaints` that is built already; else one is built.
    program: Option<PathBuf>,
}

impl Settings {
    fn read() -> Result<Self> {
        let staging = env::var_os("TRUNK_STAGING_DIR")
            .context("TRUNK_STAGING_DIR is not set: this is called by `trunk build`")?;
        let is_release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
        let purpose = match env::var("COMPLAINTS_PAGE") {
            Ok(page) if page == "serve" => Purpose::Serve,
            Ok(page) => bail!("COMPLAINTS_PAGE: expected serve, or not to be set; found {page}"),
            Err(_) if is_release => Purpose::Release,
            Err(_) => Purpose::Develop,
        };
        Ok(Self {
            staging: staging.into(),
            purpose,
            program: env::var_os("COMPLAINTS_PROGRAM").map(PathBuf::from),
        })
    }
}

/// Does all that comes after Trunk's own work.
pub fn run_hook() -> Result<()> {
    let Settings {
        staging,
        purpose,
        program,
    } = Settings::read()?;
    let build_program = || match program {
        Some(program) => Ok(program),
        None => {
            cargo_build("complaints", &[], &[]).context("compiling the program that prerenders")
        }
    };
    // Two cores: cargo works in a folder of its own for each profile.
    let (page, program) = thread::scope(|scope| {
        let program = scope.spawn(build_program);
        let page = compile(PAGE, purpose);
        (page, program.join())
    });
    let program = match program {
        Ok(program) => program?,
        Err(_) => bail!("compiling the program that prerenders stopped"),
    };
    finish(&staging, purpose, &page?)?;
    run(tool(&program.to_string_lossy())?
        .arg("prerender")
        .arg(&staging))?;
    Ok(())
}

/// Puts what was compiled beside what was copied, and says in the manifest what is what.
fn finish(staging: &Path, purpose: Purpose, page: &Compiled) -> Result<()> {
    let root = root()?;
    let [later, case] = &page.later;
    let files = [&page.wasm, &page.glue, later, case].map(|path| compile::read(path));
    let [wasm, glue, later, case] = files;
    let (wasm, glue, later, case) = (wasm?, glue?, later?, case?);
    let build = hash(&[&wasm, &glue, &later, &case]);
    let put = |name: String, content: &[u8]| -> Result<Asset> {
        fs::write(staging.join(&name), content)?;
        let integrity = integrity(content);
        Ok(Asset { name, integrity })
    };
    let smaller = |text: String, language| match purpose.is_small() {
        true => minify(&text, language),
        false => Ok(text),
    };
    let styles = crate::styles::join(&root.join("style"), crate::styles::ENTRY)?;
    let styles = smaller(styles, Language::Styles)?;
    let styles_name = format!("complaints-{}.css", hash(&[styles.as_bytes()]));
    fs::write(staging.join(&styles_name), &styles)?;
    let rem = staging.join("rem.css");
    fs::write(&rem, smaller(fs::read_to_string(&rem)?, Language::Styles)?)?;
    let loader = fs::read_to_string(root.join("src/browser/complaints.js"))?;
    let (checker, checker_wasm) = match purpose {
        Purpose::Develop | Purpose::Serve => {
            let stand_in = fs::read(root.join("src/preview/no-checker.js"))?;
            let name = format!("checker-{}.js", hash(&[&stand_in]));
            (put(name, &stand_in)?, None)
        }
        Purpose::Release => {
            let [script, wasm] = bundle_checker(&root, staging)?;
            (script, Some(wasm))
        }
    };
    let manifest = Manifest {
        wasm: put(format!("complaints-{build}_bg.wasm"), &wasm)?,
        glue: put(format!("complaints-{build}.js"), &glue)?,
        later: put(format!("complaints-{build}_later.wasm"), &later)?,
        case: put(format!("complaints-{build}_case.wasm"), &case)?,
        build,
        checker,
        checker_wasm,
        styles: Styles {
            name: styles_name,
            base: styles.len(),
        },
        loader: smaller(loader, Language::Script)?,
        compressed: purpose == Purpose::Release,
    };
    fs::write(staging.join(Manifest::FILE), manifest.to_json()?)?;
    Ok(())
}

/// What esbuild says of its work.
#[derive(Deserialize)]
struct Metafile {
    outputs: BTreeMap<String, serde_json::Value>,
}

/// Compiles what judges copy files, and bundles it: its script, and its program.
fn bundle_checker(root: &Path, staging: &Path) -> Result<[Asset; 2]> {
    let Compiled { wasm, glue, .. } = compile(CHECKER, Purpose::Release)?;
    let metafile = glue.with_file_name("bundle.json");
    let to = |option: &str, path: &Path| format!("{option}{}", path.display());
    run(tool("esbuild")?
        .args(["--log-level=warning", "--minify", ESBUILD_TARGET])
        .args(["--bundle", "--format=esm", "--loader:.wasm=file"])
        .args(["--entry-names=[name]-[hash]", "--asset-names=[name]-[hash]"])
        .arg(to("--outdir=", staging))
        .arg(to("--alias:checker=", &glue))
        .arg(to("--alias:checker.wasm=", &wasm))
        .arg(to("--metafile=", &metafile))
        .arg(root.join("src/preview/checker.js")))?;
    let Metafile { outputs } = serde_json::from_slice(&compile::read(&metafile)?)?;
    let asset = |ending: &str| {
        let made = outputs.keys().map(Path::new);
        let mut names = made.filter_map(|path| path.file_name()?.to_str());
        let name = names.find(|name| name.ends_with(ending));
        let name = name.with_context(|| format!("esbuild made no {ending}"))?;
        Ok::<_, anyhow::Error>(Asset {
            name: name.to_owned(),
            integrity: integrity(&compile::read(&staging.join(name))?),
        })
    };
    Ok([asset(".js")?, asset(".wasm")?])
}

/// What something is named by: the start of its SHA-256.
fn hash(contents: &[&[u8]]) -> String {
    let mut all = Sha256::new();
    contents.iter().for_each(|content| all.update(content));
    hex(&all.finalize()[..8])
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a browser checks a file by (W3C, Subresource Integrity).
fn integrity(content: &[u8]) -> String {
    ["sha256-", &BASE64_STANDARD.encode(Sha256::digest(content))].concat()
}
