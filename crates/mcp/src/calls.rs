//! What each tool does. The answer is a text; the error is one, too.

use std::io::{self, Write};

use gouji_core::cite::cite_documents;
use gouji_core::diagnostic::{LintResult, Summary};
use gouji_core::document::Document;
use gouji_core::linter::autofix::{Level, fix};
use gouji_core::linter::{Linter, Options};
use gouji_core::rule::{Rule, Skip, Trace};
use gouji_core::text::{Lang, near};
use gouji_project::accept::{AcceptanceFolders, Wanted};
use gouji_project::packs::Packs;
use gouji_project::read::{Input, STDIN};
use gouji_render::agent::Agent;
use gouji_render::cite::View;
use gouji_render::diff::diff;
use gouji_render::facts::{self, FactsOptions};
use gouji_render::json::Json;
use gouji_render::listing;
use gouji_render::why::{Page, Style};
use gouji_render::{End, Unread, Writer};

use crate::arguments::Arguments;
use crate::messages::{Say, flat};
use crate::protocol::Server;
use crate::sources::Source;
use crate::tools::Tool;

/// Columns of what is drawn.
const WIDTH: usize = 100;

type Answer = Result<String, String>;

/// Calls a tool.
pub(crate) fn call(server: &Server, tool: &Tool, arguments: &Arguments<'_>) -> Answer {
    match tool.name {
        "check" => check(server, arguments),
        "explain" => explain(server, arguments),
        "facts" => facts(server, arguments),
        "why" => why(server, arguments),
        "cite" => cite(server, arguments),
        _ => fix_preview(server, arguments),
    }
}

