//! gouji
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod grammar;
pub mod input;
pub mod output;
pub mod report;
pub mod rule;
pub mod text;
pub mod linter;
pub mod pack;
