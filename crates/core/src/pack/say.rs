//! What can be wrong with a pack. `messages` has the words.

use crate::rule;

/// Faults of a pack file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Say {
    /// A pattern that does not compile.
    Pattern(String),
    /// No room for one more: so many MB are full.
    Room(usize),
    /// A word list that pattern uses is not defined.
    Macro(String, Vec<String>),
    /// No check, or more than one.
    Checks(Vec<String>),
    /// An expression.
    Expression(rule::Fault),
    /// A condition of a pack below does not fit the rule: its name, what is wrong.
    Condition(String, Box<Say>),
    /// A message uses a value that the rule does not have.
    Placeholder(String, Vec<String>),
    /// The file has no `[pack]` table.
    NoHeader,
    /// A file that is not there, or cannot be read.
    NoFile(String),
    /// A part that lies in another folder.
    Outside(String),
    /// A part that no header names: the pack that it says it is part of.
    Stray(String),
    /// Packs that build on each other.
    Circle(Vec<String>),
    /// The pack neither says what its kind is nor builds on one that does.
    NoBase,
    /// `[kind]` in a pack that builds on another.
    SecondKind,
    /// A new form in a pack that builds on another has to be a variant.
    NoBaseForm,
    /// A lock forbids it: the key, the pack that locks.
    Locked(String, String),
    /// No case of the rule fails.
    NoFailingCase,
    /// The rule has no exceptions.
    NoExcept,
    /// A fix with neither new text nor signs, or with both.
    Fix,
    /// The rule has no terms.
    NoTerms,
    /// A rule on other reports reads text.
    TextOfOthers,
    /// Something is changed where it is defined, or by a pack that does not build on its pack: the pack.
    NotBelow(String),
    /// A name is a word of the expression language.
    Reserved(String),
    /// A file is listed as a part, but does not say that it is one: the pack that lists it.
    NotPart(String),
    /// A line of a gazetteer that cannot be read.
    Places,
    /// A range of years.
    Years,
    /// A month and day.
    MonthDay,
    /// A line with one bracket too few or too many: as it is, and as it should be.
    Brackets(String, String),
    /// Names in one string where a list is needed: the key, the names.
    Listed(&'static str, Vec<String>),
    /// Something that only some forms have: its name, those forms.
    OneForm(String, Vec<String>),
    /// The rule has no message.
    NoMessage,
    /// Neither a title nor anything else that identifies a report of the kind.
    NoTitles,
    /// Nothing says which year a report is for.
    NoYearGroup,
    /// A row without columns in a table of which other rows have only some: the columns of the row before.
    NoColumns(Vec<String>),
    /// The pack needs a later gouji: which, and which this is.
    Older(String, String),
    /// What a pack needs is not said as it should be.
    Needs,
    /// A rule was renamed: its present id.
    Renamed(String),
    /// The former id of a rule is still that of a rule.
    StillThere(String),
    /// A rule is about to go: why, and what to use.
    Deprecated(String),
    /// Two tables are read from the same place: the other one.
    OnePlace(String),
    /// The pack is for a kind that is not defined, or that what it builds on is not for.
    NoKind(String),
}
