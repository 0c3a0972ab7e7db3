//! What editors ask about packs: the cases of `packs/cases.txt`, over a connection in memory.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use gouji_core::text::Lang;
use gouji_lsp::{Encoding, Lines};
use gouji_project::Request;
use lsp_server::{Connection, Message, Notification, RequestId};
use serde_json::{Value, json};

/// An editor with its server, which counts positions in bytes.
struct Editor {
    connection: Connection,
    server: JoinHandle<Result<(), String>>,
    next: i32,
    /// What the server said.
    said: Vec<Notification>,
}

impl Editor {
    fn new(lang: Lang) -> Self {
        let (connection, server) = Connection::memory();
        let project = gouji_lsp::local(Request {
            lang,
            trust_all: true,
            ..Request::default()
        });
        let server = thread::spawn(move || gouji_lsp::serve(server, project));
        let mut editor = Editor {
            connection,
            server,
            next: 0,
            said: Vec::new(),
        };
        let parameters = json!({ "parameterInformation": { "labelOffsetSupport": true } });
        let can = json!({
            "general": { "positionEncodings": ["utf-8"] },
            "textDocument": { "signatureHelp": { "signatureInformation": parameters } }
        });
        editor.ask("initialize", json!({ "capabilities": can }));
        editor.tell("initialized", json!({}));
        editor
    }

    fn tell(&self, method: &str, params: Value) {
        let note = Notification::new(method.to_owned(), params);
        self.connection.sender.send(note.into()).unwrap();
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params).unwrap()
    }

    /// An answer, or the sentence that refuses it.
    fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.next += 1;
        let id = RequestId::from(self.next);
        let request = lsp_server::Request::new(id.clone(), method.to_owned(), params);
        self.connection.sender.send(request.into()).unwrap();
        loop {
            let wait = Duration::from_secs(60);
            match self.connection.receiver.recv_timeout(wait).unwrap() {
                Message::Response(r) if r.id == id => {
                    return match r.error {
                        Some(error) => Err(error.message),
                        None => Ok(r.result.unwrap_or_default()),
                    };
                }
                Message::Notification(n) => self.said.push(n),
                _ => {}
            }
        }
    }

    fn open(&self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "toml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Opens one of the files as it lies there: a question about the first place of some words in it.
    fn open_at(&self, file: &str, words: &str) -> Value {
        let path = folder().join(file);
        let uri = format!("file://{}", path.display());
        let text = fs::read_to_string(path).unwrap();
        self.open(&uri, &text);
        let offset = text.find(words).unwrap();
        let position = Lines::new(&text, Encoding::Utf8).position(&text, offset);
        json!({ "textDocument": { "uri": uri }, "position": position })
    }

    fn change(&self, uri: &str, version: i32, text: &str) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        self.tell("textDocument/didChange", params);
    }

    fn stop(mut self) {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.server.join().unwrap().unwrap();
    }
}

const FILES: [&str; 5] = [
    "own.toml",
    "part.toml",
    "city.toml",
    "gouji.toml",
    "waivers.toml",
];
const MARK: char = '‸';

/// A question and what is answered.
#[derive(Default)]
struct Case {
    title: String,
    /// What stands there, and what is typed in its place.
    edits: Vec<(Option<String>, String)>,
    want: Vec<String>,
    has: Vec<String>,
    lacks: Vec<String>,
    refused: Option<String>,
    /// A label, and the line once it is taken.
    taken: Option<(String, String)>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs")
}

fn cases() -> Vec<Case> {
    let text = fs::read_to_string(folder().join("cases.txt")).unwrap();
    let (_, text) = text.split_once("\n== ").unwrap();
    let blocks = text.split("\n== ").map(|block| {
        let (title, lines) = block.split_once('\n').unwrap();
        let mut case = Case {
            title: title.to_owned(),
            ..Case::default()
        };
        let mut typed = false;
        for line in lines.lines().filter(|l| !l.is_empty()) {
            let (sign, rest) = line.split_once(' ').unwrap_or((line, ""));
            let rest = rest.to_owned();
            match sign {
                "-" => case.edits.push((Some(rest), String::new())),
                "+" if typed || case.edits.last().is_some_and(|(_, new)| new.is_empty()) => {
                    let (_, new) = case.edits.last_mut().unwrap();
                    let line = if typed { format!("\n{rest}") } else { rest };
                    new.push_str(&line);
                }
                "+" => case.edits.push((None, rest)),
                ">" => case.want.push(rest),
                "has" => case.has.push(rest),
                "not" => case.lacks.push(rest),
                "!" => case.refused = Some(rest),
                "=" => {
                    let (label, line) = rest.split_once(" | ").unwrap();
                    case.taken = Some((label.to_owned(), line.to_owned()));
                }
                _ => panic!("{title}: {line}"),
            }
            typed = sign == "+";
        }
        case
    });
    blocks.collect()
}

