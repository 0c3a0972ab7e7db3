//! Character maps: codes → text (`ToUnicode`), codes → glyph numbers, and how long codes are.

/// More entries than this are ignored; a font has at most 65,536 glyphs.
const MOST: usize = 200_000;
/// The longest text of one code, in UTF-16 units.
const LONGEST: usize = 16;

/// A map read from a stream.
#[derive(Clone, Debug, Default)]
pub(super) struct CMap {
    /// Sorted by their first code.
    texts: Vec<(u32, u32, Vec<u16>)>,
    /// Codes → glyph numbers, sorted by their first code.
    glyphs: Vec<(u32, u32, u32)>,
    /// First and last code, and how many bytes such codes have.
    spaces: Vec<(u32, u32, usize)>,
}

enum Token {
    /// A code or text, with its length in bytes.
    Hex(Vec<u8>),
    Number(u32),
    Open,
    Close,
    Word(Vec<u8>),
}

impl CMap {
    /// Reads a map. What makes no sense in it is skipped.
    pub(super) fn parse(bytes: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut held: Vec<Token> = Vec::new();
        let mut rest = bytes;
        while let Some(token) = token(&mut rest) {
            let Token::Word(word) = &token else {
                if held.len() < MOST {
                    held.push(token);
                }
                continue;
            };
            match word.as_slice() {
                b"endcodespacerange" => map.add_spaces(&held),
                b"endbfchar" => map.add_chars(&held),
                b"endbfrange" => map.add_ranges(&held),
                b"endcidchar" => map.add_glyphs(&held, 2),
                b"endcidrange" => map.add_glyphs(&held, 3),
                _ => {}
            }
            held.clear();
        }
        map.texts.truncate(MOST);
        map.glyphs.truncate(MOST);
        map.texts.sort_by_key(|(low, ..)| *low);
        map.glyphs.sort_by_key(|(low, ..)| *low);
        map
    }

    /// Appends the text of a code; false where the map does not know it.
    pub(super) fn text(&self, code: u32, out: &mut String) -> bool {
        let after = self.texts.partition_point(|(low, ..)| *low <= code);
        let found = after.checked_sub(1).and_then(|at| self.texts.get(at));
        let Some((low, _, units)) = found.filter(|(_, high, _)| code <= *high) else {
            return false;
        };
        let (last, head) = match units.split_last() {
            Some((last, head)) => (*last, head),
            None => return false,
        };
        let last = last.wrapping_add(u16::try_from(code - low).unwrap_or(0));
        let units = head.iter().copied().chain([last]);
        let before = out.len();
        out.extend(char::decode_utf16(units).map_while(Result::ok));
        let sound = out
            .get(before..)
            .is_some_and(|t| !t.is_empty() && !t.contains(['\0', '\u{fffd}']));
        if !sound {
            out.truncate(before);
        }
        sound
    }

    /// The glyph of a code.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        let after = self.glyphs.partition_point(|(low, ..)| *low <= code);
        let (low, high, glyph) = self.glyphs.get(after.checked_sub(1)?)?;
        (code <= *high).then(|| glyph.saturating_add(code - low))
    }

    /// How many bytes the code has that begins here.
    pub(super) fn code_len(&self, bytes: &[u8]) -> Option<usize> {
        (1..=4).find(|len| {
            let code = bytes.get(..*len).map(number);
            code.is_some_and(|code| {
                self.spaces
                    .iter()
                    .any(|(low, high, n)| n == len && (*low..=*high).contains(&code))
            })
        })
    }

    fn add_spaces(&mut self, held: &[Token]) {
        for pair in held.chunks_exact(2) {
            if let [Token::Hex(low), Token::Hex(high)] = pair
                && self.spaces.len() < 64
            {
                self.spaces.push((number(low), number(high), low.len()));
            }
        }
    }

    fn add_chars(&mut self, held: &[Token]) {
        for pair in held.chunks_exact(2) {
            if let [Token::Hex(code), Token::Hex(text)] = pair {
                self.texts.push((number(code), number(code), units(text)));
            }
        }
    }

    fn add_ranges(&mut self, held: &[Token]) {
        let mut at = 0;
        while let [Token::Hex(low), Token::Hex(high), to, ..] = held.get(at..).unwrap_or_default() {
            let (low, high) = (number(low), number(high));
            at += 3;
            match to {
                Token::Hex(text) => self.texts.push((low, high, units(text))),
                Token::Open => {
                    let list = held.get(at..).unwrap_or_default();
                    let list = list.iter().take_while(|t| !matches!(t, Token::Close));
                    for (code, token) in (low..=high).zip(list) {
                        at += 1;
                        if let Token::Hex(text) = token {
                            self.texts.push((code, code, units(text)));
                        }
                    }
                    at += 1;
                }
                _ => {}
            }
        }
    }

    fn add_glyphs(&mut self, held: &[Token], width: usize) {
        for entry in held.chunks_exact(width) {
            match entry {
                [Token::Hex(code), Token::Number(glyph)] => {
                    self.glyphs.push((number(code), number(code), *glyph))
                }
                [Token::Hex(low), Token::Hex(high), Token::Number(glyph)] => {
                    self.glyphs.push((number(low), number(high), *glyph));
                }
                _ => {}
            }
        }
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |n, b| n << 8 | u32::from(*b))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [one] => vec![u16::from(*one)],
        _ => bytes
            .chunks_exact(2)
            .take(LONGEST)
            .map(|pair| number(pair) as u16)
            .collect(),
    }
}

