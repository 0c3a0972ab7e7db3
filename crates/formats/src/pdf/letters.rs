//! What the codes of fonts with one byte mean: a base, and the names of the glyphs that differ from it. The names are those of
//! Latin letters, digits and signs; what has another name stays unread, and the other codes of its font are read all the same.

use super::store::Store;
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use lopdf::{Dictionary, Object};

/// Names of the glyphs of ASCII, from the space on (PDF 32000-1, annex D).
const ASCII: &str = "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus \
    comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at \
    A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore grave \
    a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde";

/// Those of Latin-1, from U+00A1 on.
const LATIN: &str = "exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft \
    logicalnot softhyphen registered macron degree plusminus twosuperior threesuperior acute mu paragraph periodcentered cedilla \
    onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown Agrave Aacute Acircumflex Atilde \
    Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex Idieresis Eth Ntilde Ograve Oacute \
    Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex Udieresis Yacute Thorn germandbls agrave aacute \
    acircumflex atilde adieresis aring ae ccedilla egrave eacute ecircumflex edieresis igrave iacute icircumflex idieresis eth \
    ntilde ograve oacute ocircumflex otilde odieresis divide oslash ugrave uacute ucircumflex udieresis yacute thorn ydieresis";

/// Others, with their characters.
const OTHERS: &[(&str, char)] = &[
    ("nbspace", '\u{a0}'),
    ("nonbreakingspace", '\u{a0}'),
    ("minus", '\u{2212}'),
    ("fraction", '\u{2044}'),
    ("florin", '\u{192}'),
    ("quoteleft", '\u{2018}'),
    ("quoteright", '\u{2019}'),
    ("quotesinglbase", '\u{201a}'),
    ("quotedblleft", '\u{201c}'),
    ("quotedblright", '\u{201d}'),
    ("quotedblbase", '\u{201e}'),
    ("guilsinglleft", '\u{2039}'),
    ("guilsinglright", '\u{203a}'),
    ("endash", '\u{2013}'),
    ("emdash", '\u{2014}'),
    ("dagger", '\u{2020}'),
    ("daggerdbl", '\u{2021}'),
    ("bullet", '\u{2022}'),
    ("ellipsis", '\u{2026}'),
    ("perthousand", '\u{2030}'),
    ("trademark", '\u{2122}'),
    ("Euro", '\u{20ac}'),
    ("fi", '\u{fb01}'),
    ("fl", '\u{fb02}'),
    ("circumflex", '\u{2c6}'),
    ("caron", '\u{2c7}'),
    ("breve", '\u{2d8}'),
    ("dotaccent", '\u{2d9}'),
    ("ring", '\u{2da}'),
    ("ogonek", '\u{2db}'),
    ("tilde", '\u{2dc}'),
    ("hungarumlaut", '\u{2dd}'),
    ("dotlessi", '\u{131}'),
    ("Lslash", '\u{141}'),
    ("lslash", '\u{142}'),
    ("OE", '\u{152}'),
    ("oe", '\u{153}'),
    ("Scaron", '\u{160}'),
    ("scaron", '\u{161}'),
    ("Ydieresis", '\u{178}'),
    ("Zcaron", '\u{17d}'),
    ("zcaron", '\u{17e}'),
    ("lessequal", '\u{2264}'),
    ("greaterequal", '\u{2265}'),
    ("notequal", '\u{2260}'),
    ("approxequal", '\u{2248}'),
];

