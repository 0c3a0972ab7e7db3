//! The expressions of rules: text → syntax tree. Names are resolved by `rule`.

use super::ast::{Each, Expr, ExprError, ExprKind, Op, Path, Pick, PickKind};
use super::widths;
use crate::text::{Number, Span};
use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::{Pair, Pairs};
use pest::pratt_parser::{Assoc, Op as Power, PrattParser};
use std::sync::LazyLock;

#[derive(pest_derive::Parser)]
#[grammar = "../../grammar/expr.pest"]
struct ExprParser;

/// The longest expression, in bytes.
const MAX_LEN: usize = 8_192;
/// The deepest nesting of brackets and prefixes.
const MAX_DEPTH: usize = 48;
/// The most operators: each may make the tree one step deeper, and whoever walks it recurses.
const MAX_OPERATORS: usize = 200;

static POWERS: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    let infix = |rule| Power::infix(rule, Assoc::Left);
    PrattParser::new()
        .op(Power::infix(Rule::implies, Assoc::Right))
        .op(infix(Rule::or))
        .op(infix(Rule::and))
        .op(Power::prefix(Rule::not))
        .op(infix(Rule::is_in)
            | infix(Rule::eq)
            | infix(Rule::ne)
            | infix(Rule::le)
            | infix(Rule::ge)
            | infix(Rule::lt)
            | infix(Rule::gt))
        .op(infix(Rule::plus) | infix(Rule::dash))
        .op(infix(Rule::times) | infix(Rule::over))
        .op(Power::prefix(Rule::minus))
});

/// Parses an expression.
pub fn expression(text: &str) -> Result<Expr, ExprError> {
    let plain = widths::plain(text);
    let text = plain.as_ref();
    guard(text)?;
    let program = parse(Rule::program, text)?;
    let tokens = program.clone().into_inner().flatten();
    if tokens.filter(|p| is_operator(p.as_rule())).count() > MAX_OPERATORS {
        return Err(too_much(text));
    }
    let inner = program.into_inner().next();
    inner.and_then(build).ok_or_else(|| too_much(text))
}

/// Parses what a rule goes through.
pub fn each(text: &str) -> Result<Each, ExprError> {
    let plain = widths::plain(text);
    let text = plain.as_ref();
    guard(text)?;
    let pair = parse(Rule::each, text)?;
    let inner = pair.into_inner().next().ok_or_else(|| too_much(text))?;
    let bound = inner.as_rule() == Rule::binding;
    let mut parts = inner.into_inner();
    let name = bound.then(|| parts.next().map(|p| p.as_str().to_owned()));
    let mut rest: Vec<_> = parts.collect();
    let over = rest.pop().map(|p| path(&p));
    Ok(Each {
        name: name.flatten(),
        column: rest.pop().map(|p| p.as_str().to_owned()),
        over: over.ok_or_else(|| too_much(text))?,
    })
}

fn parse(rule: Rule, text: &str) -> Result<Pair<'_, Rule>, ExprError> {
    match ExprParser::parse(rule, text) {
        Ok(mut pairs) => pairs.next().ok_or_else(|| too_much(text)),
        Err(error) => {
            let (start, end) = match error.location {
                InputLocation::Pos(at) => (at, at),
                InputLocation::Span(span) => span,
            };
            let expected = match error.variant {
                ErrorVariant::ParsingError { positives, .. } => {
                    positives.iter().filter_map(|r| typed(*r)).collect()
                }
                ErrorVariant::CustomError { .. } => Vec::new(),
            };
            Err(ExprError {
                span: Span::new(start, end),
                expected,
            })
        }
    }
}

/// How a token is typed, for "expected …".
fn typed(rule: Rule) -> Option<String> {
    let text = match rule {
        Rule::number => "1",
        Rule::string => "'…'",
        Rule::name | Rule::whole | Rule::path | Rule::ident => "name",
        Rule::plus => "+",
        Rule::dash => "-",
        Rule::times => "*",
        Rule::over => "/",
        Rule::eq => "==",
        Rule::le => "<=",
        Rule::and => "and",
        Rule::or => "or",
        Rule::EOI => "end",
        _ => return None,
    };
    Some(text.to_owned())
}

/// Refuses what would nest too deeply for a recursive parser.
fn guard(text: &str) -> Result<(), ExprError> {
    let (mut depth, mut deepest, mut minus, mut most) = (0usize, 0usize, 0usize, 0usize);
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
        match byte {
            b'-' => minus += 1,
            _ if byte.is_ascii_whitespace() => {}
            _ => minus = 0,
        }
        most = most.max(minus);
    }
    let not = text.split_ascii_whitespace().filter(|word| *word == "not");
    if text.len() > MAX_LEN || deepest + not.count() > MAX_DEPTH || most > MAX_DEPTH {
        return Err(too_much(text));
    }
    Ok(())
}

