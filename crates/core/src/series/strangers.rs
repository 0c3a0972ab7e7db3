//! Whether reports of a run are of the same bodies over the years, or a collection of something else.

/// With fewer reports that have others beside them nothing is concluded from how many contradict those.
const MANY: usize = 10;
/// So many of them are looked at.
const SAMPLE: usize = 300;
/// Where so many of ten contradict others, they are no reports of the same bodies over the years.
const OF_TEN: usize = 6;

/// Whether reports are what they seem, the same bodies over the years, by those that have others beside them: whether
/// each of them contradicts those. Of many a part is looked at. How many contradict others, and of how many, is given
/// where they are a collection of something else.
pub fn strangers(contradict: impl Iterator<Item = bool>) -> Option<(usize, usize)> {
    let (mut seen, mut fail) = (0, 0);
    for fails in contradict.take(SAMPLE) {
        seen += 1;
        fail += usize::from(fails);
    }
    (seen >= MANY && fail * 10 >= seen * OF_TEN).then_some((fail, seen))
}
