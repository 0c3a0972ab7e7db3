//! Layer 3: a document read as a report of some kind.
//!
//! [`Kind`] and [`Form`] are what a pack says; [`Report`] is what a document shows of it: sections, tables as
//! [`Fact`]s, figures in prose as [`Match`]es. Nothing here knows any particular kind. What cannot be read has a
//! state that says so; it is never guessed.

mod align;
mod candidate;
mod cell_reading;
mod cells;
mod classes;
mod divided;
mod evidence;
mod extent;
mod fact;
mod filled;
mod flat;
mod form;
mod gaps;
mod gate;
mod gazetteer;
mod glued;
mod grid;
mod guard;
mod hits;
mod ids;
mod inner;
mod label_keys;
mod late;
mod lists;
mod lost;
mod marks;
mod matched;
mod matcher;
mod others;
mod parted;
mod places;
mod printed;
mod prose;
mod quoted;
mod read;
mod recognise;
mod reflow;
mod rows;
mod section;
mod sections;
mod several;
mod sheet;
mod source_cells;
mod stated;
mod sums;
mod table;
mod title;
mod truncation;
mod widths;
mod worded;
mod zones;

pub use cells::{CellId, FormCell, FormCells};
pub use classes::BodyClass;
pub use evidence::{Evidence, Item, Sign, Weighed, What};
pub use fact::Fact;
pub use form::{
    Axis, Form, Group as AxisGroup, Holds, Kind, MentionSpec, TableSpec, Years, row_key,
};
pub use gate::Gate;
pub use gazetteer::{Code, Gazetteer, Place, Standing, is_above};
pub use glued::Glued;
pub use grid::FreeRow;
pub use grid::spec::{CodeLevel, ColumnUnit, FreeSpec, GridSpec, unit};
pub use guard::Guard;
pub use ids::{AxisId, ColumnId, GroupId, MentionId, RowId, SectionId, TableId, ValueId, ZoneId};
pub use late::Late;
pub use matched::{Barred, Captured, Group, Match};
pub use matcher::{Matcher, Type};
pub use others::{Other, Others, Relation, Shared, Wanted, body_key};
pub use places::{Own, PlaceSpec};
pub use prose::{Paragraph, Part, Prose, ends_sentence};
pub use read::{MOST_MENTIONS, Report};
pub use recognise::{Recognised, read, read_as, recognise, weigh};
pub use rows::InRow;
pub use section::SectionSpec;
pub use sections::{Fit, Heading};
pub use several::{read_from_text, read_twice};
pub use stated::{Stated, StatedIn, Stating};
pub use sums::TableSum;
pub use table::{RowFacts, RowState, TableFacts};
pub use title::Title;
pub use truncation::Cut;
pub use zones::{Scope, Zone, ZoneRanges};
