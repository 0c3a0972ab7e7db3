//! `gouji config show`: what holds for a report or folder, and where it comes from.

use std::env;
use std::sync::Arc;

use clap::ValueEnum;

use super::args::{ColorWhen, ConfigCommand, FailOn, LangName, ListFormat, ShowConfigArgs};
use super::console::{Console, Look};
use super::language;
use super::packs::Packs;
use super::read::Input;
use super::settings::{Settings, shown};
use super::status::Status;
use super::terminal;
use crate::config::Config;
use crate::fields::At;
use crate::linter::{Linter, Options};
use crate::output::effective::{Effective, Origin, Page};
use crate::pack::{Fate, Library, Setting};
use crate::text::{Lang, LineIndex, Span};

/// Runs a command.
pub(super) fn run(command: &ConfigCommand) -> Option<Status> {
    match command {
        ConfigCommand::Show(args) => show(args),
    }
}

fn show(args: &ShowConfigArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let packs = console.packs(
        &args.path,
        &args.common,
        Look::of(&args.common),
        &mut status,
    );
    let library = library(args, &packs);
    let mut values = Values {
        args,
        settings: packs.settings.as_deref(),
        lines: packs.settings.as_ref().map(|s| LineIndex::new(&s.text)),
        all: Vec::new(),
    };
    values.first(&packs.areas);
    values.rules(&library);
    values.params(&library);
    values.output(console.lang);
    let page = Page {
        config: packs.settings.as_ref().map(|s| shown(&s.path)),
        values: values.all,
        lang: console.lang,
    };
    console.print(&mut status, |out| match args.format {
        ListFormat::Text => page.text(out, terminal::width_of_list(args.common.width)),
        ListFormat::Json => page.json(out),
    });
    Some(status)
}

/// The rules that a report gets; of a folder, or what is no report, those that every report gets.
fn library(args: &ShowConfigArgs, packs: &Packs) -> Arc<Library> {
    let name = shown(&args.path);
    let file = args.path.is_file().then(|| Input::of(&args.path));
    let document = file.and_then(|f| f.read(&name, false).ok());
    let catalogue = packs.catalogue.clone();
    let linter = Linter::choosing(catalogue, packs.by_place, Options::default());
    let opened = document.as_ref().and_then(|d| linter.open(d));
    opened.map_or_else(|| Arc::new(packs.library()), |o| o.library)
}

/// The values so far.
struct Values<'a> {
    args: &'a ShowConfigArgs,
    settings: Option<&'a Settings>,
    lines: Option<LineIndex>,
    all: Vec<Effective>,
}

