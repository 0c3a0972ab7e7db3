//! The language server, asked over a connection in memory.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use crate::support::editor;

use std::fs;
use std::path::Path;

use editor::{Editor, address};
use gouji::diagnostic::Diagnostic;
use gouji::linter::Stop;
use gouji::lsp::{Buffer, Encoding, Lines};
use gouji::text::{Lang, LineIndex};
use lsp_types::{Position, Range, TextDocumentContentChangeEvent};
use proptest::prelude::*;
use serde_json::{Value, json};

const SAMPLE: &str = "tests/samples/qinghe-2023.txt";

fn sample() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE)).unwrap()
}

fn at(text: &str, offset: usize) -> Value {
    let lines = Lines::new(text, Encoding::Utf8);
    json!(lines.position(text, offset))
}

/// What a diagnostic of the protocol says, to be compared.
fn key(text: &str, d: &Diagnostic) -> (String, String, Value) {
    let span = d.primary().map(|l| l.span).unwrap_or_default();
    let range =
        json!({ "start": at(text, span.start as usize), "end": at(text, span.end as usize) });
    let help = d.help.iter().map(|h| format!("\n{h}")).collect::<String>();
    (d.rule.clone(), format!("{}{help}", d.message), range)
}

fn said(d: &Value) -> (String, String, Value) {
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    (text(&d["code"]), text(&d["message"]), d["range"].clone())
}

#[test]
fn positions_are_in_the_units_that_were_agreed_on() {
    let text = format!("𠮷ｉ{}", sample());
    for (offered, agreed) in [
        (json!(["utf-8", "utf-16"]), "utf-8"),
        (json!(["utf-16"]), "utf-16"),
        (Value::Null, "utf-16"),
    ] {
        let mut editor = Editor::new(match offered {
            Value::Null => json!({}),
            all => json!({ "capabilities": { "general": { "positionEncodings": all } } }),
        });
        assert_eq!(
            editor.capabilities["capabilities"]["positionEncoding"],
            agreed
        );
        let uri = address("tests/samples/astral.txt");
        editor.open(&uri, &text);
        for found in editor.published(&uri, Some(1)) {
            let end = &found["range"]["end"];
            let line = text
                .lines()
                .nth(end["line"].as_u64().unwrap() as usize)
                .unwrap();
            let length = match agreed {
                "utf-8" => line.len(),
                _ => line.encode_utf16().count(),
            };
            assert!(end["character"].as_u64().unwrap() as usize <= length);
        }
        editor.stop();
    }
}

#[test]
fn a_report_is_asked_about() {
    let text = sample();
    let uri = address(SAMPLE);
    let mut editor = Editor::bytes();
    editor.open(&uri, &text);
    let found = editor.published(&uri, Some(1));
    assert!(!found.is_empty());
    let document = json!({ "uri": uri });
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": at(&text, text.len()) });

    let ask = json!({ "textDocument": document, "range": whole });
    let hints = editor.ask("textDocument/inlayHint", ask);
    let labels: Vec<&str> = hints
        .as_array()
        .unwrap()
        .iter()
        .map(|h| h["label"].as_str().unwrap())
        .collect();
    assert!(labels.iter().any(|l| l.ends_with('✓')), "{labels:?}");
    assert!(labels.iter().any(|l| l.contains('≠')), "{labels:?}");

    let total = &hints[0]["position"];
    let hover = editor.ask(
        "textDocument/hover",
        json!({ "textDocument": document, "position": total }),
    );
    let shown = hover["contents"]["value"].as_str().unwrap();
    assert!(shown.contains(" = "), "{shown}");

    let symbols = editor.ask(
        "textDocument/documentSymbol",
        json!({ "textDocument": document }),
    );
    assert!(symbols.as_array().unwrap().len() >= 6, "{symbols}");
    let folds = editor.ask(
        "textDocument/foldingRange",
        json!({ "textDocument": document }),
    );
    assert!(folds.as_array().unwrap().len() >= 6);
    let lenses = editor.ask("textDocument/codeLens", json!({ "textDocument": document }));
    let title = lenses[0]["command"]["title"].as_str().unwrap();
    assert!(title.ends_with("hold"), "{title}");

    let context = json!({ "diagnostics": [] });
    let ask = json!({ "textDocument": document, "range": whole, "context": context });
    let actions = editor.ask("textDocument/codeAction", ask);
    let actions = actions.as_array().unwrap();
    let titles: Vec<&str> = actions
        .iter()
        .map(|a| a["title"].as_str().unwrap())
        .collect();
    assert!(titles.iter().any(|t| t.starts_with("Waive")), "{titles:?}");
    let explain = actions
        .iter()
        .find(|a| a["title"].as_str().unwrap().starts_with("Explain"));
    let command = &explain.unwrap()["command"];
    let page = editor.ask("workspace/executeCommand", command.clone());
    assert!(
        page.as_str()
            .unwrap()
            .contains(command["arguments"][1].as_str().unwrap())
    );

    let waive = actions
        .iter()
        .find(|a| a["title"].as_str().unwrap().starts_with("Waive"));
    let edit = editor.ask(
        "workspace/executeCommand",
        waive.unwrap()["command"].clone(),
    );
    assert!(edit.to_string().contains("[[waiver]]"), "{edit}");
    editor.stop();
}

