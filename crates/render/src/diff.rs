//! What a change does to a text: a unified diff, which `patch` can apply.

use std::io::{self, Write};

use similar::{ChangeTag, TextDiff};

use super::human::pen::Pen;

/// Unchanged lines that are shown around a change.
const CONTEXT: usize = 3;

/// Writes what becomes of a text; nothing where both are the same. Where a
/// person looks at it (`for_person`), what could drive the terminal is drawn as a sign; a program gets the bytes.
pub fn diff(
    out: &mut dyn Write,
    name: &str,
    (old, new): (&str, &str),
    (color, for_person): (bool, bool),
) -> io::Result<()> {
    if old == new {
        return Ok(());
    }
    let pen = Pen { ascii: false };
    let lines = TextDiff::from_lines(old, new);
    let mut unified = lines.unified_diff();
    unified.context_radius(CONTEXT);
    let line = |out: &mut dyn Write, ink: &str, text: &str| match (color, ink) {
        (false, _) if for_person => writeln!(out, "{}", pen.clean(text)),
        (false, _) => writeln!(out, "{text}"),
        (true, "") => writeln!(out, "{}", pen.clean(text)),
        (true, ink) => writeln!(out, "\u{1b}[{ink}m{}\u{1b}[0m", pen.clean(text)),
    };
    // a name with a line end in it would be a line of its own
    let name = pen.flat(name);
    line(out, BOLD, &format!("--- {name}"))?;
    line(out, BOLD, &format!("+++ {name}"))?;
    for hunk in unified.iter_hunks() {
        line(out, CYAN, &hunk.header().to_string())?;
        for change in hunk.iter_changes() {
            let (sign, ink) = match change.tag() {
                ChangeTag::Equal => (' ', ""),
                ChangeTag::Delete => ('-', RED),
                ChangeTag::Insert => ('+', GREEN),
            };
            let text = change.value();
            let text = text.strip_suffix('\n').unwrap_or(text);
            line(out, ink, &format!("{sign}{text}"))?;
            if change.missing_newline() {
                line(out, "", "\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}

const BOLD: &str = "1";
const RED: &str = "31";
const GREEN: &str = "32";
const CYAN: &str = "36";
