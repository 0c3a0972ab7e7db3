//! What distinguishes the text that marks consist of from the text of people: its length and its digest stand in front of it.

use gouji_core::diagnostic::digest;

/// How many digits of a digest are kept: enough to notice that a text was edited.
const DIGITS: usize = 16;

/// The seal of a text: `LENGTH-DIGEST`.
pub(super) fn of(text: &str) -> String {
    let digest = digest([text]);
    let short: String = digest.chars().take(DIGITS).collect();
    format!("{}-{short}", text.len())
}

/// Parts the text that a seal was made of from what stands behind it; `None` where the seal is none, or the text was edited.
pub(super) fn opened<'t>(seal: &str, text: &'t str) -> Option<(&'t str, &'t str)> {
    let (length, _) = seal.split_once('-')?;
    let (own, behind) = text.split_at_checked(length.parse().ok()?)?;
    (of(own) == seal).then_some((own, behind))
}
