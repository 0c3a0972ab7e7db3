//! Functions of days.

use super::{arg, number, small};
use crate::rule::eval::{Eval, EvalResult};
use crate::rule::node::{Function, Node};
use crate::rule::record::Recorder;
use crate::rule::value::{Day, Evaluated, Reason, Unknown, Value};
use crate::text::Number;

impl<'e, R: Recorder> Eval<'e, R> {
    pub(super) fn dates(&mut self, function: Function, args: &'e [Node]) -> EvalResult<'e> {
        let first = self.value(arg(args, 0)?)?;
        match (function, &first.value) {
            (Function::Valid, Value::Date(day)) => {
                let exists = day.exists();
                Ok(first.is(exists))
            }
            (Function::YearOf, Value::Date(day)) => {
                Ok(number(Number::whole(day.year.into())).of(first.place, first.operands))
            }
            (Function::MonthOf, Value::Date(day)) => {
                Ok(number(Number::whole(day.month.into())).of(first.place, first.operands))
            }
            (Function::On, Value::Number(year)) => {
                let Value::MonthDay(month, day) = self.value(arg(args, 1)?)?.value else {
                    return Err(Reason::Types.nowhere());
                };
                let year = small(*year)?;
                Ok(Evaluated::plain(Value::Date(Day { year, month, day })))
            }
            (Function::Date, Value::Number(year)) => {
                let year = small(*year)?;
                let month = self.part_of_date(args, 1)?;
                let day = self.part_of_date(args, 2)?;
                Ok(Evaluated::plain(Value::Date(Day { year, month, day })))
            }
            _ => Err(Reason::Types.nowhere()),
        }
    }

    fn part_of_date(&mut self, args: &'e [Node], at: usize) -> Result<u8, Unknown> {
        match self.value(arg(args, at)?)?.value {
            Value::Number(n) => u8::try_from(small(n)?).map_err(|_| Reason::Types.nowhere()),
            _ => Err(Reason::Types.nowhere()),
        }
    }
}