impl Values<'_> {
    fn put(&mut self, table: &'static str, key: &str, value: String, origin: Origin) {
        let one = Effective {
            table,
            key: key.to_owned(),
            value,
            origin,
        };
        // several kinds may have a parameter of that name
        if !self.all.contains(&one) {
            self.all.push(one);
        }
    }

    /// A place in the configuration.
    fn at(&self, span: Span) -> Origin {
        let place = self.settings.zip(self.lines.as_ref());
        place.map_or(Origin::Default, |(settings, lines)| {
            let line = lines.position(&settings.text, span.start).line;
            Origin::File(shown(&settings.path), line as usize)
        })
    }

    fn list(&mut self, key: &str, texts: &[At<String>]) {
        let origin = texts.first().map_or(Origin::Default, |t| self.at(t.span));
        self.put("", key, list(texts.iter().map(|t| &t.value)), origin);
    }

    /// What stands in front of the tables, with what `[[path]]` tables say of it.
    fn first(&mut self, areas: &[usize]) {
        let none = Config::default();
        let config = self.settings.map_or(&none, |s| &s.config);
        let options = &self.args.common.pack;
        self.list("packs", &config.packs);
        if !options.is_empty() {
            let all = config.packs.iter().map(|p| &p.value).chain(options);
            let (value, origin) = (list(all), Origin::Option("--pack"));
            self.all.pop();
            self.put("", "packs", value, origin);
        }
        self.list("by-place", &config.by_place);
        let (wanted, origin) = match &config.choose_by_place {
            _ if self.args.common.no_place_packs => (false, Origin::Option("--no-place-packs")),
            Some(at) => (at.value, self.at(at.span)),
            None => (true, Origin::Default),
        };
        self.put("", "choose-by-place", wanted.to_string(), origin);
        let choices = config.choices(areas);
        let select = choices.iter().rfind(|c| !c.select.is_empty());
        self.list("select", select.map_or(&[], |c| &c.select));
        let ignore: Vec<At<String>> = choices.iter().flat_map(|c| c.ignore.clone()).collect();
        self.list("ignore", &ignore);
        self.list("include", &config.include.written);
        self.list("exclude", &config.exclude.written);
    }

    /// The rules about which the configuration says something.
    fn rules(&mut self, library: &Library) {
        let Some(name) = self.settings.map(|s| shown(&s.path)) else {
            return;
        };
        for (_, rule) in library.all_rules() {
            let mut own = library.trail_of(&rule.id).iter();
            let Some(said) = own.rfind(|s| s.pack == name && s.key == "severity") else {
                continue;
            };
            let value = match rule.off {
                true => "off",
                false => rule.severity.name(),
            };
            // a pack that locks the rule may have the last word
            let all = library.trail_of(&rule.id).iter();
            let holds = |s: &&Setting| s.key == "severity" && s.fate == Fate::Holds;
            let from = all.rev().find(holds).unwrap_or(said);
            self.put("severity", &rule.id, quoted(value), origin(from));
        }
    }

    fn params(&mut self, library: &Library) {
        for (_, settings) in &library.params {
            let holds = settings.iter().filter(|s| s.fate == Fate::Holds);
            let mut holds: Vec<&Setting> = holds.collect();
            holds.sort_by_key(|s| !s.key.ends_with(".default"));
            for setting in holds {
                let key = setting.key.strip_suffix(".default").unwrap_or(&setting.key);
                self.put("param", key, setting.value.clone(), origin(setting));
            }
        }
    }

    fn output(&mut self, lang: Lang) {
        let output = self
            .settings
            .map(|s| s.config.output.clone())
            .unwrap_or_default();
        let given = |name: &str| self.args.given.contains(&name);
        let said = env::var_os("GOUJI_LANG").is_some_and(|v| !v.is_empty());
        let lang_from = match &output.lang {
            _ if given("lang") => Origin::Option("--lang"),
            _ if said => Origin::Environment("GOUJI_LANG"),
            Some(at) => self.at(at.span),
            None => {
                language::locale().map_or(Origin::Default, |(_, name)| Origin::Environment(name))
            }
        };
        let width = match &output.width {
            _ if given("width") => Origin::Option("--width"),
            Some(at) => self.at(at.span),
            None => Origin::Default,
        };
        let columns = self.args.common.width.map(usize::from);
        let columns = columns.unwrap_or_else(|| terminal::width(None));
        self.put(
            "output",
            "lang",
            quoted(&word(LangName::of(lang))),
            lang_from,
        );
        self.formats(&output.format);
        let fail_on = word(FailOn::Error);
        self.word("fail-on", &output.fail_on, fail_on);
        self.word("color", &output.color, word(ColorWhen::Auto));
        self.put("output", "width", columns.to_string(), width);
        self.flag("ascii", &output.ascii, false);
        self.flag("fold", &output.fold, true);
        self.flag("show-unknown", &output.show_unknown, false);
    }

    fn formats(&mut self, texts: &[At<String>]) {
        let (value, origin) = match texts.first() {
            Some(first) => (list(texts.iter().map(|t| &t.value)), self.at(first.span)),
            None => (list([&"human".to_owned()]), Origin::Default),
        };
        self.put("output", "format", value, origin);
    }

    fn word(&mut self, key: &'static str, at: &Option<At<String>>, usual: String) {
        let (value, origin) = match at {
            Some(at) => (at.value.clone(), self.at(at.span)),
            None => (usual, Origin::Default),
        };
        self.put("output", key, quoted(&value), origin);
    }

    fn flag(&mut self, key: &'static str, at: &Option<At<bool>>, usual: bool) {
        let (value, origin) = match at {
            Some(at) => (at.value, self.at(at.span)),
            None => (usual, Origin::Default),
        };
        self.put("output", key, value.to_string(), origin);
    }
}

fn origin(setting: &Setting) -> Origin {
    Origin::File(setting.path.clone(), setting.line)
}

fn list<'t>(texts: impl IntoIterator<Item = &'t String>) -> String {
    let texts: Vec<String> = texts.into_iter().map(|t| quoted(t)).collect();
    format!("[{}]", texts.join(", "))
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}

fn word<T: ValueEnum>(value: T) -> String {
    let value = value.to_possible_value();
    value.map(|v| v.get_name().to_owned()).unwrap_or_default()
}
