//! "Did you mean".

/// The longest name that anybody mistypes, in characters.
const LONGEST: usize = 200;

/// Names that look like one: at most two typing errors away, the nearest first.
pub fn near<'n>(name: &str, all: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let length = name.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return Vec::new();
    }
    let allowed = if length <= 2 { 1 } else { 2 };
    // the distance takes time and memory: no name is nearer than the difference of the lengths
    let distance = |n: &str| {
        let apart = n.chars().count().abs_diff(length);
        match apart <= allowed {
            true => strsim::damerau_levenshtein(name, n),
            false => apart,
        }
    };
    let mut close: Vec<(usize, &str)> = all
        .into_iter()
        .map(|n| (distance(n), n))
        .filter(|(d, n)| {
            *d <= allowed
                || (length >= 2 && (n.contains(name) || name.contains(n)) && !n.is_empty())
        })
        .collect();
    close.sort();
    close.dedup();
    close
        .into_iter()
        .take(3)
        .map(|(_, n)| n.to_owned())
        .collect()
}
