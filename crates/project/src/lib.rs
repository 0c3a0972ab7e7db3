//! What people set for a folder of reports.

pub mod config;
