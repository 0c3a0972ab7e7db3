//! What a check found, made up for marks.

use gouji::diagnostic::{Checked, Class, Diagnostic, Label, Severity};
use gouji::text::Span;

/// A finding at each of some places, with a message that is hard to write into a file, and help.
pub fn found(spans: &[Span], message: &str) -> Checked {
    let finding = |(at, span): (usize, &Span)| Diagnostic {
        rule: format!("rule-{at}"),
        severity: Severity::Error,
        class: Class::Hard,
        message: message.into(),
        help: Some("第一行\n12 + 3 = 15 ≠ 16".into()),
        source: None,
        labels: vec![Label {
            span: *span,
            message: String::new(),
            primary: true,
            cell: None,
        }],
        elsewhere: Vec::new(),
        fixes: Vec::new(),
        cause: None,
    };
    Checked {
        diagnostics: spans.iter().enumerate().map(finding).collect(),
        ..Checked::default()
    }
}
