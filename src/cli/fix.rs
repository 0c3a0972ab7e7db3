//! `--fix` and `--diff`: inputs that are fixed; `--interactive` asks about each fix.

mod ask;
mod messages;

use std::fs;
use std::io::{self, ErrorKind, IsTerminal};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use self::ask::Talk;
use self::messages::Say;
use super::accept::Tally;
use super::args::{CheckArgs, FixArgs};
use super::atomic::{AtomicFile, real};
use super::check::SideResult;
use super::console::Console;
use super::messages::Text;
use super::read::{Input, Unread, document};
use super::status::Status;
use super::terminal;
use crate::diagnostic::{LintResult, Summary};
use crate::document::{Document, Format};
use crate::input::{EncodeError, encode};
use crate::linter::autofix::{Ending, Fixed, Level, fix};
use crate::output::diff::diff;

/// What became of an input.
pub(super) struct Change {
    /// How many findings were fixed, or would be.
    pub findings: usize,
    /// How many of those that are left have only suggestions, where they could be fixed.
    pub suggested: usize,
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
    /// It is a Word document, in which so many findings have safe fixes, and so many others suggestions.
    Word(usize, usize),
    /// So many of so many fixes were taken.
    Taken(usize, usize),
    Unencoded(EncodeError),
    Unwritten(io::Error),
    /// So many fixes would do harm.
    Harmful(usize),
    Unfinished(Ending),
}

/// Whether stdout is for texts or their differences, and not for findings.
pub(super) fn takes_stdout(args: FixArgs, inputs: &[Input]) -> bool {
    args.diff || args.interactive || args.fix && inputs.contains(&Input::Stdin)
}

/// Whether somebody has said that there are to be no more questions.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// What is wrong with the options about fixes; nothing where they fit together.
pub(super) fn misused(args: &CheckArgs, inputs: &[Input], console: Console) -> bool {
    let FixArgs {
        suggestions,
        interactive,
        ..
    } = args.fix;
    let wrong = match () {
        () if suggestions && args.fix.level().is_none() => Say::Alone,
        () if interactive && inputs.contains(&Input::Stdin) => Say::StdinAsked,
        () if interactive && args.fix.diff => Say::Apart("--interactive", "--diff"),
        () if args.again.watch && args.fix.level().is_some() => Say::Apart("--watch", "--fix"),
        () => return false,
    };
    console.tell(&wrong.say(console.lang));
    true
}

/// Says what else could be done about findings that are left.
pub(super) fn advise(args: FixArgs, left: usize, console: Console) {
    if args.level() == Some(Level::Safe) && !args.interactive && left > 0 {
        console.tell(&Say::Suggestions(left).say(console.lang));
    }
}

/// How many findings have safe fixes, and how many others have suggestions.
fn fixable(checked: &LintResult) -> (usize, usize) {
    let all = || checked.diagnostics.iter();
    let safe = all().filter(|d| Level::Safe.fix(d).is_some()).count();
    let any = all().filter(|d| Level::Suggestions.fix(d).is_some());
    (safe, any.count() - safe)
}

