//! Words and digits of Word documents: names of styles, and numbers as lists write them.

/// The level of a heading, by the name of its style in small letters.
pub(crate) fn heading(name: &str) -> Option<u8> {
    if matches!(name, "title" | "标题") {
        return Some(1);
    }
    let rest = name
        .strip_prefix("heading")
        .or_else(|| name.strip_prefix("标题"))?;
    rest.trim().parse().ok().filter(|n| (1..=9).contains(n))
}

/// Whether a style, by its name in small letters, is that of a table of contents.
pub(crate) fn is_contents(name: &str) -> bool {
    let rest = name
        .strip_prefix("toc")
        .or_else(|| name.strip_prefix("目录"))
        .or_else(|| name.strip_prefix("contents"));
    rest.is_some_and(|r| r.starts_with(' ') || r.parse::<u8>().is_ok())
}

const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const FORMAL: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const FORMAL_OLD: [&str; 10] = ["零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"];
const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
const BRANCHES: [&str; 12] = [
    "子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥",
];

/// A number as a list of this format writes it; `None` for lists without numbers.
pub(super) fn count(format: &str, n: u32) -> Option<String> {
    let plain = || n.to_string();
    Some(match format {
        "none" | "bullet" => return None,
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => counting(n, &DIGITS, "零", ["十", "百", "千", "万"], true),
        "chineseLegalSimplified" => counting(n, &FORMAL, "零", ["拾", "佰", "仟", "万"], false),
        "ideographLegalTraditional" | "japaneseLegal" => {
            counting(n, &FORMAL_OLD, "零", ["拾", "佰", "仟", "萬"], false)
        }
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            let digit = |c: char| DIGITS.get(c.to_digit(10)? as usize).copied();
            plain().chars().filter_map(digit).collect()
        }
        "ideographTraditional" => cycle(&STEMS, n)?,
        "ideographZodiac" => cycle(&BRANCHES, n)?,
        "ideographEnclosedCircle" => enclosed(n, 0x3280, 10).unwrap_or_else(plain),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed(n, 0x2460, 20)
            .or_else(|| enclosed(n.checked_sub(20)?, 0x3251, 15))
            .or_else(|| enclosed(n.checked_sub(35)?, 0x32b1, 15))
            .unwrap_or_else(plain),
        "decimalEnclosedParen" => enclosed(n, 0x2474, 20).unwrap_or_else(|| format!("({n})")),
        "decimalEnclosedFullstop" => enclosed(n, 0x2488, 20).unwrap_or_else(|| format!("{n}.")),
        "decimalFullWidth" | "decimalFullWidth2" => {
            let wide = |c: char| char::from_u32(c as u32 - '0' as u32 + 0xff10);
            plain().chars().filter_map(wide).collect()
        }
        "decimalZero" => format!("{n:02}"),
        "numberInDash" => format!("- {n} -"),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_lowercase(),
        "upperLetter" => letter(n, b'A'),
        "lowerLetter" => letter(n, b'a'),
        _ => plain(),
    })
}

/// A number in words; `bare` leaves out the one in front of ten.
fn counting(n: u32, digits: &[&str; 10], zero: &str, units: [&str; 4], bare: bool) -> String {
    let [ten, hundred, thousand, wan] = units;
    if n == 0 {
        return zero.to_owned();
    }
    if n > 99_999 {
        return n.to_string();
    }
    let places = [
        (10_000, wan),
        (1_000, thousand),
        (100, hundred),
        (10, ten),
        (1, ""),
    ];
    let mut out = String::new();
    let mut gap = false;
    for (worth, unit) in places {
        let digit = n / worth % 10;
        match (digit, out.is_empty()) {
            (0, started) => gap |= !started,
            (1, true) if bare && worth == 10 => out.push_str(unit),
            _ => {
                out.push_str(if gap { zero } else { "" });
                gap = false;
                out.push_str(digits.get(digit as usize).copied().unwrap_or_default());
                out.push_str(unit);
            }
        }
    }
    out
}

