//! What is known of the report as a whole: year, body, class, place, form.

use super::eval::{Eval, Evaluated};
use super::node::Builtin;
use super::value::{Operand, Reason, Shown, Value};
use crate::document::NoteKind;
use crate::text::{Number, Span};

impl Eval<'_> {
    /// A fact about the report.
    pub(super) fn fact(&self, fact: Builtin) -> Evaluated {
        let read = self.stated(fact);
        self.note_fact(fact, &read);
        read
    }

    fn stated(&self, fact: Builtin) -> Evaluated {
        let text = |t: Option<&str>| match t {
            Some(t) => Ok(Shown::plain(Value::Text(t.to_owned()))),
            None => Err(Reason::NotFound(String::new()).nowhere()),
        };
        match fact {
            Builtin::Year => {
                let year = self.report.stated_year.as_ref();
                let year = year.ok_or_else(|| Reason::NoYear.nowhere())?;
                let number = Number::whole(year.value.into());
                let operand = Operand {
                    name: String::new(),
                    shown: number.to_string(),
                    number: Some(number),
                    day: None,
                    span: year.span,
                    cell: None,
                };
                Ok(Shown::read(Value::Number(number), operand))
            }
            Builtin::Body => {
                let body = self.report.stated_body.as_ref();
                let body = body.ok_or_else(|| Reason::NotFound(String::new()).nowhere())?;
                Ok(words(&body.value, body.span))
            }
            Builtin::Title => {
                let title = self.report.title.as_ref();
                let title = title.ok_or_else(|| Reason::NotFound(String::new()).nowhere())?;
                Ok(words(&title.text, title.span))
            }
            Builtin::Class => text(self.report.class.or(Some(""))),
            Builtin::Place => text(self.report.own.place.as_deref()),
            Builtin::Form => text(Some(&self.report.form.id)),
            Builtin::Wrapped => {
                let note = NoteKind::HardWrapped;
                let wrapped = self.report.document.note(note).is_some();
                Ok(Shown::plain(Value::Bool(wrapped)))
            }
        }
    }
}

/// Words that stand at one place.
fn words(text: &str, span: Span) -> Shown {
    let operand = Operand {
        name: String::new(),
        shown: text.to_owned(),
        number: None,
        day: None,
        span,
        cell: None,
    };
    Shown::read(Value::Text(text.to_owned()), operand)
}