#[test]
fn a_client_may_pull() {
    let text = sample();
    let uri = address(SAMPLE);
    let mut editor = Editor::new(json!({
        "capabilities": { "textDocument": { "diagnostic": {} } },
        "rootUri": address("tests/samples"),
        "initializationOptions": { "workspace": true, "lang": "zh" },
    }));
    editor.open(&uri, &text);
    let ask = json!({ "textDocument": { "uri": uri } });
    let first = editor.ask("textDocument/diagnostic", ask);
    assert_eq!(first["kind"], "full");
    let ask = json!({ "textDocument": { "uri": uri }, "previousResultId": first["resultId"] });
    assert_eq!(
        editor.ask("textDocument/diagnostic", ask)["kind"],
        "unchanged"
    );
    let all = editor.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let all = all["items"].as_array().unwrap();
    assert!(all.len() >= 4, "{}", all.len());
    let same = all.iter().find(|r| r["uri"] == uri).unwrap();
    assert_eq!(same["items"], first["items"]);
    assert!(
        editor
            .said
            .iter()
            .all(|n| n.method != "textDocument/publishDiagnostics")
    );
    editor.stop();
}

#[test]
fn a_folder_that_is_no_project_is_not_searched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, sample()).unwrap();
    for workspace in [json!(null), json!(false)] {
        let mut editor = Editor::new(json!({
            "capabilities": { "textDocument": { "diagnostic": {} } },
            "rootUri": format!("file://{}", folder.path().display()),
            "initializationOptions": { "workspace": workspace },
        }));
        editor.open(&format!("file://{}", path.display()), &sample());
        let all = editor.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
        assert_eq!(all["items"], json!([]), "{workspace}");
        editor.stop();
    }
}

#[test]
fn a_broken_pack_shows_itself_and_silences_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("gouji.toml", "packs = [\"own.toml\"]\n");
    write(
        "own.toml",
        "[pack]\nid = \"own\"\nextends = \"national\"\n\n[[rule]]\nid = \"x\"\nverson = 1\ncheck = \"1 == 1\"\nmessage = \"m\"\n",
    );
    write("a.txt", &sample());
    let root = format!("file://{}", folder.path().display());
    let mut editor = Editor::new(json!({ "rootUri": root }));
    let uri = format!("{root}/a.txt");
    editor.open(&uri, &sample());
    assert!(!editor.published(&uri, Some(1)).is_empty());
    let pack = format!("{root}/own.toml");
    let wrong = editor.published(&pack, None);
    assert!(!wrong.is_empty());
    let text = fs::read_to_string(folder.path().join("own.toml")).unwrap();
    editor.open(&pack, &text);
    let wrong = editor
        .published(&pack, Some(1))
        .iter()
        .map(Value::to_string)
        .collect::<String>();
    assert!(wrong.contains("verson"), "{wrong}");
    // put right, and saved: the configuration is read again
    write("own.toml", "[pack]\nid = \"own\"\nextends = \"national\"\n");
    editor.tell(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": pack } }),
    );
    assert!(!editor.published(&uri, Some(1)).is_empty());
    editor.stop();
}

