//! Chinese words that people write for signs of the expression language: part of the message catalogue.

/// The words, and what is written.
pub(super) const OPERATORS: &[(&str, &str)] = &[
    ("并且", "and"),
    ("而且", "and"),
    ("且", "and"),
    ("或者", "or"),
    ("或", "or"),
    ("大于等于", ">="),
    ("小于等于", "<="),
    ("不等于", "!="),
    ("大于", ">"),
    ("小于", "<"),
    ("等于", "=="),
    ("加", "+"),
    ("减", "-"),
    ("乘", "*"),
    ("除以", "/"),
    ("属于", "in"),
    ("到", ".."),
];
