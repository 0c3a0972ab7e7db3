//! What the bar says, in both languages: part of the message catalogue.

use crate::text::Lang;

/// The template of the bar. `{msg}` is [`errors`].
pub(super) fn template(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "{bar:24} 已完成 {pos}/{len}{msg}，还需约 {eta}",
        Lang::En => "{bar:24} {pos} of {len} done{msg}, about {eta} left",
    }
}

/// How many errors were found so far.
pub(super) fn errors(errors: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("，{errors} 个错误"),
        Lang::En => format!(", errors: {errors}"),
    }
}
