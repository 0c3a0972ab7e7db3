//! What assistants are reported to do where neither a fix nor a rule says it, in Chinese and English.

use gouji_core::text::Lang;

/// Somebody has to look at the place and correct it, or only to look.
pub(super) fn look(fix: bool, lang: Lang) -> &'static str {
    match fix {
        true => lang.pick("看原文，改正这一处", "look at the place and correct it"),
        false => lang.pick("看原文，确认即可", "look at the place"),
    }
}
