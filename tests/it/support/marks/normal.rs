//! A document part without the marks of gouji, runs joined: what has to be the same before and after.

use regex::Regex;

const OWN: &str = "w:author=\"gouji 勾稽\"";

/// All changes taken back.
pub fn rejected(xml: &str) -> String {
    let ins = Regex::new(&format!("<w:ins [^>]*{OWN}[^>]*>.*?</w:ins>")).unwrap();
    let del = Regex::new(&format!("<w:del [^>]*{OWN}[^>]*>(.*?)</w:del>")).unwrap();
    let xml = ins.replace_all(xml, "");
    let back = |found: &regex::Captures<'_>| found[1].replace("w:delText", "w:t");
    del.replace_all(&xml, back).into_owned()
}

/// All changes accepted.
pub fn accepted(xml: &str) -> String {
    let ins = Regex::new(&format!("<w:ins [^>]*{OWN}[^>]*>(.*?)</w:ins>")).unwrap();
    let del = Regex::new(&format!("<w:del [^>]*{OWN}[^>]*>.*?</w:del>")).unwrap();
    let xml = del.replace_all(xml, "");
    ins.replace_all(&xml, "$1").into_owned()
}

/// Without the comments that are gouji's, with joined runs.
pub fn normal(xml: &str, comments: &str) -> String {
    let own = Regex::new(&format!("<w:comment w:id=\"(\\d+)\" {OWN}")).unwrap();
    let mut xml = rejected(xml);
    for found in own.captures_iter(comments) {
        let id = &found[1];
        for end in ["Start", "End"] {
            xml = xml.replace(&format!("<w:commentRange{end} w:id=\"{id}\"/>"), "");
        }
        let sign = format!("<w:commentReference w:id=\"{id}\"/></w:r>");
        let at = xml.find(&sign).unwrap();
        let from = xml[..at].rfind("<w:r>").unwrap();
        xml.replace_range(from..at + sign.len(), "");
    }
    joined(&xml)
}

/// Runs with the same properties side by side are one; so are texts.
fn joined(xml: &str) -> String {
    let ids = Regex::new("(<w:rPrChange w:id=)\"\\d+\"").unwrap();
    // two blanks are the sign of what was parted
    let xml = xml.replace("  >", ">").replace("  xml:space", " xml:space");
    let xml = ids
        .replace_all(&xml, "$1\"\"")
        .replace(" xml:space=\"preserve\"", "");
    let blank = Regex::new("<w:p( [^>]*[^/])?/>").unwrap();
    let xml = blank.replace_all(&xml, "<w:p$1></w:p>");
    let tokens = Regex::new("<[^>]+>|[^<]+").unwrap();
    let tokens: Vec<&str> = tokens.find_iter(&xml).map(|m| m.as_str()).collect();
    let mut out: Vec<String> = Vec::new();
    let mut heads: Vec<String> = Vec::new();
    let mut closed: Option<String> = None;
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        if token == "<w:r>" || token.starts_with("<w:r ") {
            let mut head = token.to_owned();
            if tokens[at + 1] == "<w:rPr>" {
                let length = tokens[at..].iter().position(|t| *t == "</w:rPr>").unwrap();
                // the properties before a change hold properties too
                let rest = &tokens[at + length + 1..];
                let more = rest.first() == Some(&"</w:rPrChange>");
                let length = length + if more { 2 } else { 0 };
                head = tokens[at..=at + length].concat();
                at += length;
            }
            match closed.take() == Some(head.clone()) {
                true => drop(out.pop()),
                false => out.push(head.clone()),
            }
            heads.push(head);
        } else if token == "</w:r>" {
            closed = heads.pop();
            out.push(token.to_owned());
        } else {
            closed = None;
            match token == "<w:t>" && out.last().is_some_and(|o| o == "</w:t>") {
                true => drop(out.pop()),
                false => out.push(token.to_owned()),
            }
        }
        at += 1;
    }
    out.concat()
}
