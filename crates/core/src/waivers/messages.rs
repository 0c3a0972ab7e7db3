//! What is wrong with waivers, in both languages: part of the message catalogue.

use crate::fields::Fault;
use crate::text::Lang;

/// Something that is no day.
pub(super) struct NoDay(pub String);

impl Fault for NoDay {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        match lang {
            Lang::Zh => (
                format!("「{}」不是日期", self.0),
                Some("写成年-月-日，如 2025-12-31；到这一天为止有效".to_owned()),
            ),
            Lang::En => (
                format!("`{}` is no day", self.0),
                Some("write year-month-day, as in 2025-12-31; it holds up to that day".to_owned()),
            ),
        }
    }
}
