//! `--interactive`: each fix of a text is shown as a diff, and taken where the answer is yes.

use std::collections::BTreeSet;
use std::io::{self, BufRead, IsTerminal, Write};

use super::messages::Say;
use crate::cli::args::ColorWhen;
use crate::cli::console::Console;
use crate::cli::terminal;
use crate::diagnostic::{Applicability, Diagnostic, Fix, LintResult};
use crate::document::Document;
use crate::linter::autofix::edited;
use crate::output::diff::diff;
use crate::output::flat;
use crate::text::Edit;

/// More fixes of one file are not taken: they would come to no end.
const MOST: usize = 10_000;

/// What came of the questions about a text.
pub(super) struct Asked {
    /// The text with the fixes that were taken, read again.
    pub document: Document,
    /// How many were taken.
    pub taken: usize,
    /// Of how many.
    pub asked: usize,
    /// No more questions are wanted.
    pub stopped: bool,
}

/// Where questions are asked, and in which colours.
#[derive(Clone, Copy)]
pub(super) struct Talk {
    pub console: Console,
    pub color: ColorWhen,
}

enum Answer {
    Yes,
    No,
    All,
    Quit,
}

/// A fix, as it is known again in a text that has changed behind it: the rule, the start, what goes and what comes.
type Key = (String, u32, Vec<(String, String)>);

/// A fix that can be taken.
struct Offer {
    key: Key,
    diagnostic: Diagnostic,
    fix: Fix,
}

impl Talk {
    /// Asks about all fixes of a text, from the top to the bottom; after each that is taken the text is read and checked
    /// anew.
    pub fn about(self, document: Document, check: &dyn Fn(&Document) -> LintResult) -> Asked {
        let mut known: BTreeSet<Key> = BTreeSet::new();
        let mut from = 0;
        let mut all = false;
        let mut done = Asked {
            document,
            taken: 0,
            asked: 0,
            stopped: false,
        };
        let mut checked = check(&done.document);
        while done.asked < MOST {
            let offers = offers(&done.document, &checked);
            let next = offers
                .into_iter()
                .find(|o| o.key.1 >= from && !known.contains(&o.key));
            let Some(offer) = next else {
                break;
            };
            from = offer.key.1;
            known.insert(offer.key.clone());
            done.asked += 1;
            let after = edited(&done.document, &offer.fix.edits);
            let answer = match all {
                true => Answer::Yes,
                false => self.ask(&offer, (&done.document, &after), done.asked),
            };
            match answer {
                Answer::No => continue,
                Answer::Quit => {
                    done.stopped = true;
                    break;
                }
                Answer::All => all = true,
                Answer::Yes => {}
            }
            done.taken += 1;
            done.document = after;
            checked = check(&done.document);
        }
        done
    }

    /// Shows a fix and waits for the answer; no answer is the end.
    fn ask(self, offer: &Offer, (old, new): (&Document, &Document), nth: usize) -> Answer {
        let mut out = io::stdout().lock();
        // nobody is left to answer when this fails
        if self.show(&mut out, offer, (old, new)).is_err() {
            return Answer::Quit;
        }
        let safe = offer.fix.applicability == Applicability::Safe;
        let question = Say::Question(nth, safe).say(self.console.lang);
        loop {
            if write!(out, "{question}")
                .and_then(|()| out.flush())
                .is_err()
            {
                return Answer::Quit;
            }
            let mut line = String::new();
            match io::stdin().lock().read_line(&mut line) {
                Ok(0) | Err(_) => return Answer::Quit,
                Ok(_) => {}
            }
            // what was piped in stands on no line of its own
            if !io::stdin().is_terminal() && writeln!(out).is_err() {
                return Answer::Quit;
            }
            match line.trim().to_lowercase().as_str() {
                "y" | "yes" => return Answer::Yes,
                "n" | "no" => return Answer::No,
                "a" | "all" => return Answer::All,
                "q" | "quit" => return Answer::Quit,
                _ => writeln!(out, "{}", Say::Answers.say(self.console.lang)).ok(),
            };
        }
    }

    fn show(
        self,
        out: &mut dyn Write,
        offer: &Offer,
        (old, new): (&Document, &Document),
    ) -> io::Result<()> {
        let (diagnostic, fix) = (&offer.diagnostic, &offer.fix);
        writeln!(out)?;
        writeln!(
            out,
            "{} ({})",
            flat(&diagnostic.message),
            flat(&diagnostic.rule)
        )?;
        writeln!(out, "{}", flat(&fix.message))?;
        let color = terminal::color(self.color, &io::stdout());
        let for_person = color || io::stdout().is_terminal();
        diff(out, &old.name, (&old.text, &new.text), (color, for_person))
    }
}

/// The fixes of all findings that change something, by their places; the safe ones of a place come first.
fn offers(document: &Document, checked: &LintResult) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for diagnostic in &checked.diagnostics {
        for fix in &diagnostic.fixes {
            let Some(key) = key(document, diagnostic, fix) else {
                continue;
            };
            let (diagnostic, fix) = (diagnostic.clone(), fix.clone());
            offers.push(Offer {
                key,
                diagnostic,
                fix,
            });
        }
    }
    offers.sort_by_key(|o| (o.key.1, o.fix.applicability != Applicability::Safe));
    offers
}

/// What a fix is known by; nothing where its edits do not fit the text or change nothing.
fn key(document: &Document, diagnostic: &Diagnostic, fix: &Fix) -> Option<Key> {
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|e| (e.span.start, e.span.end));
    let apart = edits.windows(2).all(|pair| match pair {
        [a, b] => a.span.end <= b.span.start,
        _ => true,
    });
    let mut changes = Vec::new();
    for edit in &edits {
        let old = document.text.get(edit.span.range())?;
        changes.push((old.to_owned(), edit.text.clone()));
    }
    let start = edits.first().filter(|_| apart)?.span.start;
    let changing = changes.iter().any(|(old, new)| old != new);
    changing.then(|| (diagnostic.rule.clone(), start, changes))
}