#[test]
fn a_pack_is_asked_about() {
    let text = "[pack]\nid = \"own\"\nextends = \"national\"\n\n[[rule]]\nid = \"own-x\"\nsev\n\
        check = \"申请[结, 总计] <= 申请[新收, 总计]\"\nmessage = \"m\"\n";
    let uri = address("tests/samples/typed.toml");
    let mut editor = Editor::bytes();
    editor.open(&uri, text);
    let ask = |mark: &str| {
        let offset = text.find(mark).unwrap() + mark.len();
        json!({ "textDocument": { "uri": uri }, "position": at(text, offset) })
    };
    let keys = editor.ask("textDocument/completion", ask("sev"));
    assert!(keys.to_string().contains("\"severity\""), "{keys}");
    let clean = text.replace("sev\n", "");
    editor.change(&uri, 2, json!([{ "text": clean }]));
    let ask = |mark: &str| {
        let offset = clean.find(mark).unwrap() + mark.len();
        json!({ "textDocument": { "uri": uri }, "position": at(&clean, offset) })
    };
    let rows = editor.ask("textDocument/completion", ask("申请[结"));
    assert!(rows.to_string().contains("\"结转下年\""), "{rows}");
    let hover = editor.ask("textDocument/hover", ask("申请[新收"));
    assert!(hover.to_string().contains("compared as"), "{hover}");
    let hover = editor.ask("textDocument/hover", ask("chec"));
    assert!(hover["contents"]["value"].is_string(), "{hover}");
    let mut uses = ask("own-x");
    uses["context"] = json!({ "includeDeclaration": true });
    let places = editor.ask("textDocument/references", uses);
    assert_eq!(places.as_array().unwrap().len(), 1);
    let mut rename = ask("own-x");
    rename["newName"] = json!("own-y");
    let edit = editor.ask("textDocument/rename", rename);
    assert!(edit.to_string().contains("own-y"), "{edit}");
    let lenses = editor.ask(
        "textDocument/codeLens",
        json!({ "textDocument": { "uri": uri } }),
    );
    let run = lenses[0]["command"].clone();
    assert_eq!(
        editor.ask("workspace/executeCommand", run),
        "0 of 0 cases pass"
    );
    editor.stop();
}

