//! Errors of misuse in Chinese: the sentence for each kind of error, from what clap knows of it. English ones are clap's own.

mod words;

use std::error::Error as _;
use std::num::{IntErrorKind, ParseIntError};

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use self::words::{Fault, Tip, frame};
use crate::cli::args::NotADay;

/// What is wrong, what may have been meant, and how the command is written.
pub(super) fn chinese(error: &Error) -> String {
    let tips = tips(error).iter().map(Tip::say).collect::<Vec<_>>();
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let usage = usage.trim().strip_prefix("Usage:").unwrap_or(&usage).trim();
    frame(&fault(error).say(), &tips, usage)
}

fn fault(error: &Error) -> Fault {
    let arg = || text(error, ContextKind::InvalidArg);
    let value = || text(error, ContextKind::InvalidValue);
    let number = |kind| match error.get(kind) {
        Some(ContextValue::Number(number)) => *number,
        _ => 0,
    };
    match error.kind() {
        ErrorKind::UnknownArgument => Fault::Unknown(arg()),
        ErrorKind::InvalidSubcommand => {
            Fault::NoCommand(text(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value().is_empty() => Fault::NoValue(arg(), choices(error)),
        ErrorKind::InvalidValue => Fault::Value(value(), arg(), choices(error)),
        ErrorKind::ValueValidation => Fault::Unfit(value(), arg(), why(error)),
        ErrorKind::NoEquals => Fault::NoEquals(arg()),
        ErrorKind::TooManyValues => Fault::TooMany(value(), arg()),
        ErrorKind::TooFewValues => Fault::TooFew(
            arg(),
            number(ContextKind::MinValues),
            number(ContextKind::ActualNumValues),
        ),
        ErrorKind::WrongNumberOfValues => Fault::WrongNumber(
            arg(),
            number(ContextKind::ExpectedNumValues),
            number(ContextKind::ActualNumValues),
        ),
        ErrorKind::ArgumentConflict => conflict(error),
        ErrorKind::MissingRequiredArgument => Fault::Missing(texts(error, ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand => Fault::NoCommandGiven(
            text(error, ContextKind::InvalidSubcommand),
            texts(error, ContextKind::ValidSubcommand),
        ),
        ErrorKind::InvalidUtf8 => Fault::NotText,
        _ => Fault::Other,
    }
}

/// Options that exclude each other.
fn conflict(error: &Error) -> Fault {
    let one = match text(error, ContextKind::InvalidArg) {
        arg if arg.is_empty() => text(error, ContextKind::InvalidSubcommand),
        arg => arg,
    };
    let others = texts(error, ContextKind::PriorArg);
    match others.as_slice() {
        [other] if *other == one => Fault::Twice(one),
        _ => Fault::Together(one, others),
    }
}

/// Why a value does not fit.
fn why(error: &Error) -> words::Why {
    let Some(source) = error.source() else {
        return words::Why::Unknown;
    };
    if source.downcast_ref::<NotADay>().is_some() {
        return words::Why::NotADay;
    }
    if let Some(number) = source.downcast_ref::<ParseIntError>() {
        return match number.kind() {
            IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => words::Why::Beyond,
            _ => words::Why::NoNumber,
        };
    }
    let said = source.to_string();
    match said.split_once(" is not in ") {
        Some((_, range)) => words::Why::Outside(range.to_owned()),
        None => words::Why::Unknown,
    }
}

/// What may have been meant.
fn tips(error: &Error) -> Vec<Tip> {
    let mut tips = Vec::new();
    let kinds = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    for kind in kinds {
        let meant = texts(error, kind);
        if !meant.is_empty() {
            tips.push(Tip::Meant(meant));
        }
    }
    let said = match error.get(ContextKind::Suggested) {
        Some(ContextValue::StyledStrs(said)) => said.as_slice(),
        _ => &[],
    };
    for text in said.iter().map(ToString::to_string) {
        let mut quoted = text.split('\'').skip(1).step_by(2).map(str::to_owned);
        let (Some(one), other) = (quoted.next(), quoted.next()) else {
            continue;
        };
        tips.extend(match other {
            Some(written) if text.starts_with("to pass") => Some(Tip::AsValue(one, written)),
            None if text.ends_with("exists") => Some(Tip::There(one)),
            _ if text.starts_with("subcommand") => Some(Tip::WithoutDashes(one)),
            _ => None,
        });
    }
    tips
}

fn text(error: &Error, kind: ContextKind) -> String {
    texts(error, kind).into_iter().next().unwrap_or_default()
}

fn choices(error: &Error) -> Vec<String> {
    texts(error, ContextKind::ValidValue)
}

fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}
