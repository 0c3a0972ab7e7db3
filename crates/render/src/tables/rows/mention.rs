//! One row for each value that prose states.

use std::borrow::Cow;

use gouji_core::diagnostic::LintResult;
use gouji_core::document::Document;
use gouji_core::text::{Lang, Span};

use super::super::place::Spots;
use super::super::schema::{Decimal, row};
use super::Head;
use crate::clamp;
use crate::columns::one_line;

row! {
    /// A value in something that prose says; or what it says, where that holds no value.
    MentionRow in Mentions {
        /// The file as it was named.
        path: &'a str,
        /// Id of the kind of report.
        kind: Option<&'a str>,
        /// Id of the form that its tables follow.
        form: Option<&'a str>,
        /// The year that it reports on.
        year: Option<i64>,
        /// The body that reports.
        body: Option<&'a str>,
        /// Code of the place of the body (GB/T 2260, six digits).
        code: Option<&'a str>,
        /// Id of the mention in the kind; none for a figure that no mention reads, so that no rule knows it.
        mention: Option<&'a str>,
        /// What people call it.
        label: Option<&'a str>,
        /// The part of the text: the id of its section, `head`, `tail` or `table`.
        part: &'a str,
        /// What is said, in one line.
        said: Cow<'a, str>,
        /// The name of the value in the mention.
        name: Option<&'a str>,
        /// The number; none where it is no number, or has more than six decimals.
        value: Option<Decimal>,
        /// The number is "and some".
        approximate: Option<bool>,
        /// The day, where it is one: `2024-01-31`; it may not exist.
        date: Option<&'a str>,
        /// The words of the value, in one line.
        text: Option<Cow<'a, str>>,
        /// Where it stands, in words.
        place: Option<Cow<'a, str>>,
        /// The page, counted from 1, in formats that have pages.
        page: Option<i64>,
        /// The line of a text file, counted from 1.
        line: Option<i64>,
        /// The character of that line, counted from 1.
        line_column: Option<i64>,
        /// The paragraph, counted from 1, in formats without lines.
        paragraph: Option<i64>,
        /// Its first byte in the text that was read.
        start: Option<i64>,
        /// The byte behind it.
        end: Option<i64>,
    }
}

/// Groups that mark places, and hold no value.
const MARKERS: [&str; 2] = ["at", "core"];

/// The rows of a result in which mentions are kept: what prose says, then the figures that nothing reads.
pub fn mentions<'a>(
    document: &Document,
    checked: &'a LintResult,
    lang: Lang,
) -> Vec<MentionRow<'a>> {
    let reading = checked.reading.as_deref();
    let mut all = Vec::new();
    for mention in reading.into_iter().flat_map(|r| &r.mentions) {
        let groups = mention.groups.iter();
        let before = all.len();
        let valued = groups.filter(|g| !MARKERS.contains(&g.name.as_str()));
        all.extend(valued.map(|group| {
            let row = of(document, checked, (&mention.part, group.span), lang);
            MentionRow {
                name: Some(&group.name),
                value: group.number.and_then(Decimal::of),
                approximate: group.number.map(|_| group.approximate),
                date: group.date.as_deref(),
                ..row
            }
        }));
        if all.len() == before {
            let row = of(document, checked, (&mention.part, mention.span), lang);
            all.push(MentionRow { text: None, ..row });
        }
        for row in all.iter_mut().skip(before) {
            row.mention = Some(&mention.id);
            row.label = Some(&mention.label);
            row.said = words(document, mention.span).into();
        }
    }
    let unread = reading.into_iter().flat_map(|r| &r.unread_figures);
    all.extend(unread.map(|figure| MentionRow {
        value: Decimal::of(figure.value),
        approximate: Some(figure.approximate),
        ..of(document, checked, (&figure.part, figure.span), lang)
    }));
    all
}

/// A row with the words at a place, and nothing else about them.
fn of<'a>(
    document: &Document,
    checked: &'a LintResult,
    (part, span): (&'a str, Span),
    lang: Lang,
) -> MentionRow<'a> {
    let head = Head::of(checked);
    let spots = Spots::of(document, checked, Some(span), lang);
    let text = words(document, span);
    MentionRow {
        path: head.path,
        kind: head.kind,
        form: head.form,
        year: head.year,
        body: head.body,
        code: head.code,
        mention: None,
        label: None,
        part,
        said: text.clone().into(),
        name: None,
        value: None,
        approximate: None,
        date: None,
        text: Some(text.into()),
        place: spots.place,
        page: spots.page,
        line: spots.line,
        line_column: spots.line_column,
        paragraph: spots.paragraph,
        start: spots.start,
        end: spots.end,
    }
}

/// The words at a place in one line.
fn words(document: &Document, span: Span) -> String {
    one_line(document.slice(clamp(&document.text, span)))
}
