//! The finding of an evaluation that did not hold: places, values for the message, what explains the difference.

use super::comparison::{Basis, Failure};
use super::eval::Eval;
use super::model::Rule;
use super::node::{Builtin, Node};
use super::printed;
use super::record::Recorder;
use super::value::{Evaluated, ReadFrom, Value};
use super::verdict::{Finding, label};
use crate::diagnostic::{CellName, Label};
use crate::grammar::TokenKind;
use crate::report::{Match, ends_sentence};
use crate::text::{Number, Span, placeholders};

/// More operands than this: those that are zero are not drawn.
const CROWD: usize = 8;

impl<'e, R: Recorder> Eval<'e, R> {
    /// The finding of a check with this value.
    pub(super) fn finding(&mut self, whole: Option<Evaluated<'e>>) -> Finding {
        let failed = self.record.failure().cloned();
        let mut operands: Vec<Basis> = match (&failed, whole) {
            (Some(failed), _) => failed.operands.clone(),
            (None, whole) => whole
                .iter()
                .flat_map(|s| &s.operands)
                .map(Basis::from)
                .collect(),
        };
        let elsewhere = self.elsewhere(&mut operands);
        let power = printed::power(&self.report.tables, operands.iter().map(|o| o.span));
        if let Some(hit) = self.at_hand()
            && !operands.iter().any(|o| hit.span.overlaps(o.span))
        {
            let own = Basis {
                span: hit.group("at").map_or(hit.span, |g| g.span),
                from: ReadFrom::Other,
                zero: false,
            };
            operands.insert(0, own);
        }
        let primary = self.primary(failed.as_ref(), &operands);
        let crowd = operands.len() > CROWD;
        operands.retain(|o| !crowd || !o.zero || Some(o.span) == primary);
        let mut labels: Vec<Label> = Vec::new();
        for operand in operands {
            let first = Some(operand.span) == primary;
            match labels.iter_mut().find(|l| l.span == operand.span) {
                Some(known) => known.primary |= first,
                None => labels.push(Label {
                    cell: self.cell_name(operand.from),
                    ..label(operand.span, self.mention_name(operand.from), first)
                }),
            }
        }
        if let Some(span) = primary.filter(|p| !labels.iter().any(|l| l.span == *p)) {
            labels.push(label(span, String::new(), true));
        }
        labels.sort_by_key(|l| (!l.primary, l.span.start));
        let delta = failed.as_ref().and_then(|f| f.delta);
        let mut finding = Finding {
            labels,
            compared: failed.map(|f| match power {
                Some(power) => printed::as_printed(f.compared, power),
                None => f.compared,
            }),
            elsewhere,
            assumed: self.assumed,
            ..Finding::default()
        };
        finding.named = self.message_values();
        self.explain(delta, &mut finding);
        finding
    }

    /// The names of the cell that a value was read from.
    fn cell_name(&self, from: ReadFrom) -> Option<CellName> {
        let form = self.report.form;
        match from {
            ReadFrom::Cell(cell) => Some(form.name(form.at(cell)?)),
            ReadFrom::Group(table, group, column) => Some(form.group_name(table, group, column)),
            ReadFrom::Other | ReadFrom::Mention(_) | ReadFrom::Elsewhere(_) => None,
        }
    }

    /// What people call the mention that a value was read from.
    fn mention_name(&self, from: ReadFrom) -> String {
        let spec = match from {
            ReadFrom::Mention(at) => self.report.kind.mentions.get(at),
            _ => None,
        };
        spec.map(|m| m.label.get(self.lang).to_owned())
            .unwrap_or_default()
    }

