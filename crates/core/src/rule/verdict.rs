//! How an evaluation ended.

use super::comparison::Comparison;
use super::eval::Eval;
use super::model::Rule;
use super::node::Node;
use super::value::{Operand, Shown, Unknown, Value};
use crate::diagnostic::{Label, Severity};
use crate::grammar::TokenKind;
use crate::report::ends_sentence;
use crate::text::{Edit, Span, Words, placeholders};

/// One evaluation of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Which instance: a row, a column, a sentence; empty when there is one only.
    pub instance: String,
    /// How it ended.
    pub outcome: Outcome,
}

/// The four ends.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The rule holds.
    Pass,
    /// It does not.
    Fail(Box<Finding>),
    /// It could not be decided.
    Unknown(Unknown),
    /// Its condition is not met.
    NotApplicable,
}

/// What is known about a rule that does not hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finding {
    /// Another severity than the rule's.
    pub severity: Option<Severity>,
    /// Places, the primary one first.
    pub labels: Vec<Label>,
    /// Values for the message, by name.
    pub values: Vec<(String, String)>,
    /// Another message than the rule's.
    pub message: Option<Words>,
    /// A figure in the same sentence that is exactly the difference.
    pub explained: Option<String>,
    /// What takes the place of the primary label's text.
    pub replacement: Option<Edit>,
    /// The replacement is right whenever the finding is.
    pub safe: bool,
    /// It rests on blank cells that count as zero because every sum of their table holds that way.
    pub assumed: bool,
    /// Further places of the same fault, beside those that are labelled.
    pub more: Vec<Span>,
}

impl Verdict {
    /// A verdict of the only instance.
    pub fn only(outcome: Outcome) -> Self {
        Verdict {
            instance: String::new(),
            outcome,
        }
    }

    /// A verdict of one instance.
    pub fn of(instance: impl Into<String>, outcome: Outcome) -> Self {
        Verdict {
            instance: instance.into(),
            outcome,
        }
    }
}

impl Outcome {
    /// A finding.
    pub fn fail(finding: Finding) -> Self {
        Outcome::Fail(Box::new(finding))
    }
}

impl Finding {
    /// A finding at one place.
    pub fn at(span: Span) -> Self {
        Finding {
            labels: vec![label(span, String::new(), true)],
            ..Finding::default()
        }
    }

    /// With a value for the message.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// With one more place.
    pub fn also(mut self, span: Span, message: impl Into<String>) -> Self {
        if !self.labels.iter().any(|l| l.span == span) {
            let primary = self.labels.is_empty();
            self.labels.push(label(span, message.into(), primary));
        }
        self
    }
}

/// A label that is no cell.
pub fn label(span: Span, message: String, primary: bool) -> Label {
    Label {
        span,
        message,
        primary,
        cell: None,
    }
}

/// More operands than this: those that are zero are not drawn.
const CROWD: usize = 8;

