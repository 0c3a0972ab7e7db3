//! Examples of rules: what they change in the sample report, exactly what must come of it, and what did.

use super::model::Place;

/// An example of a rule, and its test.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// What must come of it.
    pub expect: Expect,
    /// Changes to the kind's sample report.
    pub edits: Vec<(CaseEdit, String)>,
    /// Other reports that it is held against: the sample with other changes.
    pub others: Vec<(CaseRole, Vec<(CaseEdit, String)>)>,
    /// The places of all findings, where they are stated: words under the primary label, or `table[row, column]`;
    /// an empty one for a finding without a place.
    pub at: Option<Vec<String>>,
    /// How many evaluations stay undecided, where it is stated.
    pub open: Option<usize>,
    /// It is known to fail.
    pub todo: bool,
    /// A word about it.
    pub note: String,
    /// The pack that states it.
    pub pack: String,
    /// Where it stands.
    pub place: Place,
}

/// How another report of a case stands to the one that is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseRole {
    /// The same body's, the year before.
    Previous,
    /// One of a body below; those that are there are all.
    Below,
    /// The same body's of the same year, in its place.
    Newer,
    /// One of another body.
    Other,
}

/// What a case expects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expect {
    /// The rule reports nothing.
    #[default]
    Pass,
    /// The rule reports something.
    Fail,
    /// The rule cannot decide.
    Unknown,
}

/// What a case changes in the sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseEdit {
    /// The whole text.
    Text,
    /// The title.
    Title,
    /// What stands between title and first section.
    Head,
    /// The text of a section (by id).
    Section(String),
    /// The heading of a section (by id).
    Heading(String),
    /// The signature.
    Tail,
    /// The content of cells, by selector; `*` stands for every row or column.
    Cell(String),
    /// The lines of a table whose rows no form prescribes, by its id.
    Rows(String),
    /// A label: of a row or a group of rows by `table.row`, of a column or a group of columns by `table[, column]`.
    Label(String),
    /// The form of the tables.
    Form,
    /// The body that reports.
    Body,
}

/// What came of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseResult {
    /// What it says.
    Passed,
    /// Something else.
    Failed(Box<CaseFailure>),
    /// Something else, as was known.
    Todo,
    /// What it says, although it was known to fail.
    TodoPasses,
}

/// Why a case failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFailure {
    /// What it says.
    pub expected: Expected,
    /// What came instead; `None` where its text was not read as a report.
    pub found: Option<Found>,
}

/// What a case says in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The places of all findings; `None` stands for one finding of any place.
    pub places: Option<Vec<String>>,
    /// How many evaluations stay undecided; `None` stands for at least one.
    pub open: Option<usize>,
}

/// What came of a case's report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The places of all findings, in the order of the text.
    pub places: Vec<CasePlace>,
    /// Why evaluations stayed undecided, one reason for each.
    pub open: Vec<String>,
}

/// The place of a finding; without words and cell it has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CasePlace {
    /// The words under the primary label.
    pub text: String,
    /// The cell that they stand in, as `table[row, column]`.
    pub cell: Option<String>,
}

impl Case {
    /// What it says in full.
    pub fn expected(&self) -> Expected {
        let places = match (&self.at, self.expect) {
            (Some(at), _) => Some(at.clone()),
            (None, Expect::Fail) => None,
            (None, Expect::Pass | Expect::Unknown) => Some(Vec::new()),
        };
        let open = match self.expect {
            Expect::Unknown => self.open,
            Expect::Pass | Expect::Fail => Some(self.open.unwrap_or(0)),
        };
        Expected { places, open }
    }
}

impl Expected {
    /// Whether this is what came.
    pub fn met(&self, found: &Found) -> bool {
        let paired = match self.places {
            None => found.places.len() == 1,
            Some(_) => {
                let pairs = self.pairs(&found.places);
                pairs.iter().all(|(e, f)| e.is_some() && f.is_some())
            }
        };
        paired && self.open_as_said(found.open.len())
    }

    /// Whether so many undecided evaluations are right.
    pub fn open_as_said(&self, count: usize) -> bool {
        match self.open {
            Some(exactly) => count == exactly,
            None => count > 0,
        }
    }

    /// Each expected place with the finding that is there, then the findings that nobody expects.
    pub fn pairs<'a>(
        &'a self,
        found: &'a [CasePlace],
    ) -> Vec<(Option<&'a str>, Option<&'a CasePlace>)> {
        let mut left: Vec<&CasePlace> = found.iter().collect();
        let mut take = |test: &dyn Fn(&CasePlace) -> bool| {
            let at = left.iter().position(|p| test(p))?;
            Some(left.remove(at))
        };
        let expected = self.places.as_deref().unwrap_or_default();
        // a cell has one selector but shares its words with others: selectors choose first
        let cells: Vec<_> = expected.iter().map(|e| take(&|p| p.is_cell(e))).collect();
        let mut pairs = Vec::new();
        for (place, cell) in expected.iter().zip(cells) {
            let there = cell.or_else(|| take(&|p| p.text == *place));
            pairs.push((Some(place.as_str()), there));
        }
        pairs.extend(left.into_iter().map(|p| (None, Some(p))));
        pairs
    }
}

impl CasePlace {
    fn is_cell(&self, selector: &str) -> bool {
        let tight = |s: &str| s.replace(char::is_whitespace, "");
        self.cell
            .as_deref()
            .is_some_and(|c| tight(c) == tight(selector))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, cell: Option<&str>) -> CasePlace {
        CasePlace {
            text: text.to_owned(),
            cell: cell.map(str::to_owned),
        }
    }

    fn met(at: &[&str], places: &[CasePlace]) -> bool {
        let case = Case {
            expect: Expect::Fail,
            at: Some(at.iter().map(|a| (*a).to_owned()).collect()),
            ..Case::default()
        };
        let found = Found {
            places: places.to_vec(),
            open: Vec::new(),
        };
        case.expected().met(&found)
    }

    #[test]
    fn places_are_a_multiset() {
        let (a, b) = (place("2", Some("t[r, a]")), place("2", Some("t[r, b]")));
        assert!(met(&["2", "2"], &[a.clone(), b.clone()]));
        assert!(met(&["2", "t[r,a]"], &[a.clone(), b.clone()]));
        assert!(!met(&["2"], &[a.clone(), b.clone()]));
        assert!(!met(&["t[r, a]", "t[r, a]"], &[a.clone(), b]));
        assert!(!met(&["2", "2"], &[a]));
        assert!(met(&[""], &[CasePlace::default()]));
    }

    #[test]
    fn without_places_there_is_exactly_one_finding() {
        let said = Case {
            expect: Expect::Fail,
            ..Case::default()
        };
        let came = |n| Found {
            places: vec![CasePlace::default(); n],
            open: Vec::new(),
        };
        assert!(!said.expected().met(&came(0)));
        assert!(said.expected().met(&came(1)));
        assert!(!said.expected().met(&came(2)));
    }

    #[test]
    fn undecided_evaluations_are_counted() {
        let said = |expect, open| {
            let case = Case {
                expect,
                open,
                ..Case::default()
            };
            move |n| case.expected().open_as_said(n)
        };
        assert!(said(Expect::Pass, None)(0) && !said(Expect::Pass, None)(1));
        assert!(said(Expect::Unknown, None)(3) && !said(Expect::Unknown, None)(0));
        assert!(said(Expect::Fail, Some(2))(2) && !said(Expect::Unknown, Some(2))(1));
    }
}