/// Reads an input and fixes it: the file, with `--fix`. What is found is what is in the file afterwards.
pub(super) fn run(
    args: &CheckArgs,
    (level, office): (Level, bool),
    check: &dyn Fn(&Document) -> (LintResult, Tally),
    (input, name): (&Input, &str),
    console: Console,
) -> Result<(Document, LintResult, SideResult), Unread> {
    let old_bytes = input.bytes()?;
    let old = document(name, &old_bytes, office)?;
    let mut remarks = Vec::new();
    let mut new = None;
    if old.format.is_text() {
        let (fixed, count) = match args.fix.interactive {
            true => asked(args, &old, check, &mut remarks, console),
            false => {
                let fixed = fix(old.clone(), level, &|d| check(d).0);
                remarks.extend(remarks_on(&fixed));
                let count = fixed.fixed.len();
                (fixed.document, count)
            }
        };
        match encode(&fixed.text, &old_bytes) {
            _ if count == 0 => {}
            Ok(bytes) => new = Some(((fixed, count), bytes)),
            Err(error) => remarks.push(Remark::Unencoded(error)),
        }
    } else if old.format != Format::Docx {
        remarks.push(Remark::NoText(old.format.name()));
    }
    let to_file = match (input, args.fix.fix) {
        (Input::File(path), true) => Some(path),
        _ => None,
    };
    if let (Some(path), Some((_, bytes))) = (to_file, &new)
        && let Err(error) = write(path, &old_bytes, bytes)
    {
        remarks.push(Remark::Unwritten(error));
        new = None;
    }
    let findings = new.as_ref().map_or(0, |((_, count), _)| *count);
    let to_stdout = args.fix.fix && to_file.is_none();
    let (document, shown) = match new {
        Some(((fixed, _), bytes)) if args.fix.fix => {
            let shown = if to_stdout {
                Shown::File(bytes)
            } else {
                Shown::Nothing
            };
            (fixed, shown)
        }
        new => {
            let shown = match new {
                Some(((fixed, _), _)) => Shown::Diff(old.text.clone(), fixed.text),
                None if to_stdout => Shown::File(old_bytes),
                None => Shown::Nothing,
            };
            (old, shown)
        }
    };
    let (checked, tally) = check(&document);
    let (safe, suggested) = fixable(&checked);
    if document.format == Format::Docx && checked.kind.is_some() {
        remarks.push(Remark::Word(safe, suggested));
    }
    let is_text = document.format.is_text();
    let change = Some(Change {
        findings,
        suggested: if is_text { suggested } else { 0 },
        shown,
        remarks,
    });
    Ok((document, checked, SideResult { tally, change }))
}

/// Asks about the fixes of a text, unless there are to be no more questions; gives what it has become, and how many
/// were taken.
fn asked(
    args: &CheckArgs,
    old: &Document,
    check: &dyn Fn(&Document) -> (LintResult, Tally),
    remarks: &mut Vec<Remark>,
    console: Console,
) -> (Document, usize) {
    if STOPPED.load(Ordering::Relaxed) {
        return (old.clone(), 0);
    }
    let color = args.color;
    let done = Talk { console, color }.about(old.clone(), &|d| check(d).0);
    STOPPED.store(done.stopped, Ordering::Relaxed);
    remarks.push(Remark::Taken(done.taken, done.asked));
    (done.document, done.taken)
}

fn remarks_on(fixed: &Fixed) -> Vec<Remark> {
    let mut remarks = Vec::new();
    match fixed.ending {
        Ending::Settled if fixed.left.is_empty() => {}
        Ending::Settled => remarks.push(Remark::Harmful(fixed.left.len())),
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
    AtomicFile::over(path, old)?.keep_with(bytes)
}

impl Change {
    /// Writes what goes to stdout, says what has to be said, and adds to the sums.
    pub fn tell(
        self,
        name: &str,
        args: &CheckArgs,
        console: Console,
        status: &mut Status,
        summary: &mut Summary,
    ) {
        summary.fixed += self.findings;
        summary.fixed_files += usize::from(self.findings > 0);
        match self.shown {
            Shown::Nothing => {}
            Shown::File(bytes) => console.print(status, |out| out.write_all(&bytes)),
            Shown::Diff(old, new) => {
                let color = terminal::color(args.color, &io::stdout());
                let for_person = color || io::stdout().is_terminal();
                console.print(status, |out| {
                    diff(out, name, (&old, &new), (color, for_person))
                });
            }
        }
        for remark in self.remarks {
            match remark {
                Remark::Word(safe, suggested) => {
                    console.tell(&Say::Word(name, safe, suggested).say(console.lang));
                }
                Remark::Taken(_, 0) => console.tell(&Say::NoFixes(name).say(console.lang)),
                Remark::Taken(taken, asked) => {
                    console.tell(&Say::Taken(name, taken, asked).say(console.lang));
                }
                Remark::NoText(format) => console.say(&Text::Unmendable(name, format)),
                Remark::Unencoded(EncodeError::Unfaithful) => console.say(&Text::Unfaithful(name)),
                Remark::Unencoded(EncodeError::Unencodable(c)) => {
                    console.say(&Text::Unencodable(name, c));
                }
                Remark::Unwritten(error) => {
                    console.say(&Text::CannotWriteTo(name, &error));
                    status.misuse = true;
                }
                Remark::Harmful(n) => console.say(&Text::HarmfulFixes(name, n)),
                Remark::Unfinished(Ending::Circled) => console.say(&Text::FixesCircle(name)),
                Remark::Unfinished(_) => console.say(&Text::FixesUnfinished(name)),
            }
        }
    }
}
