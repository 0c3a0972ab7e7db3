//! Chinese numerals: 十二, 一百零三, 二〇二三.

use super::report::Rule;
use pest::iterators::Pairs;

/// The value of the digit and scale pairs of a `cnum`. Positional (二〇二三) when no scale occurs.
pub(super) fn value(pairs: Pairs<'_, Rule>) -> Option<u32> {
    let marks: Vec<Rule> = pairs.map(|p| p.as_rule()).collect();
    if marks.iter().all(|m| digit(*m).is_some()) {
        return marks
            .iter()
            .try_fold(0u32, |sum, m| sum.checked_mul(10)?.checked_add(digit(*m)?));
    }
    let (mut total, mut section, mut pending) = (0u32, 0u32, None);
    for found in marks {
        match (digit(found), scale(found)) {
            (Some(d), _) => pending = Some(d),
            (_, Some(10_000)) => {
                section = section.checked_add(pending.take().unwrap_or(0))?;
                total = total.checked_add(section.max(1).checked_mul(10_000)?)?;
                section = 0;
            }
            (_, Some(s)) => {
                let count = pending.take().filter(|d| *d > 0).unwrap_or(1);
                section = section.checked_add(count.checked_mul(s)?)?;
            }
            _ => return None,
        }
    }
    total
        .checked_add(section)?
        .checked_add(pending.unwrap_or(0))
}

/// One to 99 as they are written, \u{5341}\u{4e8c}; what is larger is written in digits.
pub fn written(n: u32) -> String {
    let digits: [char; 10] = [
        '\u{3007}', '\u{4e00}', '\u{4e8c}', '\u{4e09}', '\u{56db}', '\u{4e94}', '\u{516d}',
        '\u{4e03}', '\u{516b}', '\u{4e5d}',
    ];
    let digit = |n: u32| digits.get(n as usize).filter(|_| n > 0);
    let tens = digit(n / 10).filter(|_| n >= 20);
    match n {
        1..10 => digit(n).into_iter().collect(),
        10..100 => tens
            .into_iter()
            .chain(&['\u{5341}'])
            .chain(digit(n % 10))
            .collect(),
        _ => n.to_string(),
    }
}

fn digit(rule: Rule) -> Option<u32> {
    let digits = [
        Rule::c0,
        Rule::c1,
        Rule::c2,
        Rule::c3,
        Rule::c4,
        Rule::c5,
        Rule::c6,
        Rule::c7,
        Rule::c8,
        Rule::c9,
    ];
    digits.iter().position(|r| *r == rule).map(|d| d as u32)
}

fn scale(rule: Rule) -> Option<u32> {
    match rule {
        Rule::ten => Some(10),
        Rule::hundred => Some(100),
        Rule::thousand => Some(1_000),
        Rule::myriad => Some(10_000),
        _ => None,
    }
}
