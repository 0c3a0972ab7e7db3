//! Where values come from: cells, mentions, groups of a match.

use super::eval::{Eval, EvalResult};
use super::node::Choice;
use super::record::Recorder;
use super::trace::{Read, Source};
use super::value::{Day, Evaluated, Operand, ReadFrom, Reason, Unknown, Value};
use crate::grammar::CellText;
use crate::report::{
    AxisId, Captured, ColumnId, FormCell, Group, Holds, Match, MentionId, RowId, RowState, TableId,
};
use crate::text::{Id, Number};
use std::ops::Deref;

/// The rows or columns that a selector means.
pub(super) enum Chosen<'e, I> {
    One(I),
    Many(&'e [I]),
}

impl<I> Chosen<'_, I> {
    fn maybe(one: Option<I>) -> Self {
        one.map_or(Chosen::Many(&[]), Chosen::One)
    }
}

impl<I> Deref for Chosen<'_, I> {
    type Target = [I];

    fn deref(&self) -> &[I] {
        match self {
            Chosen::One(at) => std::slice::from_ref(at),
            Chosen::Many(all) => all,
        }
    }
}

impl<'e, R: Recorder> Eval<'e, R> {
    /// The rows or columns that a selector means here.
    pub(super) fn chosen_by<I: Id>(&self, choice: &'e Choice<I>) -> Chosen<'e, I> {
        match choice {
            Choice::One(at) => Chosen::One(*at),
            Choice::Many(all) => Chosen::Many(all),
            Choice::Bound(name) => Chosen::maybe(self.bound_to(name).map(AxisId::to)),
            Choice::Named(name, named) | Choice::Above(name, named) => {
                let at = self.bound_to(name);
                Chosen::maybe(at.and_then(|at| *named.get(at)?))
            }
            Choice::Parts(name, parts) => {
                let parts = self.bound_to(name).and_then(|at| parts.get(at));
                Chosen::Many(parts.map_or(&[], Vec::as_slice))
            }
        }
    }

    /// The row or column that a name stands for.
    fn bound_to(&self, name: &str) -> Option<AxisId> {
        let mut all = self.bound.iter().chain(&self.column);
        let found = all.find(|(bound, ..)| *bound == name);
        found.map(|(_, at, _)| *at)
    }

    pub(super) fn cells(
        &mut self,
        table: TableId,
        (rows, columns): (&'e Choice<RowId>, &'e Choice<ColumnId>),
    ) -> EvalResult<'e> {
        let single = !rows.is_list() && !columns.is_list();
        let above = (rows.is_above(), columns.is_above());
        let (rows, columns) = (self.chosen_by(rows), self.chosen_by(columns));
        if (above.0 && rows.is_empty()) || (above.1 && columns.is_empty()) {
            let own = self.bound.map_or("", |(.., label)| label);
            return Err(Reason::Optional(own.to_owned()).nowhere());
        }
        let mut items = Vec::new();
        let groups = self.written_as_one(table, &rows);
        for row in rows.iter() {
            let group = groups.iter().find(|(_, members)| members.contains(row));
            if let Some((group, members)) = group {
                // the row of a group stands for all of its rows
                let once = members.first() == Some(row);
                for column in columns.iter().filter(|_| once) {
                    items.extend(self.group_cell(table, *group, *column)?);
                }
                continue;
            }
            let form = self.report.form;
            // a row has no cell in a column that it lacks
            for cell in columns.iter().filter_map(|c| form.cell(table, *row, *c)) {
                let read = self.cell(cell);
                self.note_cell(cell, &read);
                items.extend(read?);
            }
        }
        if single {
            let item = items.into_iter().next();
            let item = item.ok_or_else(|| self.lacking(table, &rows).nowhere())?;
            return Ok(self.read_at(item));
        }
        Ok(self.list(items))
    }

    /// Why a single cell has no value that is not said otherwise.
    fn lacking(&self, table: TableId, rows: &[RowId]) -> Reason {
        let all = self.report.form.tables.get(table).map(|t| &t.rows);
        let row = all.zip(rows.first()).and_then(|(all, at)| all.get(*at));
        match row.filter(|axis| axis.optional) {
            Some(axis) => Reason::Optional(axis.name.clone()),
            None => Reason::Types,
        }
    }

    /// Several values.
    pub(super) fn list(&self, items: Vec<Operand<'e>>) -> Evaluated<'e> {
        let operands = match self.keeps_operands() {
            true => items.clone(),
            false => Vec::new(),
        };
        Evaluated {
            place: items.first().map(|i| i.span),
            compound: items.len() > 1,
            operands,
            ..Evaluated::plain(Value::List(items))
        }
    }

    /// One cell; `None` where an optional row is absent.
    fn cell(&mut self, cell: FormCell) -> Result<Option<Operand<'e>>, Unknown> {
        let FormCell {
            table, row, column, ..
        } = cell;
        let nothing = || Reason::Types.nowhere();
        let spec = self.report.form.tables.get(table).ok_or_else(nothing)?;
        let facts = self.report.tables.get(table).ok_or_else(nothing)?;
        let axis = spec.rows.get(row).ok_or_else(nothing)?;
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
        let value = spec.value(row, column);
        let fact = value.and_then(|v| found.cells.get(v));
        let fact = fact.ok_or_else(nothing)?;
        let name = || self.report.form.name(cell).title();
        let operand = |value| {
            Ok(Some(Operand {
                value,
                span: fact.span,
                from: ReadFrom::Cell(cell.id),
            }))
        };
        if let Some(word) = &fact.word {
            return operand(Value::Text((&**word).into()));
        }
        let number = match &fact.text {
            CellText::Number { value, .. } => *value,
            CellText::Dash | CellText::Nothing => Number::whole(0),
            CellText::Blank if self.rule.blank_is_zero && axis.holds == Holds::Number => {
                Number::whole(0)
            }
            CellText::Blank if let Some(value) = fact.stands_for => {
                self.assumed = true;
                value
            }
            CellText::Blank => return Err(Reason::Blank(name()).at(fact.span)),
            CellText::Text if axis.holds != Holds::Number => {
                return Err(Reason::Types.at(fact.span));
            }
            CellText::Text => {
                let reason = Reason::NoNumber(name(), fact.folded().to_owned());
                return Err(reason.at(fact.span));
            }
        };
        operand(Value::Number(number))
    }

