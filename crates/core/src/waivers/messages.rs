//! What is wrong with waivers, in both languages: part of the message catalogue.

use crate::fields::Fault;
use crate::text::{Lang, say};

/// Something that is no day.
pub(super) struct NoDay(pub String);

impl Fault for NoDay {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        say!(lang;
            "「{}」不是日期",
            "`{}` is no day", self.0;
            "写成年-月-日，如 2025-12-31；到这一天为止有效",
            "write year-month-day, as in 2025-12-31; it holds up to that day")
    }
}
