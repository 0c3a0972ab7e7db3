//! Lines in brackets that have one bracket too few or too many: `[rule]` for `[[rule]]`, `[[pack]]` for `[pack]`.

use super::messages::Say;
use crate::fields::File;
use crate::text::Span;

/// Tables that may stand several times.
const SEVERAL: &[&str] = &[
    "rule",
    "mention",
    "zone",
    "topic",
    "section",
    "form",
    "form.table",
    "form.table.column",
    "form.table.row",
    "form.table.column-group",
    "form.table.row-group",
    "form.table.rows",
    "kind.section",
    "kind.class",
    "kind.gate",
    "kind.stated",
    "kind.evidence.sign",
    "rule.case",
    "rule.term",
];
/// Tables that stand once.
const ONCE: &[&str] = &[
    "pack",
    "kind",
    "kind.evidence",
    "words",
    "alias",
    "condition",
    "sample",
    "sample.set",
    "sample.section",
    "breakdown",
    "gazetteer",
];
/// What people call them, and what they are.
const OTHERWISE: &[(&str, &str)] = &[
    ("rules", "rule"),
    ("mentions", "mention"),
    ("zones", "zone"),
    ("topics", "topic"),
    ("sections", "section"),
    ("forms", "form"),
    ("rule.cases", "rule.case"),
    ("case", "rule.case"),
    ("rule.terms", "rule.term"),
    ("form.tables", "form.table"),
    ("table", "form.table"),
    ("packs", "pack"),
    ("package", "pack"),
    ("word", "words"),
    ("conditions", "condition"),
    ("samples", "sample"),
];

/// Notes each such line. What hangs on it is not said.
pub(super) fn check(file: &File<'_>) {
    let mut start = 0;
    let mut inside: Option<&str> = None;
    let mut said: Vec<String> = Vec::new();
    for line in file.text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        if inside.is_none()
            && let Some((found, right)) = turned(line.trim())
            && !said.contains(&found)
        {
            said.push(found.clone());
            let lead = line.len() - line.trim_start().len();
            let span = Span::new(at + lead, at + lead + found.len());
            file.syntax(span, &Say::Brackets(found, right));
        }
        // a text of several lines is no line in brackets
        for quotes in ["\"\"\"", "'''"] {
            let open = inside.is_none_or(|q| q == quotes);
            if open && line.matches(quotes).count() % 2 == 1 {
                inside = inside.is_none().then_some(quotes);
            }
        }
    }
}

/// A line in brackets as it stands, and as it should be.
fn turned(line: &str) -> Option<(String, String)> {
    let line = line.split('#').next()?.trim_end();
    let (inner, double) = match line.strip_prefix("[[").and_then(|l| l.strip_suffix("]]")) {
        Some(inner) => (inner, true),
        None => (line.strip_prefix('[')?.strip_suffix(']')?, false),
    };
    let name = inner.trim();
    let known = OTHERWISE.iter().find(|(wrong, _)| *wrong == name);
    let meant = known.map_or(name, |(_, right)| right);
    let several = SEVERAL.contains(&meant);
    if !several && !ONCE.contains(&meant) || several == double && meant == name {
        return None;
    }
    let right = match several {
        true => format!("[[{meant}]]"),
        false => format!("[{meant}]"),
    };
    Some((line.to_owned(), right))
}

#[cfg(test)]
mod tests {
    use super::turned;

    #[test]
    fn brackets_are_counted() {
        let right = |line| turned(line).map(|(_, right)| right);
        assert_eq!(right("[rule]").unwrap(), "[[rule]]");
        assert_eq!(right("[[pack]] # …").unwrap(), "[pack]");
        assert_eq!(right("[[rules]]").unwrap(), "[[rule]]");
        assert_eq!(right("[[rule]]"), None);
        assert_eq!(right("[override.\"a\"]"), None);
    }
}
