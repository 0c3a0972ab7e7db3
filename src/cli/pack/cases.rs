//! `gouji pack test` and `gouji pack sample`: the cases of packs, and the report that they change.

use gouji_project::runner::each;

use super::messages::Say;
use super::{Bench, unknown_pack};
use crate::cli::args::{ColorWhen, ListFormat, SampleArgs, TestArgs};
use crate::cli::console::Console;
use crate::cli::status::Status;
use crate::cli::terminal;
use crate::linter::{self, run_case, show_case};
use crate::output::cases::{self, CaseCounts, CaseRun, ShownCase};
use crate::output::why::Style;
use crate::pack::{Example, Library};
use crate::text::near;

/// Runs the cases.
pub(super) fn test(args: &TestArgs) -> Option<Status> {
    let mut status = Status::default();
    let bench = Bench::new(&args.common, &args.packs, &mut status)?;
    if args.mutate {
        return mutate(args, &bench, status);
    }
    let console = bench.console;
    let mut runs = Vec::new();
    let width = terminal::width(args.common.width);
    let style = Style {
        lang: console.lang,
        width,
        color: terminal::color(ColorWhen::Auto, &std::io::stdout()),
        ascii: false,
    };
    for pack in bench.packs() {
        let library = bench.library(pack, &mut status);
        let own = run_cases(&library, &pack.id, console);
        if args.verbose && args.format == ListFormat::Text {
            let shown = library.cases_of(&pack.id).zip(&own);
            let shown: Vec<ShownCase<'_>> = shown.map(|(e, run)| show(&e, run, console)).collect();
            console.print(&mut status, |out| cases::draw_all(out, &shown, style));
        }
        runs.extend(own);
    }
    console.print(&mut status, |out| match args.format {
        ListFormat::Text if bench.count() == 0 => Ok(()),
        ListFormat::Text => cases::draw(out, &runs, console.lang, width),
        ListFormat::Json => cases::json(out, &runs),
    });
    status.findings = CaseCounts::of(&runs).failed > 0;
    status.nothing = runs.is_empty();
    Some(status)
}

/// Changes all that the rules of the packs read, on all cores.
fn mutate(args: &TestArgs, bench: &Bench, mut status: Status) -> Option<Status> {
    let console = bench.console;
    let mut mutations = Vec::new();
    for pack in bench.packs() {
        let library = bench.library(pack, &mut status);
        let kinds = library
            .kinds
            .iter()
            .zip(&library.samples)
            .zip(&library.rules);
        for ((kind, sample), (_, rules)) in kinds {
            let own: Vec<_> = rules.iter().filter(|r| r.pack == pack.id).collect();
            mutations.extend(each(&own, |rule| linter::mutate(kind, sample, rule)));
        }
    }
    let width = terminal::width(args.common.width);
    console.print(&mut status, |out| match args.format {
        ListFormat::Text => cases::draw_mutations(out, &mutations, console.lang, width),
        ListFormat::Json => cases::mutations_json(out, &mutations),
    });
    let (covered, total) = cases::score(&mutations);
    status.findings = covered * 100 < total * args.min_score;
    status.nothing = total == 0;
    Some(status)
}

fn run_cases(library: &Library, pack: &str, console: Console) -> Vec<CaseRun> {
    let run = |e: Example<'_>| CaseRun {
        rule: e.rule.id.clone(),
        note: e.case.note.clone(),
        file: e.case.place.path.clone(),
        line: u32::try_from(e.case.place.line).unwrap_or(u32::MAX),
        result: run_case(e.kind, e.sample, e.rule, e.case, console.lang),
    };
    library.cases_of(pack).map(run).collect()
}

/// A case with what it changes and what its rule does on that.
fn show<'l>(e: &Example<'l>, run: &'l CaseRun, console: Console) -> ShownCase<'l> {
    let shown = show_case(e.kind, e.sample, e.rule, e.case, console.lang);
    ShownCase {
        run,
        expect: e.case.expect,
        rule: e.rule,
        sample: e.sample.text(e.kind, &[]),
        document: shown.document,
        runs: shown.runs,
    }
}

/// Writes the sample, or the texts of the cases of a rule.
pub(super) fn sample(args: &SampleArgs) -> Option<Status> {
    let mut status = Status::default();
    let names = [args.which.clone()];
    let bench = Bench::new(&args.common, &names, &mut status)?;
    let Some(pack) = bench.packs().next() else {
        return unknown_pack(&bench, &args.which, status);
    };
    let library = bench.library(pack, &mut status);
    let console = bench.console;
    let Some(rule) = &args.rule else {
        let all = library.kinds.iter().zip(&library.samples);
        let own = all.filter(|(kind, _)| kind.id == pack.kind);
        let texts: Vec<String> = own.map(|(kind, sample)| sample.text(kind, &[])).collect();
        console.print(&mut status, |out| {
            texts.iter().try_for_each(|text| cases::plain(out, text))
        });
        status.nothing = texts.is_empty();
        return Some(status);
    };
    let cases = library.cases_of(&pack.id);
    let own: Vec<Example<'_>> = cases.filter(|e| e.rule.id == *rule).collect();
    if own.is_empty() {
        let ids = library.cases_of(&pack.id).map(|e| e.rule.id.as_str());
        let close = near(rule, ids);
        console.tell(&Say::NoCases(&pack.id, rule, &close).say(console.lang));
        return None;
    }
    let runs = run_cases(&library, &pack.id, console);
    let runs = runs.iter().filter(|run| run.rule == *rule);
    let shown: Vec<ShownCase<'_>> = own
        .iter()
        .zip(runs)
        .map(|(e, run)| show(e, run, console))
        .collect();
    console.print(&mut status, |out| {
        shown
            .iter()
            .try_for_each(|case| cases::whole(out, case, console.lang))
    });
    Some(status)
}
