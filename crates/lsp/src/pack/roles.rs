//! What the keys and strings of a pack stand for, by their paths.

/// What has an id or a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A pack.
    Pack,
    /// A rule.
    Rule,
    /// A parameter.
    Param,
    /// A word list.
    Words,
    /// An expression that has a name.
    Condition,
    /// Another name for something of the language.
    Alias,
    /// Something that is found in prose.
    Mention,
    /// A section of the report.
    Section,
    /// A stretch of text.
    Zone,
    /// A class of bodies.
    Class,
    /// A form of the tables.
    Form,
    /// A table.
    Table,
    /// What several tables have in common.
    Axis,
    /// A row of a table or axis, a group of rows, or a level of rows that no form prescribes.
    Row,
    /// A column of a table or axis, or a group of columns.
    Column,
    /// What an abstract rule leaves open.
    Slot,
    /// A name that a rule binds: `each`, `let`, a group of a pattern.
    Local,
    /// A function of expressions.
    Function,
    /// A value that every report has.
    Value,
    /// What is known of a row: its code, its children.
    RowPart,
}

/// What a key or a string stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It gives something its id.
    Defines(Kind),
    /// The id of something.
    Names(Kind),
    /// The id of a table, or of an axis.
    Like,
    /// A row or column of the table at hand, or `from..to`.
    Lines(Kind),
    /// A row of one of the tables that the rule names.
    RuleRow,
    /// A part of the text: a section, a zone, what stands behind a table.
    Scope,
    /// `table[row, column]`.
    Cell,
    /// `table[row, column]`, or words of the report.
    CellOrWords,
    /// `table.row` or `table[, column]`.
    Label,
    /// A table as a drawing.
    Drawing,
    /// An expression.
    Expression,
    /// What a rule goes through.
    Each,
    /// A regular expression.
    Pattern,
    /// A text with `{name}`.
    Message,
    /// Anything else.
    Plain,
}

/// What a key or a string stands for; `nth` is its place in its list.
pub fn role(path: &[&str], is_key: bool, nth: usize) -> Role {
    match is_key {
        true => of_key(path),
        false => of_value(path, nth),
    }
}

/// What a key or a string of a configuration, or of a file of waivers, stands for.
pub fn role_of_config(path: &[&str], is_key: bool) -> Role {
    let path = match path {
        ["path", rest @ ..] => rest,
        all => all,
    };
    match (path, is_key) {
        (["severity", _], true) => Role::Names(Kind::Rule),
        (["param", _], true) => Role::Names(Kind::Param),
        (["param", _, "by-class", _], true) => Role::Names(Kind::Class),
        (["param", _, "by", "when"], false) => Role::Expression,
        (["select" | "ignore"] | ["waiver", "rule"], false) => Role::Names(Kind::Rule),
        (["packs"], false) => Role::Names(Kind::Pack),
        _ => Role::Plain,
    }
}

fn in_case(path: &[&str]) -> bool {
    path.first() == Some(&"sample") || path.contains(&"case")
}

fn of_key(path: &[&str]) -> Role {
    match path {
        ["words", _] => Role::Defines(Kind::Words),
        ["alias", _] => Role::Defines(Kind::Alias),
        ["param", _] => Role::Defines(Kind::Param),
        ["condition", _] => Role::Defines(Kind::Condition),
        ["override", _] => Role::Names(Kind::Rule),
        ["override-param", _] => Role::Names(Kind::Param),
        ["rule", "with", _] => Role::Names(Kind::Slot),
        ["rule", "let", _] => Role::Defines(Kind::Local),
        [.., "rows", "levels", _] => Role::Defines(Kind::Row),
        ["param" | "override-param", _, "by-class", _] => Role::Names(Kind::Class),
        [.., "section" | "heading", _] if in_case(path) => Role::Names(Kind::Section),
        [.., "rows", _] if in_case(path) => Role::Names(Kind::Table),
        [.., "set", _] if in_case(path) => Role::Cell,
        [.., "label", _] if in_case(path) => Role::Label,
        _ => Role::Plain,
    }
}

