//! Text without the accidents of typing: white space between Chinese characters, full-width digits, half-width
//! or full-width punctuation. Patterns are written once and find all of them; the way back is kept.

use super::Span;

/// Folds one character: full-width ASCII becomes ASCII, every other character stays.
pub fn fold_char(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{fe55}' => ':',
        '\u{fe50}' => ',',
        _ => c,
    }
}

/// A run of folded bytes that came from a run of source bytes, one to one unless `single`.
#[derive(Clone, Copy, Debug)]
struct Run {
    folded: u32,
    source: u32,
    /// Bytes of the one source character when this run is a changed character; 0 for a verbatim run.
    single: u8,
}

impl Run {
    /// Whether it goes on with the text at a place of the source.
    fn joins(self, source: usize, folded: u32) -> bool {
        let behind = (source as u32).wrapping_sub(self.source);
        self.single == 0 && behind == folded.wrapping_sub(self.folded)
    }
}

/// How many bytes a text begins with that stay as they are, whatever stands around them: visible ASCII and the common
/// Chinese characters.
fn plain_length(text: &str) -> usize {
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [0x21..=0x7e, behind @ ..] | [0xe4..=0xe9, _, _, behind @ ..] => behind,
            _ => return text.len() - rest.len(),
        };
    }
}

/// Folded text with a map back to its source. Pieces may come from several places of the source, in order.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    runs: Vec<Run>,
}

impl Folded {
    /// The folded form of `span` of `source`.
    pub fn new(source: &str, span: Span) -> Self {
        let mut folded = Folded::default();
        folded.push(source, span);
        folded
    }

    /// Appends the folded form of `span` of `source`.
    ///
    /// White space disappears; one blank is kept where it parts two ASCII words or numbers.
    pub fn push(&mut self, source: &str, span: Span) {
        let mut gap = None;
        let mut fresh = true;
        let mut offset = span.start as usize;
        let mut chars = span.of(source).chars();
        while let Some(c) = chars.next() {
            let length = c.len_utf8();
            if c.is_whitespace() || is_invisible(c) {
                gap = gap.or(Some(offset));
                offset += length;
                continue;
            }
            let folded = fold_char(c);
            if let Some(at) = gap.take()
                && !fresh
                && folded.is_ascii_alphanumeric()
                && self.text.ends_with(|p: char| p.is_ascii_alphanumeric())
            {
                self.put(' ', at, offset - at);
            }
            self.put(folded, offset, length);
            fresh = false;
            offset += length;
            let rest = chars.as_str();
            if let Some((plain, behind)) = rest.split_at_checked(plain_length(rest))
                && !plain.is_empty()
            {
                self.put_plain(plain, offset);
                offset += plain.len();
                chars = behind.chars();
            }
        }
    }

    /// Appends text that stays as it is.
    fn put_plain(&mut self, plain: &str, source: usize) {
        let folded = self.text.len() as u32;
        let joins = self.runs.last().is_some_and(|r| r.joins(source, folded));
        if !joins {
            self.runs.push(Run {
                folded,
                source: source as u32,
                single: 0,
            });
        }
        self.text.push_str(plain);
    }

    /// Appends a character that stands for no source text (a separator), placed at `offset` of the source.
    pub fn separate(&mut self, c: char, offset: usize) {
        self.runs.push(Run {
            folded: self.text.len() as u32,
            source: offset as u32,
            single: u8::MAX,
        });
        self.text.push(c);
    }

    fn put(&mut self, c: char, source: usize, source_len: usize) {
        let folded = self.text.len() as u32;
        let verbatim = c.len_utf8() == source_len;
        let joins = verbatim && self.runs.last().is_some_and(|r| r.joins(source, folded));
        if !joins {
            self.runs.push(Run {
                folded,
                source: source as u32,
                single: if verbatim {
                    0
                } else {
                    source_len.min(254) as u8
                },
            });
        }
        self.text.push(c);
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Length of the folded text in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// True when nothing but white space was folded.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn run_at(&self, at: usize) -> Option<Run> {
        let after = self.runs.partition_point(|r| r.folded as usize <= at);
        self.runs.get(after.checked_sub(1)?).copied()
    }

