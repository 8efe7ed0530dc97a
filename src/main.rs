//! Two doors: in a browser make the page ready, elsewhere run the command line.

#[cfg(target_arch = "wasm32")]
fn main() {
    #[cfg(feature = "ui")]
    complaints::browser::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    #[cfg(feature = "cli")]
    return complaints::cli::run();
    #[cfg(not(feature = "cli"))]
    std::process::ExitCode::FAILURE
}
