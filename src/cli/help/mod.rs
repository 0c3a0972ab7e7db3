//! Help and errors of misuse in one language.
//!
//! A text of the options holds both languages, `English · 中文`, paragraph by paragraph; [`command`] goes through all
//! commands and takes one. What clap itself puts around the texts is English: headings, defaults, values that can be
//! chosen and errors are put into words here.

mod messages;
mod misuse;
mod rows;
mod sides;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::builder::{PossibleValue, PossibleValuesParser, Str, StyledStr, Styles};
use clap::{Arg, Command, CommandFactory, Error};

use self::messages::{Word, value};
use self::rows::chinese;
use self::sides::in_language;
use super::args::{Cli, ColorWhen};
use super::{language, terminal};
use crate::text::Lang;

pub(super) use self::messages::{
    ANNOTATE_EXIT_CODES, CITE_EXIT_CODES, DIFF_EXIT_CODES, EXIT_CODES, TRY_EXIT_CODES, manual,
};

/// The language of help and of errors of misuse: `--lang`, else the environment.
pub(super) fn language_of(words: &[OsString]) -> Lang {
    let asked = language::asked(words);
    asked.unwrap_or_else(|| language::of_environment().unwrap_or(Lang::Zh))
}

/// Shows what is shown instead of running a command line: help, the version, or what is wrong; returns the exit status.
pub(super) fn answer(words: &[OsString], error: Error) -> u8 {
    let lang = language_of(words);
    let bare = language::without(words);
    let help = bare.get(1).is_some_and(|word| word == "help");
    let words = if help { &bare } else { words };
    // the same error, with the words of the language
    let error = command(lang)
        .try_get_matches_from(words)
        .err()
        .unwrap_or(error);
    let status = u8::try_from(error.exit_code()).unwrap_or(2);
    // there is nobody to report a failure to
    match (lang, error.use_stderr()) {
        (Lang::En, _) => error.print().ok(),
        (Lang::Zh, false) => {
            let color = terminal::color(ColorWhen::Auto, &io::stdout());
            let text = chinese(&error, terminal::width(None), color);
            io::stdout().lock().write_all(text.as_bytes()).ok()
        }
        (Lang::Zh, true) => {
            let color = terminal::color(ColorWhen::Auto, &io::stderr());
            let text = chinese(&error, terminal::width_of_errors(None), color);
            io::stderr().lock().write_all(text.as_bytes()).ok()
        }
    };
    status
}

/// All commands with the texts of a language.
pub(super) fn command(lang: Lang) -> Command {
    let mut command = Cli::command();
    command.build();
    in_one_language(command, lang, Place::Terminal)
}

/// All commands for the scripts of shells, which write down themselves which values can be chosen.
pub(super) fn command_for_shells(lang: Lang) -> Command {
    let mut command = Cli::command();
    command.build();
    in_one_language(command, lang, Place::Shell)
}

/// All commands for manual pages, of which none is about help.
pub(super) fn command_for_manual(lang: Lang) -> Command {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    in_one_language(command, lang, Place::Terminal)
}

/// Where the texts are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Terminal,
    Shell,
}

/// A command and those under it.
fn in_one_language(mut command: Command, lang: Lang, place: Place) -> Command {
    command = texts(command, lang);
    command = command.mut_args(|arg| argument(arg, lang, place));
    if lang == Lang::Zh && place == Place::Terminal {
        command = chinese_frame(command);
    }
    let names = command.get_subcommands().map(|c| c.get_name().to_owned());
    for name in names.collect::<Vec<_>>() {
        command = command.mut_subcommand(name, |under| in_one_language(under, lang, place));
    }
    command
}

/// The texts of a command itself.
fn texts(mut command: Command, lang: Lang) -> Command {
    let own = |text: Option<&StyledStr>| text.map(|t| in_language(&t.to_string(), lang));
    let name = command.get_name().to_owned();
    if let Some(about) = own(command.get_about()) {
        let about = if name == "help" {
            Word::HelpCommand.say(lang).to_owned()
        } else {
            about
        };
        command = command.about(about);
    }
    if let Some(long) = own(command.get_long_about()) {
        command = command.long_about(long);
    }
    if let Some(after) = own(command.get_after_help()) {
        command = command.after_help(after);
    }
    command
}

/// Headings, usage and rows in Chinese.
fn chinese_frame(command: Command) -> Command {
    let lang = Lang::Zh;
    let subcommands = command.get_subcommands().any(|c| !c.is_hide_set());
    let positionals = command.get_positionals().any(|a| !a.is_hide_set());
    let mut command = command.subcommand_value_name(Word::Command.say(lang));
    let usage = command.render_usage().to_string();
    let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim_start();
    let usage = Word::in_usage(usage);
    let parts = [
        (subcommands, Word::Commands, "{subcommands}"),
        (positionals, Word::Arguments, "{positionals}"),
        (true, Word::Options, "{options}"),
    ];
    let parts = parts.iter().filter(|(there, ..)| *there);
    let parts: Vec<String> = parts
        .map(|(_, heading, part)| format!("{}\n{part}", heading.say(lang)))
        .collect();
    let heading = Word::Usage.say(lang);
    let template = format!(
        "{{before-help}}{{about-with-newline}}\n{heading}{{usage}}\n\n{}{{after-help}}",
        parts.join("\n\n")
    );
    // rows are broken later, where Chinese can be broken
    let command = command.term_width(0).styles(Styles::plain());
    command.override_usage(usage).help_template(template)
}

