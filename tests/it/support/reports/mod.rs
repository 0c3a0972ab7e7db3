//! Reports that are made: what they hold, and the layouts in which they are written.

pub mod layout;
pub mod model;
pub mod pages;
