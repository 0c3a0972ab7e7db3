//! Which gouji this is.

use std::sync::LazyLock;

/// The commit that it is built from, shortened; empty where the build did not know.
pub(super) const COMMIT: &str = env!("GOUJI_COMMIT");

/// The version, with the commit behind it where that is known.
pub(super) fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| match COMMIT {
        "" => env!("CARGO_PKG_VERSION").to_owned(),
        commit => format!("{} ({commit})", env!("CARGO_PKG_VERSION")),
    });
    &VERSION
}
