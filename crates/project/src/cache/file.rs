//! A file of results: one result behind the other, the index, and where the index begins. It is never changed: a new one
//! is written beside it and takes its place.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::key::Name;

use super::folder;
use super::index::{Body, Index, Record, Stamp, sum, today};
use crate::atomic::AtomicFile;

/// The last bytes; another layout has another number.
const MAGIC: [u8; 8] = *b"gouji\0\0\x01";
/// Length and checksum of the index, and the magic.
const FOOT: u64 = 24;
/// Results stay for so many days after they were last asked for …
const DAYS: u32 = 30;
/// … as long as all of them have not more bytes than this.
const BYTES: u64 = 256 << 20;

/// The results for one set of settings.
pub(super) struct CacheFile {
    path: PathBuf,
    /// Closed where there is no shelf yet.
    file: Option<Mutex<File>>,
    index: Index,
    by_path: HashMap<Name, usize>,
    by_content: HashMap<Name, usize>,
    /// Which records were asked for …
    hits: Vec<AtomicBool>,
    /// … and how many bytes they have: what is new does not drive them out.
    asked: AtomicU64,
    fresh: Mutex<Fresh>,
}

/// What a run adds.
#[derive(Default)]
struct Fresh {
    /// The next shelf.
    draft: Option<AtomicFile>,
    /// How many bytes of it are written.
    bytes: u64,
    /// Nothing can be written.
    barred: bool,
    /// What stands on it.
    records: Vec<Record>,
    /// Files that have results of the old shelf under new stamps: path, content, stamp.
    named: Vec<(Name, Name, Option<Stamp>)>,
}

impl CacheFile {
    /// Opens a shelf; one that is not there, or damaged, is empty.
    pub fn open(folder: &Path, name: Name) -> Self {
        let digits = name.iter().map(|byte| format!("{byte:02x}"));
        let name = digits.collect::<String>() + folder::ENDING;
        CacheFile::read(folder.join(name))
    }

    fn read(path: PathBuf) -> Self {
        let (file, index) = match read(&path) {
            Some((file, index)) => (Some(Mutex::new(file)), index),
            None => (None, Index::default()),
        };
        let all = || index.records.iter().enumerate();
        CacheFile {
            by_path: all().map(|(at, r)| (r.path, at)).collect(),
            by_content: all().map(|(at, r)| (r.content, at)).collect(),
            hits: all().map(|_| AtomicBool::new(false)).collect(),
            asked: AtomicU64::new(0),
            fresh: Mutex::default(),
            path,
            file,
            index,
        }
    }

    /// The result of a file that was not touched since.
    pub fn by_path(&self, path: Name, stamp: Option<&Stamp>) -> Option<Vec<u8>> {
        let at = *self.by_path.get(&path)?;
        let record = self.index.records.get(at)?;
        (record.stamp.is_some() && record.stamp.as_ref() == stamp).then_some(())?;
        self.body(at)
    }

    /// The result of a file with these bytes.
    pub fn by_content(&self, content: Name) -> Option<Vec<u8>> {
        self.body(*self.by_content.get(&content)?)
    }

    fn body(&self, at: usize) -> Option<Vec<u8>> {
        let body = self.index.records.get(at)?.body;
        let mut bytes = vec![0; usize::try_from(body.len).ok()?];
        {
            let mut file = lock(self.file.as_ref()?);
            file.seek(SeekFrom::Start(body.at)).ok()?;
            file.read_exact(&mut bytes).ok()?;
        }
        (sum(&bytes) == body.sum).then_some(())?;
        if !self.hits.get(at)?.swap(true, Ordering::Relaxed) {
            self.asked.fetch_add(body.len, Ordering::Relaxed);
        }
        Some(bytes)
    }

    /// Notes that a file has a result of this shelf.
    pub fn name(&self, path: Name, content: Name, stamp: Option<Stamp>) {
        let stamp = stamp.and_then(Stamp::settled);
        let known = self.by_path.get(&path);
        let known = known.and_then(|at| self.index.records.get(*at));
        if known.is_none_or(|r| r.content != content || r.stamp != stamp) {
            lock(&self.fresh).named.push((path, content, stamp));
        }
    }

    /// Keeps the result of a file.
    pub fn put(&self, path: Name, content: Name, stamp: Option<Stamp>, bytes: &[u8]) {
        let sum = sum(bytes);
        let mut fresh = lock(&self.fresh);
        if fresh.barred || fresh.bytes + self.asked.load(Ordering::Relaxed) > BYTES {
            return;
        }
        if let Some(body) = fresh.write(&self.path, bytes, sum) {
            fresh.records.push(Record {
                path,
                content,
                stamp: stamp.and_then(Stamp::settled),
                day: today(),
                body,
            });
        }
    }

    /// Puts what is new beside what is there, also what another run has put there in the meantime.
    pub fn save(self) -> Option<()> {
        let today = today();
        let mut fresh = self.fresh.into_inner().ok()?;
        let nothing = fresh.records.is_empty() && fresh.named.is_empty();
        if nothing && (self.index.day == today || self.index.records.is_empty()) {
            return None;
        }
        let records = self.index.records.iter().zip(self.hits);
        let hit = records.filter(|(_, hit)| hit.load(Ordering::Relaxed));
        let hit: HashSet<Name> = hit.map(|(record, _)| record.path).collect();
        // the old file is closed: some systems replace none that is open
        drop(self.file);
        let old = CacheFile::read(self.path);
        let mut kept = old.kept(&fresh, &hit, today);
        old.copy(&mut fresh, &mut kept)?;
        fresh.records.append(&mut kept);
        fresh.finish(old, today)
    }

