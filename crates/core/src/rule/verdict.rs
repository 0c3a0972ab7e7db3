//! How an evaluation ended.

use super::comparison::Compared;
use super::value::Unknown;
use crate::diagnostic::{Elsewhere, Label, Severity};
use crate::text::{Bilingual, Edit, Span};

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
    /// The comparison that does not hold, where it is one.
    pub compared: Option<Compared>,
    /// What the check found, by names for messages.
    pub values: Vec<(String, String)>,
    /// The values of names that the rule's texts use besides.
    pub named: Vec<(String, String)>,
    /// Another message than the rule's.
    pub message: Option<Bilingual>,
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
    /// Places in other reports.
    pub elsewhere: Vec<Elsewhere>,
}

impl Verdict {
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

    /// A value for the message, by its name in texts of rules.
    pub fn value(&self, name: &str) -> Option<&str> {
        let compared = self.compared.as_ref();
        let known = compared.and_then(|c| match name {
            "trace" => Some(c.text.as_str()),
            "lhs" => Some(c.left.as_str()),
            "rhs" => Some(c.right.as_str()),
            "delta" => Some(c.delta.as_str()),
            _ => None,
        });
        known.or_else(|| {
            let mut all = self.values.iter().chain(&self.named);
            let found = all.find(|(n, _)| n == name);
            found.map(|(_, value)| value.as_str())
        })
    }

    /// What it is about: the values of its check.
    pub fn about(&self) -> Vec<String> {
        let compared = self.compared.iter();
        let sides = compared.flat_map(|c| [c.left.clone(), c.right.clone()]);
        let values = self.values.iter().map(|(_, value)| value.clone());
        sides.chain(values).collect()
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
