//! How each character is drawn, so that rows keep their columns in any terminal.
//!
//! Everything that a box, a message or a list shows goes through [`Pen::clean`]. Afterwards the width of a text is the
//! sum of the widths of its characters, and each of them is one or two columns wide or combines with the one before.

use unicode_width::UnicodeWidthChar;

use crate::columns::{DOTS, one_line, wide};

/// Columns of a TAB.
const TAB: &str = "    ";

/// Draws characters. With `ascii`, only those that every terminal draws with the same width.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pen {
    pub ascii: bool,
}

/// What is drawn for one character.
#[derive(Clone, Copy, Debug)]
enum Ink {
    Same,
    Char(char),
    Text(&'static str),
}

impl Pen {
    /// Stands for text that is left out.
    pub fn ellipsis(self) -> &'static str {
        if self.ascii { "..." } else { DOTS }
    }

    /// Appends what is drawn for a character.
    pub fn put(self, c: char, out: &mut String) {
        match self.ink(c) {
            Ink::Same => out.push(c),
            Ink::Char(other) => out.push(other),
            Ink::Text(text) => out.push_str(text),
        }
    }

    /// How many columns that takes.
    pub fn width(self, c: char) -> usize {
        match self.ink(c) {
            Ink::Same => wide(c),
            Ink::Char(other) => wide(other),
            Ink::Text(text) => text.len(),
        }
    }

    /// How many columns a text takes when it is drawn.
    pub fn columns(self, text: &str) -> usize {
        text.chars().map(|c| self.width(c)).sum()
    }

    /// A text as it is drawn. Line ends stay.
    pub fn clean(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\n' => out.push(c),
                '\r' => {}
                _ => self.put(c, &mut out),
            }
        }
        out
    }

    /// A text as it is drawn in one line: every run of white space is one blank.
    pub fn flat(self, text: &str) -> String {
        self.clean(&one_line(text))
    }

    fn ink(self, c: char) -> Ink {
        match c {
            ' '..='~' => Ink::Same,
            '\t' => Ink::Text(TAB),
            _ if !steady(c) => Ink::Char(self.stand_in(c)),
            _ if self.ascii && c.width() != c.width_cjk() => ascii(c),
            _ => Ink::Same,
        }
    }

    /// Makes visible what has no shape or no width of its own.
    fn stand_in(self, c: char) -> char {
        match c {
            _ if self.ascii => '?',
            '\0'..='\u{1f}' => char::from_u32(c as u32 + 0x2400).unwrap_or(' '),
            '\u{7f}' => '\u{2421}',
            _ => char::REPLACEMENT_CHARACTER,
        }
    }
}

/// True for characters of one width wherever they stand: no control, no mark of direction, no invisible character,
/// no script whose letters join or run from the right.
fn steady(c: char) -> bool {
    if combines(c) {
        return true;
    }
    let known = matches!(c,
        '\u{a0}'..='\u{52f}'
        | '\u{f00}'..='\u{fff}'
        | '\u{1e00}'..='\u{200a}'
        | '\u{2010}'..='\u{2027}'
        | '\u{202f}'..='\u{205f}'
        | '\u{2070}'..='\u{2bff}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{e000}'..='\u{faff}'
        | '\u{fe10}'..='\u{fe19}'
        | '\u{fe30}'..='\u{fe6b}'
        | '\u{ff01}'..='\u{ffee}'
        | '\u{fffd}'
        | '\u{1f000}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}');
    // regional indicators and skin tones join; the width of the old divination signs changed between versions
    let joins = matches!(c,
        '\u{1f1e6}'..='\u{1f1ff}'
        | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{2630}'..='\u{2637}'
        | '\u{268a}'..='\u{268f}'
        | '\u{4dc0}'..='\u{4dff}');
    known && !joins && c.width().is_some_and(|w| w > 0)
}

/// Accents and other marks that are drawn onto the character before.
fn combines(c: char) -> bool {
    let known = matches!(c,
        '\u{300}'..='\u{337}'
        | '\u{339}'..='\u{34e}'
        | '\u{350}'..='\u{36f}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20dc}'
        | '\u{302a}'..='\u{302d}'
        | '\u{3099}'..='\u{309a}'
        | '\u{fe20}'..='\u{fe2f}');
    known && c.width() == Some(0)
}

/// For characters that some terminals draw one column wide and some two.
fn ascii(c: char) -> Ink {
    Ink::Text(match c {
        '“' | '”' => "\"",
        '‘' | '’' => "'",
        '—' | '–' | '―' | '‐' | '−' | '─' => "-",
        '…' => "...",
        '·' | '•' => ".",
        '×' => "x",
        '÷' => "/",
        '±' => "+-",
        '≠' => "!=",
        '≤' => "<=",
        '≥' => ">=",
        '≈' => "~",
        '→' => "->",
        '←' => "<-",
        _ => "?",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    /// Widths add up, alone and beside any kind of neighbour.
    #[test]
    fn every_character_keeps_its_width() {
        for ascii in [false, true] {
            let pen = Pen { ascii };
            let (low, high) = ('\0'..='\u{ffff}', '\u{1d300}'..='\u{20010}');
            for c in low.chain(high).chain('\u{e0000}'..='\u{e01ff}') {
                for text in [format!("{c}"), format!("x{c}<"), format!("府{c}{c}府")] {
                    let drawn = pen.clean(&text.replace('\n', " "));
                    let width = pen.columns(&text.replace(['\n', '\r'], ""));
                    if c != '\n' && c != '\r' {
                        assert_eq!(drawn.width(), width, "{c:?} ascii {ascii}");
                    }
                    if ascii {
                        assert_eq!(drawn.width_cjk(), drawn.width(), "{c:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_has_no_shape_is_shown() {
        let pen = Pen { ascii: false };
        assert_eq!(pen.clean("a\u{200b}b\u{7}\u{202e}\tc"), "a�b␇�    c");
        let pen = Pen { ascii: true };
        assert_eq!(pen.clean("“甲”—…①≠\u{200f}"), "\"甲\"-...?!=?");
    }
}
