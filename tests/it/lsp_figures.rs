//! A figure in prose, in an editor: every rule that reads it is shown, and so are all cells that it is held against.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use std::fs;
use std::path::Path;

use gouji::lsp::{Encoding, Lines};
use serde_json::{Value, json};

use crate::support::editor::Editor;

const SAMPLE: &str = "tests/samples/qinghe-2023.txt";

struct Page {
    editor: Editor,
    text: String,
    uri: String,
}

impl Page {
    fn open() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE);
        let text = fs::read_to_string(&path).unwrap();
        let uri = format!("file://{}", path.display());
        let editor = Editor::bytes();
        editor.open(&uri, &text);
        Page { editor, text, uri }
    }

    /// Asks at a place so many bytes behind the begin of some words.
    fn ask(&mut self, method: &str, words: &str, behind: usize) -> Value {
        let at = self.text.find(words).unwrap() + behind;
        let position = Lines::new(&self.text, Encoding::Utf8).position(&self.text, at);
        let ask = json!({ "textDocument": { "uri": self.uri }, "position": position });
        self.editor.ask(method, ask)
    }

    fn hover(&mut self, words: &str, behind: usize) -> String {
        let hover = self.ask("textDocument/hover", words, behind);
        hover["contents"]["value"].as_str().unwrap().to_owned()
    }

    /// The texts of the lines to which a definition leads.
    fn definition(&mut self, words: &str, behind: usize) -> Vec<String> {
        let places = self.ask("textDocument/definition", words, behind);
        let places = places.as_array().unwrap().iter();
        let lines: Vec<&str> = self.text.lines().collect();
        let line = |p: &Value| {
            let at = p["range"]["start"]["line"].as_u64().unwrap() as usize;
            lines[at].trim().to_owned()
        };
        places.map(line).collect()
    }
}

#[test]
fn every_rule_that_reads_a_figure_is_shown() {
    let mut page = Page::open();
    // anywhere in the figure: the comparison with the table, and the balance of the sentence
    for behind in 0..=2 {
        let shown = page.hover("15件，办结", behind);
        for words in [
            "`prose-received`",
            "`prose-flow`",
            "`15 \u{2260} 13`",
            "总计 = 13",
        ] {
            assert!(shown.contains(words), "{behind} {words}: {shown}");
        }
    }
    assert_eq!(page.definition("15件，办结", 1), ["13", "1"]);
    // one that agrees with the table
    let shown = page.hover("12件，结转", 0);
    assert!(shown.contains("\u{2713} `12 = 12`"), "{shown}");
    assert!(
        shown.contains("`prose-answered`") && shown.contains("`prose-flow`"),
        "{shown}"
    );
    // words that stand for zero
    let shown = page.hover("未发生行政复议", 3);
    assert!(shown.contains("`prose-no-reviews`"), "{shown}");
    assert_eq!(page.definition("未发生行政复议", 3), ["1"]);
    page.editor.stop();
}

#[test]
fn figures_without_cells_lead_to_all_rules_that_read_them() {
    let mut page = Page::open();
    let shown = page.hover("412条", 0);
    assert!(shown.starts_with("**412条**\n"), "{shown}");
    assert!(shown.contains("`parts-short-of-total`"), "{shown}");
    assert!(shown.contains("`parts-over-total`"), "{shown}");
    let places = page.ask("textDocument/definition", "412条", 0);
    assert_eq!(places.as_array().unwrap().len(), 2, "{places}");
    let shown = page.hover("2022年，县", 0);
    assert!(
        shown.starts_with("**2022") && shown.contains("`year-stale`"),
        "{shown}"
    );
    page.editor.stop();
}