/// The standard encoding where it is not ASCII: code and name.
const STANDARD: &[(u8, &str)] = &[
    (0x27, "quoteright"),
    (0x60, "quoteleft"),
    (0xa1, "exclamdown"),
    (0xa2, "cent"),
    (0xa3, "sterling"),
    (0xa4, "fraction"),
    (0xa5, "yen"),
    (0xa6, "florin"),
    (0xa7, "section"),
    (0xa8, "currency"),
    (0xa9, "quotesingle"),
    (0xaa, "quotedblleft"),
    (0xab, "guillemotleft"),
    (0xac, "guilsinglleft"),
    (0xad, "guilsinglright"),
    (0xae, "fi"),
    (0xaf, "fl"),
    (0xb1, "endash"),
    (0xb2, "dagger"),
    (0xb3, "daggerdbl"),
    (0xb4, "periodcentered"),
    (0xb6, "paragraph"),
    (0xb7, "bullet"),
    (0xb8, "quotesinglbase"),
    (0xb9, "quotedblbase"),
    (0xba, "quotedblright"),
    (0xbb, "guillemotright"),
    (0xbc, "ellipsis"),
    (0xbd, "perthousand"),
    (0xbf, "questiondown"),
    (0xc1, "grave"),
    (0xc2, "acute"),
    (0xc3, "circumflex"),
    (0xc4, "tilde"),
    (0xc5, "macron"),
    (0xc6, "breve"),
    (0xc7, "dotaccent"),
    (0xc8, "dieresis"),
    (0xca, "ring"),
    (0xcb, "cedilla"),
    (0xcd, "hungarumlaut"),
    (0xce, "ogonek"),
    (0xcf, "caron"),
    (0xd0, "emdash"),
    (0xe1, "AE"),
    (0xe3, "ordfeminine"),
    (0xe8, "Lslash"),
    (0xe9, "Oslash"),
    (0xea, "OE"),
    (0xeb, "ordmasculine"),
    (0xf1, "ae"),
    (0xf5, "dotlessi"),
    (0xf8, "lslash"),
    (0xf9, "oslash"),
    (0xfa, "oe"),
    (0xfb, "germandbls"),
];

/// Where the encodings of fonts differ from the charsets of the same name.
const WIN_ANSI: &[(u8, char)] = &[(0xa0, ' '), (0xad, '-')];
const MAC_ROMAN: &[(u8, char)] = &[(0xbd, '\u{2126}'), (0xca, ' '), (0xdb, '\u{a4}')];

/// More entries of a list of names are not looked at: two are enough for each of the 256 codes.
const MOST_DIFFERENCES: usize = 512;