    /// The source span of a range of folded bytes.
    pub fn source(&self, start: usize, end: usize) -> Span {
        let begin = self.run_at(start).map_or(0, |r| match r.single {
            0 => r.source as usize + (start - r.folded as usize),
            _ => r.source as usize,
        });
        if end <= start {
            return Span::at(begin);
        }
        let finish = self.run_at(end - 1).map_or(begin, |r| match r.single {
            0 => r.source as usize + (end - r.folded as usize),
            u8::MAX => r.source as usize,
            n => r.source as usize + n as usize,
        });
        Span::new(begin, finish)
    }

    /// The folded range that covers a source span (the nearest characters at or after its ends).
    pub fn range_of(&self, span: Span) -> (usize, usize) {
        (self.folded_at(span.start), self.folded_at(span.end))
    }

    fn folded_at(&self, source: u32) -> usize {
        let after = self.runs.partition_point(|r| r.source <= source);
        let Some(run) = after.checked_sub(1).and_then(|i| self.runs.get(i)) else {
            return 0;
        };
        let next = self
            .runs
            .get(after)
            .map_or(self.text.len(), |r| r.folded as usize);
        let inside = (source - run.source) as usize;
        let at = match run.single {
            0 => run.folded as usize + inside,
            u8::MAX => run.folded as usize,
            _ if inside == 0 => run.folded as usize,
            _ => next,
        };
        at.min(next)
    }
}

/// Characters without width that exporters leave in texts: zero-width marks, byte-order marks, soft hyphens.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}' | '\u{202a}'..='\u{202e}')
}

/// The key under which labels and titles are compared: letters and digits of the folded text only, so that white
/// space, width, quotes, brackets and dots do not matter.
pub fn label_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    key.extend(text.chars().map(fold_char).filter(|c| is_letter(*c)));
    key
}

/// A letter or a digit; most are ideographs.
pub fn is_letter(c: char) -> bool {
    is_ideograph(c) || c.is_alphanumeric()
}

/// One of the ideographs that nearly all of a text consists of.
pub fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Folded {
        Folded::new(text, Span::new(0, text.len()))
    }

    #[test]
    fn width_and_white_space_fold_away() {
        let source = " ２０２３\u{a0}年，\u{3000}共 12 件 （A B）";
        let folded = whole(source);
        assert_eq!(folded.text(), "2023年,共12件(A B)");
    }

    #[test]
    fn every_range_leads_back() {
        let source = "（一） 收到 申请 6，件 A B";
        let folded = whole(source);
        assert_eq!(folded.text(), "(一)收到申请6,件A B");
        for (start, c) in folded.text().char_indices() {
            let span = folded.source(start, start + c.len_utf8());
            let back: String = span.of(source).chars().map(fold_char).collect();
            assert_eq!(back.trim(), c.to_string().trim(), "at {start}");
            if c != ' ' {
                assert_eq!(folded.range_of(span), (start, start + c.len_utf8()));
            }
        }
        let at = folded.text().find("收到申请6").unwrap();
        assert_eq!(
            folded.source(at, at + "收到申请6".len()).of(source),
            "收到 申请 6"
        );
    }

    proptest::proptest! {
        /// Stretches that stay as they are make no difference to the text, nor to the way back.
        #[test]
        fn long_stretches_fold_as_characters_do(source in "[甲乙a1 \u{3000}，A\u{200b}〇é]{0,24}") {
            let folded = whole(&source);
            let kept = source.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c));
            let kept: String = kept.map(fold_char).collect();
            proptest::prop_assert_eq!(folded.text().replace(' ', ""), kept);
            for (start, c) in folded.text().char_indices().filter(|(_, c)| *c != ' ') {
                let span = folded.source(start, start + c.len_utf8());
                let back: String = span.of(&source).chars().map(fold_char).collect();
                proptest::prop_assert_eq!(back, c.to_string());
                proptest::prop_assert_eq!(folded.range_of(span), (start, start + c.len_utf8()));
            }
        }
    }

    #[test]
    fn pieces_keep_their_own_places() {
        let source = "甲\t乙\n丙";
        let mut folded = Folded::default();
        folded.push(source, Span::new(0, 3));
        folded.separate('\n', 3);
        folded.push(source, Span::new(8, 11));
        assert_eq!(folded.text(), "甲\n丙");
        assert_eq!(folded.source(4, 7).of(source), "丙");
        assert_eq!(folded.source(0, 3).of(source), "甲");
    }

    #[test]
    fn keys_ignore_marks() {
        assert_eq!(label_key("3. 危及“三安全一稳定”"), "3危及三安全一稳定");
        assert_eq!(label_key("（七）总\u{a0}计"), "七总计");
    }
}
