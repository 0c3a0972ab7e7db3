//! What is known of the report as a whole: year, body, class, place, form.

use super::eval::{Eval, EvalResult};
use super::node::Builtin;
use super::record::Recorder;
use super::value::{Evaluated, Operand, ReadFrom, Reason, Value};
use crate::document::NoteKind;
use crate::text::Number;

impl<'e, R: Recorder> Eval<'e, R> {
    /// A fact about the report.
    pub(super) fn fact(&mut self, fact: Builtin) -> EvalResult<'e> {
        let read = self.stated(fact);
        self.note_fact(fact, &read);
        read
    }

    /// The class of the body: a locked rule goes by the classes of the kind.
    fn class(&self) -> Option<&'e str> {
        match self.rule.locked {
            true => self.report.own_class,
            false => self.report.class,
        }
    }

    /// Whether a locked rule may go by a class: one that packs above have added, not one into which they take more bodies.
    pub(super) fn goes_by(&self, class: &str) -> bool {
        let mut known = self.report.kind.classes.iter();
        let widened = known.any(|c| !c.is_added && c.id == class);
        !self.rule.locked || !widened || self.report.own_class == Some(class)
    }

    fn stated(&self, fact: Builtin) -> EvalResult<'e> {
        let report = self.report;
        let missing = || Reason::NotFound(String::new()).nowhere();
        let text = |t: Option<&'e str>| {
            let text = t.ok_or_else(missing)?;
            Ok(Evaluated::plain(Value::Text(text.into())))
        };
        match fact {
            Builtin::Year => {
                let year = report.stated_year.as_ref();
                let year = year.ok_or_else(|| Reason::NoYear.nowhere())?;
                Ok(self.read_at(Operand {
                    value: Value::Number(Number::whole(year.value.into())),
                    span: year.span,
                    from: ReadFrom::Other,
                }))
            }
            Builtin::Body => {
                let body = report.stated_body.as_ref().ok_or_else(missing)?;
                Ok(self.read_at(Operand::text(body.value.as_str(), body.span)))
            }
            Builtin::Title => {
                let title = report.title.as_ref().ok_or_else(missing)?;
                Ok(self.read_at(Operand::text(title.text.as_str(), title.span)))
            }
            Builtin::Class => text(self.class().or(Some(""))),
            Builtin::Place => text(report.own.place.as_deref()),
            Builtin::Form => text(Some(&report.form.id)),
            Builtin::Wrapped => {
                let wrapped = report.document.note(NoteKind::HardWrapped).is_some();
                Ok(Evaluated::plain(Value::Bool(wrapped)))
            }
        }
    }
}