/// A pack in two files, of which one is open.
#[test]
fn names_are_known_over_all_files_of_a_pack() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "own.toml",
        "[pack]\nid = \"own\"\nextends = \"national\"\nparts = [\"more.toml\"]\n\n[[rule]]\nid = \"own-x\"\n\
         each = \"列 in 申请.列\"\nlet = { \"甲\" = \"1\" }\ncheck = \"申请[新收, 列] >= 甲 + \"\nmessage = \"m\"\n",
    );
    let part = "part-of = \"own\"\n\n[override.own-x]\nseverity = \"info\"\n\n[override.prose-received]\nseverty = \"info\"\n";
    write("more.toml", part);
    let root = format!("file://{}", folder.path().display());
    let (head, uri) = (format!("{root}/own.toml"), format!("{root}/more.toml"));
    let mut editor = Editor::bytes();
    editor.open(&uri, part);
    let ask = |uri: &str, text: &str, mark: &str| {
        let offset = text.find(mark).unwrap() + mark.len();
        json!({ "textDocument": { "uri": uri }, "position": at(text, offset) })
    };
    let wrong = editor.published(&uri, Some(1));
    assert!(json!(wrong).to_string().contains("severty"), "{wrong:?}");

    let places = editor.ask("textDocument/definition", ask(&uri, part, "own-x"));
    assert_eq!(places[0]["uri"], head, "{places}");
    let mut uses = ask(&uri, part, "own-x");
    uses["context"] = json!({ "includeDeclaration": true });
    let places = editor.ask("textDocument/references", uses);
    assert_eq!(places.as_array().unwrap().len(), 2, "{places}");
    let mut uses = ask(&uri, part, "own-x");
    uses["context"] = json!({ "includeDeclaration": false });
    let places = editor.ask("textDocument/references", uses);
    assert_eq!(places.as_array().unwrap().len(), 1, "{places}");
    assert_eq!(places[0]["uri"], uri, "{places}");
    let mut rename = ask(&uri, part, "own-x");
    rename["newName"] = json!("own-y");
    let edit = editor.ask("textDocument/rename", rename);
    let changed = edit["changes"].as_object().unwrap();
    assert_eq!(changed.len(), 2, "{edit}");
    assert_eq!(changed[&head][0]["newText"], "own-y");

    let keys = editor.ask("textDocument/completion", ask(&uri, part, "seve"));
    assert!(keys.to_string().contains("\"severity\""), "{keys}");

    // a rule that comes along lies in a copy, which can be read and not renamed
    let places = editor.ask("textDocument/definition", ask(&uri, part, "prose-received"));
    let copy = places[0]["uri"].as_str().unwrap();
    let text = fs::read_to_string(copy.strip_prefix("file://").unwrap()).unwrap();
    let line = places[0]["range"]["start"]["line"].as_u64().unwrap() as usize;
    assert_eq!(text.lines().nth(line).unwrap(), "id = \"prose-received\"");
    let mut rename = ask(&uri, part, "prose-received");
    rename["newName"] = json!("other");
    assert_eq!(editor.ask("textDocument/rename", rename), Value::Null);

    let text = fs::read_to_string(folder.path().join("own.toml")).unwrap();
    editor.open(&head, &text);
    let offered = editor.ask("textDocument/completion", ask(&head, &text, "甲 + "));
    assert!(offered.to_string().contains("\"甲\""), "{offered}");
    let offered = editor.ask("textDocument/completion", ask(&head, &text, "[新收, "));
    assert!(offered.to_string().contains("\"列\""), "{offered}");
    editor.stop();
}

#[test]
fn what_is_no_longer_wanted_is_not_worked_out() {
    let mut editor = Editor::new(json!({}));
    editor.tell("$/cancelRequest", json!({ "id": 2 }));
    let id = editor.request("textDocument/hover", json!({}));
    assert_eq!(editor.answer(id), Err(-32800));
    let id = editor.request("gouji/unknown", json!({}));
    assert_eq!(editor.answer(id), Err(-32601));
    editor.stop();
}

/// An edit by byte offsets, which the client makes by its own means.
#[derive(Clone, Debug)]
struct Typed {
    from: usize,
    length: usize,
    text: String,
}

fn typed() -> impl Strategy<Value = Typed> {
    let text = prop_oneof![
        Just("\r\n".to_owned()),
        Just("\n".to_owned()),
        Just("𠮷".to_owned()),
        Just("１２".to_owned()),
        "[0-9一-龥a\t|]{0,4}",
    ];
    (any::<prop::sample::Index>(), 0usize..6, text).prop_map(|(from, length, text)| Typed {
        from: from.index(100_000),
        length,
        text,
    })
}

fn position(text: &str, offset: usize, encoding: Encoding) -> Position {
    let before = &text[..offset];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    let inside = &before[start..];
    let character = match encoding {
        Encoding::Utf8 => inside.len(),
        Encoding::Utf16 => inside.encode_utf16().count(),
        Encoding::Utf32 => inside.chars().count(),
    };
    Position::new(line as u32, character as u32)
}

