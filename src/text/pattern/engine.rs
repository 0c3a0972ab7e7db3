//! What finds a pattern: an engine that is made in a moment and reads slowly, and one that takes a thousand times as
//! long to make and reads fast. Both know the same matches. One report is done before the second would have been made.

use super::{Captures, Found, PatternError};
use regex::Regex as Full;
use regex_lite::Regex as Light;
use regex_syntax::hir::{Hir, HirKind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

/// How many bytes the light engine may read before the full one is made: about what making it costs.
const LIGHT: usize = 8 << 10;
/// The largest engine, in bytes.
const SIZE: usize = 4 << 20;
/// How large it may be, at each try to make it: what it takes is only known by what it fits into.
const SIZES: [usize; 7] = [
    SIZE >> 12,
    SIZE >> 10,
    SIZE >> 8,
    SIZE >> 6,
    SIZE >> 4,
    SIZE >> 2,
    SIZE,
];
/// The most that the full engine remembers of what it has read, in bytes for each thread.
const MEMORY: usize = 128 << 10;

/// The engines of one pattern, made when they are needed.
#[derive(Debug, Default)]
pub(super) struct Engines {
    /// The pattern for the light one; `None` when there can be none.
    plain: OnceLock<Option<String>>,
    /// Gone once the full one is there.
    light: Mutex<Option<Arc<Light>>>,
    full: OnceLock<Option<Full>>,
    /// Bytes that were searched so far.
    read: AtomicUsize,
}

/// One of them.
pub(super) enum Engine<'p> {
    Light(Arc<Light>),
    Full(&'p Full),
}

/// Reads a pattern.
pub(super) fn parse(source: &str) -> Result<Hir, PatternError> {
    let mut parser = regex_syntax::ParserBuilder::new().multi_line(true).build();
    parser
        .parse(source)
        .map_err(|e| PatternError(e.to_string()))
}

fn full(source: &str, size: usize) -> Result<Full, regex::Error> {
    regex::RegexBuilder::new(source)
        .size_limit(size)
        .dfa_size_limit(MEMORY)
        .multi_line(true)
        .build()
}

/// A pattern for the light engine, if that can say the same.
pub(super) fn plain(source: &str) -> Option<String> {
    let hir = parse(source).ok()?;
    let properties = hir.properties();
    // its idea of a word is ASCII, and it knows nothing of bytes
    let same = !properties.look_set().contains_word() && properties.is_utf8() && !stacks(&hir);
    // printed, the pattern has no classes by name and no flags left
    same.then(|| hir.to_string())
}

/// Whether something repeated is repeated as a whole: printed, the signs of both run together.
fn stacks(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Repetition(r) => matches!(r.sub.kind(), HirKind::Repetition(_)) || stacks(&r.sub),
        HirKind::Capture(c) => stacks(&c.sub),
        HirKind::Concat(all) | HirKind::Alternation(all) => all.iter().any(stacks),
        _ => false,
    }
}

fn light(plain: &str) -> Option<Light> {
    regex_lite::RegexBuilder::new(plain)
        .size_limit(SIZE)
        .build()
        .ok()
}

/// The groups of a match; both crates have the same words for them.
macro_rules! groups {
    ($found:expr, $names:expr) => {{
        let found = $found;
        let named = $names.iter();
        let named = named.filter_map(|n| Some((n.clone(), found.name(n)?.range())));
        found.get(0).map(|whole| Captures {
            whole: whole.range(),
            named: named.collect(),
        })
    }};
}

impl Engines {
    /// Those of a pattern of which the light one's is known.
    pub fn knowing(plain: Option<String>) -> Self {
        Engines {
            plain: OnceLock::from(plain),
            ..Engines::default()
        }
    }

    fn light(&self, source: &str) -> Option<Arc<Light>> {
        let plain = self.plain.get_or_init(|| plain(source)).as_deref()?;
        let mut known = self.light.lock().ok()?;
        if known.is_none() {
            *known = light(plain).map(Arc::new);
        }
        known.clone()
    }

    fn full(&self, source: &str) -> Option<&Full> {
        let made = self.full.get_or_init(|| {
            if let Ok(mut light) = self.light.lock() {
                *light = None;
            }
            full(source, SIZE).ok()
        });
        made.as_ref()
    }

    /// Makes the full engine if it takes no more than so many bytes, or any pattern would be too large. Gives about how
    /// many it takes; `None` where there is no room for it.
    pub fn compile(&self, source: &str, room: usize) -> Result<Option<usize>, PatternError> {
        if let Some(Some(_)) = self.full.get() {
            return Ok(Some(0));
        }
        for size in SIZES {
            if size > room {
                return Ok(None);
            }
            match full(source, size) {
                Ok(made) => {
                    self.full.get_or_init(|| Some(made));
                    return Ok(Some(size));
                }
                Err(regex::Error::CompiledTooBig(_)) if size < SIZE => {}
                Err(error) => return Err(PatternError(error.to_string())),
            }
        }
        Ok(None)
    }

