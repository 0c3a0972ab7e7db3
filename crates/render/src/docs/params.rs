//! The parameters that a rule uses, with their values.

use std::collections::BTreeMap;

use crate::messages::Text;
use gouji_core::rule::{Conditional, Node, Rule};
use gouji_core::text::Lang;

/// `name = value (class: value, …)` for each parameter of a rule, by name; empty when it uses none.
pub(crate) fn used(rule: &Rule, lang: Lang) -> String {
    let mut found = BTreeMap::new();
    for program in rule.programs.iter().flatten() {
        let lets = program.lets.iter().map(|(_, node)| node);
        let soften = program.soften.iter().map(|(node, _)| node);
        let others = [&program.when, &program.check, &program.at];
        let nodes = lets.chain(soften).chain(others.into_iter().flatten());
        nodes.for_each(|node| look(node, lang, &mut found));
    }
    let all: Vec<String> = found
        .iter()
        .map(|(name, value)| format!("{name} = {value}"))
        .collect();
    all.join(&Text::Semicolon.say(lang))
}

fn look(node: &Node, lang: Lang, found: &mut BTreeMap<String, String>) {
    match node {
        Node::Param {
            name,
            by,
            by_class,
            default,
        } => {
            let value = values(default.as_deref(), (by, by_class), lang);
            found.insert(name.clone(), value);
        }
        Node::Call(_, args) => args.iter().for_each(|n| look(n, lang, found)),
        Node::Others { by_form, .. } => {
            by_form.iter().flatten().for_each(|n| look(n, lang, found));
        }
        Node::Minus(inner) | Node::Not(inner) => look(inner, lang, found),
        Node::Binary(_, left, right) => {
            look(left, lang, found);
            look(right, lang, found);
        }
        Node::Chain(first, rest) => {
            look(first, lang, found);
            rest.iter().for_each(|(_, n)| look(n, lang, found));
        }
        Node::Number(_)
        | Node::Text(_)
        | Node::Cells { .. }
        | Node::Free { .. }
        | Node::Row(_)
        | Node::OfRow(_)
        | Node::Table(_)
        | Node::Mention(_)
        | Node::Local(_)
        | Node::Fact(_)
        | Node::MonthDay(..)
        | Node::Place(_)
        | Node::Pattern(_) => {}
    }
}

fn values(
    default: Option<&Node>,
    (by, by_class): (&[Conditional], &[(String, Node)]),
    lang: Lang,
) -> String {
    let main = default.map(literal).unwrap_or_default();
    let by = by.iter().map(|c| (&c.text, &c.value));
    let own = by_class.iter().map(|(class, node)| (class, node));
    let own = by.chain(own).map(|(whom, node)| {
        let colon = Text::Colon.say(lang);
        format!("{whom}{colon}{}", literal(node))
    });
    let own: Vec<String> = own.collect();
    match own.is_empty() {
        true => main,
        false => main + &Text::Instance(&own.join(", ")).say(lang),
    }
}

fn literal(node: &Node) -> String {
    match node {
        Node::MonthDay(month, day) => format!("{month:02}-{day:02}"),
        Node::Number(n) => n.to_string(),
        Node::Text(text) => text.clone(),
        _ => String::new(),
    }
}
