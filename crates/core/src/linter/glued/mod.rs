//! Notes on what stood in a text without marks: tables whose cells run together, a second report.

mod messages;

pub(super) use messages::notes;
