//! The letter to a body about its reports: what was found, where, and what to do; a Word document to be sent on.

mod messages;

use self::messages::Say;
use gouji_core::diagnostic::{Diagnostic, LintResult, Severity};
use gouji_core::document::Document;
use gouji_core::text::Lang;
use gouji_formats::ReadError;
use gouji_formats::docx::write::{Grid, GridCell, Piece, written};
use gouji_render::messages::Text as Shown;
use gouji_render::{flat, place_in_words};

/// The shares of the columns of a table in its width.
const SHARES: [u32; 5] = [6, 8, 24, 34, 28];
/// The longest name of a file, in characters.
const NAME: usize = 60;

/// What is found in the reports of one body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The body; where none was read, the name of the file.
    body: String,
    reports: Vec<Reported>,
}

/// What is found in one report.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Reported {
    file: String,
    year: Option<i32>,
    /// Errors and warnings, the worst first.
    grave: Vec<Line>,
    hints: Vec<Line>,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    severity: Severity,
    place: String,
    said: String,
    help: String,
}

impl Letter {
    /// A letter about one report; `None` where nothing is found in it, or where it is none.
    pub fn new(document: &Document, checked: &LintResult, lang: Lang) -> Option<Self> {
        if checked.kind.is_none() || checked.diagnostics.is_empty() {
            return None;
        }
        let line = |d: &Diagnostic| Line {
            severity: d.severity,
            place: d.primary().map_or_else(String::new, |l| match &l.cell {
                Some(cell) => format!("{} \u{b7} {}", flat(&cell.table), cell.title()),
                None => place_in_words(document, &checked.sections, l.span, lang),
            }),
            said: match d.fault.is_empty() || d.fault == d.message {
                true => d.message.clone(),
                false => format!("{}\n{}", d.fault, d.message),
            },
            help: [d.help.as_deref(), d.source.as_deref()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("\n"),
        };
        let lines = checked.diagnostics.iter().map(line);
        let (hints, mut grave): (Vec<Line>, Vec<Line>) =
            lines.partition(|l| l.severity == Severity::Info);
        grave.sort_by_key(|l| std::cmp::Reverse(l.severity));
        let file = document.name.rsplit(['/', '\\']).next();
        let file = file.unwrap_or(&document.name).to_owned();
        Some(Letter {
            body: checked.body.clone().unwrap_or_else(|| file.clone()),
            reports: vec![Reported {
                file,
                year: checked.year,
                grave,
                hints,
            }],
        })
    }

    /// The body that it is about.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// Takes in the reports of another letter to the same body.
    pub fn add(&mut self, other: Letter) {
        self.reports.extend(other.reports);
    }

    /// The name of its file: that of the body without what no file may be called.
    pub fn name(&self, lang: Lang) -> String {
        let bad = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
        let body = flat(&self.body);
        let body: String = body.trim().chars().take(NAME).collect();
        let body = body.replace(bad, "_");
        let body = body.trim_matches(['.', ' ']);
        Say::Name(body).say(lang)
    }

    /// The bytes of the Word document. `day` is when the check was made.
    ///
    /// # Errors
    ///
    /// More findings than a document has room for.
    pub fn docx(&self, day: &str, lang: Lang) -> Result<Vec<u8>, ReadError> {
        written(&self.pieces(day, lang))
    }

    /// The same as a plain text, to be sent as a message.
    pub fn text(&self, day: &str, lang: Lang) -> String {
        let mut out = String::new();
        let mut line = |text: &str| {
            out.push_str(text);
            out.push('\n');
        };
        // a report has a table where it has grave findings
        let mut tables = self.reports.iter().filter(|r| !r.grave.is_empty());
        for piece in self.pieces(day, lang) {
            match piece {
                Piece::Title(text) | Piece::Paragraph(text) => line(&text),
                Piece::Heading(_, text) => line(&format!("\n{text}")),
                _ => {
                    let lines = tables.next().into_iter().flat_map(|r| &r.grave);
                    let texts = lines.enumerate().map(|(at, l)| l.text(at + 1, lang));
                    texts.for_each(|text| line(&text));
                }
            }
        }
        out
    }

    fn pieces(&self, day: &str, lang: Lang) -> Vec<Piece> {
        let of = |severity| {
            let lines = self
                .reports
                .iter()
                .flat_map(|r| r.grave.iter().chain(&r.hints));
            lines.filter(|l| l.severity == severity).count()
        };
        let counts = [Severity::Error, Severity::Warning, Severity::Info].map(of);
        let mut pieces = vec![
            Piece::Title(Say::Title.say(lang)),
            Piece::Paragraph(Say::To(&flat(&self.body)).say(lang)),
            Piece::Paragraph(Say::Opening(day, self.reports.len(), counts).say(lang)),
        ];
        for report in &self.reports {
            report.write(&mut pieces, lang);
        }
        pieces.push(Piece::Paragraph(
            Say::Closing(env!("CARGO_PKG_VERSION")).say(lang),
        ));
        pieces
    }
}

impl Line {
    fn text(&self, n: usize, lang: Lang) -> String {
        let said = self.said.replace('\n', &Shown::Colon.say(lang));
        let severity = Shown::Severity(self.severity).say(lang);
        let mut text = Say::Found(n, &severity, &self.place, &said).say(lang);
        for help in self.help.lines() {
            text.push_str("\n   ");
            text.push_str(help);
        }
        text
    }
}

impl Reported {
    fn write(&self, pieces: &mut Vec<Piece>, lang: Lang) {
        pieces.push(Piece::Heading(
            1,
            Say::Report(&self.file, self.year).say(lang),
        ));
        if !self.grave.is_empty() {
            pieces.push(Piece::Table(self.table(lang)));
        }
        if !self.hints.is_empty() {
            pieces.push(Piece::Heading(2, Say::Hints.say(lang)));
        }
        for (at, hint) in self.hints.iter().enumerate() {
            let said = hint.said.replace('\n', &Shown::Colon.say(lang));
            pieces.push(Piece::Paragraph(
                Say::Hint(at + 1, &hint.place, &said).say(lang),
            ));
        }
    }

    fn table(&self, lang: Lang) -> Grid {
        let heads = Say::Columns.say(lang);
        let heads = heads.split('|').map(GridCell::new).collect();
        let lines = self.grave.iter().enumerate().map(|(at, line)| {
            let cells = [
                (at + 1).to_string(),
                Shown::Severity(line.severity).say(lang),
                line.place.clone(),
                line.said.clone(),
                line.help.clone(),
            ];
            cells.map(GridCell::new).to_vec()
        });
        Grid {
            shares: SHARES.to_vec(),
            heads: 1,
            rows: std::iter::once(heads).chain(lines).collect(),
        }
    }
}
