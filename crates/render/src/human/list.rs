//! Places that are not drawn, one line each, in columns.

use super::plan::Setting;
use crate::clamp;
use crate::columns::{clip_end, left, right, width as columns};
use crate::messages::Text;
use crate::place::at;
use gouji_core::diagnostic::Label;

/// Entries of one list.
const LONGEST: usize = 20;
/// Columns of a value or of quoted text, where the terminal is wide enough.
const VALUE: usize = 16;

/// Blanks before and between the columns.
const GAPS: usize = 10;

/// One place.
struct Entry {
    at: String,
    name: String,
    value: String,
    message: String,
}

/// The rows of a list of places, or nothing when there are none. `known` is the table that needs no name.
pub(super) fn rows(
    setting: Setting<'_>,
    labels: &[&Label],
    known: Option<&str>,
    width: usize,
) -> Vec<String> {
    let shown = labels.iter().take(LONGEST);
    let entries: Vec<Entry> = shown.map(|l| entry(setting, l, known)).collect();
    let widest =
        |of: fn(&Entry) -> &String| entries.iter().map(|e| columns(of(e))).max().unwrap_or(0);
    let dots = setting.pen.ellipsis();
    let at = widest(|e| &e.at);
    let room = width.saturating_sub(at + GAPS);
    let value = widest(|e| &e.value).min(VALUE.max(width / 3)).min(room / 2);
    let wanted = widest(|e| &e.message);
    let rest = room.saturating_sub(value);
    let name = widest(|e| &e.name).min(rest.saturating_sub(wanted.min(rest / 2)));
    let mut rows: Vec<String> = entries
        .iter()
        .map(|e| {
            let head = format!("    {}  ", right(&e.at, at));
            let name = left(&clip_end(&e.name, name, dots), name);
            let value = left(&clip_end(&e.value, value, dots), value);
            let gap = if name.is_empty() { "" } else { "  " };
            let row = format!("{head}{name}{gap}{value}  ");
            let room = width.saturating_sub(columns(&row));
            (row + &clip_end(&e.message, room, dots))
                .trim_end()
                .to_owned()
        })
        .collect();
    if labels.len() > LONGEST {
        let more = Text::More(labels.len() - LONGEST).say(setting.lang);
        rows.push(format!("    {}", setting.pen.clean(&more)));
    }
    rows
}

fn entry(setting: Setting<'_>, label: &Label, known: Option<&str>) -> Entry {
    let document = setting.document;
    let span = clamp(&document.text, label.span);
    let value = setting.pen.flat(document.slice(span));
    Entry {
        at: at(document, span, setting.lang),
        name: match &label.cell {
            Some(cell) => setting.cell_name(cell, known),
            None => String::new(),
        },
        value: match value.is_empty() {
            true => setting.pen.clean(&Text::Blank.say(setting.lang)),
            false => value,
        },
        message: setting.pen.flat(&label.message),
    }
}