    fn primary(&mut self, failed: Option<&Failure>, operands: &[Basis]) -> Option<Span> {
        if let Some(at) = &self.program.at {
            if let Ok(shown) = self.with(&mut ()).value(at)
                && let Some(place) = shown.place
            {
                return Some(place);
            }
            if let Node::Place(scope) = at
                && let Some(range) = self.parts(scope).first()
            {
                // its first words stand for it
                let text = self.report.prose.text(range.clone());
                let stop = text.find(|c| ends_sentence(c) || matches!(c, ',' | ':' | ';'));
                let end = stop.map_or(range.end, |at| range.start + at);
                return Some(self.report.prose.span(&(range.start..end)));
            }
        }
        if let Some(hit) = self.at_hand() {
            let inside = operands.iter().find(|o| hit.span.contains(o.span));
            return Some(inside.map_or(hit.span, |o| o.span));
        }
        let single = failed.and_then(|f| f.single);
        single.or(operands.last().map(|o| o.span))
    }

    /// Looks in the sentence of the finding for a figure that is exactly the difference.
    fn explain(&self, delta: Option<Number>, finding: &mut Finding) {
        let Some(severity) = self.rule.explained else {
            return;
        };
        let Some(delta) = delta else {
            return;
        };
        let prose = &self.report.prose;
        let Some(sentence) = self.sentence.clone() else {
            return;
        };
        let Some(paragraph) = prose.paragraph_at(sentence.start) else {
            return;
        };
        let found = prose.tokens_in(paragraph, &sentence).find(|t| {
            let TokenKind::Quantity { value, number, .. } = &t.kind else {
                return false;
            };
            let span = prose.span(number);
            // a figure that says something else already explains nothing
            let labelled = || finding.labels.iter().any(|l| l.span.overlaps(span));
            value.same(delta) && !labelled() && !self.report.mentions(span)
        });
        if let Some(token) = found {
            let before = prose.text(sentence.start..token.range.start);
            let from = before
                .rfind([',', ';', ':', '\u{3001}'])
                .and_then(|p| Some(p + before.get(p..)?.chars().next()?.len_utf8()))
                .unwrap_or(0);
            let clause = prose.text(sentence.start + from..token.range.end);
            finding.explained = Some(clause.to_owned());
            finding.severity = Some(severity);
            let span = prose.span(&token.range);
            finding.labels.push(label(span, String::new(), false));
        }
    }

    /// The match that the evaluation is about.
    pub(super) fn at_hand(&self) -> Option<&'e Match> {
        self.hit.or(self.mention.map(|(_, hit)| hit))
    }

    /// The values of all names that the rule's texts use.
    pub(super) fn message_values(&self) -> Vec<(String, String)> {
        let names = names(self.rule).into_iter();
        let values = names.filter_map(|name| {
            let value = self.with(&mut ()).named(&name)?;
            Some((name, value))
        });
        values.collect()
    }

    /// The value of a name in a message.
    fn named(&mut self, name: &str) -> Option<String> {
        let said = |shown: Evaluated<'_>| match &shown.value {
            Value::List(items) if items.is_empty() => String::new(),
            value => value.to_string(),
        };
        if let Ok(shown) = self.local(name) {
            return Some(said(shown));
        }
        let mentions = &self.report.kind.mentions;
        if let Some(at) = mentions.position(|m| m.id == name) {
            return self.mentioned(at).ok().map(|s| s.value.to_string());
        }
        match name {
            "year" => self.report.year().map(|y| y.to_string()),
            "body" => self.report.body().map(str::to_owned),
            "class" => self.report.class.map(str::to_owned),
            "place" => self.report.own.place.clone(),
            "match" => Some(self.report.document.slice(self.at_hand()?.span).to_owned()),
            _ => {
                let (_, fact) = Builtin::ALL.iter().find(|(n, _)| *n == name)?;
                self.fact(*fact).ok().map(|s| s.value.to_string())
            }
        }
    }
}

/// All names that the texts of a rule use.
fn names(rule: &Rule) -> Vec<String> {
    let texts = [&rule.message, &rule.help];
    let mut all: Vec<String> = texts
        .iter()
        .flat_map(|w| [&w.zh, &w.en])
        .flat_map(|t| placeholders(t))
        .collect();
    if let Some(fix) = &rule.fix {
        all.extend(placeholders(&fix.text));
    }
    all.sort();
    all.dedup();
    all
}