fn too_much(text: &str) -> ExprError {
    ExprError {
        span: Span::new(0, text.len()),
        expected: Vec::new(),
    }
}

fn build(pair: Pair<'_, Rule>) -> Option<Expr> {
    climb(pair.into_inner())
}

fn climb(pairs: Pairs<'_, Rule>) -> Option<Expr> {
    POWERS
        .map_primary(atom)
        .map_prefix(|op, right| {
            let right = Box::new(right?);
            let span = span(&op).cover(right.span);
            let kind = match op.as_rule() {
                Rule::not => ExprKind::Not(right),
                _ => ExprKind::Minus(right),
            };
            Some(Expr { span, kind })
        })
        .map_infix(|left, op, right| Some(join(left?, infix(op.as_rule())?, right?)))
        .parse(pairs)
}

fn join(left: Expr, op: Op, right: Expr) -> Expr {
    let span = left.span.cover(right.span);
    let kind = match (op.compares(), left.kind) {
        (true, ExprKind::Chain { first, mut rest }) => {
            rest.push((op, right));
            ExprKind::Chain { first, rest }
        }
        (true, kind) => ExprKind::Chain {
            first: Box::new(Expr {
                span: left.span,
                kind,
            }),
            rest: vec![(op, right)],
        },
        (false, kind) => ExprKind::Binary {
            op,
            left: Box::new(Expr {
                span: left.span,
                kind,
            }),
            right: Box::new(right),
        },
    };
    Expr { span, kind }
}

fn is_operator(rule: Rule) -> bool {
    matches!(rule, Rule::not | Rule::minus) || infix(rule).is_some()
}

fn infix(rule: Rule) -> Option<Op> {
    Some(match rule {
        Rule::implies => Op::Implies,
        Rule::or => Op::Or,
        Rule::and => Op::And,
        Rule::is_in => Op::In,
        Rule::eq => Op::Eq,
        Rule::ne => Op::Ne,
        Rule::le => Op::Le,
        Rule::ge => Op::Ge,
        Rule::lt => Op::Lt,
        Rule::gt => Op::Gt,
        Rule::plus => Op::Add,
        Rule::dash => Op::Sub,
        Rule::times => Op::Mul,
        Rule::over => Op::Div,
        _ => return None,
    })
}

fn atom(pair: Pair<'_, Rule>) -> Option<Expr> {
    let at = span(&pair);
    let kind = match pair.as_rule() {
        Rule::number => ExprKind::Number(Number::parse(pair.as_str())?),
        Rule::string => {
            let quoted = pair.as_str();
            let inner = quoted.get(1..quoted.len().saturating_sub(1))?;
            ExprKind::Text(inner.to_owned())
        }
        Rule::name => {
            let mut parts = pair.into_inner();
            let named = path(&parts.next()?);
            let picks = parts.map(pick).collect::<Option<Vec<_>>>()?;
            match picks.is_empty() {
                true => ExprKind::Name(named),
                false => ExprKind::Select {
                    table: named,
                    picks,
                },
            }
        }
        Rule::call => {
            let mut parts = pair.into_inner();
            let name = parts.next()?.as_str().to_owned();
            let args = parts.map(build).collect::<Option<Vec<_>>>()?;
            ExprKind::Call { name, args }
        }
        Rule::expr => return build(pair),
        _ => return None,
    };
    Some(Expr { span: at, kind })
}

fn pick(pair: Pair<'_, Rule>) -> Option<Pick> {
    let mut parts = pair.into_inner();
    let choice = parts.next()?;
    let kind = match choice.as_rule() {
        Rule::all => PickKind::All,
        Rule::span => {
            let mut ends = choice.into_inner();
            let first = path(&ends.next()?);
            match ends.next() {
                Some(last) => PickKind::Range(first, path(&last)),
                None => PickKind::One(first),
            }
        }
        Rule::named => PickKind::Named(path(&choice.into_inner().next()?)),
        Rule::string => {
            let quoted = choice.as_str();
            PickKind::Text(quoted.get(1..quoted.len().saturating_sub(1))?.to_owned())
        }
        _ => return None,
    };
    let (mut except, mut filter) = (Vec::new(), None);
    for part in parts {
        match part.as_rule() {
            Rule::path => except.push(path(&part)),
            Rule::expr => filter = Some(Box::new(build(part)?)),
            _ => {}
        }
    }
    Some(Pick {
        kind,
        except,
        filter,
    })
}

fn path(pair: &Pair<'_, Rule>) -> Path {
    Path {
        text: pair.as_str().trim().to_owned(),
        span: span(pair),
    }
}

fn span(pair: &Pair<'_, Rule>) -> Span {
    let at = pair.as_span();
    Span::new(at.start(), at.end())
}
