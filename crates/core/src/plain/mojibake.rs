//! Text that was spoilt before it came here: decoded with a wrong encoding and saved again.
//!
//! Found by statistics of characters that real text hardly ever holds; nothing is repaired.

use crate::document::{Note, NoteKind};
use crate::text::Span;

/// UTF-8 read as GBK: the first characters of what commas, full stops, quotes and the most frequent words turn into.
const UTF8_AS_GBK: [char; 14] = [
    '\u{951b}', '\u{9286}', '\u{9225}', '\u{9428}', '\u{9a9e}', '\u{934f}', '\u{93c0}', '\u{93b4}',
    '\u{7f03}', '\u{7b17}', '\u{6d93}', '\u{6d5c}', '\u{951f}', '\u{7039}',
];

/// What was counted, and where it was first seen.
#[derive(Default)]
struct Count {
    n: usize,
    first: Option<usize>,
}

impl Count {
    fn add(&mut self, at: usize) {
        self.n += 1;
        self.first = self.first.or(Some(at));
    }

    fn note(&self) -> Option<Note> {
        Some(Note {
            kind: NoteKind::Mojibake,
            span: Some(Span::at(self.first?)),
            count: self.n,
        })
    }
}

/// Notes mojibake when there is so much of it that the text cannot be trusted.
pub fn find(text: &str) -> Option<Note> {
    let (mut wide, mut foreign) = (0usize, 0usize);
    let (mut as_gbk, mut shifted, mut latin, mut lost) = (
        Count::default(),
        Count::default(),
        Count::default(),
        Count::default(),
    );
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '\0'..='\u{7f}' => {}
            '\u{fffd}' => lost.add(at),
            _ if is_han(c) => {
                wide += 1;
                if UTF8_AS_GBK.contains(&c) {
                    as_gbk.add(at);
                }
            }
            _ => {
                foreign += 1;
                if is_shifted(c) {
                    shifted.add(at);
                }
                if is_high_latin(c) && is_high_latin(before) {
                    latin.add(at);
                }
            }
        }
        before = c;
    }
    let rules = [
        (&as_gbk, as_gbk.n >= 4 && as_gbk.n * 25 > wide),
        (&shifted, shifted.n >= 5 && shifted.n * 100 > wide),
        (&latin, latin.n >= 8 && latin.n * 2 > wide + foreign),
        (&lost, lost.n >= 3 && lost.n * 50 > wide + foreign),
    ];
    rules.iter().find(|(_, hit)| *hit)?.0.note()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// GBK read from the wrong byte on: letters of Bopomofo, and box corners of two weights, which no frame is made of.
fn is_shifted(c: char) -> bool {
    let odd_corner = matches!(c, '\u{2509}'..='\u{254b}')
        && !matches!(
            c,
            '\u{250c}'
                | '\u{250f}'
                | '\u{2510}'
                | '\u{2513}'
                | '\u{2514}'
                | '\u{2517}'
                | '\u{2518}'
                | '\u{251b}'
                | '\u{251c}'
                | '\u{2523}'
                | '\u{2524}'
                | '\u{252b}'
                | '\u{252c}'
                | '\u{2533}'
                | '\u{2534}'
                | '\u{253b}'
                | '\u{253c}'
                | '\u{254b}'
        );
    odd_corner || matches!(c, '\u{3105}'..='\u{312f}')
}

/// Bytes above 127 read as Latin-1 or Windows-1252; two in a row are rare in any language.
fn is_high_latin(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}' | '\u{a1}'..='\u{ff}' | '\u{152}'..='\u{192}' | '\u{2c6}' | '\u{2dc}')
        || matches!(c, '\u{2013}'..='\u{203a}' | '\u{20ac}' | '\u{2122}')
            && !matches!(
                c,
                '\u{2014}' | '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '\u{2026}'
            )
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{GBK, WINDOWS_1252};

    const TEXT: &str = "（一）主动公开情况。2023年，我办共公开政府信息192条，“公开为常态”，其中政策文件16件。\
                        （二）依申请公开情况。全年共收到申请14件，按时答复率100％——无行政复议……";

    #[test]
    fn good_text_is_good() {
        assert_eq!(find(TEXT), None);
        assert_eq!(find(""), None);
        assert_eq!(find("│规章│0│\n├──┼──┤\n"), None);
        assert_eq!(
            find("Année scolaire : élèves présents à l’école, déjà été fêté."),
            None
        );
    }

    #[test]
    fn wrong_decodings_are_found() {
        let utf8_as_gbk = GBK.decode(TEXT.as_bytes()).0.into_owned();
        assert_eq!(find(&utf8_as_gbk).unwrap().kind, NoteKind::Mojibake);
        let utf8_as_latin = WINDOWS_1252.decode(TEXT.as_bytes()).0.into_owned();
        assert!(find(&utf8_as_latin).is_some());
        let gbk = GBK.encode(TEXT).0.into_owned();
        assert!(find(&WINDOWS_1252.decode(&gbk).0).is_some());
    }

    #[test]
    fn shifted_bytes_are_found() {
        let text = "?。ㄒ唬┲鲃庸_情况。ǘ┮郎暾埞_情况。ㄈ┕芾砬闆r。ㄋ模┢脚_。ㄎ澹┍Ｕ�";
        assert!(find(text).is_some());
    }
}