/// What the 256 codes of a simple font mean; nothing where its base is none of Latin letters.
pub(super) fn letters(store: &Store<'_>, font: &Dictionary) -> Vec<String> {
    let encoding = font.get(b"Encoding").map(|o| store.resolve(o));
    let (base, differences) = match encoding {
        Ok(Object::Dictionary(d)) => {
            let list = d.get(b"Differences").map(|o| store.resolve(o));
            let list = list.and_then(Object::as_array).map(Vec::as_slice);
            (store.name(d, b"BaseEncoding"), list.unwrap_or_default())
        }
        Ok(Object::Name(name)) => (name.as_slice(), [].as_slice()),
        _ if font.has(b"ToUnicode") => return Vec::new(),
        _ => (b"".as_slice(), [].as_slice()),
    };
    let Some(mut letters) = of_base(base) else {
        return Vec::new();
    };
    let mut code = 0_i64;
    for object in differences.iter().take(MOST_DIFFERENCES) {
        match store.resolve(object) {
            Object::Integer(first) => code = *first,
            Object::Name(name) => {
                let place = usize::try_from(code).ok().and_then(|c| letters.get_mut(c));
                if let Some(letter) = place {
                    *letter = character(name).map(String::from).unwrap_or_default();
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    letters
}

/// The codes of an encoding that fonts can stand on; the standard one where none is named.
fn of_base(name: &[u8]) -> Option<Vec<String>> {
    match name {
        // codes without a character show a bullet there
        b"WinAnsiEncoding" => Some(of_charset(WINDOWS_1252, "\u{2022}", WIN_ANSI)),
        b"MacRomanEncoding" => Some(of_charset(MACINTOSH, "", MAC_ROMAN)),
        b"StandardEncoding" | b"" => {
            let ascii = |code: u8| (0x20..0x7f).contains(&code).then(|| char::from(code));
            let other = |code: u8| {
                let found = STANDARD.iter().find(|(c, _)| *c == code);
                found.and_then(|(_, name)| character(name.as_bytes()))
            };
            let letter = |code: u8| other(code).or_else(|| ascii(code));
            let letters = (0..=u8::MAX).map(|c| letter(c).map(String::from).unwrap_or_default());
            Some(letters.collect())
        }
        _ => None,
    }
}

/// The printed characters of a charset, `unused` behind ASCII where it has none, and what fonts have instead.
fn of_charset(charset: &'static Encoding, unused: &str, instead: &[(u8, char)]) -> Vec<String> {
    let printed = |code: u8| {
        let bytes = [code];
        let (text, _) = charset.decode_without_bom_handling(&bytes);
        let characters = text.chars().filter(|c| !c.is_control());
        characters.collect::<String>()
    };
    let letter = |code: u8| {
        let other = instead.iter().find(|(c, _)| *c == code);
        let letter = other.map_or_else(|| printed(code), |(_, c)| c.to_string());
        match letter.is_empty() && code >= 0x7f {
            true => unused.to_owned(),
            false => letter,
        }
    };
    (0..=u8::MAX).map(letter).collect()
}

/// The character of a glyph by its name: `seven`, `seven.oldstyle`, `uni4E03`, `u4E03`.
fn character(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    let name = name.split('.').next().unwrap_or(name);
    let nth = |names: &str, first: u32| {
        let at = names.split_whitespace().position(|n| n == name)?;
        char::from_u32(first + u32::try_from(at).ok()?)
    };
    let coded = || {
        let digits = name
            .strip_prefix("uni")
            .or_else(|| name.strip_prefix('u'))?;
        let is_code =
            (4..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let code = is_code.then(|| u32::from_str_radix(digits, 16).ok())??;
        char::from_u32(code)
    };
    let other = || OTHERS.iter().find(|(n, _)| *n == name).map(|(_, c)| *c);
    nth(ASCII, 0x20)
        .or_else(|| nth(LATIN, 0xa1))
        .or_else(other)
        .or_else(coded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{Document, dictionary};

    fn theirs(font: &Dictionary, code: u8) -> String {
        let file = Document::new();
        let encoding = font.get_font_encoding(&file).unwrap();
        encoding.bytes_to_string(&[code]).unwrap()
    }

    #[test]
    fn bases_are_those_of_the_crate() {
        let mut other = Vec::new();
        for base in ["WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding"] {
            let font = dictionary! { "Type" => "Font", "Encoding" => base };
            let ours = of_base(base.as_bytes()).unwrap();
            for code in 0x20..=u8::MAX {
                let wanted = theirs(&font, code);
                let ours = ours[usize::from(code)].clone();
                if ours != wanted && !wanted.is_empty() {
                    other.push((base, code, ours, wanted));
                }
            }
        }
        assert_eq!(other, []);
    }

    #[test]
    fn names_are_those_of_the_crate() {
        let names = ASCII.split_whitespace().chain(LATIN.split_whitespace());
        for name in names.chain(OTHERS.iter().map(|(n, _)| *n)) {
            let list = vec![65.into(), Object::Name(name.into())];
            let font = dictionary! {
                "Type" => "Font",
                "Encoding" => dictionary! { "Differences" => list },
            };
            let ours = character(name.as_bytes()).unwrap().to_string();
            assert_eq!(ours, theirs(&font, 65), "{name}");
        }
    }

    #[test]
    fn variants_and_codes_are_known_and_other_names_are_not() {
        assert_eq!(character(b"seven.oldstyle"), Some('7'));
        assert_eq!(character(b"uni4E03"), Some('\u{4e03}'));
        assert_eq!(character(b"u4E03"), Some('\u{4e03}'));
        assert_eq!(character(b"g123"), None);
        assert_eq!(character(b"uniZZZZ"), None);
    }
}
