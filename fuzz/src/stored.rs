//! What gouji itself has written, after somebody else had it: results that were stored, answers of worker processes.

use super::{LINTER, holds, says};
use gouji::diagnostic::{LintResult, Summary};
use gouji::document::Document;
use gouji::output::{End, Writer, concise, gitlab, html, human, json, junit, narrated, sarif};
use gouji::project::cache::stored as opened;
use gouji::project::worker::answered;
use gouji::text::Lang;

/// A result of an earlier run: what comes out of it can be shown in every way.
pub fn stored(bytes: &[u8]) {
    if let Some((document, checked)) = opened(bytes, "a.txt") {
        drawn(&document, &checked);
    }
}

/// The answer of a worker process: what comes out of it is a document like any other.
pub fn answer(bytes: &[u8]) {
    if let Some(document) = answered(bytes, "a.docx") {
        holds(&document);
        let checked = LINTER.check(&document);
        says(&document, &checked);
        drawn(&document, &checked);
    }
}

/// Draws a result in all ways that look at the text.
fn drawn(document: &Document, checked: &LintResult) {
    let options = human::HumanOptions {
        show_unknown: true,
        show_accepted: true,
        ..human::HumanOptions::default()
    };
    let writers: Vec<Box<dyn Writer>> = vec![
        Box::new(human::Human::new(options)),
        Box::new(json::JsonLines),
        Box::new(sarif::Sarif::new(Lang::Zh)),
        Box::new(html::Html::new(Lang::En)),
        Box::new(gitlab::Gitlab::new(Lang::Zh)),
        Box::new(junit::Junit {
            lang: Lang::Zh,
            fail_on: None,
        }),
        Box::new(narrated::Narrated {
            coverage: false,
            quiet: false,
            lang: Lang::Zh,
            show_unknown: true,
            show_accepted: true,
        }),
        Box::new(concise::Concise {
            lang: Lang::En,
            color: true,
            show_unknown: true,
            show_accepted: true,
            sums: None,
        }),
    ];
    let mut summary = Summary::default();
    summary.add(checked);
    for mut writer in writers {
        let mut out = Vec::new();
        let end = End {
            summary: &summary,
            exit: 0,
            day: None,
            rules: &|_| None,
        };
        let done = writer
            .head(&mut out)
            .and_then(|()| writer.report(&mut out, document, checked))
            .and_then(|()| writer.finish(&mut out, &end));
        assert!(done.is_ok(), "{done:?}");
        assert!(std::str::from_utf8(&out).is_ok());
    }
}
