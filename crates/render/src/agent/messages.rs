//! What assistants are reported to do where neither a fix nor a rule says it, in Chinese and English.

use gouji_core::text::Lang;

/// Somebody has to look at the place and correct it, or only to look.
pub(super) fn look(mend: bool, lang: Lang) -> &'static str {
    match (mend, lang) {
        (true, Lang::Zh) => "看原文，改正这一处",
        (true, Lang::En) => "look at the place and correct it",
        (false, Lang::Zh) => "看原文，确认即可",
        (false, Lang::En) => "look at the place",
    }
}
