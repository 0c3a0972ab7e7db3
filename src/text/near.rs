//! "Did you mean".

/// Names that look like one: at most two typing errors away, the nearest first.
pub fn near<'n>(name: &str, all: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let length = name.chars().count();
    let allowed = if length <= 2 { 1 } else { 2 };
    let mut close: Vec<(usize, &str)> = all
        .into_iter()
        .map(|n| (strsim::damerau_levenshtein(name, n), n))
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
