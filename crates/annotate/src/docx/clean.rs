//! A document without the marks of an earlier run, if it may be marked at all.

use super::joins::joins;
use super::parts::{self, bytes};
use super::splice::{Places, replace};
use super::{threads, utf8};
use crate::{AUTHOR, Refusal};
use gouji_formats::docx::markup::{Element, Markup};
use gouji_formats::docx::package::Package;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The document without comments and tracked changes of gouji; those of others stay.
///
/// # Errors
///
/// The document may not be changed, because it is protected or signed, or it cannot be read.
pub fn clean(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Refusal> {
    let mut package = Package::open(bytes)?;
    guard(&mut package)?;
    let main = package.main()?;
    let document = utf8(package.part(&main)?)?;
    let mut new: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    if let Some(name) = parts::name(&mut package, &main)? {
        let part = utf8(package.part(&name)?)?;
        let markup = Markup::read(&part.text)?;
        let own = |e: &&Element<'_>| e.local() == "comment" && is_own(&markup, e);
        let own: Vec<&Element<'_>> = markup.elements.iter().filter(own).collect();
        ids.extend(own.iter().filter_map(|e| markup.attribute(e, "id")));
        let paragraphs = threads::paragraphs(&markup, &own);
        new.extend(threads::without(&mut package, &main, paragraphs)?);
        let places: Places = own.iter().map(|e| (e.whole(), String::new())).collect();
        if !places.is_empty() {
            new.insert(name, parts::bytes(&part, &replace(&part.text, places)));
        }
    }
    let markup = Markup::read(&document.text)?;
    let mut places = marks(&markup, &ids);
    places.extend(joins(&markup, &places));
    if !places.is_empty() {
        let text = replace(&document.text, places);
        new.insert(main, self::bytes(&document, &text));
    }
    match new.is_empty() {
        true => Ok(Cow::Borrowed(bytes)),
        false => Ok(Cow::Owned(package.with(&new)?)),
    }
}

/// The date of the marks of an earlier run, as the document has it.
pub fn date(bytes: &[u8]) -> Option<String> {
    let mut package = Package::open(bytes).ok()?;
    let main = package.main().ok()?;
    let name = parts::name(&mut package, &main).ok()??;
    let part = package.part(&name).ok()??;
    let markup = Markup::read(&part.text).ok()?;
    let mut own = markup.elements.iter().filter(|e| is_own(&markup, e));
    own.find_map(|e| markup.attribute(e, "date"))
}

/// Says no where the document forbids it.
fn guard(package: &mut Package<'_>) -> Result<(), Refusal> {
    if package.names().any(|n| n.starts_with("_xmlsignatures/")) {
        return Err(Refusal::Signed);
    }
    let main = package.main()?;
    let relations = package.relations(&main)?;
    let settings = relations.into_iter().find(|r| r.kind == "settings");
    let settings = match settings {
        Some(relation) => package.part(&relation.target)?,
        None => None,
    };
    let Some(settings) = settings else {
        return Ok(());
    };
    let markup = Markup::read(&settings.text)?;
    let protects = |e: &Element<'_>| {
        let said = |name: &str| markup.attribute(e, name);
        match e.local() {
            "documentProtection" => {
                let enforced = said("enforcement");
                matches!(enforced.as_deref(), Some("1" | "true" | "on"))
            }
            // a password without which it opens for reading only
            "writeProtection" => said("hash").or(said("hashValue")).is_some(),
            _ => false,
        }
    };
    match markup.elements.iter().any(protects) {
        true => Err(Refusal::Protected),
        false => Ok(()),
    }
}

fn is_own(markup: &Markup<'_>, element: &Element<'_>) -> bool {
    markup.attribute(element, "author").as_deref() == Some(AUTHOR)
}

/// The marks in the document part, and what stands in their place without them.
fn marks(markup: &Markup<'_>, ids: &BTreeSet<String>) -> Places {
    let mut places = Places::new();
    for (at, element) in markup.elements.iter().enumerate() {
        let commented = || {
            markup
                .attribute(element, "id")
                .is_some_and(|id| ids.contains(&id))
        };
        match element.local() {
            "commentRangeStart" | "commentRangeEnd" if commented() => {
                places.push((element.whole(), String::new()));
            }
            "commentReference" if commented() => {
                places.push((sign(markup, element), String::new()));
            }
            "ins" if !element.is_closed() && is_own(markup, element) => {
                unwrap(element, &mut places);
                let inside = markup.children(at).filter_map(|c| markup.get(c));
                // marks that others have put around it stay
                let inserted = inside.filter(|e| matches!(e.local(), "r" | "ins" | "del"));
                places.extend(inserted.map(|e| (e.whole(), String::new())));
            }
            "del" if !element.is_closed() && is_own(markup, element) => {
                unwrap(element, &mut places);
                restore(markup, at, &mut places);
            }
            _ => {}
        }
    }
    places
}

/// The sign of a comment: the run that holds nothing else, else itself.
fn sign(markup: &Markup<'_>, reference: &Element<'_>) -> Range<usize> {
    let run = reference.parent.filter(|at| {
        let inside = markup.children(*at).filter_map(|c| markup.get(c));
        let mut others = inside.filter(|e| e.local() != "rPr");
        others.next() == Some(reference) && others.next().is_none()
    });
    let run = run.and_then(|at| markup.get(at));
    run.unwrap_or(reference).whole()
}

fn unwrap(element: &Element<'_>, places: &mut Places) {
    places.push((element.open.clone(), String::new()));
    places.push((element.close.clone(), String::new()));
}

/// Deleted texts are texts again.
fn restore(markup: &Markup<'_>, deletion: usize, places: &mut Places) {
    let end = markup.get(deletion).map_or(0, |e| e.close.start);
    let inside = markup.elements.iter().skip(deletion + 1);
    for element in inside.take_while(|e| e.open.start < end) {
        let name = element
            .name
            .strip_suffix("delText")
            .map(|p| format!("{p}t"));
        let Some(name) = name else { continue };
        let place = |from: usize| from..from + element.name.len();
        places.push((place(element.open.start + 1), name.clone()));
        if !element.is_closed() {
            places.push((place(element.close.start + 2), name));
        }
    }
}