impl Eval<'_> {
    /// The finding of an evaluation that did not hold.
    pub(super) fn finding(&mut self, whole: Option<Shown>) -> Finding {
        let failed = self.failed.clone();
        let mut operands: Vec<Operand> = match &failed {
            Some(c) => c
                .left
                .operands
                .iter()
                .chain(&c.right.operands)
                .cloned()
                .collect(),
            None => whole.map(|s| s.operands).unwrap_or_default(),
        };
        if let Some(hit) = self.hit.or(self.mention.map(|(_, m)| m))
            && !operands.iter().any(|o| hit.span.overlaps(o.span))
        {
            let span = hit.group("at").map_or(hit.span, |g| g.span);
            operands.insert(
                0,
                Operand {
                    name: String::new(),
                    shown: String::new(),
                    number: None,
                    day: None,
                    span,
                    cell: None,
                },
            );
        }
        let primary = self.primary(failed.as_ref(), &operands);
        let crowd = operands.len() > CROWD;
        operands.retain(|o| !crowd || o.shown != "0" || Some(o.span) == primary);
        let mut labels: Vec<Label> = Vec::new();
        for operand in operands {
            let first = Some(operand.span) == primary;
            match labels.iter_mut().find(|l| l.span == operand.span) {
                Some(known) => known.primary |= first,
                None => labels.push(Label {
                    span: operand.span,
                    message: operand.name.clone(),
                    primary: first,
                    cell: operand.cell,
                }),
            }
        }
        for one in &mut labels {
            if one.cell.is_some() {
                one.message.clear();
            }
        }
        if let Some(span) = primary.filter(|p| !labels.iter().any(|l| l.span == *p)) {
            labels.push(label(span, String::new(), true));
        }
        labels.sort_by_key(|l| (!l.primary, l.span.start));
        let mut finding = Finding {
            labels,
            values: self.message_values(failed.as_ref()),
            assumed: self.assumed.get(),
            ..Finding::default()
        };
        self.explain(failed.as_ref(), &mut finding);
        finding
    }

    fn primary(&mut self, failed: Option<&Comparison>, operands: &[Operand]) -> Option<Span> {
        if let Some(at) = &self.program.at {
            if let Ok(shown) = self.value(at)
                && let Some(first) = shown.operands.first()
            {
                return Some(first.span);
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
        if let Some(hit) = self.hit.or(self.mention.map(|(_, m)| m)) {
            let inside = operands.iter().find(|o| hit.span.contains(o.span));
            return Some(inside.map_or(hit.span, |o| o.span));
        }
        let single =
            |s: &Shown| (s.operands.len() == 1).then(|| s.operands.first().map(|o| o.span));
        let sides = failed.and_then(|c| single(&c.right).or_else(|| single(&c.left)));
        sides.flatten().or(operands.last().map(|o| o.span))
    }

    /// The values of all names that the rule's texts use.
    pub(super) fn message_values(&mut self, failed: Option<&Comparison>) -> Vec<(String, String)> {
        let mut values = Vec::new();
        if let Some(c) = failed {
            values.push(("trace".into(), c.trace()));
            values.push(("lhs".into(), c.left.value.to_string()));
            values.push(("rhs".into(), c.right.value.to_string()));
            let delta = c.delta().map(|d| d.to_string()).unwrap_or_default();
            values.push(("delta".into(), delta));
        }
        for name in names(self.rule) {
            if values.iter().any(|(n, _)| *n == name) {
                continue;
            }
            if let Some(text) = self.named(&name) {
                values.push((name, text));
            }
        }
        values
    }

    /// The value of a name in a message.
    fn named(&mut self, name: &str) -> Option<String> {
        let local = Node::Local(name.to_owned());
        if let Ok(shown) = self.value(&local) {
            return Some(match &shown.value {
                Value::List(_) if shown.operands.is_empty() => String::new(),
                _ => shown.value.to_string(),
            });
        }
        let mentions = &self.report.kind.mentions;
        if let Some(at) = mentions.iter().position(|m| m.id == name) {
            return self
                .value(&Node::Mention(at))
                .ok()
                .map(|s| s.value.to_string());
        }
        match name {
            "year" => self.report.year().map(|y| y.to_string()),
            "body" => self.report.body().map(str::to_owned),
            "class" => self.report.class.map(str::to_owned),
            "place" => self.report.own.place.clone(),
            "match" => {
                let hit = self.hit.or(self.mention.map(|(_, m)| m))?;
                Some(self.report.document.slice(hit.span).to_owned())
            }
            _ => {
                let node = super::node::Builtin::ALL.iter().find(|(n, _)| *n == name)?;
                self.value(&Node::Fact(node.1))
                    .ok()
                    .map(|s| s.value.to_string())
            }
        }
    }

    /// Looks in the sentence of the finding for a figure that is exactly the difference.
    fn explain(&self, failed: Option<&Comparison>, finding: &mut Finding) {
        let Some(severity) = self.rule.explained else {
            return;
        };
        let Some(delta) = failed.and_then(Comparison::delta) else {
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
