//! A gazetteer: names of places, by code. Each two digits of a code are one level; what a code begins with lies above.

use crate::text::Bytes;
use serde::{Deserialize, Serialize};

/// The code of a place, as a number: 13, 1301 and 130102 are three levels of the same province.
pub type Code = u32;

/// How a name stands for a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Its name.
    #[default]
    Name,
    /// Another name that people write.
    Alias,
    /// Its name without what kind of place it is; that counts only before certain words.
    Short,
    /// The name of a zone that has no code: the code is that of the place around it.
    Zone,
    /// A name that is no longer in force.
    Former,
}

/// Names of places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Gazetteer {
    /// All names, one behind the other.
    text: Bytes,
    /// The entries, by name, then by code.
    entries: Bytes,
    /// Indexes of the entries by code, then by how the name stands for it.
    by_code: Bytes,
    /// What stands behind the name proper, the longest first.
    endings: Vec<String>,
    /// Names that are also common words: they count behind a place above only.
    common: Vec<String>,
    /// How many characters the longest name has.
    longest: usize,
}

/// A name in a gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    start: u32,
    end: u32,
    code: Code,
    standing: Standing,
}

/// How many bytes an entry takes.
const ENTRY: usize = 13;

impl Entry {
    fn write(self, to: &mut Vec<u8>) {
        for number in [self.start, self.end, self.code] {
            to.extend(number.to_le_bytes());
        }
        to.push(self.standing as u8);
    }

    fn read([a, b, c, d, e, f, g, h, i, j, k, l, standing]: [u8; ENTRY]) -> Self {
        Entry {
            start: u32::from_le_bytes([a, b, c, d]),
            end: u32::from_le_bytes([e, f, g, h]),
            code: u32::from_le_bytes([i, j, k, l]),
            standing: match standing {
                0 => Standing::Name,
                1 => Standing::Alias,
                2 => Standing::Short,
                3 => Standing::Zone,
                _ => Standing::Former,
            },
        }
    }
}

/// A place that a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its code; of a zone that of the place around it.
    pub code: Code,
    /// How the name stands for it.
    pub standing: Standing,
}

/// Whether one place lies above another.
pub fn is_above(upper: Code, lower: Code) -> bool {
    let mut code = lower / 100;
    while code > upper {
        code /= 100;
    }
    upper > 0 && code == upper
}

impl Gazetteer {
    /// Takes in names with what they stand for. Of places above the lowest level the name without its ending is taken
    /// in as well.
    pub fn new(
        names: Vec<(String, Place)>,
        mut endings: Vec<String>,
        common: Vec<String>,
        short_from: Code,
    ) -> Self {
        endings.sort_by_key(|e| std::cmp::Reverse(e.len()));
        let mut gazetteer = Gazetteer {
            endings,
            common,
            ..Gazetteer::default()
        };
        let mut all: Vec<(String, Place)> = Vec::new();
        for (name, place) in names {
            let stem = gazetteer.stem(&name).to_owned();
            let wide = place.code < short_from && place.standing != Standing::Zone;
            if stem == name && place.standing == Standing::Alias {
                let standing = Standing::Short;
                all.push((name, Place { standing, ..place }));
                continue;
            }
            if wide && stem.chars().count() > 1 && stem != name {
                let standing = Standing::Short;
                all.push((stem, Place { standing, ..place }));
            }
            all.push((name, place));
        }
        all.sort_by(|(a, p), (b, q)| (a, p.code, p.standing).cmp(&(b, q.code, q.standing)));
        all.dedup_by(|(a, p), (b, q)| a == b && p.code == q.code);
        let (mut text, mut entries) = (Vec::new(), Vec::new());
        let mut by_code: Vec<(Code, Standing, u32)> = Vec::new();
        for (at, (name, place)) in all.iter().enumerate() {
            let start = text.len() as u32;
            text.extend(name.as_bytes());
            gazetteer.longest = gazetteer.longest.max(name.chars().count());
            let entry = Entry {
                start,
                end: text.len() as u32,
                code: place.code,
                standing: place.standing,
            };
            entry.write(&mut entries);
            by_code.push((place.code, place.standing, at as u32));
        }
        by_code.sort_unstable();
        let by_code = by_code.iter().flat_map(|(_, _, at)| at.to_le_bytes());
        gazetteer.by_code = by_code.collect::<Vec<u8>>().into();
        (gazetteer.text, gazetteer.entries) = (text.into(), entries.into());
        gazetteer
    }

    /// Whether it knows no place.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn entries(&self) -> &[[u8; ENTRY]] {
        self.entries.as_chunks().0
    }

    fn word(&self, entry: Entry) -> &[u8] {
        let range = entry.start as usize..entry.end as usize;
        self.text.get(range).unwrap_or_default()
    }

    /// What a whole name stands for.
    pub fn places(&self, name: &str) -> impl Iterator<Item = Place> + use<'_> {
        let name = name.as_bytes();
        let from = |bytes: &[u8; ENTRY]| self.word(Entry::read(*bytes));
        let entries = self.entries();
        let first = entries.partition_point(|e| from(e) < name);
        let rest = entries.get(first..).unwrap_or_default();
        let same = rest.iter().take_while(|e| from(e) == name).count();
        let same = rest.get(..same).unwrap_or_default().iter();
        same.map(|bytes| {
            let entry = Entry::read(*bytes);
            Place {
                code: entry.code,
                standing: entry.standing,
            }
        })
    }

    /// The beginnings of a text that may be a name, the longest first, as numbers of bytes.
    pub fn heads<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> + use<'t> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let ends: Vec<usize> = ends.take(self.longest).collect();
        let heads = ends.into_iter().skip(1).rev();
        heads.filter_map(move |end| text.get(..end))
    }

    /// The name of a place that is in force, or else one that was.
    pub fn name(&self, code: Code) -> Option<&str> {
        let by_code: &[[u8; 4]] = self.by_code.as_chunks().0;
        let entry = |at: &[u8; 4]| {
            let entry = self.entries().get(u32::from_le_bytes(*at) as usize)?;
            Some(Entry::read(*entry))
        };
        let before = |at: &[u8; 4]| entry(at).is_some_and(|e| e.code < code);
        let from = by_code.partition_point(before);
        let known = by_code.get(from..)?.iter().map_while(entry);
        let mut known = known.take_while(|e| e.code == code);
        let names = |e: &Entry| matches!(e.standing, Standing::Name | Standing::Former);
        let word = known.find(names).map(|e| self.word(e))?;
        std::str::from_utf8(word).ok()
    }

    /// The places from the widest level down to one, with their names, as far as it has them.
    pub fn line(&self, code: Code) -> Vec<(Code, &str)> {
        let codes = std::iter::successors(Some(code), |c| Some(c / 100)).take_while(|c| *c > 0);
        let mut line: Vec<(Code, &str)> = codes.filter_map(|c| Some((c, self.name(c)?))).collect();
        line.reverse();
        line
    }

    /// A name without its ending.
    pub fn stem<'n>(&self, name: &'n str) -> &'n str {
        let mut endings = self.endings.iter();
        let cut = endings.find_map(|e| name.strip_suffix(e.as_str()).filter(|s| !s.is_empty()));
        cut.unwrap_or(name)
    }

    /// Whether a name is also a common word.
    pub fn is_common(&self, name: &str) -> bool {
        self.common.iter().any(|c| c == name)
    }
}
