//! Where values come from: cells, mentions, groups of a match.

use super::eval::{Eval, Evaluated};
use super::node::Choice;
use super::trace::{Read, Source};
use super::value::{Day, Operand, Reason, Shown, Unknown, Value};
use crate::diagnostic::CellName;
use crate::grammar::CellText;
use crate::report::{Captured, Group, Holds, Match, RowState};
use crate::text::Number;

impl<'e> Eval<'e> {
    fn indexes(&self, choice: &Choice) -> Vec<usize> {
        match choice {
            Choice::One(at) => vec![*at],
            Choice::Many(all) => all.clone(),
            Choice::Bound(name) => {
                let bound = self.bound.iter().find(|(n, ..)| n == name);
                bound.map(|(_, at, _)| *at).into_iter().collect()
            }
        }
    }

    pub(super) fn cells(&self, table: usize, rows: &Choice, columns: &Choice) -> Evaluated {
        let single = !matches!(rows, Choice::Many(_)) && !matches!(columns, Choice::Many(_));
        let mut items = Vec::new();
        let rows = self.indexes(rows);
        let groups = self.written_as_one(table, &rows);
        for row in rows {
            if let Some((group, members)) =
                groups.iter().find(|(_, members)| members.contains(&row))
            {
                // the row of a group stands for all of its rows
                let once = members.first() == Some(&row);
                for column in self.indexes(columns).into_iter().filter(|_| once) {
                    items.extend(self.group_cell(table, *group, column)?);
                }
                continue;
            }
            for column in self.indexes(columns) {
                let read = self.cell(table, row, column);
                self.note_cell((table, row, column), &read);
                items.extend(read?);
            }
        }
        if !single {
            let compound = items.len() > 1;
            let operands = match self.tracing {
                true => items.clone(),
                false => Vec::new(),
            };
            let value = Value::List(items);
            return Ok(Shown {
                text: self.text(&value),
                compound,
                value,
                operands,
            });
        }
        let item = items.into_iter().next();
        let item = item.ok_or_else(|| Reason::Types.nowhere())?;
        let value = match item.number {
            Some(number) => Value::Number(number),
            None => Value::Text(item.shown.clone()),
        };
        Ok(Shown {
            text: self.text(&value),
            value,
            compound: false,
            operands: vec![item],
        })
    }

    /// One cell; `None` where the row does not have the column or an optional row is absent.
    fn cell(&self, table: usize, row: usize, column: usize) -> Result<Option<Operand>, Unknown> {
        let nothing = || Reason::Types.nowhere();
        let spec = self.report.form.tables.get(table).ok_or_else(nothing)?;
        let facts = self.report.tables.get(table).ok_or_else(nothing)?;
        let axis = spec.rows.get(row).ok_or_else(nothing)?;
        if !spec.has(row, column) {
            return Ok(None);
        }
        if facts.span.is_none() {
            return Err(Reason::NoTable(spec.title.clone()).nowhere());
        }
        let found = facts.rows.get(row).ok_or_else(nothing)?;
        match found.state {
            RowState::Absent if axis.optional => return Ok(None),
            RowState::Absent => {
                let reason = Reason::NoRow(axis.name.clone());
                return Err(facts
                    .span
                    .map_or(reason.clone().nowhere(), |s| reason.at(s)));
            }
            RowState::Short(_) | RowState::Long(_) | RowState::Glued => {
                let reason = match found.state {
                    RowState::Short(n) | RowState::Long(n) => {
                        Reason::Width(axis.name.clone(), n, spec.width(row))
                    }
                    _ => Reason::Glued(axis.name.clone()),
                };
                return Err(found
                    .label
                    .map_or(reason.clone().nowhere(), |s| reason.at(s)));
            }
            RowState::Read => {}
        }
        let nth = (0..spec.width(row)).find(|n| spec.column(row, *n) == Some(column));
        let fact = nth.and_then(|n| found.cells.get(n)).ok_or_else(nothing)?;
        let name = || {
            let head = spec.columns.get(column).map(|c| c.label.clone());
            CellName {
                table: spec.title.clone(),
                row: axis.name.clone(),
                column: head.unwrap_or_default(),
            }
        };
        if let Some(word) = &fact.word {
            let cell = self.tracing.then(name);
            return Ok(Some(Operand {
                name: cell.as_ref().map(CellName::title).unwrap_or_default(),
                shown: word.clone(),
                number: None,
                day: None,
                span: fact.span,
                cell,
            }));
        }
        let number = match &fact.text {
            CellText::Number { value, .. } => *value,
            CellText::Dash | CellText::Nothing => Number::whole(0),
            CellText::Blank if self.rule.blank_is_zero && axis.holds == Holds::Number => {
                Number::whole(0)
            }
            CellText::Blank if let Some(value) = fact.stands_for => {
                self.assumed.set(true);
                value
            }
            CellText::Blank => return Err(Reason::Blank(name().title()).at(fact.span)),
            CellText::Text if axis.holds != Holds::Number => {
                return Err(Reason::Types.at(fact.span));
            }
            CellText::Text => {
                let reason = Reason::NoNumber(name().title(), fact.folded.clone());
                return Err(reason.at(fact.span));
            }
        };
        let cell = self.tracing.then(name);
        Ok(Some(Operand {
            name: cell.as_ref().map(CellName::title).unwrap_or_default(),
            shown: if self.tracing {
                number.to_string()
            } else {
                String::new()
            },
            number: Some(number),
            day: None,
            span: fact.span,
            cell,
        }))
    }

