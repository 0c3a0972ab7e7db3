//! `--fix` and `--diff`: inputs that are mended.

use std::fs;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

use super::accept::Tally;
use super::args::{CheckArgs, MendArgs};
use super::atomic::{AtomicFile, real};
use super::check::Aside;
use super::desk::Desk;
use super::messages::Text;
use super::read::{Input, Unread, document};
use super::status::Status;
use super::terminal;
use crate::diagnostic::{Checked, Summary};
use crate::document::Document;
use crate::input::{EncodeError, encode};
use crate::linter::mend::{Ending, Level, Mended, mend};
use crate::output::diff::diff;

/// What became of an input.
pub(super) struct Change {
    /// How many findings were mended, or would be.
    pub findings: usize,
    /// What is to be written to stdout.
    shown: Shown,
    /// What has to be said.
    remarks: Vec<Remark>,
}

enum Shown {
    Nothing,
    /// The file itself.
    File(Vec<u8>),
    /// What would change: the old text and the new one.
    Diff(String, String),
}

enum Remark {
    NoText(&'static str),
    Unencoded(EncodeError),
    Unwritten(io::Error),
    /// So many fixes would do harm.
    Harmful(usize),
    Unfinished(Ending),
}

/// Whether stdout is for texts or their differences, and not for findings.
pub(super) fn takes_stdout(args: MendArgs, inputs: &[Input]) -> bool {
    args.diff || args.fix && inputs.contains(&Input::Stdin)
}

/// Reads an input and mends it: the file, with `--fix`. What is found is what is in the file afterwards.
pub(super) fn run(
    args: &CheckArgs,
    (level, office): (Level, bool),
    check: &dyn Fn(&Document) -> (Checked, Tally),
    input: &Input,
    name: &str,
) -> Result<(Document, Checked, Aside), Unread> {
    let old_bytes = input.bytes()?;
    let old = document(name, &old_bytes, office)?;
    let mut remarks = Vec::new();
    let mut new = None;
    if old.format.is_text() {
        let mended = mend(old.clone(), level, &|d| check(d).0);
        remarks.extend(remarks_on(&mended));
        match encode(&mended.document.text, &old_bytes) {
            _ if mended.mended.is_empty() => {}
            Ok(bytes) => new = Some((mended, bytes)),
            Err(error) => remarks.push(Remark::Unencoded(error)),
        }
    } else {
        remarks.push(Remark::NoText(old.format.name()));
    }
    let to_file = match (input, args.mend.fix) {
        (Input::File(path), true) => Some(path),
        _ => None,
    };
    if let (Some(path), Some((_, bytes))) = (to_file, &new)
        && let Err(error) = write(path, &old_bytes, bytes)
    {
        remarks.push(Remark::Unwritten(error));
        new = None;
    }
    let findings = new.as_ref().map_or(0, |(mended, _)| mended.mended.len());
    let to_stdout = args.mend.fix && to_file.is_none();
    let (document, shown) = match new {
        Some((mended, bytes)) if args.mend.fix => {
            let shown = if to_stdout {
                Shown::File(bytes)
            } else {
                Shown::Nothing
            };
            (mended.document, shown)
        }
        new => {
            let shown = match new {
                Some((mended, _)) => Shown::Diff(old.text.clone(), mended.document.text),
                None if to_stdout => Shown::File(old_bytes),
                None => Shown::Nothing,
            };
            (old, shown)
        }
    };
    let change = Change {
        findings,
        shown,
        remarks,
    };
    let (checked, tally) = check(&document);
    let change = Some(change);
    Ok((document, checked, Aside { tally, change }))
}

fn remarks_on(mended: &Mended) -> Vec<Remark> {
    let mut remarks = Vec::new();
    match mended.ending {
        Ending::Settled if mended.left.is_empty() => {}
        Ending::Settled => remarks.push(Remark::Harmful(mended.left.len())),
        ending => remarks.push(Remark::Unfinished(ending)),
    }
    remarks
}

/// Puts new bytes in the place of a file that still holds the old ones; a link stays one, and the file it leads to keeps
/// its owner and permissions.
fn write(path: &Path, old: &[u8], bytes: &[u8]) -> io::Result<()> {
    let file = fs::metadata(real(path))?;
    if !file.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    if file.permissions().readonly() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let mut file = AtomicFile::over(path, old)?;
    file.write_all(bytes)?;
    file.keep()
}

impl Change {
    /// Writes what goes to stdout, says what has to be said, and adds to the sums.
    pub fn tell(
        self,
        name: &str,
        args: &CheckArgs,
        desk: Desk,
        status: &mut Status,
        summary: &mut Summary,
    ) {
        summary.mended += self.findings;
        summary.mended_files += usize::from(self.findings > 0);
        match self.shown {
            Shown::Nothing => {}
            Shown::File(bytes) => desk.print(status, |out| out.write_all(&bytes)),
            Shown::Diff(old, new) => {
                let color = terminal::color(args.color, &io::stdout());
                let for_person = color || io::stdout().is_terminal();
                desk.print(status, |out| {
                    diff(out, name, (&old, &new), (color, for_person))
                });
            }
        }
        for remark in self.remarks {
            match remark {
                Remark::NoText(format) => desk.say(&Text::Unmendable(name, format)),
                Remark::Unencoded(EncodeError::Unfaithful) => desk.say(&Text::Unfaithful(name)),
                Remark::Unencoded(EncodeError::Unencodable(c)) => {
                    desk.say(&Text::Unencodable(name, c));
                }
                Remark::Unwritten(error) => {
                    desk.say(&Text::CannotWriteTo(name, &error));
                    status.misuse = true;
                }
                Remark::Harmful(n) => desk.say(&Text::HarmfulFixes(name, n)),
                Remark::Unfinished(Ending::Circled) => desk.say(&Text::FixesCircle(name)),
                Remark::Unfinished(_) => desk.say(&Text::FixesUnfinished(name)),
            }
        }
    }
}