fn token(rest: &mut &[u8]) -> Option<Token> {
    loop {
        let (first, tail) = rest.split_first()?;
        *rest = tail;
        match first {
            b'%' => skip(rest, |b| !matches!(b, b'\n' | b'\r')),
            b'<' if rest.first() == Some(&b'<') => {}
            b'<' => {
                let digits = take(rest, |b| b != b'>');
                *rest = rest.get(1..).unwrap_or_default();
                return Some(Token::Hex(hex(digits)));
            }
            b'[' => return Some(Token::Open),
            b']' => return Some(Token::Close),
            b if is_plain(*b) => {
                let len = 1 + tail.iter().take_while(|b| is_plain(**b)).count();
                let mut word = Vec::with_capacity(len);
                word.push(*b);
                word.extend(take(rest, is_plain));
                let digits = std::str::from_utf8(&word).ok().and_then(|w| w.parse().ok());
                return Some(digits.map_or(Token::Word(word), Token::Number));
            }
            _ => {}
        }
    }
}

fn is_plain(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/')
}

fn skip(rest: &mut &[u8], while_: impl Fn(u8) -> bool) {
    take(rest, while_);
}

fn take<'b>(rest: &mut &'b [u8], while_: impl Fn(u8) -> bool) -> &'b [u8] {
    let len = rest.iter().take_while(|b| while_(**b)).count();
    let (head, tail) = rest.split_at(len);
    *rest = tail;
    head
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let digits = digits.iter().filter_map(|b| char::from(*b).to_digit(16));
    let digits: Vec<u8> = digits.take(4 * LONGEST).map(|d| d as u8).collect();
    digits
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => high << 4 | low,
            [high] => high << 4,
            _ => 0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(map: &CMap, code: u32) -> Option<String> {
        let mut out = String::new();
        map.text(code, &mut out).then_some(out)
    }

    #[test]
    fn maps_of_every_form_are_read() {
        let map = CMap::parse(
            b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <0000> <ffff> endcodespacerange\n\
            2 beginbfchar <0001> <4e00> <0002> <d840dc00> endbfchar\n\
            2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0041> <00420043>] endbfrange",
        );
        assert_eq!(text(&map, 1).as_deref(), Some("\u{4e00}"));
        assert_eq!(text(&map, 2).as_deref(), Some("\u{20000}"));
        assert_eq!(text(&map, 0x12).as_deref(), Some("c"));
        assert_eq!(text(&map, 0x21).as_deref(), Some("BC"));
        assert_eq!(text(&map, 0x13), None);
        assert_eq!(map.code_len(b"\0\x01\0"), Some(2));
    }

    #[test]
    fn a_range_of_all_codes_costs_nothing() {
        let map = CMap::parse(b"1 beginbfrange <00000000> <ffffffff> [<0041>] endbfrange <00 beginbfchar <01> endbfchar");
        assert_eq!(text(&map, 0).as_deref(), Some("A"));
        assert_eq!(text(&map, 7), None);
    }
}
