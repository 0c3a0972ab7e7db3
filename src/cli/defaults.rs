//! `[output]` of `gouji.toml`: what options are when nobody gives them. Options win over the environment, the
//! environment over the configuration.

use std::env;
use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{ArgMatches, ValueEnum};

use super::args::{Cli, Command, Common, CompareArgs, ConfigCommand, Format, SeriesArgs, Target};
use super::settings::{Finder, Settings};
use crate::config::Output;
use crate::fields::At;
use crate::text::Lang;

/// Puts the configuration in the place of options that were not given.
pub(super) fn fill(cli: &mut Cli, matches: &ArgMatches) {
    let path = path(&cli.command);
    if let Command::Config(ConfigCommand::Show(args)) = &mut cli.command {
        let given = given(matches);
        let all = ["lang", "width"].into_iter();
        args.given = all.filter(|name| given(name)).collect();
    }
    let Some(common) = common(&mut cli.command) else {
        return;
    };
    // what is wrong is said later, when the language is known
    let mut finder = Finder::new(common.request(Lang::default()));
    let found = finder.of_named(&path.unwrap_or_default());
    let Some(settings) = found.map(|f| f.settings) else {
        return;
    };
    let output = &settings.config.output;
    let said = env::var_os("GOUJI_LANG").is_some_and(|v| !v.is_empty());
    if common.lang.is_none() && !said {
        common.lang = word(&output.lang);
    }
    common.width = common.width.or(output.width.as_ref().map(|at| at.value));
    drawing(&mut cli.command, output, matches);
    if let Command::Check(args) | Command::Fix(args) = &mut cli.command {
        let given = given(matches);
        if !given("format") && !output.format.is_empty() {
            args.format = targets(&settings);
        }
        if !given("fail_on") {
            args.fail_on = word(&output.fail_on).unwrap_or(args.fail_on);
        }
        args.no_fold |= output.fold.as_ref().is_some_and(|at| !at.value);
        args.show_unknown |= flag(&output.show_unknown);
    }
}

/// The file or folder that a command is about.
fn path(command: &Command) -> Option<PathBuf> {
    match command {
        Command::Check(args) | Command::Fix(args) => {
            args.paths
                .first()
                .map(|path| match path.as_os_str() == "-" {
                    true => PathBuf::from(&args.stdin_filename),
                    false => path.clone(),
                })
        }
        Command::Annotate(args) => args.paths.first().cloned(),
        Command::Facts(args) => args.paths.first().cloned(),
        Command::Why(args) => Some(args.file.clone()),
        Command::Compare(args) => args.reports.first().cloned(),
        Command::Series(args) => args.paths.first().cloned(),
        Command::Config(ConfigCommand::Show(args)) => Some(args.path.clone()),
        _ => None,
    }
}

/// What a command has in common with the others.
fn common(command: &mut Command) -> Option<&mut Common> {
    match command {
        Command::Check(args) | Command::Fix(args) => Some(&mut args.common),
        Command::Annotate(args) => Some(&mut args.common),
        Command::Rules(args) => Some(&mut args.common),
        Command::Explain(args) => Some(&mut args.common),
        Command::Facts(args) => Some(&mut args.common),
        Command::Why(args) => Some(&mut args.common),
        Command::Compare(args) => Some(&mut args.common),
        Command::Series(args) => Some(&mut args.common),
        Command::Config(ConfigCommand::Show(args)) => Some(&mut args.common),
        // packs are written apart from reports
        _ => None,
    }
}

/// Colours and lines.
fn drawing(command: &mut Command, output: &Output, matches: &ArgMatches) {
    let (color, ascii) = match command {
        Command::Check(args) | Command::Fix(args) => (&mut args.color, Some(&mut args.ascii)),
        Command::Why(args) => (&mut args.color, Some(&mut args.ascii)),
        Command::Compare(CompareArgs { viewing, .. })
        | Command::Series(SeriesArgs { viewing, .. }) => {
            (&mut viewing.color, Some(&mut viewing.ascii))
        }
        Command::Explain(args) => (&mut args.color, None),
        _ => return,
    };
    if !given(matches)("color") {
        *color = word(&output.color).unwrap_or(*color);
    }
    if let Some(ascii) = ascii {
        *ascii |= flag(&output.ascii);
    }
}

/// Which options of the command stand on the command line.
fn given(matches: &ArgMatches) -> impl Fn(&str) -> bool {
    let mut own = matches;
    while let Some((_, deeper)) = own.subcommand() {
        own = deeper;
    }
    move |name| own.value_source(name) == Some(ValueSource::CommandLine)
}

fn flag(at: &Option<At<bool>>) -> bool {
    at.as_ref().is_some_and(|at| at.value)
}

/// A word as an option takes it.
fn word<T: ValueEnum>(at: &Option<At<String>>) -> Option<T> {
    let text = &at.as_ref()?.value;
    T::from_str(text, false).ok()
}

/// The outputs, all to stdout.
fn targets(settings: &Settings) -> Vec<Target> {
    let texts = settings.config.output.format.iter();
    let one = |at: &At<String>| {
        Some(Target {
            format: Format::from_str(&at.value, false).ok()?,
            file: None,
        })
    };
    texts.filter_map(one).collect()
}
