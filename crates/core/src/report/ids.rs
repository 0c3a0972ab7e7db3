//! Indexes into the lists of a kind and its forms. A report's lists of what was found of each go by the same ones.

use crate::text::id;

id! {
    /// A table of a form.
    TableId
}