    /// The places of a mention that count here.
    pub(super) fn instances(&self, at: MentionId) -> Vec<&'e Match> {
        if let Some((which, hit)) = self.mention
            && which == at
        {
            return vec![hit];
        }
        if self.only_here() {
            return self.in_sentence(at).collect();
        }
        let all = self.report.mentions.get(at).map(Vec::as_slice);
        all.unwrap_or_default().iter().collect()
    }

    /// The places of a mention in the sentence at hand; all places where there is no sentence.
    pub(super) fn in_sentence(
        &self,
        at: MentionId,
    ) -> impl Iterator<Item = &'e Match> + use<'e, R> {
        let all = self.report.mentions.get(at).map(Vec::as_slice);
        let all = all.unwrap_or_default();
        let here = self.sentence.clone().unwrap_or(0..usize::MAX);
        // they stand in order
        let first = all.partition_point(|m| m.range.start < here.start);
        let near = all.iter().skip(first);
        near.take_while(move |m| m.range.start <= here.end)
            .filter(move |m| m.range.end <= here.end)
    }

    pub(super) fn mentioned(&mut self, at: MentionId) -> EvalResult<'e> {
        let hit = self.nearest(at);
        let read = hit.map(|hit| self.read(hit, ReadFrom::Mention(at)));
        self.note_mention(Source::Mention, at, read.as_ref());
        match read {
            Some(operand) => Ok(self.read_at(operand)),
            None if self.only_here() => Err(Reason::NotHere.nowhere()),
            None => {
                let label = self.report.kind.mentions.get(at);
                let label = label.map(|m| m.label.get(self.lang).to_owned());
                Err(Reason::NotFound(label.unwrap_or_default()).nowhere())
            }
        }
    }

    /// The place of a mention that is meant: the one that the rule goes through, else the first of the sentence, else
    /// the first of all.
    fn nearest(&self, at: MentionId) -> Option<&'e Match> {
        if let Some((_, hit)) = self.mention.filter(|(which, _)| *which == at) {
            return Some(hit);
        }
        let all = || self.report.mentions.get(at)?.first();
        let near = self.in_sentence(at).next();
        near.or_else(|| all().filter(|_| !self.only_here()))
    }

    /// The value of a match: its first group that is no plain text, else its first group, else its words.
    pub(super) fn read(&self, hit: &'e Match, from: ReadFrom) -> Operand<'e> {
        let mut groups = hit.groups.iter();
        let typed = groups.find(|g| !matches!(g.value, Captured::Text(_)));
        match typed.or(hit.groups.first()) {
            Some(group) => captured(group, from),
            None => Operand {
                from,
                ..Operand::text(self.report.prose.text(hit.range.clone()), hit.span)
            },
        }
    }

    /// The value of a name that the rule binds: its row or column, a group of its pattern, a `let`.
    pub(super) fn local(&mut self, name: &str) -> EvalResult<'e> {
        let mut bound = self.bound.iter().chain(&self.column);
        if let Some((.., label)) = bound.find(|(bound, ..)| *bound == name) {
            return Ok(Evaluated::plain(Value::Text((*label).into())));
        }
        if let Some(group) = self.hit.and_then(|h| h.group(name)) {
            let read = self.read_at(captured(group, ReadFrom::Other));
            self.record
                .read(|| Read::found(Source::Group, name, &read.shown(), group.span));
            return Ok(read);
        }
        let program = self.program;
        if let Some((_, node)) = program.lets.iter().find(|(n, _)| n == name) {
            return self.value(node);
        }
        if let Some(group) = self.at_hand().and_then(|hit| hit.group(name)) {
            let read = self.read_at(captured(group, ReadFrom::Other));
            self.record
                .read(|| Read::found(Source::Group, name, &read.shown(), group.span));
            return Ok(read);
        }
        Err(Reason::NotFound(name.to_owned()).nowhere())
    }
}

fn captured(group: &Group, from: ReadFrom) -> Operand<'_> {
    let value = match &group.value {
        Captured::Number { value, .. } => Value::Number(*value),
        Captured::Date { year, month, day } => Value::Date(Day {
            year: *year,
            month: *month,
            day: *day,
        }),
        Captured::Text(text) => Value::Text(text.as_str().into()),
    };
    Operand {
        value,
        span: group.span,
        from,
    }
}
