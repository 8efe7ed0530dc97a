//! What a customer downloads, against the budgets.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use crate::manifest::Manifest;

/// What something may weigh, in bytes (brotli).
struct Budget {
    what: &'static str,
    at_most: usize,
    aim: usize,
    of: fn(&Sizes) -> usize,
}

/// In KB of 1,000 bytes.
const KB: usize = 1000;

const BUDGETS: [Budget; 3] = [
    Budget {
        what: "first view",
        at_most: 20 * KB,
        aim: 14 * KB,
        of: |sizes| sizes.page + sizes.styles + sizes.loader,
    },
    Budget {
        what: "until the form is live",
        at_most: 127 * KB,
        aim: 85 * KB,
        of: Sizes::all,
    },
    Budget {
        what: "the loader",
        at_most: 4 * KB,
        aim: 2 * KB,
        of: |sizes| sizes.loader,
    },
];

/// The parts of a built folder, in bytes (brotli).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sizes {
    staff: usize,
    page: usize,
    styles: usize,
    loader: usize,
    glue: usize,
    wasm: usize,
    copy: usize,
    holidays: usize,
    later: usize,
    case: usize,
}

impl Sizes {
    /// Weighs a built folder.
    fn of(dist: &Path) -> Result<Self> {
        let manifest = Manifest::read(dist)
            .with_context(|| format!("{} is not built: run ./x build first", dist.display()))?;
        let weigh = |names: &[&str]| -> Result<usize> {
            names.iter().map(|name| small(&dist.join(name))).sum()
        };
        let is_for_staff = |name: &String| name.starts_with("preview");
        let names = fs::read_dir(dist)?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(is_for_staff)
            .chain([manifest.checker.name])
            .chain(manifest.checker_wasm.map(|asset| asset.name));
        let staff: Vec<String> = names.collect();
        let staff: Vec<&str> = staff.iter().map(String::as_str).collect();
        Ok(Self {
            staff: weigh(&staff)?,
            page: weigh(&["index.html"])?,
            // A page that the snippet is pasted into brings rem.css too.
            styles: weigh(&[&manifest.styles.name, "rem.css"])?,
            loader: weigh(&["complaints.js"])?,
            glue: weigh(&[&manifest.glue.name])?,
            wasm: weigh(&[&manifest.wasm.name])?,
            copy: weigh(&["complaints.json"])?,
            holidays: weigh(&["bank-holidays.json"])?,
            later: weigh(&[&manifest.later.name])?,
            case: weigh(&[&manifest.case.name, "complaints-case.json"])?,
        })
    }

    /// All that a customer downloads until the form is live, which waits for no bank holidays.
    fn all(&self) -> usize {
        let Self {
            staff: _,
            page,
            styles,
            loader,
            glue,
            wasm,
            copy,
            holidays: _,
            later: _,
            case: _,
        } = *self;
        page + styles + loader + glue + wasm + copy
    }

    fn rows(&self) -> [(&'static str, usize); 10] {
        [
            ("for staff", self.staff),
            ("page", self.page),
            ("styles", self.styles),
            ("loader", self.loader),
            ("glue", self.glue),
            ("wasm", self.wasm),
            ("copy", self.copy),
            ("bank holidays, once live", self.holidays),
            ("program, once live", self.later),
            ("case, for who asks", self.case),
        ]
    }

    /// The report, and whether every budget is kept.
    fn report(&self) -> (String, bool) {
        let kb = |bytes: usize| format!("{}.{} KB", bytes / KB, bytes % KB / 100);
        let (mut text, mut is_kept) = (String::new(), true);
        for (what, bytes) in self.rows() {
            // Writing to a text does not fail.
            _ = writeln!(text, "{what:24}{:>10}", kb(bytes));
        }
        for Budget {
            what,
            at_most,
            aim,
            of,
        } in &BUDGETS
        {
            let bytes = of(self);
            let verdict = if bytes > *at_most {
                is_kept = false;
                "OVER"
            } else if bytes > *aim {
                "within"
            } else {
                "at the aim"
            };
            let (most, aim) = (at_most / KB, aim / KB);
            _ = writeln!(
                text,
                "{what:24}{:>10}  {verdict}: at most {most} KB, aim {aim} KB",
                kb(bytes)
            );
        }
        (text, is_kept)
    }
}

/// How many bytes of a file go over the line: its compressed twin's, where it has one.
fn small(path: &Path) -> Result<usize> {
    let mut twin = path.as_os_str().to_owned();
    twin.push(".br");
    if let Ok(twin) = fs::metadata(twin) {
        return Ok(usize::try_from(twin.len())?);
    }
    let content = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let best = brotli::enc::BrotliEncoderParams {
        size_hint: content.len(),
        ..Default::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut content.as_slice(), &mut small, &best)?;
    Ok(small.len())
}

/// Prints what a built folder weighs; the exit status says whether every budget is kept.
pub fn run(dist: &Path) -> Result<ExitCode> {
    let (report, is_kept) = Sizes::of(dist)?.report();
    print!("{report}");
    Ok(if is_kept {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: Sizes = Sizes {
        staff: 900_000,
        page: 5_000,
        styles: 7_000,
        loader: 2_000,
        glue: 4_000,
        wasm: 100_049,
        copy: 6_000,
        holidays: 1_000,
        later: 20_000,
        case: 30_000,
    };

    #[test]
    fn a_budget_is_kept_up_to_its_last_byte() {
        let (report, is_kept) = SIZES.report();
        assert_eq!(
            report,
            "for staff                 900.0 KB\n\
             page                        5.0 KB\n\
             styles                      7.0 KB\n\
             loader                      2.0 KB\n\
             glue                        4.0 KB\n\
             wasm                      100.0 KB\n\
             copy                        6.0 KB\n\
             bank holidays, once live    1.0 KB\n\
             program, once live         20.0 KB\n\
             case, for who asks         30.0 KB\n\
             first view                 14.0 KB  at the aim: at most 20 KB, aim 14 KB\n\
             until the form is live    124.0 KB  within: at most 127 KB, aim 85 KB\n\
             the loader                  2.0 KB  at the aim: at most 4 KB, aim 2 KB\n"
        );
        assert!(is_kept);
        let fullest = Sizes {
            loader: 4_000,
            ..SIZES
        };
        assert!(fullest.report().1);
        let over = Sizes {
            loader: 4_001,
            ..SIZES
        };
        let (report, is_kept) = over.report();
        assert!(
            report.contains("the loader                  4.0 KB  OVER"),
            "{report}"
        );
        assert!(!is_kept);
    }

    #[test]
    fn a_twin_is_what_goes_over_the_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("complaints-1.css");
        fs::write(&path, "a".repeat(1000)).unwrap();
        assert!(small(&path).unwrap() < 100);
        fs::write(folder.path().join("complaints-1.css.br"), "1234567").unwrap();
        assert_eq!(small(&path).unwrap(), 7);
    }
}
