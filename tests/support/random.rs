/// Numbers that look random, the same for the same seed.
///
/// # Source
///
/// SplitMix64 (Steele, Lea and Flood).
pub struct Random(u64);

impl Random {
    /// The numbers of a seed.
    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// One of so many, from 0.
    pub fn below(&mut self, many: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % many.max(1) as u64) as usize
    }

    /// One of these.
    pub fn one<'o, T>(&mut self, of: &'o [T]) -> &'o T {
        &of[self.below(of.len())]
    }
}

/// The seed that `SEED` sets, to play a run that failed again; none where it is not set.
///
/// Panics when it is no number.
#[track_caller]
pub fn seed() -> Option<u64> {
    let text = std::env::var("SEED").ok()?;
    let seed = text.parse();
    Some(seed.unwrap_or_else(|error| panic!("SEED={text}: {error}")))
}
