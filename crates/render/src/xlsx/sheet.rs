//! One sheet: a head that stays, rows below it, and what Excel lets nobody exceed.

use std::borrow::Cow;
use std::io;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::messages::{Say, cut, more, severity};
use crate::columns::width;
use gouji_core::diagnostic::Severity;
use gouji_core::text::Lang;

/// Rows of a sheet, with its head.
const ROWS: u32 = 1_048_576;
/// UTF-16 units of a cell.
const UNITS: usize = 32_767;
/// Numbers with more digits are kept as text: a cell holds a binary float.
const DIGITS: usize = 15;
/// Points of a line, and of the highest row.
const LINE: usize = 15;
const HIGHEST: usize = 405;

/// What stands in a cell.
#[derive(Clone, Debug)]
pub(crate) enum Entry<'a> {
    /// Nothing.
    Empty,
    /// Text, never a formula.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
    /// The word for a severity, in its colour.
    Severity(Severity),
}

impl<'a> Entry<'a> {
    /// A text.
    pub fn text(text: &'a str) -> Self {
        Entry::Text(Cow::Borrowed(text))
    }

    /// A text, or nothing.
    pub fn maybe(text: Option<&'a str>) -> Self {
        text.map_or(Entry::Empty, Entry::text)
    }

    /// A count.
    pub fn count(n: usize) -> Self {
        // as far as a count goes in practice, a float holds it exactly
        Entry::Number(n as f64)
    }

    /// A number where the text is one and nothing else, else the text.
    pub fn value(text: String) -> Self {
        match number(&text) {
            Some(number) => Entry::Number(number),
            None => Entry::Text(Cow::Owned(text)),
        }
    }
}

/// The number that a text is, when a cell gives it back as it stands, but for zeros behind the point.
pub(crate) fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let led = whole.len() > 1 && whole.starts_with('0');
    let plain = all_digits(whole) && all_digits(part) && !led;
    (plain && whole.len() + part.len() <= DIGITS + 1)
        .then(|| text.parse().ok())
        .flatten()
}

/// A sheet that grows.
pub(crate) struct Sheet {
    sheet: Worksheet,
    lang: Lang,
    looks: Looks,
    /// The widths of the columns, in digits.
    widths: Vec<u16>,
    /// The next row.
    row: u32,
    rows: u32,
    left_out: u64,
}

struct Looks {
    text: Format,
    number: Format,
    severities: [Format; 3],
}

impl Looks {
    fn new() -> Self {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let on = |color| text.clone().set_background_color(Color::RGB(color));
        let severities = [0xE8_F0_FA, 0xFF_F4_D6, 0xFB_E3_E1].map(on);
        // away from the words in the next column
        let number = text.clone().set_align(FormatAlign::Right).set_indent(1);
        Looks {
            text,
            number,
            severities,
        }
    }

    fn severity(&self, severity: Severity) -> &Format {
        let [info, warning, error] = &self.severities;
        match severity {
            Severity::Info => info,
            Severity::Warning => warning,
            Severity::Error => error,
        }
    }
}

impl Sheet {
    /// A sheet with a name, and heads with the widths of their columns in digits.
    pub(super) fn new(
        sheet: Worksheet,
        name: Say,
        heads: &[(Say, u16)],
        lang: Lang,
    ) -> Result<Self, XlsxError> {
        let heads = heads
            .iter()
            .map(|(head, wide)| (head.say(lang).to_owned(), *wide));
        let heads: Vec<(String, u16)> = heads.collect();
        Sheet::named(sheet, name.say(lang), &heads, lang)
    }

    /// The same with heads that are words already.
    pub fn named(
        mut sheet: Worksheet,
        name: &str,
        heads: &[(String, u16)],
        lang: Lang,
    ) -> Result<Self, XlsxError> {
        sheet.set_name(name)?;
        let look = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_background_color(Color::RGB(0xEE_EE_EE))
            .set_border_bottom(FormatBorder::Thin);
        for (at, (head, width)) in (0u16..).zip(heads) {
            sheet.set_column_width(at, f64::from(*width))?;
            sheet.write_string_with_format(0, at, head, &look)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_landscape().set_paper_size(9);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        Ok(Sheet {
            sheet,
            lang,
            looks: Looks::new(),
            widths: heads.iter().map(|(_, width)| *width).collect(),
            row: 1,
            rows: ROWS,
            left_out: 0,
        })
    }

    /// The same with fewer rows than Excel has.
    #[cfg(test)]
    pub fn with_rows(self, rows: u32) -> Self {
        Sheet { rows, ..self }
    }

    /// Adds a row and returns its number; `None` where the sheet is full. The last row is kept for saying so.
    pub fn add<'a>(
        &mut self,
        row: impl IntoIterator<Item = Entry<'a>>,
    ) -> Result<Option<u32>, XlsxError> {
        if self.row.saturating_add(1) >= self.rows {
            self.left_out += 1;
            return Ok(None);
        }
        let mut lines = 1;
        for (at, entry) in (0u16..).zip(row) {
            lines = lines.max(self.lines(at, &entry));
            self.put(self.row, at, entry)?;
        }
        if lines > 1 {
            // not every program finds the height by itself
            let height = (lines * LINE).min(HIGHEST);
            self.sheet.set_row_height(self.row, height as f64)?;
        }
        self.row += 1;
        Ok(Some(self.row - 1))
    }

