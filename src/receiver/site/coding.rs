//! Compressed forms of a file, and which of them a browser takes.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use axum::body::Bytes;
use axum::http::{HeaderMap, header};

use crate::receiver::accept::ranges;

/// Files of fewer bytes are sent as they are.
const LEAST_COMPRESSED: usize = 32;

/// How a body is compressed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    /// Its name in HTTP, and the ending of files that are compressed so.
    pub const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Brotli => ("br", ".br"),
            Self::Gzip => ("gzip", ".gz"),
        }
    }
}

/// The best compression that a browser takes.
pub fn preferred(asked: &HeaderMap) -> Option<Coding> {
    let ranges = ranges(asked, header::ACCEPT_ENCODING);
    let takes = |coding: &Coding| {
        let of = |wanted| ranges.iter().find(|(name, _)| name == wanted);
        let range = of(coding.names().0).or_else(|| of("*"));
        range.is_some_and(|(_, weight)| *weight > 0.0)
    };
    [Coding::Brotli, Coding::Gzip].into_iter().find(takes)
}

/// The compressed form of a file: from beside it, else made here; none of what is too short for that.
pub fn compressed(path: &Path, plain: &[u8], coding: Coding) -> Option<Bytes> {
    if plain.len() < LEAST_COMPRESSED {
        return None;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(coding.names().1);
    if let Ok(bytes) = fs::read(beside) {
        return Some(bytes.into());
    }
    let mut bytes = Vec::new();
    match coding {
        Coding::Brotli => {
            let parameters = brotli::enc::BrotliEncoderParams {
                quality: 9,
                ..Default::default()
            };
            brotli::BrotliCompress(&mut &*plain, &mut bytes, &parameters).ok()?;
        }
        Coding::Gzip => {
            let mut encoder = flate2::write::GzEncoder::new(bytes, flate2::Compression::best());
            encoder.write_all(plain).ok()?;
            bytes = encoder.finish().ok()?;
        }
    }
    Some(bytes.into())
}
