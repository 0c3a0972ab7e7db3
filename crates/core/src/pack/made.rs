//! The patterns that were made so far, how much memory they take, and the expressions that were parsed.

use super::messages::Say;
use super::packed::Bundle;
use crate::fields::File;
use crate::grammar::Expr;
use crate::rule::{self, CompileError};
use crate::text::{Pattern, PatternError};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The most that all patterns of foreign packs may take, in bytes: a pack of thousands of rules has some MB.
const MOST: usize = 192 << 20;

/// Patterns and expressions that were read, for all that are read from the same files. A copy is the same store.
#[derive(Clone, Debug, Default)]
pub(super) struct Made {
    store: Arc<Mutex<Store>>,
    /// Packs that came along, with their patterns.
    bundle: Option<&'static Bundle>,
}

#[derive(Debug, Default)]
struct Store {
    /// Patterns by whether they are for text as typed, and by what they are made of.
    patterns: HashMap<(bool, String), Pattern>,
    /// The syntax of expressions by their texts: half of them stand in several rules.
    expressions: HashMap<String, Arc<Expr>>,
    /// Bytes that those of foreign packs take together.
    taken: usize,
    /// It was said that there is no room for more.
    said: bool,
}

impl Made {
    pub fn new(bundle: Option<&'static Bundle>) -> Self {
        Made {
            bundle,
            ..Made::default()
        }
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A pattern of a file, as far as it has to be made beforehand: with its word lists put in, and as it was written.
    pub fn ready(
        &self,
        file: &File<'_>,
        (text, written): (&str, &str),
        raw: bool,
    ) -> Result<Pattern, Say> {
        let pattern = self.made(text, written, raw);
        let pattern = pattern.map_err(|error| Say::Pattern(error.0))?;
        self.checked(file, pattern)
    }

    /// Whether something is to be said: that there is no room is said once, not for each of thousands of patterns.
    pub fn says(&self, said: &Say) -> bool {
        !matches!(said, Say::Room(_)) || !std::mem::replace(&mut self.store().said, true)
    }

    /// What was said is to be said again.
    pub fn unsay(&self) {
        self.store().said = false;
    }

    /// A pattern, made once however often it is written.
    fn made(&self, text: &str, written: &str, raw: bool) -> Result<Pattern, PatternError> {
        let key = (raw, text.to_owned());
        let known = self.store().patterns.get(&key).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let source = match raw {
            true => text.to_owned(),
            false => Pattern::fold(text),
        };
        let pattern = match self.bundle.and_then(|b| b.pattern(&source)) {
            Some(pattern) => pattern,
            None if written == text => Pattern::raw(&source)?,
            None => Pattern::written(&source, written)?,
        };
        self.store().patterns.insert(key, pattern.clone());
        Ok(pattern)
    }

    /// The syntax of an expression, parsed once however often it is written.
    pub fn syntax(&self, text: &str) -> Result<Arc<Expr>, CompileError> {
        let known = self.store().expressions.get(text).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let syntax = Arc::new(rule::syntax(text)?);
        let known = Arc::clone(&syntax);
        self.store().expressions.insert(text.to_owned(), known);
        Ok(syntax)
    }

    /// All patterns that were made, each once.
    pub fn all(&self) -> Vec<Pattern> {
        let store = self.store();
        let mut all: Vec<Pattern> = store.patterns.values().cloned().collect();
        all.sort_by(|a, b| a.source().cmp(b.source()));
        all.dedup();
        all
    }

    /// A pattern of a foreign pack is compiled at once, so that one that is too large is a fault of the pack, and so are
    /// those for which the others leave no room.
    fn checked(&self, file: &File<'_>, pattern: Pattern) -> Result<Pattern, Say> {
        if !file.compile {
            return Ok(pattern);
        }
        let mut store = self.store();
        let room = MOST.saturating_sub(store.taken);
        match pattern.compile(room) {
            Ok(Some(bytes)) => {
                store.taken = store.taken.saturating_add(bytes);
                Ok(pattern)
            }
            Ok(None) => Err(Say::Room(MOST >> 20)),
            Err(error) => Err(Say::Pattern(error.0)),
        }
    }
}