/// What something writes.
fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Answer {
    let mut bytes = Vec::new();
    write(&mut bytes).map_err(|error| error.to_string())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn style(lang: Lang) -> Style {
    Style {
        lang,
        width: WIDTH,
        ..Style::default()
    }
}

fn check(server: &Server, arguments: &Arguments<'_>) -> Answer {
    let lang = server.lang();
    let (mut sources, mut unread, mut note) = (Vec::new(), Vec::new(), String::new());
    match arguments
        .text("path")
        .filter(|_| arguments.text("text").is_none())
    {
        None => sources.push(server.source(arguments)?),
        Some(path) => {
            let (all, said) = server.files(&[path])?;
            note = said;
            for file in &all {
                match server.file(file) {
                    Ok(source) => sources.push(source),
                    Err(why) => unread.push((file.name.clone(), why)),
                }
            }
        }
    }
    let inputs: Vec<Input> = sources.iter().filter_map(|s| s.input.clone()).collect();
    let (mut finder, mut linters) = (server.finder(), server.linters());
    let wanted = Wanted {
        read: true,
        stdin: STDIN,
        baseline: None,
        today: None,
    };
    let accepted = AcceptanceFolders::find(&inputs, wanted, &mut finder);
    let mut results = Vec::new();
    for source in &sources {
        let linter = linters.of(&source.place, &mut finder);
        let mut checked = linter.check(&source.document);
        if let Some(input) = &source.input {
            let whole = (input, source.document.name.as_str());
            checked = accepted
                .accept(&linter, whole, &source.document, checked, true)
                .0;
        }
        results.push((&source.document, checked));
    }
    let said = server.problems(&mut finder);
    let body = written(|out| match arguments.text("format") {
        Some("json") => write(out, &mut Json::default(), &results, &unread),
        _ => write(out, &mut Agent::new(lang, false), &results, &unread),
    })?;
    Ok(match arguments.text("format") {
        // what is no JSON would keep programs from reading it
        Some("json") => body,
        _ => format!("{said}{note}{body}"),
    })
}

/// Writes findings as an output of `check` does.
fn write(
    out: &mut dyn Write,
    writer: &mut dyn Writer,
    results: &[(&Document, LintResult)],
    unread: &[(String, String)],
) -> io::Result<()> {
    let mut summary = Summary::default();
    writer.head(out)?;
    for (document, checked) in results {
        summary.add(checked);
        writer.report(out, document, checked)?;
    }
    for (path, why) in unread {
        writer.unread(out, &Unread { path, why })?;
    }
    let end = End {
        summary: &summary,
        exit: 0,
        day: None,
        rules: &|_| None,
    };
    writer.finish(out, &end)
}

/// The packs for a document, or for the first folder.
fn packs(server: &Server, source: Option<&Source>) -> Packs {
    let folder = server.folders.first();
    let place = source.map_or(folder, |source| source.place.as_path());
    Packs::load(place, server.request.clone()).0
}

fn unknown_rule(server: &Server, rule: &str, packs: &Packs) -> String {
    let ids = packs.rule_ids();
    let near = near(rule, ids.iter().map(String::as_str));
    Say::UnknownRule(&flat(rule), &near).say(server.lang())
}

fn explain(server: &Server, arguments: &Arguments<'_>) -> Answer {
    let id = arguments.text("rule").unwrap_or_default();
    let packs = packs(server, None);
    let library = packs.library_with(id);
    let Some((kind, rule)) = library.all_rules().find(|(_, r)| r.id == id) else {
        return Err(unknown_rule(server, id, &packs));
    };
    let page = listing::Page {
        rule,
        pack: &packs.name_of(&rule.pack, server.lang()),
        kind: library.kinds.iter().find(|k| k.id == kind),
        lang: server.lang(),
        width: WIDTH,
        color: false,
    };
    written(|out| page.write(out))
}

fn facts(server: &Server, arguments: &Arguments<'_>) -> Answer {
    let lang = server.lang();
    let source = server.source(arguments)?;
    let (linter, said) = server.linter(&source);
    let options = FactsOptions {
        lang,
        width: WIDTH,
        positions: true,
    };
    let json = arguments.text("format") == Some("json");
    let opened = linter.open(&source.document);
    let shown = opened.and_then(|opened| {
        opened.with(|report, _, _| {
            written(|out| match json {
                true => facts::json(out, report),
                false => facts::text(out, report, options),
            })
        })
    });
    match shown {
        Some(body) if json => body,
        Some(body) => Ok(format!("{said}{}", body?)),
        None => Err(no_report(&source, lang)),
    }
}

fn no_report(source: &Source, lang: Lang) -> String {
    Say::NoReport(&flat(&source.document.name)).say(lang)
}

fn why(server: &Server, arguments: &Arguments<'_>) -> Answer {
    let lang = server.lang();
    let id = arguments.text("rule").unwrap_or_default();
    let source = server.source(arguments)?;
    let packs = packs(server, Some(&source));
    let all = packs.library_with(id);
    let Some((kind, rule)) = all.all_rules().find(|(_, r)| r.id == id) else {
        return Err(unknown_rule(server, id, &packs));
    };
    let pack = packs.name_of(&rule.pack, lang);
    let options = Options {
        lang,
        ..Options::default()
    };
    let linter = Linter::choosing(packs.topped(packs.areas.clone()), packs.by_place, options);
    let opened = linter.open(&source.document);
    let shown = opened.and_then(|opened| {
        opened.with(|report, library, _| {
            let rules = library.rules_of(kind);
            let own: Option<&Rule> = rules.iter().find(|r| r.id == id);
            let trace = match own {
                Some(own) => linter.why(kind, own, &source.document, Some(report), rules),
                None => Trace {
                    skip: Some(Skip::Pack(rule.pack.clone())),
                    ..Trace::default()
                },
            };
            let page = Page {
                rule: own.unwrap_or(rule),
                pack: &pack,
                document: &source.document,
                report: Some(report),
                trace: &trace,
                layers: &[],
                style: style(lang),
            };
            written(|out| page.text(out))
        })
    });
    shown.unwrap_or_else(|| Err(no_report(&source, lang)))
}

fn cite(server: &Server, arguments: &Arguments<'_>) -> Answer {
    let lang = server.lang();
    let text = server.source(arguments)?;
    let (all, note) = server.files(&arguments.texts("against"))?;
    let (mut finder, mut cache) = (server.finder(), server.linters());
    let mut documents = Vec::new();
    let mut said = note;
    for file in &all {
        match server.file(file) {
            Ok(source) => documents.push((cache.of(&source.place, &mut finder), source.document)),
            Err(why) => said.push_str(&Say::Problem(&why).say(lang)),
        }
    }
    let pairs: Vec<(&Linter, &Document)> = documents.iter().map(|(l, d)| (l.as_ref(), d)).collect();
    let citations = cite_documents(&text.document, &pairs, lang);
    for stranger in citations.strangers.iter().filter_map(|at| pairs.get(*at)) {
        let words = Say::NoReport(&flat(&stranger.1.name)).say(lang);
        said.push_str(&Say::Problem(&words).say(lang));
    }
    if citations.reports.is_empty() {
        let none = said.is_empty();
        return Err(match none {
            true => Say::MissingArgument("against").say(lang),
            false => said,
        });
    }
    let read: Vec<&Document> = pairs.iter().map(|(_, document)| *document).collect();
    let view = View {
        text: &text.document,
        documents: &read,
        citations: &citations,
        all: true,
        style: style(lang),
    };
    match arguments.text("format") {
        Some("json") => written(|out| view.json(out)),
        _ => Ok(format!("{said}{}", written(|out| view.text(out))?)),
    }
}

fn fix_preview(server: &Server, arguments: &Arguments<'_>) -> Answer {
    let lang = server.lang();
    let source = server.source(arguments)?;
    let old = &source.document;
    if !old.format.is_text() {
        return Err(Say::NotMendable(old.format.name()).say(lang));
    }
    let (linter, said) = server.linter(&source);
    let level = match arguments.yes("suggestions") {
        true => Level::Suggestions,
        false => Level::Safe,
    };
    let fixed = fix(old.clone(), level, &|document| linter.check(document));
    if fixed.document.text == old.text {
        let more = fixed.checked.diagnostics.iter();
        let more = more.filter(|d| Level::Suggestions.fix(d).is_some()).count();
        let more = if level == Level::Safe { more } else { 0 };
        return Ok(format!("{said}{}", Say::NothingToMend(more).say(lang)));
    }
    let texts = (old.text.as_str(), fixed.document.text.as_str());
    let shown = written(|out| diff(out, &old.name, texts, (false, true)))?;
    Ok(format!("{said}{shown}"))
}
