//! What is wrong with a pattern that does not compile.

use std::ops::Range;

/// What is wrong with a pattern, and where.
pub(super) fn fault(source: &str) -> Option<(Range<usize>, String)> {
    let mut parser = regex_syntax::ParserBuilder::new().multi_line(true).build();
    let at = |span: &regex_syntax::ast::Span| span.start.offset..span.end.offset;
    match parser.parse(source).err()? {
        regex_syntax::Error::Parse(error) => Some((at(error.span()), error.kind().to_string())),
        regex_syntax::Error::Translate(error) => Some((at(error.span()), error.kind().to_string())),
        _ => None,
    }
}
