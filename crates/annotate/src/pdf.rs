//! PDF files: colour behind the words or the cell, with what is said, and a note at the title.
//!
//! Everything is put behind the file, whose bytes stay as they are; a second run cuts off what the first one put there.

use super::{AUTHOR, Refusal, Remark, Remarks};
use gouji_core::diagnostic::Severity;
use gouji_formats::pdf::update::{
    Annotation, Lock, Update, date as dated, lock, original, updated,
};
use gouji_formats::pdf::{Place, Trace};

/// Behind errors, warnings and infos, and the colour of the note.
const RED: [f32; 3] = [1.0, 0.76, 0.74];
const YELLOW: [f32; 3] = [1.0, 0.9, 0.5];
const BLUE: [f32; 3] = [0.75, 0.88, 1.0];

/// The file without the marks of an earlier run, where nobody has changed it since.
///
/// # Errors
///
/// The file may not be changed, because it is encrypted or signed, or it cannot be read.
pub fn clean(bytes: &[u8]) -> Result<&[u8], Refusal> {
    let clean = original(bytes);
    match lock(clean)? {
        None => Ok(clean),
        Some(Lock::Encrypted) => Err(Refusal::Locked),
        Some(Lock::Signed) => Err(Refusal::Signed),
        Some(Lock::Broken) => Err(Refusal::Broken),
    }
}

/// The date of the marks of an earlier run, as [`mark`] takes it.
pub fn date(bytes: &[u8]) -> Option<String> {
    let date = dated(bytes, AUTHOR)?;
    let digits = date.strip_prefix("D:")?;
    let part = |from: usize, to: usize| digits.get(from..to);
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    Some(format!("{year}-{month}-{day}T00:00:00Z"))
}

/// Writes marks behind a file that [`clean`] gave. `date` is when, as `2025-12-31T00:00:00Z`.
///
/// # Errors
///
/// Nothing in the file can carry a mark, or it cannot be read.
pub fn mark(
    bytes: &[u8],
    trace: &Trace,
    remarks: &Remarks,
    date: &str,
) -> Result<Vec<u8>, Refusal> {
    let places = |remark: &Remark| remark.at.map(|span| trace.places(span)).unwrap_or_default();
    let marked: Vec<(&Remark, Vec<Place>)> = remarks.list.iter().map(|r| (r, places(r))).collect();
    let unmarked = marked.iter().filter(|(_, places)| places.is_empty());
    let unmarked: Vec<&Remark> = unmarked.map(|(remark, _)| *remark).collect();
    let title = remarks.title.map(|span| trace.places(span));
    let title = title.unwrap_or_default().first().copied();
    let first = || trace.places(trace.sources.first()?.text).pop();
    let title = title.or_else(first).ok_or(Refusal::NoPlace)?;
    let mut annotations = vec![Annotation {
        places: vec![title],
        text: said(&remarks.summary_with(&unmarked)),
        colour: YELLOW,
        is_note: true,
    }];
    for (remark, places) in &marked {
        // an annotation belongs to one page
        for places in places.chunk_by(|a, b| a.page == b.page) {
            annotations.push(Annotation {
                places: places.to_vec(),
                text: said(&remark.lines),
                colour: colour(remark.severity),
                is_note: false,
            });
        }
    }
    let date: String = date.chars().filter(char::is_ascii_alphanumeric).collect();
    let date = format!("D:{}", date.replace('T', ""));
    let update = Update {
        author: AUTHOR,
        date: &date,
        annotations: &annotations,
    };
    Ok(updated(bytes, &update)?)
}

fn said(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| {
        let printed = line.chars().filter(|c| !c.is_control());
        printed.collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn colour(severity: Severity) -> [f32; 3] {
    match severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Info => BLUE,
    }
}