/// The files with what is typed, and the file and place of the cursor.
fn typed(case: &Case) -> (Vec<String>, usize, usize) {
    let mut texts: Vec<String> = FILES
        .iter()
        .map(|name| fs::read_to_string(folder().join(name)).unwrap())
        .collect();
    for (old, new) in &case.edits {
        let there = old.clone().unwrap_or_else(|| new.replace(MARK, ""));
        let holds: Vec<usize> = (0..texts.len())
            .filter(|at| texts[*at].contains(&there))
            .collect();
        assert_eq!(holds.len(), 1, "{}: {there}", case.title);
        let text = &mut texts[holds[0]];
        assert_eq!(text.matches(&there).count(), 1, "{}: {there}", case.title);
        *text = text.replace(&there, new);
    }
    let at = texts.iter().position(|t| t.contains(MARK)).unwrap();
    let offset = texts[at].find(MARK).unwrap();
    texts[at] = texts[at].replace(MARK, "");
    (texts, at, offset)
}

fn line_of(texts: &[String], place: &Value) -> String {
    let uri = place["uri"].as_str().unwrap();
    let at = FILES.iter().position(|f| uri.ends_with(f)).unwrap();
    let line = place["range"]["start"]["line"].as_u64().unwrap();
    let line = texts[at].lines().nth(usize::try_from(line).unwrap());
    format!("{}: {}", FILES[at], line.unwrap())
}

/// The lines that edits change, as they read then.
fn changed(texts: &[String], edit: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, name) in FILES.iter().enumerate() {
        let index = Lines::new(&texts[at], Encoding::Utf8);
        let offset = |place: &Value| {
            let place = serde_json::from_value(place.clone()).unwrap();
            index.offset(&texts[at], place)
        };
        let all = edit["changes"].as_object().unwrap();
        let mine = all.iter().filter(|(uri, _)| uri.ends_with(name));
        let mut edits: Vec<(usize, usize, &str)> = mine
            .flat_map(|(_, edits)| edits.as_array().unwrap())
            .map(|e| {
                let (start, end) = (&e["range"]["start"], &e["range"]["end"]);
                (offset(start), offset(end), e["newText"].as_str().unwrap())
            })
            .collect();
        edits.sort_unstable();
        let mut new = texts[at].clone();
        for (start, end, text) in edits.into_iter().rev() {
            new.replace_range(start..end, text);
        }
        let both = texts[at].lines().zip(new.lines());
        let mine = both.filter(|(old, new)| old != new);
        lines.extend(mine.map(|(_, new)| format!("{name}: {new}")));
    }
    lines
}

/// The line of a file that an edit changes, as it reads then.
fn taken(texts: &[String], at: usize, edit: &Value) -> String {
    let lines = Lines::new(&texts[at], Encoding::Utf8);
    let offset = |place: &Value| {
        let place = serde_json::from_value(place.clone()).unwrap();
        lines.offset(&texts[at], place)
    };
    let (start, end) = (
        offset(&edit["range"]["start"]),
        offset(&edit["range"]["end"]),
    );
    let mut text = texts[at].clone();
    text.replace_range(start..end, edit["newText"].as_str().unwrap());
    let line = text[..start].matches('\n').count();
    text.lines().nth(line).unwrap().to_owned()
}

/// Labels and what is said of them, in the order in which editors show them.
fn labels(items: &Value) -> Vec<(String, String)> {
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let mut items: Vec<&Value> = items.as_array().unwrap().iter().collect();
    items.sort_by_key(|i| text(i.get("sortText").unwrap_or(&i["label"])));
    let both = items.into_iter();
    both.map(|i| (text(&i["label"]), text(&i["detail"])))
        .collect()
}