/// An option or argument.
fn argument(mut arg: Arg, lang: Lang, place: Place) -> Arg {
    let name = arg.get_id().to_string();
    let of_clap = match name.as_str() {
        "help" if arg.get_long_help().is_some() || arg.get_short().is_some() => Some(Word::Help),
        "version" if arg.get_short() == Some('V') => Some(Word::Version),
        "subcommand" => Some(Word::HelpOf),
        _ => None,
    };
    if let Some(word) = of_clap {
        let brief = word.say(lang).to_owned();
        return arg.help(brief.clone()).long_help(brief);
    }
    if arg.get_action().takes_values() {
        let names = arg.get_value_names().unwrap_or_default().iter();
        let named = |n: &Str| match lang {
            Lang::Zh => value(n.as_str()).map_or_else(|| n.clone(), Str::from),
            Lang::En => n.clone(),
        };
        let names: Vec<Str> = names.map(named).collect();
        if !names.is_empty() {
            arg = arg.value_names(names);
        }
    }
    let own = |text: Option<&StyledStr>| text.map(|t| in_language(&t.to_string(), lang));
    let (mut brief, mut long) = (own(arg.get_help()), own(arg.get_long_help()));
    let values = values(&arg, lang);
    if place == Place::Shell {
        arg = offering(arg, values);
    } else {
        let notes = Notes::of(&arg, values, lang);
        long = notes.long(long.or_else(|| brief.clone()));
        brief = brief.map(|text| notes.brief(text));
        arg = arg
            .hide_possible_values(notes.hides)
            .hide_default_value(true);
    }
    if let Some(brief) = brief {
        arg = arg.help(brief);
    }
    match long {
        Some(long) => arg.long_help(long),
        None => arg,
    }
}

/// The values that can be chosen, with what they mean.
fn values(arg: &Arg, lang: Lang) -> Vec<PossibleValue> {
    let values = arg.get_possible_values().into_iter();
    let shown = values.filter(|v| !v.is_hide_set() && arg.get_action().takes_values());
    let own = |value: PossibleValue| match value.get_help().map(ToString::to_string) {
        Some(help) => value.help(in_language(&help, lang)),
        None => value,
    };
    shown.map(own).collect()
}

/// An argument for a shell, which shows what values mean.
fn offering(arg: Arg, values: Vec<PossibleValue>) -> Arg {
    match values.iter().any(|v| v.get_help().is_some()) {
        true => arg.value_parser(PossibleValuesParser::new(values)),
        false => arg,
    }
}

/// What is said behind the text of an argument.
struct Notes {
    lang: Lang,
    values: Vec<PossibleValue>,
    default: Option<String>,
    hides: bool,
}

impl Notes {
    fn of(arg: &Arg, values: Vec<PossibleValue>, lang: Lang) -> Self {
        let defaults = arg.get_default_values().iter().map(|v| v.to_string_lossy());
        let defaults: Vec<_> = defaults.collect();
        let takes = arg.get_action().takes_values();
        let shown = takes && !arg.is_hide_default_value_set() && !defaults.is_empty();
        Notes {
            lang,
            values,
            default: shown.then(|| defaults.join(", ")),
            hides: takes,
        }
    }

    fn default(&self) -> Option<String> {
        let value = self.default.as_ref()?;
        Some(format!("[{}{value}]", Word::Default.say(self.lang)))
    }

    /// In one row.
    fn brief(&self, mut text: String) -> String {
        let names: Vec<&str> = self.values.iter().map(PossibleValue::get_name).collect();
        for part in self
            .default()
            .into_iter()
            .chain((!names.is_empty()).then(|| {
                let comma = Word::Comma.say(self.lang);
                format!("[{}{}]", Word::Values.say(self.lang), names.join(comma))
            }))
        {
            text = format!("{text} {part}");
        }
        text
    }

    /// With a row for each value that has a meaning.
    fn long(&self, text: Option<String>) -> Option<String> {
        let text = text?;
        if !self.values.iter().any(|v| v.get_help().is_some()) {
            return Some(self.brief(text));
        }
        let widest = self.values.iter().map(|v| v.get_name().len()).max();
        let widest = widest.unwrap_or_default();
        let row = |value: &PossibleValue| {
            let help = value
                .get_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            format!("  {:widest$}  {help}", value.get_name())
                .trim_end()
                .to_owned()
        };
        let rows: Vec<String> = self.values.iter().map(row).collect();
        let heading = Word::ValuesBelow.say(self.lang);
        let default = self.default().map(|d| format!("\n\n{d}"));
        let default = default.unwrap_or_default();
        Some(format!("{text}\n\n{heading}\n{}{default}", rows.join("\n")))
    }
}
