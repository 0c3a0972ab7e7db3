//! What the bar says, in both languages: part of the message catalogue.

use crate::text::{Lang, say};

/// The template of the bar. `{msg}` is [`errors`].
pub(super) fn template(lang: Lang) -> &'static str {
    lang.pick(
        "{bar:24} 已完成 {pos}/{len}{msg}，还需约 {eta}",
        "{bar:24} {pos} of {len} done{msg}, about {eta} left",
    )
}

/// How many errors were found so far.
pub(super) fn errors(errors: usize, lang: Lang) -> String {
    say!(lang; "，{errors} 个错误", ", errors: {errors}")
}