/// The signature that is shown, with `<…>` around the parameter at hand, and what is said of it.
fn signature(help: &Value) -> Vec<String> {
    if help.is_null() {
        return Vec::new();
    }
    let number = |v: &Value| usize::try_from(v.as_u64().unwrap()).unwrap();
    let signature = &help["signatures"][number(&help["activeSignature"])];
    let mut label: Vec<u16> = signature["label"]
        .as_str()
        .unwrap()
        .encode_utf16()
        .collect();
    if help["activeParameter"].is_u64() {
        let place = &signature["parameters"][number(&help["activeParameter"])]["label"];
        label.insert(number(&place[1]), u16::from(b'>'));
        label.insert(number(&place[0]), u16::from(b'<'));
    }
    let said = signature["documentation"]["value"].as_str().unwrap();
    let said = said.lines().filter(|l| !l.is_empty()).map(str::to_owned);
    std::iter::once(String::from_utf16(&label).unwrap())
        .chain(said)
        .collect()
}

/// What is answered, line by line.
fn answered(
    editor: &mut Editor,
    case: &Case,
    (texts, at, ask): (&[String], usize, Value),
) -> Vec<String> {
    let (kind, _) = case.title.split_once(':').unwrap();
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    match kind.split_once(' ').unwrap_or((kind, "")) {
        ("completion", _) => {
            let items = editor.ask("textDocument/completion", ask);
            if let Some((label, line)) = &case.taken {
                let mut all = items.as_array().unwrap().iter();
                let item = all.find(|i| i["label"] == **label).unwrap();
                assert_eq!(taken(texts, at, &item["textEdit"]), *line, "{}", case.title);
            }
            let offered = labels(&items);
            let with = case.want.iter().any(|w| w.contains(" | "));
            offered
                .into_iter()
                .map(|(label, detail)| match with && !detail.is_empty() {
                    true => format!("{label} | {detail}"),
                    false => label,
                })
                .collect()
        }
        ("hover", _) => {
            let shown = editor.ask("textDocument/hover", ask);
            let shown = text(&shown["contents"]["value"]);
            let lines = shown.lines().filter(|l| !l.is_empty());
            lines.map(str::to_owned).collect()
        }
        ("signature", _) => {
            let help = editor.ask("textDocument/signatureHelp", ask);
            signature(&help)
        }
        ("definition", _) => {
            let places = editor.ask("textDocument/definition", ask);
            let places = places.as_array().unwrap();
            places.iter().map(|p| line_of(texts, p)).collect()
        }
        ("references", _) => {
            let mut ask = ask;
            ask["context"] = json!({ "includeDeclaration": true });
            let places = editor.ask("textDocument/references", ask);
            let places = places.as_array().unwrap();
            places.iter().map(|p| line_of(texts, p)).collect()
        }
        ("rename", name) => {
            let prepared = editor.try_ask("textDocument/prepareRename", ask.clone());
            let mut ask = ask;
            ask["newName"] = json!(name);
            let edit = editor.ask("textDocument/rename", ask);
            let Some(why) = &case.refused else {
                assert!(prepared.unwrap().is_object(), "{}", case.title);
                return changed(texts, &edit);
            };
            assert_eq!(edit, Value::Null, "{}", case.title);
            // a name that is wrong is known only once it is given
            let of_name = ["there is a", "cannot be a name", "means only one of"];
            let late = of_name.iter().any(|w| why.contains(w));
            assert_eq!(prepared.is_ok(), late, "{}", case.title);
            if let Err(said) = prepared {
                assert_eq!(said, *why, "{}", case.title);
            }
            let said = editor.said.iter().rev();
            let said: Vec<String> = said.map(|n| text(&n.params["message"])).collect();
            match said.contains(why) {
                true => Vec::new(),
                false => said,
            }
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn packs_are_answered_about() {
    let uri = |at: usize| format!("file://{}/{}", folder().display(), FILES[at]);
    let mut editor = Editor::new(Lang::En);
    let all = cases();
    assert!(all.len() > 60, "{}", all.len());
    let mut wrong = Vec::new();
    let mut version = 1;
    for (at, name) in FILES.iter().enumerate() {
        let text = fs::read_to_string(folder().join(name)).unwrap();
        editor.open(&uri(at), &text);
    }
    for case in &all {
        let (texts, at, offset) = typed(case);
        version += 1;
        for (at, text) in texts.iter().enumerate() {
            editor.change(&uri(at), version, text);
        }
        let position = Lines::new(&texts[at], Encoding::Utf8).position(&texts[at], offset);
        let ask = json!({ "textDocument": { "uri": uri(at) }, "position": position });
        editor.said.clear();
        let got = answered(&mut editor, case, (&texts, at, ask));
        let listed = case.has.is_empty() && case.lacks.is_empty();
        let fits =
            case.has.iter().all(|h| got.contains(h)) && case.lacks.iter().all(|l| !got.contains(l));
        if !fits || (listed && got != case.want) {
            wrong.push(format!("{}\n{}", case.title, got.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    editor.stop();
}

/// Functions are explained in the language of messages.
#[test]
fn functions_are_explained_in_chinese_too() {
    let mut editor = Editor::new(Lang::Zh);
    let ask = editor.open_at("part.toml", "sum(");
    let shown = editor.ask("textDocument/hover", ask);
    let shown = shown["contents"]["value"].as_str().unwrap();
    assert!(shown.contains("\n单元格和数的和\n"), "{shown}");
    editor.stop();
}

#[test]
fn a_name_is_new_in_files_that_are_not_open() {
    let mut editor = Editor::new(Lang::En);
    let mut ask = editor.open_at("own.toml", "own-levels");
    ask["newName"] = json!("own-parts");
    let edit = editor.ask("textDocument/rename", ask);
    let changes = edit["changes"].as_object().unwrap();
    let files = FILES.map(|name| changes.keys().filter(|uri| uri.ends_with(name)).count());
    assert_eq!(files, [1; 5], "{edit}");
    editor.stop();
}

/// Files of a workspace: a pack, one on top of it, a configuration that asks for that one, and others that do not.
const WORKSPACE: [(&str, &str); 8] = [
    (
        "packs/low.toml",
        "[pack]\nid = \"low\"\nextends = \"national\"\n[[rule]]\nid = \"low-x\"\n",
    ),
    (
        "packs/high.toml",
        "[pack]\nid = \"high\"\nextends = \"low.toml\"\n[override.low-x]\nseverity = \"info\"\n",
    ),
    (
        "towns/gouji.toml",
        "packs = [\"../packs/high.toml\"]\n[severity]\n\"low-x\" = \"info\"\n",
    ),
    ("towns/waivers.toml", "[[waiver]]\nrule = \"low-x\"\n"),
    ("others/gouji.toml", "[severity]\n\"low-x\" = \"info\"\n"),
    (
        "old/gouji.toml",
        "packs = [\"../packs/low.toml\"]\nignore = [\"low-x\"]\n",
    ),
    (".gitignore", "old\n"),
    (".git/HEAD", ""),
];

/// Rules are renamed in configurations of the workspace that ask for their pack, and in no others.
#[test]
fn a_rule_is_new_in_configurations_that_are_not_open() {
    let root = std::env::temp_dir().join(format!("gouji-lsp-{}", std::process::id()));
    for (name, text) in WORKSPACE {
        let file = root.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let mut editor = Editor::new(Lang::En);
    let address = format!("file://{}", root.display());
    let added = json!({ "added": [{ "uri": address, "name": "w" }], "removed": [] });
    editor.tell(
        "workspace/didChangeWorkspaceFolders",
        json!({ "event": added }),
    );
    for name in ["packs/low.toml", "towns/gouji.toml"] {
        let mut ask = editor.open_at(root.join(name).to_str().unwrap(), "low-x");
        ask["newName"] = json!("low-y");
        let edit = editor.ask("textDocument/rename", ask);
        let changes = edit["changes"].as_object().unwrap();
        let files = WORKSPACE.map(|(n, _)| changes.keys().filter(|uri| uri.ends_with(n)).count());
        assert_eq!(files, [1, 1, 1, 1, 0, 0, 0, 0], "{name}: {edit}");
        let uri = format!("{address}/{name}");
        let closed = json!({ "textDocument": { "uri": uri } });
        editor.tell("textDocument/didClose", closed);
    }
    editor.stop();
    fs::remove_dir_all(root).unwrap();
}