fn cycle(signs: &[&str], n: u32) -> Option<String> {
    let at = (n.checked_sub(1)? as usize) % signs.len();
    signs.get(at).map(|s| (*s).to_owned())
}

fn enclosed(n: u32, first: u32, most: u32) -> Option<String> {
    let at = n.checked_sub(1).filter(|at| *at < most)?;
    char::from_u32(first + at).map(String::from)
}

fn roman(n: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n > 9_999 {
        return n.to_string();
    }
    let mut left = n;
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while left >= worth {
            out.push_str(sign);
            left -= worth;
        }
    }
    out
}

/// a … z, aa, bb …
fn letter(n: u32, first: u8) -> String {
    let Some(at) = n.checked_sub(1).filter(|at| *at < 26 * 20) else {
        return n.to_string();
    };
    let sign = char::from(first + (at % 26) as u8);
    sign.to_string().repeat(at as usize / 26 + 1)
}

/// What a sign of a picture font shows; its code, without the private offset of such fonts.
pub(super) fn sign(font: &str, code: u32) -> Option<char> {
    let font = font.to_lowercase();
    let low = code & 0xff;
    let found = match (font.as_str(), low) {
        ("wingdings", 0x6c) => '●',
        ("wingdings", 0x6e) => '■',
        ("wingdings", 0x6f | 0x71 | 0x72 | 0xa8) | ("wingdings 2", 0xa3) => '□',
        ("wingdings", 0x75) => '◆',
        ("wingdings", 0xa1) => '○',
        ("wingdings", 0xd8) => '➢',
        ("wingdings", 0xfc) | ("wingdings 2", 0x50) => '✓',
        ("wingdings", 0xfb) | ("wingdings 2", 0x4f) => '✗',
        ("wingdings", 0xfd) | ("wingdings 2", 0x51 | 0x53 | 0x54) => '☒',
        ("wingdings", 0xfe) | ("wingdings 2", 0x52) => '☑',
        ("symbol", 0xb4) => '×',
        ("symbol", 0xb7) => '·',
        ("symbol", 0xb1) => '±',
        ("symbol", 0xa3) => '≤',
        ("symbol", 0xb3) => '≥',
        _ => return char::from_u32(code),
    };
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_list_says() {
        let all = |format: &str, numbers: &[u32]| {
            let texts: Vec<String> = numbers.iter().filter_map(|n| count(format, *n)).collect();
            texts.join(" ")
        };
        let n = [1, 10, 11, 20, 25, 101, 110, 1003];
        assert_eq!(
            all("chineseCounting", &n),
            "一 十 十一 二十 二十五 一百零一 一百一十 一千零三"
        );
        assert_eq!(
            all("chineseLegalSimplified", &[1, 10, 21]),
            "壹 壹拾 贰拾壹"
        );
        assert_eq!(all("ideographDigital", &[1, 10, 12]), "一 一〇 一二");
        assert_eq!(all("decimalEnclosedCircle", &[1, 20, 21, 51]), "① ⑳ ㉑ 51");
        assert_eq!(all("upperRoman", &[4, 9, 14]), "IV IX XIV");
        assert_eq!(all("lowerLetter", &[1, 26, 27]), "a z aa");
        assert_eq!(all("decimalFullWidth", &[12]), "１２");
        assert_eq!(all("decimalEnclosedParen", &[3]), "⑶");
        assert_eq!(all("ideographTraditional", &[1, 11]), "甲 甲");
        assert_eq!(all("bullet", &[1]), "");
    }

    #[test]
    fn styles_are_known_by_name() {
        assert_eq!(heading("heading 2"), Some(2));
        assert_eq!(heading("标题 1"), Some(1));
        assert_eq!(heading("heading"), None);
        assert!(is_contents("toc 1") && is_contents("目录 2") && !is_contents("tock"));
    }
}
