//! The cases of a pack, run from the editor.

use lsp_types::request::CodeLensRefresh;
use lsp_types::{CodeLens, Command, LSPAny, Uri};

use crate::buffers::Buffer;
use crate::messages::Text;
use crate::project::CaseOutcome;
use crate::serve::Session;
use crate::start::CASES;
use crate::uri;
use gouji_core::rule::CaseResult;
use gouji_core::text::Span;

fn passes(outcome: &&CaseOutcome) -> bool {
    matches!(outcome.result, CaseResult::Passed | CaseResult::Todo)
}

/// Over each rule the way to run the cases, and what came of them the last time.
pub fn lenses(session: &Session, uri: &Uri, buffer: &Buffer) -> Option<Vec<CodeLens>> {
    let known = session.outcomes(uri);
    let lang = session.project.lang();
    let mut lenses = Vec::new();
    let mut at = 0;
    for (number, line) in buffer.text.split_inclusive('\n').enumerate() {
        if matches!(line.trim(), "[[rule]]" | "[pack]") {
            let whole = line.trim() == "[pack]";
            // a rule is known by the line of its header or of its id
            let near = |o: &&CaseOutcome| {
                whole || o.line.is_some_and(|l| l == number + 1 || l == number + 2)
            };
            let mine: Vec<&CaseOutcome> = known.iter().filter(near).collect();
            let pass = mine.iter().copied().filter(passes).count();
            let mut title = Text::RunCases.say(lang);
            if !mine.is_empty() {
                title = format!("{title} \u{b7} {}", Text::Cases(pass, mine.len()).say(lang));
            }
            lenses.push(CodeLens {
                range: buffer.lines.range(&buffer.text, Span::at(at)),
                command: Some(Command {
                    title,
                    command: CASES.to_owned(),
                    arguments: Some(vec![uri.as_str().into()]),
                }),
                data: None,
            });
        }
        at += line.len();
    }
    Some(lenses)
}

/// Runs all cases of the packs that a file makes up.
pub fn run_cases(session: &Session, uri: &Uri) -> Option<LSPAny> {
    let buffer = session.buffer(uri)?;
    let open = |path: &std::path::Path| session.open_text(path);
    let all = session.project.cases(&uri::name(uri), &buffer.text, &open);
    let pass = all.iter().filter(passes).count();
    let said = Text::Cases(pass, all.len()).say(session.project.lang());
    session.keep_outcomes(uri, all);
    if session.client.refreshes.1 {
        session.ask::<CodeLensRefresh>(());
    }
    Some(said.into())
}