fn of_value(path: &[&str], nth: usize) -> Role {
    match path {
        ["rule", ..] | ["override", _, ..] if in_case(path) => of_case(path),
        ["rule", rest @ ..] | ["override", _, rest @ ..] => of_rule(rest, nth),
        ["form" | "axis", ..] => of_form(path),
        ["sample", ..] => of_case(path),
        ["pack", "id"] => Role::Defines(Kind::Pack),
        ["part-of"] | ["pack", "extends"] => Role::Names(Kind::Pack),
        ["pack", "renamed", "to"] => Role::Names(Kind::Rule),
        ["mention", "id"] => Role::Defines(Kind::Mention),
        ["zone", "id"] => Role::Defines(Kind::Zone),
        ["kind", "section", "id"] => Role::Defines(Kind::Section),
        ["section", "id"] | ["topic", "section"] => Role::Names(Kind::Section),
        ["class", "id"] | ["kind", "class", "id"] => Role::Defines(Kind::Class),
        ["mention" | "zone", "in"] => Role::Scope,
        ["param" | "override-param", _, "by", "when"] | ["condition", _] => Role::Expression,
        ["words", _] | ["mention" | "zone" | "class" | "breakdown", _] => of_pattern(path),
        ["topic", "words" | "official"] => Role::Pattern,
        ["kind", ..] => of_pattern(path),
        _ => Role::Plain,
    }
}

/// Keys whose strings are patterns.
fn of_pattern(path: &[&str]) -> Role {
    match path {
        ["words", _] => Role::Pattern,
        [
            ..,
            "pattern" | "except" | "about" | "not-about" | "aside" | "from" | "to" | "titles"
            | "not-titles" | "near-titles" | "footers" | "extracts" | "place" | "before-place"
            | "after-short-place" | "not-places",
        ] => Role::Pattern,
        ["breakdown", key] if *key != "units" => Role::Pattern,
        _ => Role::Plain,
    }
}

fn of_rule(path: &[&str], nth: usize) -> Role {
    match path {
        ["id"] => Role::Defines(Kind::Rule),
        ["like"] => Role::Names(Kind::Rule),
        ["abstract"] => Role::Defines(Kind::Slot),
        ["forms"] => Role::Names(Kind::Form),
        ["tables"] => Role::Names(Kind::Table),
        ["rows"] => Role::RuleRow,
        ["replaced"] => Role::Names(Kind::Mention),
        ["in"] => Role::Scope,
        ["each"] => Role::Each,
        ["when" | "check" | "at"] | ["let", _] | ["soften", "when"] => Role::Expression,
        ["match" | "require" | "except" | "about" | "not-about" | "aside" | "joins" | "near"]
        | ["fix", "part"]
        | ["term", "wrong" | "except" | "about" | "not-about" | "aside"] => Role::Pattern,
        ["terms"] if nth == 0 => Role::Pattern,
        [
            ..,
            "title" | "fault" | "message" | "message-en" | "help" | "why" | "text" | "right",
        ] => Role::Message,
        _ => Role::Plain,
    }
}

fn of_form(path: &[&str]) -> Role {
    match path {
        ["form", "id"] => Role::Defines(Kind::Form),
        ["form", "base"] => Role::Names(Kind::Form),
        ["axis", "id"] => Role::Defines(Kind::Axis),
        ["form", "table", "id"] => Role::Defines(Kind::Table),
        ["form", "table", "section"] => Role::Names(Kind::Section),
        ["form", "table", "shape-of"] => Role::Names(Kind::Table),
        ["form", "table", "like"] => Role::Like,
        ["form", "table", "caption"] => Role::Pattern,
        [.., "row" | "row-group" | "rows", "id"] => Role::Defines(Kind::Row),
        [.., "column" | "column-group", "id"] => Role::Defines(Kind::Column),
        [.., "row", "after" | "group"] | [.., "row-group", "members"] => Role::Lines(Kind::Row),
        [.., "row", "columns"] | [.., "column-group", "members"] => Role::Lines(Kind::Column),
        [.., "rows", "levels", _] => Role::Pattern,
        _ => Role::Plain,
    }
}

fn of_case(path: &[&str]) -> Role {
    match path {
        [.., "form"] => Role::Names(Kind::Form),
        [.., "at"] => Role::CellOrWords,
        [.., "table"] => Role::Drawing,
        _ => Role::Plain,
    }
}
