//! What a check found, made up for marks.

use gouji::diagnostic::{Class, Diagnostic, Label, LintResult, Severity};
use gouji::text::Span;

/// A finding at each of some places, with a message that is hard to write into a file, and help.
pub fn found(spans: &[Span], message: &str) -> LintResult {
    let finding = |(at, span): (usize, &Span)| Diagnostic {
        help: Some("第一行\n12 + 3 = 15 ≠ 16".into()),
        labels: vec![Label::primary(*span)],
        ..Diagnostic::new(
            &format!("rule-{at}"),
            Severity::Error,
            Class::Hard,
            message.into(),
        )
    };
    LintResult {
        diagnostics: spans.iter().enumerate().map(finding).collect(),
        ..LintResult::default()
    }
}
