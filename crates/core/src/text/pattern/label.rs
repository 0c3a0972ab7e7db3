//! What people call a pattern: the names of its word lists and its words, in place of an expression. `{别的局}[^，]{0,9}收到`
//! is called <别的局>…收到.

use std::iter::Peekable;
use std::str::Chars;

/// Stands for characters that may be any.
const GAP: &str = "\u{2026}";
/// Stands for digits.
const DIGITS: &str = "N";
/// Longer labels end in [`GAP`], in characters.
const LONGEST: usize = 60;
/// Groups that lie deeper are a gap.
const DEPTH: usize = 40;
/// Classes with more characters are a gap.
const FEW: usize = 8;

/// The label of a pattern, with the names of word lists in braces or without any.
pub(super) fn label(written: &str) -> String {
    let mut label = Reader(written.chars().peekable()).alternatives(0);
    if let Some((end, _)) = label.char_indices().nth(LONGEST) {
        label.truncate(end);
        push(&mut label, GAP);
    }
    label
}

/// Appends a piece; two gaps are one.
fn push(text: &mut String, piece: &str) {
    let doubled = |sign: &str| text.ends_with(sign) && piece.starts_with(sign);
    let rest = match piece {
        _ if doubled(GAP) => piece.strip_prefix(GAP),
        _ if doubled(DIGITS) => piece.strip_prefix(DIGITS),
        _ => None,
    };
    text.push_str(rest.unwrap_or(piece));
}

/// Reads a pattern that is known to be one; of any other text it makes something.
struct Reader<'p>(Peekable<Chars<'p>>);

impl Reader<'_> {
    /// What stands up to the end of a group, or of the pattern.
    fn alternatives(&mut self, depth: usize) -> String {
        let mut all: Vec<String> = Vec::new();
        let mut done = String::new();
        let mut last = String::new();
        while let Some(c) = self.0.next() {
            match c {
                ')' if depth > 0 => break,
                '|' => {
                    push(&mut done, &std::mem::take(&mut last));
                    all.push(std::mem::take(&mut done));
                }
                '?' | '*' => self.optional(&mut last),
                '+' => self.lazy(),
                '{' if self.0.peek().is_some_and(char::is_ascii_digit) => {
                    if self.until('}').starts_with('0') {
                        self.optional(&mut last);
                    }
                    self.lazy();
                }
                _ => {
                    let next = self.piece(c, depth);
                    push(&mut done, &std::mem::replace(&mut last, next));
                }
            }
        }
        push(&mut done, &last);
        all.push(done);
        all.retain(|one| !one.is_empty());
        all.dedup();
        all.join("/")
    }

    /// What need not be there is left out.
    fn optional(&mut self, last: &mut String) {
        if last != GAP {
            last.clear();
        }
        self.lazy();
    }

    /// Passes over the sign of a repetition that is as short as can be.
    fn lazy(&mut self) {
        self.0.next_if_eq(&'?');
    }

    fn piece(&mut self, c: char, depth: usize) -> String {
        match c {
            '^' | '$' => String::new(),
            '.' => GAP.to_owned(),
            '\\' => self.escaped(),
            '[' => self.class(),
            '{' => named(&self.until('}')),
            '(' if depth >= DEPTH => self.skipped(),
            '(' => {
                self.opened();
                self.alternatives(depth + 1)
            }
            c => c.to_string(),
        }
    }

    /// Passes over a group.
    fn skipped(&mut self) -> String {
        let mut open = 1usize;
        while let Some(c) = self.0.next() {
            match c {
                '\\' => {
                    self.0.next();
                }
                '(' => open += 1,
                ')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
        GAP.to_owned()
    }

    /// Passes over what stands behind the bracket of a group: `?:`, `?P<name>`, `?i:`.
    fn opened(&mut self) {
        if self.0.next_if_eq(&'?').is_none() {
            return;
        }
        while let Some(c) = self.0.next_if(|c| *c != ')') {
            if matches!(c, ':' | '>') {
                break;
            }
        }
    }

    fn escaped(&mut self) -> String {
        match self.0.next() {
            Some('d') => DIGITS.to_owned(),
            Some('x') if self.0.next_if_eq(&'{').is_some() => {
                let code = u32::from_str_radix(&self.until('}'), 16);
                let c = code.ok().and_then(char::from_u32);
                c.map(String::from).unwrap_or_default()
            }
            Some('p' | 'P') => {
                if self.0.next() == Some('{') {
                    self.until('}');
                }
                GAP.to_owned()
            }
            Some('s' | 'S' | 'w' | 'W' | 'D') => GAP.to_owned(),
            Some('n' | 'r' | 't' | 'b' | 'B' | 'A' | 'z') | None => String::new(),
            Some(c) => c.to_string(),
        }
    }

    fn class(&mut self) -> String {
        let mut inner = String::new();
        let mut depth = 1usize;
        while let Some(c) = self.0.next() {
            match c {
                '\\' => {
                    inner.push('\\');
                    inner.extend(self.0.next());
                    continue;
                }
                '[' => depth += 1,
                // at the very beginning it stands for itself
                ']' if !matches!(inner.as_str(), "" | "^") => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            inner.push(c);
        }
        let plain = !inner.contains(['^', '-', '\\', '[']) && inner.chars().count() <= FEW;
        match inner.as_str() {
            "0-9" | "\\d" => DIGITS.to_owned(),
            _ if plain => {
                let all: Vec<String> = inner.chars().map(String::from).collect();
                all.join("/")
            }
            _ => GAP.to_owned(),
        }
    }

    /// What stands before a sign, which is passed over.
    fn until(&mut self, end: char) -> String {
        let mut text = String::new();
        while let Some(c) = self.0.next().filter(|c| *c != end) {
            text.push(c);
        }
        text
    }
}

/// What stands for a word list or a typed group.
fn named(name: &str) -> String {
    let head = name.split_once(':').map_or(name, |(head, _)| head);
    match head {
        "near" => GAP.to_owned(),
        "number" | "year" => DIGITS.to_owned(),
        "percent" => format!("{DIGITS}%"),
        "date" => format!("{DIGITS}-{DIGITS}-{DIGITS}"),
        head => format!("<{head}>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_names_and_words_and_no_signs() {
        let cases = [
            ("{别的局}[^，。；]{0,10}{申请动词}", "<别的局>…<申请动词>"),
            ("(?:含|包括)[^\\,。]{0,10}结转", "含/包括…结转"),
            ("^(?:其中,?)?共{near:8}?{number:n}件$", "共…N件"),
            ("(?P<at>[县区])(?:人民)?政府(?:办)+?", "县/区政府办"),
            ("20\\d\\d年\\(\\x{4e00}\\p{Han}{2}|", "20N年(一…"),
            ("[]甲]|[[:alpha:]乙]丙", "]/甲/…丙"),
            ("(甲", "甲"),
            ("", ""),
        ];
        for (written, expected) in cases {
            assert_eq!(label(written), expected, "{written}");
        }
        assert!(label(&"甲".repeat(200)).chars().count() <= LONGEST + 1);
        assert_eq!(label(&"(".repeat(5000)), GAP);
        let deep = format!("{}甲{}乙", "(".repeat(60), ")".repeat(60));
        assert_eq!(label(&deep), "…乙");
    }
}
