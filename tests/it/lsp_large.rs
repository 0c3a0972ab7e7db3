//! Large texts in an editor: questions are answered while a check runs, a change stops a check and has it run again, and
//! of a text that no editor can be served with it is said so.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support::editor;

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use editor::{Editor, address};
use gouji::text::Lang;
use serde_json::{Value, json};

const FILE: &str = "tests/samples/large.txt";
/// On a machine that does other things, too.
const SOON: Duration = Duration::from_secs(2);

fn sample() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/qinghe-2023.txt");
    // one sum is wrong, so that there is something to find
    let text = fs::read_to_string(path).unwrap();
    text.replacen("\t12\n", "\t13\n", 1)
}

/// The sample with so many bytes behind it.
fn large(bytes: usize) -> String {
    let line = "甲乙丙丁。\n";
    sample() + "\n" + &line.repeat(bytes / line.len())
}

fn position(line: u32) -> Value {
    json!({ "textDocument": { "uri": address(FILE) }, "position": { "line": line, "character": 0 } })
}

fn typed(text: &str) -> Value {
    let at = json!({ "line": 2, "character": 0 });
    json!([{ "range": { "start": at, "end": at }, "text": text }])
}

fn save(editor: &Editor) {
    let document = json!({ "uri": address(FILE) });
    editor.tell("textDocument/didSave", json!({ "textDocument": document }));
}

fn told(editor: &Editor) -> Vec<String> {
    let shown = editor
        .said
        .iter()
        .filter(|n| n.method == "window/showMessage");
    shown.map(|n| n.params["message"].to_string()).collect()
}

/// How often something was said about the text so far; other reports of the folder are checked meanwhile.
fn published(editor: &Editor) -> usize {
    let said = editor.said.iter();
    let said = said.filter(|n| n.method == "textDocument/publishDiagnostics");
    said.filter(|n| n.params["uri"] == address(FILE)).count()
}

/// Asks whatever an editor asks of a report; how long the slowest answer took.
fn slowest(editor: &mut Editor) -> Duration {
    let document = json!({ "uri": address(FILE) });
    let from = json!({ "line": 0, "character": 0 });
    let range = json!({ "start": from, "end": { "line": 900, "character": 0 } });
    let ranged =
        json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } });
    let whole = json!({ "textDocument": document });
    let questions = [
        ("textDocument/hover", position(20)),
        ("textDocument/definition", position(20)),
        ("textDocument/documentSymbol", whole.clone()),
        ("textDocument/foldingRange", whole.clone()),
        ("textDocument/codeLens", whole),
        ("textDocument/inlayHint", ranged.clone()),
        ("textDocument/codeAction", ranged),
    ];
    let took = questions.into_iter().map(|(method, params)| {
        let start = Instant::now();
        editor.ask(method, params);
        start.elapsed()
    });
    took.max().unwrap()
}

#[test]
fn questions_are_answered_while_a_large_text_is_checked() {
    let mut editor = Editor::bytes();
    let uri = address(FILE);
    editor.open(&uri, &large(3 << 20));
    // the server reads the text before the first question
    editor.ask("textDocument/hover", position(0));
    assert!(slowest(&mut editor) < SOON);
    assert_eq!(published(&editor), 0, "the check is still under way");
    let said = told(&editor);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains("MB") && said[0].contains("saved"),
        "{said:?}"
    );
    let found = editor.published(&uri, Some(1));
    assert!(!found.is_empty());
    // what was found is known now: the sections stand in the outline
    let document = json!({ "textDocument": { "uri": uri } });
    let symbols = editor.ask("textDocument/documentSymbol", document);
    assert!(symbols.as_array().unwrap().len() > 3, "{symbols}");
    assert!(slowest(&mut editor) < SOON);
    editor.stop();
}

