//! `[output]`: how results are written, where no option says so.

use super::flag;
use gouji_core::fields::{At, Fields, File, Wrong};

/// Defaults of options. The words that may stand in them are those of the options.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The language of messages.
    pub lang: Option<At<String>>,
    /// How findings are written, and where to: `FORMAT` or `FORMAT=FILE`.
    pub format: Vec<At<String>>,
    /// The lowest severity that makes a run fail.
    pub fail_on: Option<At<String>>,
    /// Colours.
    pub color: Option<At<String>>,
    /// Columns to use.
    pub width: Option<At<u16>>,
    /// Draw with ASCII only.
    pub ascii: Option<At<bool>>,
    /// Findings that have one cause are one.
    pub fold: Option<At<bool>>,
    /// List what could not be checked.
    pub show_unknown: Option<At<bool>>,
}

impl Output {
    pub(super) fn read(fields: Fields<'_, '_>) -> Self {
        let width = fields.integer("width").and_then(|n| u16::try_from(n).ok());
        let output = Output {
            lang: fields.text("lang"),
            format: fields.texts("format"),
            fail_on: fields.text("fail-on"),
            color: fields.text("color"),
            width: width.map(|value| At {
                value,
                span: fields.place("width"),
            }),
            ascii: flag(&fields, "ascii"),
            fold: flag(&fields, "fold"),
            show_unknown: flag(&fields, "show-unknown"),
        };
        fields.finish();
        output
    }
}

/// The words that options of a program take; a list without words is not asked.
#[derive(Clone, Debug, Default)]
pub struct OptionWords {
    /// Languages.
    pub lang: Vec<String>,
    /// Severities that make a run fail.
    pub fail_on: Vec<String>,
    /// When there are colours.
    pub color: Vec<String>,
    /// Outputs.
    pub format: Vec<String>,
}

impl Output {
    /// Adds the words that no option takes to what is wrong with the file.
    pub(crate) fn judge(&self, file: &File<'_>, words: &OptionWords) {
        let one = |at: &Option<At<String>>, known: &[String]| judge(file, at.as_slice(), known);
        one(&self.lang, &words.lang);
        one(&self.fail_on, &words.fail_on);
        one(&self.color, &words.color);
        judge(file, &self.format, &words.format);
    }
}

fn judge(file: &File<'_>, texts: &[At<String>], known: &[String]) {
    for at in texts.iter().filter(|_| !known.is_empty()) {
        if !known.contains(&at.value) {
            file.fault(at.span, &Wrong::Choice(at.value.clone(), known.to_vec()));
        }
    }
}
