//! Headers of tables, and lines that set a key.

use gouji_core::text::Span;

use crate::pack::context::is_name;

/// A name at the beginning of a text, in quotes or bare, and what stands behind it.
fn name(text: &str) -> Option<(&str, bool, &str)> {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            let (name, behind) = inside.split_once(quote)?;
            return (!name.contains('\n')).then_some((name, true, behind));
        }
    }
    let behind = text.trim_start_matches(is_name);
    let name = text.get(..text.len() - behind.len())?;
    (!name.is_empty()).then_some((name, false, behind))
}

/// The names of the header that stands alone on the line at a place. A list on a line of its own begins like one: its
/// first item is in quotes, or a number.
pub fn at(text: &str, offset: usize) -> Option<Vec<(Span, bool)>> {
    let line = text.get(offset..)?.split('\n').next()?.trim();
    let twice = line.strip_prefix("[[").map(|rest| (rest, "]]"));
    let (inside, close) = twice.or_else(|| Some((line.strip_prefix('[')?, "]")))?;
    let mut rest = inside.trim_start();
    let first = rest.chars().next()?;
    if !is_name(first) {
        return None;
    }
    let mut names = Vec::new();
    loop {
        let (name, quoted, behind) = name(rest)?;
        let start = name.as_ptr() as usize - text.as_ptr() as usize;
        names.push((Span::new(start, start + name.len()), quoted));
        rest = behind.trim_start();
        if let Some(behind) = rest.strip_prefix(close) {
            let behind = behind.trim_start();
            let number = names.iter().all(|(s, _)| is_number(s.of(text)));
            let alone = behind.is_empty() || behind.starts_with('#');
            return (alone && !number).then_some(names);
        }
        rest = rest.strip_prefix('.')?.trim_start();
    }
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

/// Whether a text begins with a key and the sign behind it.
pub fn sets(text: &str) -> bool {
    let mut rest = text;
    while let Some((_, _, behind)) = name(rest) {
        let behind = behind.trim_start_matches([' ', '\t']);
        if behind.starts_with('=') {
            return true;
        }
        match behind.strip_prefix('.') {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    false
}
