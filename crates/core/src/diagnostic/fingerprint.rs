//! What makes a finding the same one after the text around it has changed.

use super::Diagnostic;
use crate::text::{Folded, Span};

/// FNV-1a with 128 bits: its values are the same on every machine and in every version.
struct Hash(u128);

impl Hash {
    const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

    /// Takes in a word and where it ends.
    fn word(&mut self, word: &str) {
        for byte in word.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(Self::PRIME);
        }
    }

    fn end(self) -> String {
        format!("{:032x}", self.0)
    }
}

/// One fingerprint of several words.
pub fn digest<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Hash(Hash::START);
    for word in words {
        hash.word(word);
    }
    hash.end()
}

/// The fingerprint of a finding in a document with this text: 32 hexadecimal digits.
///
/// It is made of the rule, the names of the cells and the folded words at all places of the finding. Lines, columns,
/// the path of the file and the words of the message have no part in it, so that it is the same in both languages and
/// wherever the text moves. A finding without a place is known by the values of its check. Findings that say the same
/// of the same words have one fingerprint.
pub fn fingerprint(diagnostic: &Diagnostic, text: &str) -> String {
    let mut hash = placed(diagnostic, text);
    if diagnostic.labels.is_empty() {
        for value in &diagnostic.values {
            hash.word(value);
        }
    }
    hash.end()
}

/// The fingerprint in version 1, which is read for one release more: a finding without a place was known by what its
/// message quotes and counts.
pub fn former_fingerprint(diagnostic: &Diagnostic, text: &str) -> String {
    let mut hash = placed(diagnostic, text);
    if diagnostic.labels.is_empty() {
        for value in values(&diagnostic.message) {
            hash.word(value);
        }
    }
    hash.end()
}

/// The rule, and what stands at the places of a finding.
fn placed(diagnostic: &Diagnostic, text: &str) -> Hash {
    let mut hash = Hash(Hash::START);
    hash.word(&diagnostic.rule);
    for label in &diagnostic.labels {
        if let Some(cell) = &label.cell {
            for name in [&cell.table, &cell.row, &cell.column] {
                hash.word(name);
            }
        }
        hash.word(Folded::new(text, label.span).text());
    }
    for other in &diagnostic.elsewhere {
        let from = other.text.chars().skip(other.column.saturating_sub(1));
        let words: String = from.take(other.length).collect();
        hash.word(Folded::new(&words, Span::new(0, words.len())).text());
    }
    hash
}

/// What stands in quotation marks, and the numbers outside of them.
fn values(message: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = message;
    while let Some(first) = rest.chars().next() {
        let closing = match first {
            '「' => Some('」'),
            '『' => Some('』'),
            '《' => Some('》'),
            '“' => Some('”'),
            _ => None,
        };
        let (_, after) = rest.split_at(first.len_utf8());
        if let Some((inside, behind)) = closing.and_then(|c| after.split_once(c)) {
            found.push(inside);
            rest = behind;
        } else if first.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.');
            let (number, behind) = rest.split_at(end.unwrap_or(rest.len()));
            found.push(number);
            rest = behind;
        } else {
            rest = after;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{CellName, Class, Label, Severity};

    fn finding(message: &str, labels: Vec<Label>) -> Diagnostic {
        Diagnostic {
            labels,
            ..Diagnostic::new("sum", Severity::Error, Class::Hard, message.into())
        }
    }

    /// A finding about the first place of these words, as a cell of a row.
    fn at(text: &str, words: &str, row: &str) -> String {
        let start = text.find(words).unwrap();
        let label = Label {
            cell: Some(CellName {
                table: "甲表".into(),
                row: row.into(),
                column: String::new(),
            }),
            ..Label::primary(Span::new(start, start + words.len()))
        };
        fingerprint(&finding("合计 5 ≠ 6", vec![label]), text)
    }

    #[test]
    fn a_line_above_changes_nothing() {
        let text = "表\n合计 6\n";
        let own = at(text, "6", "合计");
        assert_eq!(own.len(), 32);
        assert_eq!(at(&format!("新的一行 6 件\n{text}"), " 6", "合计"), own);
        assert_eq!(at("合计\u{3000}６", "６", "合计"), own);
    }

    #[test]
    fn other_values_cells_and_rules_are_other_findings() {
        let own = at("合计 6", "6", "合计");
        assert_ne!(at("合计 7", "7", "合计"), own);
        assert_ne!(at("合计 6", "6", "小计"), own);
        let mut other = finding("x", Vec::new());
        let plain = fingerprint(&other, "");
        other.rule = "sums".into();
        assert_ne!(fingerprint(&other, ""), plain);
    }

    #[test]
    fn without_a_place_the_values_count_and_not_the_message() {
        let print = |message: &str, values: &[&str]| {
            let values = values.iter().map(|v| (*v).to_owned()).collect();
            let found = finding(message, Vec::new());
            fingerprint(&Diagnostic { values, ..found }, "")
        };
        let own = print("没有“总体情况”部分，应有 6 个", &["总体情况", "1"]);
        assert_eq!(print("part 1 is missing", &["总体情况", "1"]), own);
        assert_ne!(
            print("没有“总体情况”部分，应有 6 个", &["存在的问题", "1"]),
            own
        );
    }

    #[test]
    fn version_1_reads_the_message() {
        let print = |message: &str| former_fingerprint(&finding(message, Vec::new()), "");
        let own = print("没有“总体情况”部分，应有 6 个");
        assert_eq!(print("section “总体情况” is missing, of 6"), own);
        assert_ne!(print("没有“存在的问题”部分，应有 6 个"), own);
        assert_eq!(values("“a「b” 1.5 件「未完"), ["a「b", "1.5"]);
    }
}
