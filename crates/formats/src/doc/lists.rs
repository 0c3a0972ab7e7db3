//! Lists, as lists of Word documents are kept today: each use of a list is a list, its levels are a pattern.

use std::collections::HashMap;

use super::bytes::{part, size_at, u8_at, u16_at, u32_at, wide};
use super::file::{File, Part};
use super::sheet;
use crate::docx::numbering::{LEVELS, Level, List, Numbering, Pattern};

/// Where no style is named.
const NO_STYLE: u16 = 0xfff;

/// Formats of numbers by their code, as `.docx` names them. What is not listed is written in digits.
const FORMATS: [(u8, &str); 32] = [
    (0, "decimal"),
    (1, "upperRoman"),
    (2, "lowerRoman"),
    (3, "upperLetter"),
    (4, "lowerLetter"),
    (10, "ideographDigital"),
    (11, "japaneseCounting"),
    (14, "decimalFullWidth"),
    (16, "japaneseLegal"),
    (17, "japaneseDigitalTenThousand"),
    (18, "decimalEnclosedCircle"),
    (19, "decimalFullWidth2"),
    (22, "decimalZero"),
    (23, "bullet"),
    (26, "decimalEnclosedFullstop"),
    (27, "decimalEnclosedParen"),
    (28, "decimalEnclosedCircleChinese"),
    (29, "ideographEnclosedCircle"),
    (30, "ideographTraditional"),
    (31, "ideographZodiac"),
    (32, "ideographZodiacTraditional"),
    (33, "taiwaneseCounting"),
    (34, "ideographLegalTraditional"),
    (35, "taiwaneseCountingThousand"),
    (36, "taiwaneseDigital"),
    (37, "chineseCounting"),
    (38, "chineseLegalSimplified"),
    (39, "chineseCountingThousand"),
    (40, "ideographDigital"),
    (57, "numberInDash"),
    (63, "decimalFullWidth"),
    (255, "none"),
];

/// Reads all lists; what is broken is left out.
pub(super) fn read(file: &File) -> Numbering {
    let mut numbering = Numbering::default();
    let mut ids = HashMap::new();
    let lists = file.part(Part::Lists);
    let levels = file.behind(Part::Lists);
    patterns(lists, levels, &mut numbering, &mut ids);
    let uses = file.part(Part::ListUses);
    let rest = file.behind(Part::ListUses);
    self::uses(uses, rest, &mut numbering, &ids);
    numbering
}

/// The lists, and behind them the levels of each in turn.
fn patterns(
    lists: &[u8],
    levels: &[u8],
    numbering: &mut Numbering,
    ids: &mut HashMap<u32, u32>,
) -> Option<()> {
    const SIZE: usize = 28;
    let mut at = 0;
    for number in 0..usize::from(u16_at(lists, 0)?) {
        let list = part(lists, 2 + number * SIZE, SIZE)?;
        let simple = u8_at(list, 26)? & 1 != 0;
        let mut pattern = Pattern::default();
        for level in 0..if simple { 1 } else { LEVELS } {
            let (mut read, length) = self::level(levels.get(at..)?)?;
            let style = u16_at(list, 8 + level * 2).filter(|s| *s != NO_STYLE);
            read.style = style.map(sheet::id);
            pattern.levels.insert(level as u8, read);
            at += length;
        }
        let id = number as u32;
        numbering.patterns.insert(id, pattern);
        ids.insert(u32_at(list, 0)?, id);
    }
    Some(())
}

/// The uses, and behind them what is other in each.
fn uses(
    uses: &[u8],
    mut rest: &[u8],
    numbering: &mut Numbering,
    ids: &HashMap<u32, u32>,
) -> Option<()> {
    const SIZE: usize = 16;
    let count = size_at(uses, 0)?.min(uses.len() / SIZE);
    for number in 0..count {
        let entry = part(uses, 4 + number * SIZE, SIZE)?;
        let mut list = List::default();
        if let Some(pattern) = ids.get(&u32_at(entry, 0)?) {
            list.pattern = *pattern;
        }
        let known = ids.contains_key(&u32_at(entry, 0)?);
        rest = rest.get(4..).unwrap_or_default();
        for _ in 0..u8_at(entry, 12)? {
            rest = change(rest, &mut list).unwrap_or_default();
        }
        if known {
            numbering.lists.insert(number as u32 + 1, list);
        }
    }
    Some(())
}

/// What is other on one level; gives what stands behind it.
fn change<'r>(rest: &'r [u8], list: &mut List) -> Option<&'r [u8]> {
    let flags = u32_at(rest, 4)?;
    let at = (flags & 0xf).min(8) as u8;
    if flags & 0x10 != 0 {
        list.starts.insert(at, u32_at(rest, 0)?);
    }
    let behind = rest.get(8..)?;
    if flags & 0x20 == 0 {
        return Some(behind);
    }
    let (level, length) = level(behind)?;
    list.levels.insert(at, level);
    behind.get(length..)
}

/// A level and its length.
fn level(bytes: &[u8]) -> Option<(Level, usize)> {
    const HEAD: usize = 28;
    let flags = u8_at(bytes, 5)?;
    let code = u8_at(bytes, 4)?;
    let format = FORMATS.iter().find(|(c, _)| *c == code);
    let at = HEAD + usize::from(u8_at(bytes, 24)?) + usize::from(u8_at(bytes, 25)?);
    let units = usize::from(u16_at(bytes, at)?);
    let mut text = String::new();
    for sign in char::decode_utf16(wide(bytes, at + 2, units)?) {
        match sign.unwrap_or(char::REPLACEMENT_CHARACTER) {
            // a level, counted from 0
            level @ '\0'..='\u{8}' => text.push_str(&format!("%{}", level as u32 + 1)),
            sign => text.push(sign),
        }
    }
    let suffix = match u8_at(bytes, 15)? {
        1 => "space",
        2 => "nothing",
        _ => "tab",
    };
    let level = Level {
        start: u32_at(bytes, 0),
        format: format.map_or("decimal", |(_, name)| name).to_owned(),
        text,
        suffix: Some(suffix.to_owned()),
        restart: (flags & 8 != 0).then_some(u8_at(bytes, 26)?.into()),
        legal: flags & 4 != 0,
        style: None,
    };
    Some((level, at + 2 + units * 2))
}
