//! Formats of numbers → tokens.

/// A piece of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Literal(char),
    /// `0`: a digit in any case. `#`, `?`: a digit where there is one.
    Zero,
    Digit,
    Point,
    Comma,
    Percent,
    Slash,
    General,
    Text,
    /// Year, month, day, hour, minute or second, and how many letters it has.
    Part(char, usize),
    /// Hours, minutes or seconds in all.
    Elapsed(char),
    /// Before or after noon.
    Half,
    /// What is not understood: powers of ten, conditions, numbers in words.
    Strange,
}

/// The sections of a format: for numbers above zero, below, zero, and texts.
pub(super) fn sections(format: &str) -> Vec<Vec<Token>> {
    let mut all = vec![Vec::new()];
    let mut rest = format.chars().peekable();
    while let Some(c) = rest.next() {
        if c == ';' {
            all.push(Vec::new());
            continue;
        }
        let Some(section) = all.last_mut() else { break };
        match c {
            '"' => section.extend(rest.by_ref().take_while(|c| *c != '"').map(Token::Literal)),
            '\\' | '!' => section.extend(rest.next().map(Token::Literal)),
            '_' | '*' => {
                rest.next();
            }
            '[' => {
                let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                section.extend(bracketed(&inside));
            }
            '0' => section.push(Token::Zero),
            '#' | '?' => section.push(Token::Digit),
            '.' => section.push(Token::Point),
            ',' => section.push(Token::Comma),
            '%' => section.push(Token::Percent),
            '/' => section.push(Token::Slash),
            '@' => section.push(Token::Text),
            'G' | 'g' => {
                section.push(Token::General);
                // `General`, or the word for it in another language behind a slash
                while rest.next_if(|c| c.is_alphabetic() || *c == '/').is_some() {}
            }
            'A' | 'a' if matches!(rest.peek(), Some('M' | 'm' | '/')) => {
                while rest
                    .next_if(|c| matches!(c, 'A' | 'M' | 'P' | 'a' | 'm' | 'p' | '/'))
                    .is_some()
                {}
                section.push(Token::Half);
            }
            'E' | 'e' if matches!(rest.peek(), Some('+' | '-')) => section.push(Token::Strange),
            'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' | 'a' | 'e' => {
                let letter = c.to_ascii_lowercase();
                let mut count = 1;
                while rest.next_if(|c| c.to_ascii_lowercase() == letter).is_some() {
                    count += 1;
                }
                section.push(match letter {
                    'e' => Token::Part('y', 4),
                    letter => Token::Part(letter, count),
                });
            }
            c => section.push(Token::Literal(c)),
        }
    }
    all
}

/// What stands in brackets: a colour, a currency, a condition, hours in all.
fn bracketed(inside: &str) -> Vec<Token> {
    let first = inside.chars().next().map(|c| c.to_ascii_lowercase());
    let same = |letter: char| inside.chars().all(|c| c.to_ascii_lowercase() == letter);
    match first {
        Some(letter @ ('h' | 'm' | 's')) if same(letter) => vec![Token::Elapsed(letter)],
        Some('<' | '>' | '=') => vec![Token::Strange],
        Some('$') => {
            let symbol = inside.chars().skip(1).take_while(|c| *c != '-');
            symbol.map(Token::Literal).collect()
        }
        _ => Vec::new(),
    }
}
