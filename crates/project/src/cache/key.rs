//! All that a result depends on, as digests.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

/// A digest: 128 bits of SHA-256.
pub type Name = [u8; 16];

/// Words of which each counts, and where it ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<u8>);

impl Words {
    /// Takes in one word more.
    pub fn add(&mut self, word: impl AsRef<[u8]>) {
        let word = word.as_ref();
        let length = u64::try_from(word.len()).unwrap_or(u64::MAX);
        self.0.extend(length.to_le_bytes());
        self.0.extend(word);
    }

    /// Takes in a list of words, and where it ends.
    pub fn list<W: AsRef<[u8]>>(&mut self, words: impl IntoIterator<Item = W>) {
        let mut inside = Words::default();
        words.into_iter().for_each(|word| inside.add(word));
        self.add(inside.0);
    }

    /// These words and those.
    pub fn and(&self, more: &Words) -> Words {
        let mut both = self.clone();
        both.add(&more.0);
        both
    }

    /// The digest of these words with a long one behind them.
    pub fn with<'a>(&'a self, last: &'a [u8]) -> Long<'a> {
        Long {
            words: &self.0,
            last,
        }
    }

    /// Their digest.
    pub fn name(&self) -> Name {
        self.with(&[]).name()
    }
}

/// Words, and a long one that is not copied.
pub struct Long<'a> {
    words: &'a [u8],
    last: &'a [u8],
}

impl Long<'_> {
    /// Their digest.
    pub fn name(&self) -> Name {
        let mut hash = Sha256::new();
        hash.update(u64::try_from(self.words.len()).unwrap_or(0).to_le_bytes());
        hash.update(self.words);
        hash.update(self.last);
        let mut name = Name::default();
        name.iter_mut()
            .zip(hash.finalize())
            .for_each(|(to, from)| *to = from);
        name
    }
}

/// The file that holds the code, where that is not the program of the process.
static CODE: OnceLock<PathBuf> = OnceLock::new();

/// Says in which file the code stands: a library that a program which is not ours has loaded changes without it.
pub fn code_is_in(file: PathBuf) {
    CODE.set(file).ok();
}

/// What holds for a whole run: the program, and whether LibreOffice may help with documents that were named, and with those
/// that were met in folders. `None` where the program cannot be distinguished from others.
pub fn common(office: [bool; 2]) -> Option<Words> {
    let mut words = Words::default();
    words.add(env!("CARGO_PKG_VERSION"));
    // the packs that come along, and all that reads and checks
    let file = CODE.get().cloned().or_else(|| env::current_exe().ok())?;
    let program = fs::metadata(file).ok()?;
    let built = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    words.add(program.len().to_le_bytes());
    words.add(built.as_nanos().to_le_bytes());
    words.add(office.map(u8::from));
    Some(words)
}