/// Where an edit begins and ends: on characters, and not inside of a line end.
fn bounds(text: &str, edit: &Typed) -> (usize, usize) {
    let whole = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) || (at > 0 && text[..at].ends_with('\r')) {
            at -= 1;
        }
        at
    };
    let start = whole(edit.from % (text.len() + 1));
    (start, whole(start + edit.length).max(start))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_document_stays_equal_to_the_clients(
        edits in prop::collection::vec(typed(), 1..40),
        encoding in prop_oneof![Just(Encoding::Utf8), Just(Encoding::Utf16)],
    ) {
        let mut mine = "一、𠮷 12\r\n合计\t6\n\r\n".to_owned();
        let mut buffer = Buffer::new(1, mine.clone(), encoding);
        for (version, edit) in edits.iter().enumerate() {
            let (start, end) = bounds(&mine, edit);
            let range = Range::new(position(&mine, start, encoding), position(&mine, end, encoding));
            mine.replace_range(start..end, &edit.text);
            let change = TextDocumentContentChangeEvent {
                range: Some(range),
                range_length: None,
                text: edit.text.clone(),
            };
            buffer.change(version as i32, vec![change], encoding);
            prop_assert_eq!(&*buffer.text, mine.as_str());
        }
    }
}

#[test]
fn after_random_edits_the_findings_are_those_of_a_fresh_run() {
    let project = gouji::cli::project(Lang::En);
    let mut editor = Editor::bytes();
    let uri = address("tests/samples/edited.txt");
    let mut text = sample();
    editor.open(&uri, &text);
    let mut seed = 7u64;
    for version in 2..40 {
        seed = seed
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        let edit = Typed {
            from: (seed >> 20) as usize % text.len(),
            length: (seed >> 40) as usize % 5,
            text: ["7", "", "\n", "年", "\t"][(seed >> 50) as usize % 5].to_owned(),
        };
        let (start, end) = bounds(&text, &edit);
        let range = json!({
            "start": position(&text, start, Encoding::Utf8),
            "end": position(&text, end, Encoding::Utf8),
        });
        text.replace_range(start..end, &edit.text);
        editor.change(
            &uri,
            version,
            json!([{ "range": range, "text": edit.text }]),
        );
    }
    let got: Vec<_> = editor.published(&uri, Some(39)).iter().map(said).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/edited.txt");
    let fresh = project.check(&path, &text, &Stop::default()).unwrap();
    assert!(LineIndex::new(&text).count() > 10);
    let want: Vec<_> = fresh
        .checked
        .diagnostics
        .iter()
        .map(|d| key(&text, d))
        .collect();
    assert_eq!(got, want);
    editor.stop();
}

#[test]
fn a_report_is_held_against_last_years_in_its_project() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("gouji.toml"), "").unwrap();
    let body = "溯芦县人民政府办公室";
    let mut texts = Vec::new();
    for year in ["2022", "2023"] {
        let from = format!("tests/series/reports/{body}/{year}.md");
        let text = fs::read_to_string(from).unwrap();
        fs::write(folder.path().join(format!("{year}.md")), &text).unwrap();
        texts.push(text);
    }
    let path = folder.path().join("2023.md");
    let uri = format!("file://{}", path.display());
    let mut editor = Editor::bytes();
    editor.open(&uri, &texts[1]);
    let found = editor.published(&uri, Some(1));
    let all: Vec<&Value> = found.iter().collect();
    let broken = all.iter().find(|d| d["code"] == "carry-over");
    let broken = broken.unwrap_or_else(|| panic!("{all:?}"));
    let related = &broken["relatedInformation"][0];
    let other = related["location"]["uri"].as_str().unwrap();
    assert!(other.ends_with("/2022.md"), "{other}");
    let line = related["location"]["range"]["start"]["line"]
        .as_u64()
        .unwrap();
    let shown = texts[0]
        .lines()
        .nth(usize::try_from(line).unwrap())
        .unwrap();
    assert!(shown.contains("结转下年度继续办理"), "{shown}");

    let at = broken["range"]["start"].clone();
    let ask = json!({ "textDocument": { "uri": uri }, "position": at });
    let hover = editor.ask("textDocument/hover", ask);
    let shown = hover["contents"]["value"].as_str().unwrap();
    assert!(shown.contains("2022: 2"), "{shown}");
    assert!(shown.contains("carry-over"), "{shown}");
    editor.stop();
}
