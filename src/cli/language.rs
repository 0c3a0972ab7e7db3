//! In which language gouji speaks: `--lang`, else `GOUJI_LANG`, else `gouji.toml`, else the locale, else Chinese.

use std::env;
use std::ffi::OsString;

use super::args::LangName;
use crate::text::Lang;

/// The variables of a locale, the first that is set counts.
const LOCALE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language that a command line asks for with `--lang`, wherever it stands; also where the rest cannot be parsed.
pub(super) fn asked(words: &[OsString]) -> Option<Lang> {
    let words = words.iter().skip(1).map(|w| w.to_string_lossy());
    let mut words = words.take_while(|w| w != "--");
    let mut last = None;
    while let Some(word) = words.next() {
        let name = match word.strip_prefix("--lang") {
            Some("") => words.next().unwrap_or_default().into_owned(),
            Some(value) => value.strip_prefix('=').unwrap_or_default().to_owned(),
            None => continue,
        };
        last = named(&name).or(last);
    }
    last
}

/// The words of a command line without `--lang`.
pub(super) fn without(words: &[OsString]) -> Vec<OsString> {
    let mut words = words.iter();
    let mut kept = Vec::new();
    while let Some(word) = words.next() {
        match word.to_str() {
            Some("--lang") => {
                words.next();
            }
            Some(word) if word.starts_with("--lang=") => {}
            Some("--") => {
                kept.push(word.clone());
                kept.extend(words.by_ref().cloned());
            }
            _ => kept.push(word.clone()),
        }
    }
    kept
}

/// The language of the environment.
///
/// # Errors
///
/// The value of `GOUJI_LANG`, where it is neither Chinese nor English.
pub(super) fn of_environment() -> Result<Lang, String> {
    let said = env::var_os("GOUJI_LANG").unwrap_or_default();
    let said = said.to_string_lossy().to_lowercase();
    match said.as_str() {
        "" => Ok(locale().map_or(Lang::Zh, |(lang, _)| lang)),
        _ => named(&said).ok_or(said),
    }
}

/// The language of the locale and the variable that says it; nothing where the locale is that of no people (`C`).
pub(super) fn locale() -> Option<(Lang, &'static str)> {
    let values = LOCALE.iter().map(|name| (env::var_os(name), *name));
    let mut set = values.filter_map(|(value, name)| Some((value?, name)));
    let (value, name) = set.find(|(value, _)| !value.is_empty())?;
    match base(&value.to_string_lossy().to_lowercase()) {
        "c" | "posix" => None,
        "zh" => Some((Lang::Zh, name)),
        // who reads neither is served better by English
        _ => Some((Lang::En, name)),
    }
}

/// The language of a name such as `zh`, `en_GB.UTF-8`.
fn named(name: &str) -> Option<Lang> {
    match base(&name.to_lowercase()) {
        "zh" => Some(LangName::Zh.lang()),
        "en" => Some(LangName::En.lang()),
        _ => None,
    }
}

/// A locale without its country and encoding.
fn base(locale: &str) -> &str {
    locale
        .split(['_', '-', '.', '@'])
        .next()
        .unwrap_or_default()
}