    /// How many lines an entry takes in a column.
    fn lines(&self, column: u16, entry: &Entry<'_>) -> usize {
        let Entry::Text(words) = entry else {
            return 1;
        };
        let room = self.widths.get(usize::from(column)).copied();
        let room = usize::from(room.unwrap_or(1)).saturating_sub(2).max(1);
        words.lines().map(|l| width(l).div_ceil(room).max(1)).sum()
    }

    /// Fills a cell.
    pub fn put(&mut self, row: u32, column: u16, entry: Entry<'_>) -> Result<(), XlsxError> {
        let (text, digits) = (&self.looks.text, &self.looks.number);
        match entry {
            Entry::Empty => {}
            Entry::Text(words) if words.is_empty() => {}
            Entry::Text(words) => {
                let words = fitting(&words, self.lang);
                self.sheet
                    .write_string_with_format(row, column, words, text)?;
            }
            Entry::Number(number) => {
                self.sheet
                    .write_number_with_format(row, column, number, digits)?;
            }
            Entry::Severity(grave) => {
                let (word, look) = (severity(grave, self.lang), self.looks.severity(grave));
                self.sheet
                    .write_string_with_format(row, column, word, look)?;
            }
        }
        Ok(())
    }

    /// The sheet, with a filter over its rows.
    pub fn finish(mut self) -> Result<Worksheet, XlsxError> {
        let last = self.row.saturating_sub(1);
        let heads = u16::try_from(self.widths.len()).unwrap_or(1);
        self.sheet.autofilter(0, 0, last, heads.saturating_sub(1))?;
        if self.left_out > 0 {
            let words = Entry::Text(more(self.left_out, self.lang).into());
            self.put(self.row, 0, words)?;
        }
        Ok(self.sheet)
    }
}

/// A text as a cell takes it: without what no reader can show, and with a word about what does not fit.
pub(super) fn fitting(text: &str, lang: Lang) -> String {
    let seen = |c: char| match c {
        '\n' | '\t' => c,
        c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    let text: String = text.replace("\r\n", "\n").chars().map(seen).collect();
    let units = |t: &str| t.chars().map(char::len_utf16).sum::<usize>();
    if units(&text) <= UNITS {
        return text;
    }
    let characters = text.chars().count();
    let room = UNITS.saturating_sub(units(&cut(characters, lang)));
    let mut taken = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            taken += c.len_utf16();
            taken <= room
        })
        .collect();
    let left_out = characters - kept.chars().count();
    kept + &cut(left_out, lang)
}

/// The error of the crate, as one of writing.
pub(crate) fn failed(error: XlsxError) -> io::Error {
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_numbers_are_numbers() {
        assert_eq!(number("-12.50"), Some(-12.5));
        assert_eq!(number("0"), Some(0.0));
        for text in [
            "",
            "-",
            "007",
            "1,200",
            "=1",
            "+1",
            "1e5",
            "１",
            "1.",
            ".5",
            "nan",
            "1234567890123456",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_cell_says_what_it_cannot_hold() {
        assert_eq!(
            fitting("a\u{1b}[2J\r\nb\0", Lang::En),
            "a\u{fffd}[2J\nb\u{fffd}"
        );
        let long = fitting(&"😀".repeat(20_000), Lang::En);
        assert!(long.encode_utf16().count() <= UNITS && long.encode_utf16().count() > UNITS - 3);
        let kept = long.chars().filter(|c| *c == '😀').count();
        assert!(long.ends_with(&cut(20_000 - kept, Lang::En)));
    }

    #[test]
    fn a_full_sheet_says_what_it_left_out() {
        let sheet = Sheet::new(Worksheet::new(), Say::Tables, &[(Say::File, 9)], Lang::En);
        let mut sheet = sheet.unwrap().with_rows(4);
        let rows: Vec<Option<u32>> = (0..5)
            .map(|n| sheet.add([Entry::count(n)]).unwrap())
            .collect();
        assert_eq!(rows, [Some(1), Some(2), None, None, None]);
        assert_eq!((sheet.row, sheet.left_out), (3, 3));
        sheet.finish().unwrap();
    }
}