#[test]
fn a_change_stops_the_check_of_a_large_text_and_has_it_run_again() {
    let mut editor = Editor::bytes();
    let uri = address(FILE);
    editor.open(&uri, &large(3 << 20));
    editor.ask("textDocument/hover", position(0));
    editor.change(&uri, 2, typed("甲"));
    editor.change(&uri, 3, typed("乙"));
    let found = editor.published(&uri, Some(3));
    assert!(!found.is_empty());
    assert_eq!(published(&editor), 0, "no findings of the older text");
    // what is typed now is not checked before it is saved
    editor.change(&uri, 4, typed("丙"));
    thread::sleep(Duration::from_secs(3));
    editor.ask("textDocument/hover", position(0));
    assert_eq!(published(&editor), 0);
    save(&editor);
    assert!(!editor.published(&uri, Some(4)).is_empty());
    editor.stop();
}

#[test]
fn a_text_that_is_too_large_is_not_checked_and_that_is_said() {
    for (lang, words) in [("en", "run gouji check"), ("zh", "请运行 gouji check")] {
        let mut editor = Editor::new(json!({ "initializationOptions": { "lang": lang } }));
        let uri = address(FILE);
        editor.open(&uri, &large(17 << 20));
        let start = Instant::now();
        editor.ask("textDocument/hover", position(0));
        assert!(start.elapsed() < 3 * SOON, "{:?}", start.elapsed());
        let said = told(&editor);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains(words), "{said:?}");
        let start = Instant::now();
        for version in 2..202 {
            editor.change(&uri, version, typed("公"));
        }
        editor.ask("textDocument/hover", position(0));
        assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
        assert_eq!(told(&editor).len(), 1, "it is said once");
        // a text that was cut is served again
        editor.change(&uri, 202, json!([{ "text": sample() }]));
        assert!(!editor.published(&uri, Some(202)).is_empty());
        let document = json!({ "textDocument": { "uri": uri } });
        let symbols = editor.ask("textDocument/documentSymbol", document);
        assert!(symbols.as_array().unwrap().len() > 3, "{symbols}");
        editor.stop();
    }
}

#[test]
fn an_editor_that_asks_for_findings_of_a_large_text_gets_them_when_it_is_saved() {
    let able = json!({ "textDocument": { "diagnostic": {} } });
    let mut editor = Editor::new(json!({ "capabilities": able }));
    let uri = address(FILE);
    editor.open(&uri, &large(3 << 19));
    let pull = |before: Option<&str>| json!({ "textDocument": { "uri": address(FILE) }, "previousResultId": before });
    let first = editor.ask("textDocument/diagnostic", pull(None));
    assert_eq!(first["kind"], "full");
    assert!(!first["items"].as_array().unwrap().is_empty());
    let id = first["resultId"].as_str().unwrap().to_owned();
    editor.change(&uri, 2, typed("甲。\n"));
    let start = Instant::now();
    let typed = editor.ask("textDocument/diagnostic", pull(Some(&id)));
    assert!(start.elapsed() < SOON);
    assert_eq!(typed["kind"], "unchanged");
    save(&editor);
    let saved = editor.ask("textDocument/diagnostic", pull(Some(&id)));
    assert_eq!(saved["kind"], "full", "its findings have moved");
    editor.stop();
}

/// The check of a text that was changed ends; it does not run beside the new one to no end.
#[test]
fn a_check_that_is_stopped_ends() {
    use gouji::input;
    use gouji::linter::{Linter, Options, Stop};
    let linter = Linter::new(gouji::packs::library(Lang::En), Options::default());
    let document = input::read("a.txt", large(2 << 20).as_bytes()).unwrap();
    let stop = Stop::default();
    let start = Instant::now();
    assert!(linter.check_unless(&document, &stop).is_some());
    let whole = start.elapsed();
    stop.set();
    let start = Instant::now();
    assert!(linter.check_unless(&document, &stop).is_none());
    let stopped = start.elapsed();
    assert!(stopped < whole / 2, "{stopped:?} of {whole:?}");
}