    /// The old records that stay.
    fn kept(&self, fresh: &Fresh, hit: &HashSet<Name>, today: u32) -> Vec<Record> {
        let mut gone: HashSet<Name> = fresh.records.iter().map(|r| r.path).collect();
        let mut kept = Vec::new();
        for (path, content, stamp) in &fresh.named {
            let record = self.by_content.get(content);
            let record = record.and_then(|at| self.index.records.get(*at));
            if let Some(record) = record.filter(|_| gone.insert(*path)) {
                kept.push(Record {
                    path: *path,
                    stamp: *stamp,
                    day: today,
                    ..record.clone()
                });
            }
        }
        for record in &self.index.records {
            let mut record = record.clone();
            if hit.contains(&record.path) {
                record.day = today;
            }
            if record.day + DAYS >= today && !gone.contains(&record.path) {
                kept.push(record);
            }
        }
        kept.sort_by_key(|r| std::cmp::Reverse(r.day));
        let mut bytes = fresh.bytes;
        kept.retain(|record| {
            bytes += record.body.len;
            bytes <= BYTES
        });
        kept
    }

    /// Copies results to the new shelf, and notes where they stand there.
    fn copy(&self, fresh: &mut Fresh, records: &mut [Record]) -> Option<()> {
        records.sort_by_key(|r| r.body.at);
        let mut moved: HashMap<u64, u64> = HashMap::new();
        // from, to and where it goes
        let mut runs: Vec<(u64, u64)> = Vec::new();
        let mut next = fresh.bytes;
        for Record { body, .. } in records.iter() {
            if moved.contains_key(&body.at) {
                continue;
            }
            moved.insert(body.at, next);
            next += body.len;
            match runs.last_mut() {
                Some((_, end)) if *end == body.at => *end += body.len,
                _ => runs.push((body.at, body.at + body.len)),
            }
        }
        for (from, to) in runs {
            let mut file = lock(self.file.as_ref()?);
            file.seek(SeekFrom::Start(from)).ok()?;
            let draft = fresh.draft(&self.path)?;
            let copied = io::copy(&mut (&mut *file).take(to - from), draft).ok()?;
            (copied == to - from).then_some(())?;
            fresh.bytes += copied;
        }
        for record in records {
            record.body.at = *moved.get(&record.body.at)?;
        }
        Some(())
    }
}

impl Fresh {
    /// The next shelf, which is begun when something is to stand on it.
    fn draft(&mut self, path: &Path) -> Option<&mut AtomicFile> {
        if self.draft.is_none() {
            folder::make(path.parent()?)?;
            self.draft = AtomicFile::new(path).ok().map(AtomicFile::passing);
        }
        self.draft.as_mut()
    }

    fn write(&mut self, path: &Path, bytes: &[u8], sum: u64) -> Option<Body> {
        let len = u64::try_from(bytes.len()).ok()?;
        let body = Body {
            at: self.bytes,
            len,
            sum,
        };
        if self.draft(path)?.write_all(bytes).is_err() {
            // what was written in part is of no use
            *self = Fresh {
                barred: true,
                ..Fresh::default()
            };
            return None;
        }
        self.bytes += len;
        Some(body)
    }

    /// Writes the index and puts the shelf in its place.
    fn finish(mut self, old: CacheFile, day: u32) -> Option<()> {
        let index = Index {
            day,
            records: std::mem::take(&mut self.records),
        };
        let index = postcard::to_allocvec(&index).ok()?;
        let draft = self.draft(&old.path)?;
        draft.write_all(&index).ok()?;
        let length = u64::try_from(index.len()).ok()?;
        draft.write_all(&length.to_le_bytes()).ok()?;
        draft.write_all(&sum(&index).to_le_bytes()).ok()?;
        draft.write_all(&MAGIC).ok()?;
        drop(old);
        self.draft?.keep().ok()
    }
}

/// A shelf that is whole.
fn read(path: &Path) -> Option<(File, Index)> {
    let mut file = File::open(path).ok()?;
    let size = file.seek(SeekFrom::End(0)).ok()?;
    file.seek(SeekFrom::Start(size.checked_sub(FOOT)?)).ok()?;
    let mut number = || -> Option<[u8; 8]> {
        let mut bytes = [0; 8];
        file.read_exact(&mut bytes).ok()?;
        Some(bytes)
    };
    let (length, expected) = (number()?, number()?);
    (number()? == MAGIC).then_some(())?;
    let length = u64::from_le_bytes(length);
    let start = (size - FOOT).checked_sub(length)?;
    file.seek(SeekFrom::Start(start)).ok()?;
    let mut bytes = vec![0; usize::try_from(length).ok()?];
    file.read_exact(&mut bytes).ok()?;
    (sum(&bytes) == u64::from_le_bytes(expected)).then_some(())?;
    let index: Index = postcard::from_bytes(&bytes).ok()?;
    let inside = |body: Body| {
        body.at
            .checked_add(body.len)
            .is_some_and(|end| end <= start)
    };
    let whole = index.records.iter().all(|r| inside(r.body));
    whole.then_some((file, index))
}

/// A lock that a thread that panicked left as it was.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
