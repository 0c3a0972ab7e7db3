//! Days and times, which are numbers with a format.

use super::format::Token;

/// What a day and a time of day are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    year: i64,
    month: i64,
    day: i64,
    /// Hours since the beginning of the count.
    hours: i64,
    minute: i64,
    second: i64,
}

/// Days from the day that the count of most workbooks begins with to 1970.
const TO_1970: i64 = 25_569;
/// Days by which a count from 1904 is behind.
const TO_1904: i64 = 1_462;
/// The last day that spreadsheets know: the end of 9999.
const LAST: f64 = 2_958_466.0;
const SECONDS: i64 = 86_400;

/// A number as a day or time; `None` where it is none.
pub(super) fn shown(value: f64, tokens: &[Token], from_1904: bool) -> Option<String> {
    if !(0.0..LAST).contains(&value) {
        return None;
    }
    let moment = moment(value, from_1904);
    let half = tokens.iter().any(|t| matches!(t, Token::Half));
    let mut out = String::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Literal(c) => out.push(*c),
            Token::Point | Token::Comma | Token::Slash => out.push(match token {
                Token::Point => '.',
                Token::Comma => ',',
                _ => '/',
            }),
            Token::Half => out.push_str(if moment.hours % 24 < 12 { "AM" } else { "PM" }),
            Token::Elapsed('h') => out.push_str(&moment.hours.to_string()),
            Token::Elapsed('m') => out.push_str(&(moment.hours * 60 + moment.minute).to_string()),
            Token::Part(letter, count) => {
                let minutes = is_minutes(tokens, at);
                out.push_str(&part(moment, (*letter, *count), minutes, half));
            }
            _ => {}
        }
    }
    Some(out.trim().to_owned())
}

fn moment(value: f64, from_1904: bool) -> Moment {
    let seconds = (value * SECONDS as f64).round() as i64;
    let (days, rest) = (seconds.div_euclid(SECONDS), seconds.rem_euclid(SECONDS));
    let shifted = match from_1904 {
        true => days + TO_1904,
        // the count knows a day in 1900 that there was not
        false if days < 60 => days + 1,
        false => days,
    };
    let (year, month, day) = civil(shifted - TO_1970);
    Moment {
        year,
        month,
        day,
        hours: days * 24 + rest / 3600,
        minute: rest / 60 % 60,
        second: rest % 60,
    }
}

/// Year, month and day of a day counted from 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// Whether an `m` means minutes: hours stand before it, or seconds behind.
fn is_minutes(tokens: &[Token], at: usize) -> bool {
    let letter = |token: &Token| match token {
        Token::Part(letter, _) | Token::Elapsed(letter) => Some(*letter),
        _ => None,
    };
    let before = tokens.iter().take(at).rev().find_map(letter);
    let behind = tokens.iter().skip(at + 1).find_map(letter);
    before == Some('h') || behind == Some('s')
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn part(moment: Moment, (letter, count): (char, usize), minutes: bool, half: bool) -> String {
    let wide = |n: i64| match count {
        1 => n.to_string(),
        _ => format!("{n:02}"),
    };
    let hour = moment.hours % 24;
    match letter {
        'y' if count <= 2 => format!("{:02}", moment.year % 100),
        'y' => moment.year.to_string(),
        'm' if minutes => wide(moment.minute),
        'm' if count > 2 => {
            let month = usize::try_from(moment.month - 1).ok();
            let name = month.and_then(|at| MONTHS.get(at));
            name.copied().unwrap_or_default().to_owned()
        }
        'm' => wide(moment.month),
        'd' if count <= 2 => wide(moment.day),
        'h' if half => wide(match hour % 12 {
            0 => 12,
            hour => hour,
        }),
        'h' => wide(hour),
        's' => wide(moment.second),
        _ => String::new(),
    }
}
