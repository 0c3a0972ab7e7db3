//! The same parts as web pages, by several hands.

use super::model::{Cell, Model, Part};

/// Whose page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// Menu, path, a table about the text, a side column, footer; every end tag in its place.
    Portal,
    /// Laid out with nested tables, capital letters, ends left out, in GBK.
    Tables,
    /// Exported by a word processor: spans, conditional comments, cells of several paragraphs.
    Word,
    /// The article is one box whose lines are ended by `<br>`.
    Breaks,
    /// The numbers of headings are those of lists.
    Lists,
    /// Only the text itself, as an editor keeps it.
    Fragment,
}

pub const ALL: [Site; 6] = [
    Site::Portal,
    Site::Tables,
    Site::Word,
    Site::Breaks,
    Site::Lists,
    Site::Fragment,
];

use Site::*;

/// The report as the bytes of a page.
pub fn render(model: &Model, site: Site) -> Vec<u8> {
    let title = format!("{}{}年政府信息公开工作年度报告", model.body, model.year);
    let body: String = model.parts().iter().map(|p| part(p, site)).collect();
    let date = format!("{}-01-19", model.year + 1);
    let page = match site {
        Portal => include_str!("../../../reports/pages/portal.html"),
        Tables => include_str!("../../../reports/pages/tables.html"),
        Word => include_str!("../../../reports/pages/word.html"),
        Breaks => include_str!("../../../reports/pages/breaks.html"),
        Lists => include_str!("../../../reports/pages/lists.html"),
        Fragment => "{body}",
    };
    let page = page.replace("{body}", &body);
    let page = page.replace("{title}", &title).replace("{date}", &date);
    match site {
        Tables => encoding_rs::GBK.encode(&page).0.into_owned(),
        _ => page.into_bytes(),
    }
}

fn part(part: &Part, site: Site) -> String {
    match (part, site) {
        (Part::Title(t), Portal | Breaks) if !t.is_empty() => String::new(),
        (Part::Title(t), Tables) => format!("<P align=center><FONT size=5><B>{t}</B></FONT>\n"),
        (Part::Title(t), _) => format!("<h1 align=\"center\">{t}</h1>\n"),
        (Part::Heading(t), Lists) => {
            let (number, words) = t.split_once('、').unwrap();
            let at = "一二三四五六".find(number).unwrap() / 3 + 1;
            format!(
                "<ol start=\"{at}\" style=\"list-style-type: cjk-ideographic\"><li><h2>{words}</h2></li></ol>\n"
            )
        }
        (Part::Table(rows), _) => table(rows, site),
        (Part::Heading(t) | Part::Text(t) | Part::Signature(t), _) => text(t, site),
    }
}

fn text(text: &str, site: Site) -> String {
    match site {
        Breaks => format!("&emsp;&emsp;{text}<br/><br/>"),
        Tables => format!("<P>　　{text}\n"),
        Word => {
            let mut out = String::from("<p class=MsoNormal style='text-indent:32.0pt'>");
            for run in runs(text) {
                let lang = if run.starts_with(|c: char| c.is_ascii()) {
                    " lang=EN-US"
                } else {
                    ""
                };
                out.push_str(&format!(
                    "<span{lang} style='font-size:16.0pt;font-family:\n仿宋_GB2312'>{run}</span>"
                ));
            }
            out + "<span lang=EN-US><o:p></o:p></span></p>\n\n"
        }
        _ => format!("<p style=\"text-indent: 2em;\">{text}</p>\n"),
    }
}

/// Latin and Chinese letters apart, as word processors keep them.
fn runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    for c in text.chars() {
        match runs.last_mut() {
            Some(run) if run.starts_with(|f: char| f.is_ascii()) == c.is_ascii() => run.push(c),
            _ => runs.push(c.into()),
        }
    }
    runs
}

fn table(rows: &[Vec<Cell>], site: Site) -> String {
    let mut out = String::from(match site {
        Tables => "<TABLE border=1 cellspacing=0>",
        _ => "<table border=\"1\" style=\"border-collapse: collapse\"><tbody>",
    });
    for (at, row) in rows.iter().enumerate() {
        out.push_str(if site == Tables {
            "<TR>"
        } else {
            "<tr style=\"height:20px\">"
        });
        let mut column = 0;
        for cell in row {
            if let Cell::Text(words, columns) = cell {
                let depth = 1 + rows[at + 1..]
                    .iter()
                    .take_while(|r| covers(r, column))
                    .count();
                out.push_str(&td(words, *columns, depth, site));
                column += columns;
            } else if let Cell::Covered(columns) = cell {
                column += columns;
            }
        }
        if site != Tables {
            out.push_str("</tr>\n");
        }
    }
    out + if site == Tables {
        "</TABLE>\n"
    } else {
        "</tbody></table>\n"
    }
}

/// Whether a row goes on with the cell above it at a column.
fn covers(row: &[Cell], column: usize) -> bool {
    let mut at = 0;
    row.iter().any(|cell| {
        let here = at == column && matches!(cell, Cell::Covered(_));
        at += match cell {
            Cell::Text(_, columns) | Cell::Covered(columns) => *columns,
        };
        here
    })
}

fn td(words: &str, columns: usize, rows: usize, site: Site) -> String {
    let mut tag = String::from("<td");
    if columns > 1 {
        tag.push_str(&format!(" colspan=\"{columns}\""));
    }
    if rows > 1 {
        tag.push_str(&format!(" rowspan={rows}"));
    }
    let half = words.char_indices().nth(words.chars().count() / 2);
    let (a, b) = words.split_at(half.map_or(0, |(at, _)| at));
    let label = words.chars().count() > 4;
    match site {
        Tables => format!("{tag}>&nbsp;{words}&nbsp;"),
        Word if label => format!(
            "{tag} width=88 valign=top><p class=MsoNormal align=center><span\nlang=EN-US>{a}</span><b><span style='color:black'>{b}<o:p></o:p></span></b></p></td>"
        ),
        Word => format!(
            "{tag}><![if !supportMisalignedRows]><p class=MsoNormal>{words}<span lang=EN-US>&nbsp;<o:p></o:p></span></p><![endif]></td>"
        ),
        Breaks if label => format!("{tag}>{a}<br>{b}</td>"),
        Lists if label => format!("{tag}><p>{a}</p><p>{b}</p></td>"),
        _ => format!("{tag}>{words}</td>"),
    }
}