    /// The engine for a text of so many bytes.
    pub fn choose(&self, source: &str, bytes: usize) -> Option<Engine<'_>> {
        let read = self.read.load(Ordering::Relaxed).saturating_add(bytes);
        if read <= LIGHT && self.full.get().is_none() {
            self.read.store(read, Ordering::Relaxed);
            if let Some(light) = self.light(source) {
                return Some(Engine::Light(light));
            }
        }
        self.full(source).map(Engine::Full)
    }
}

impl<'p> Engine<'p> {
    pub fn is_match(&self, text: &str) -> bool {
        match self {
            Engine::Light(engine) => engine.is_match(text),
            Engine::Full(engine) => engine.is_match(text),
        }
    }

    pub fn find_all<'t>(self, text: &'t str) -> impl Iterator<Item = Found> + use<'p, 't> {
        let (light, full) = match self {
            Engine::Light(engine) => {
                let found: Vec<Found> = engine.find_iter(text).map(|m| m.range()).collect();
                (found, None)
            }
            Engine::Full(engine) => (Vec::new(), Some(engine.find_iter(text))),
        };
        let full = full.into_iter().flatten().map(|m| m.range());
        light.into_iter().chain(full)
    }

    pub fn captures(&self, text: &str, names: &[String]) -> Option<Captures> {
        match self {
            Engine::Light(engine) => groups!(engine.captures(text)?, names),
            Engine::Full(engine) => groups!(engine.captures(text)?, names),
        }
    }

    pub fn captures_all(&self, text: &str, names: &[String]) -> Vec<Captures> {
        match self {
            Engine::Light(engine) => {
                // groups cost more than matches: only where one is known to be
                let all = engine.find_iter(text);
                let all = all.filter_map(|m| engine.captures_at(text, m.start()));
                all.filter_map(|found| groups!(found, names)).collect()
            }
            Engine::Full(engine) => {
                let all = engine.captures_iter(text);
                all.filter_map(|found| groups!(found, names)).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Pieces of patterns as packs have them.
    fn pattern() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            "[甲乙丙a1,]{1,3}",
            Just(r"\p{Han}".to_owned()),
            Just("[^甲,]".to_owned()),
            Just("[0-9]".to_owned()),
            Just("^".to_owned()),
            Just("$".to_owned()),
            Just(".".to_owned()),
            Just("(?i:a)".to_owned()),
            Just(r"\s".to_owned()),
            Just(r"\b".to_owned()),
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a}{b}")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("(?:{a}|{b})")),
                (inner.clone(), 0..3u8, 0..4u8)
                    .prop_map(|(a, n, m)| format!("(?:{a}){{{n},{}}}?", n + m)),
                inner.clone().prop_map(|a| format!("(?:{a})*")),
                inner.prop_map(|a| format!("({a})?")),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// Whatever the pattern and the text, both engines find the same, groups included.
        #[test]
        fn the_engines_agree(
            a in pattern(),
            b in pattern(),
            texts in proptest::collection::vec("[甲乙丙丁aA1, \u{3000}\n]{0,12}", 6),
        ) {
            let source = format!("(?P<a>{a})(?P<b>{b})");
            let names = ["a".to_owned(), "b".to_owned()];
            let Some(light) = plain(&source).and_then(|p| light(&p)) else { return Ok(()) };
            let (light, full) = (light, full(&source, SIZE).unwrap());
            let (light, full) = (Engine::Light(Arc::new(light)), Engine::Full(&full));
            for text in &texts {
                let told = |e: &Engine<'_>| {
                    let all = e.captures_all(text, &names);
                    all.into_iter().map(|c| (c.whole, c.named)).collect::<Vec<_>>()
                };
                prop_assert_eq!(told(&light), told(&full), "{}", source);
                prop_assert_eq!(light.is_match(text), full.is_match(text));
            }
        }
    }

    #[test]
    fn the_light_engine_gives_way_after_some_text_and_where_it_cannot_say_the_same() {
        let engines = Engines::default();
        let chosen = |bytes| matches!(engines.choose("甲乙", bytes), Some(Engine::Light(_)));
        assert!(chosen(LIGHT / 2) && chosen(LIGHT / 2));
        assert!(!chosen(1) && !chosen(0));
        let light = |source| plain(source).and_then(|p| light(&p));
        assert!(light("(?:甲{2}?)??").is_none() && light(r"\b甲").is_none());
        assert!(light(r"\p{Han}{2}(?P<n>甲)").is_some());
    }
}