    /// The places of a mention that count here.
    pub(super) fn instances(&self, at: usize) -> Vec<&'e Match> {
        if let Some((which, hit)) = self.mention
            && which == at
        {
            return vec![hit];
        }
        if self.only_here {
            return self.in_sentence(at);
        }
        let all = self.report.mentions.get(at).map(Vec::as_slice);
        all.unwrap_or_default().iter().collect()
    }

    /// The places of a mention in the sentence at hand; all places where there is no sentence.
    pub(super) fn in_sentence(&self, at: usize) -> Vec<&'e Match> {
        let all = self.report.mentions.get(at).map(Vec::as_slice);
        let all = all.unwrap_or_default();
        let Some(here) = &self.sentence else {
            return all.iter().collect();
        };
        // they stand in order
        let first = all.partition_point(|m| m.range.start < here.start);
        let near = all.iter().skip(first);
        near.take_while(|m| m.range.start <= here.end)
            .filter(|m| m.range.end <= here.end)
            .collect()
    }

    pub(super) fn mentioned(&self, at: usize) -> Evaluated {
        let label = self
            .report
            .kind
            .mentions
            .get(at)
            .map(|m| m.label.get(self.lang).to_owned());
        let label = label.unwrap_or_default();
        let bound = self.mention.is_some_and(|(which, _)| which == at);
        let near = self.in_sentence(at).into_iter().next().filter(|_| !bound);
        let hit = near.or_else(|| self.instances(at).into_iter().next());
        if hit.is_none() {
            self.note_mention(Source::Mention, at, None);
        }
        match hit {
            Some(hit) => {
                let shown = self.read(hit, label);
                self.note_mention(Source::Mention, at, Some(&shown));
                Ok(shown)
            }
            None if self.only_here => Err(Reason::NotHere.nowhere()),
            None => Err(Reason::NotFound(label).nowhere()),
        }
    }

    /// The value of a match: its first group that is no plain text, else its first group, else its words.
    pub(super) fn read(&self, hit: &Match, name: String) -> Shown {
        let typed = hit
            .groups
            .iter()
            .find(|g| !matches!(g.value, Captured::Text(_)));
        match typed.or(hit.groups.first()) {
            Some(group) => captured(group, name),
            None => {
                let text = self.report.prose.text(hit.range.clone()).to_owned();
                let operand = Operand {
                    name,
                    shown: text.clone(),
                    number: None,
                    day: None,
                    span: hit.span,
                    cell: None,
                };
                Shown::read(Value::Text(text), operand)
            }
        }
    }

    pub(super) fn local(&mut self, name: &str) -> Evaluated {
        if let Some((_, _, label)) = self.bound.iter().find(|(n, ..)| n == name) {
            return Ok(Shown::plain(Value::Text(label.clone())));
        }
        if let Some(group) = self.hit.and_then(|h| h.group(name)) {
            let shown = captured(group, String::new());
            self.note(|| Read::found(Source::Group, name, &shown.text, group.span));
            return Ok(shown);
        }
        let program = self.program;
        if let Some((_, node)) = program.lets.iter().find(|(n, _)| n == name) {
            return self.value(node);
        }
        Err(Reason::NotFound(name.to_owned()).nowhere())
    }
}

fn captured(group: &Group, name: String) -> Shown {
    let mut written = None;
    let (value, number) = match &group.value {
        Captured::Number { value, .. } => (Value::Number(*value), Some(*value)),
        Captured::Date { year, month, day } => {
            let day = Day {
                year: *year,
                month: *month,
                day: *day,
            };
            written = Some(day);
            (Value::Date(day), None)
        }
        Captured::Text(text) => (Value::Text(text.clone()), None),
    };
    let operand = Operand {
        name,
        shown: value.to_string(),
        number,
        day: written,
        span: group.span,
        cell: None,
    };
    Shown::read(value, operand)
}
