//! The drawing operators of a page → glyphs with their places, and lines.

use super::font::Font;
use super::geometry::{Matrix, Rect};
use super::store::Store;
use super::text::{Drawn, Run, State, matrix, name, number};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object};
use std::collections::HashMap;
use std::rc::Rc;

/// Forms in forms.
const DEPTH: usize = 8;
/// Saved states.
const STATES: usize = 256;
/// Operators in a file.
const OPERATORS: usize = 4_000_000;
/// Glyphs, and lines, in a file.
const MARKS: usize = 4_000_000;

/// Draws pages. Fonts are kept from page to page.
pub(super) struct Painter<'s, 'f> {
    pub(super) store: &'s mut Store<'f>,
    fonts: HashMap<usize, Rc<Font>>,
    operators: usize,
    marks: usize,
}

impl<'s, 'f> Painter<'s, 'f> {
    pub(super) fn new(store: &'s mut Store<'f>) -> Self {
        Painter {
            store,
            fonts: HashMap::new(),
            operators: OPERATORS,
            marks: MARKS,
        }
    }

    /// Draws a stream with its resources onto a sheet.
    pub(super) fn page(
        &mut self,
        bytes: &[u8],
        resources: &[&'f Dictionary],
        map: Matrix,
        sheet: Rect,
    ) -> Drawn {
        let mut out = Drawn::default();
        let state = State::new(map, sheet);
        self.stream(bytes, resources, state, 0, &mut out);
        out
    }

    fn stream(
        &mut self,
        bytes: &[u8],
        resources: &[&'f Dictionary],
        state: State,
        depth: usize,
        out: &mut Drawn,
    ) {
        let mut run = Run::new(state, depth, out);
        for operation in Content::decode_iter(bytes) {
            let Ok(operation) = operation else { break };
            if self.operators == 0 || self.marks == 0 {
                self.store.cut = true;
                return;
            }
            self.operators -= 1;
            let before = run.out.glyphs.len() + run.out.rules.len();
            self.operator(&operation, resources, &mut run);
            let drawn = run.out.glyphs.len() + run.out.rules.len() - before;
            self.marks = self.marks.saturating_sub(drawn);
        }
    }

    fn operator(&mut self, op: &Operation, resources: &[&'f Dictionary], run: &mut Run<'_>) {
        let n: Vec<f64> = op.operands.iter().filter_map(number).collect();
        match op.operator.as_str() {
            "q" if run.saved.len() < STATES => run.saved.push(run.state.clone()),
            "Q" => {
                if let Some(state) = run.saved.pop() {
                    run.state = state;
                }
            }
            "cm" => {
                if let Some(m) = matrix(&n) {
                    run.state.map = m.then(run.state.map);
                }
            }
            "Tf" => {
                run.state.font = name(op).and_then(|name| self.font(name, resources));
                run.state.size = n.first().copied().unwrap_or(0.0);
            }
            "Do" => self.object(name(op).unwrap_or_default(), resources, run),
            "BI" => run.out.images += 1,
            other => {
                let done = run.state_operator(other, &n)
                    || run.colour_operator(other, op, &n)
                    || run.text_operator(other, op, &n);
                if !done {
                    run.draw(other, &n);
                }
            }
        }
    }

    fn font(&mut self, name: &[u8], resources: &[&'f Dictionary]) -> Option<Rc<Font>> {
        let mut fonts = resources.iter().filter_map(|r| self.store.dict(r, b"Font"));
        let font = fonts.find_map(|f| self.store.dict(f, name))?;
        let key = std::ptr::from_ref(font) as usize;
        if let Some(known) = self.fonts.get(&key) {
            return Some(Rc::clone(known));
        }
        let font = Rc::new(Font::new(self.store, font));
        self.fonts.insert(key, Rc::clone(&font));
        Some(font)
    }

    fn object(&mut self, name: &[u8], resources: &[&'f Dictionary], run: &mut Run<'_>) {
        let mut all = resources
            .iter()
            .filter_map(|r| self.store.dict(r, b"XObject"));
        let found = all.find_map(|d| d.get(name).ok());
        let Some(Object::Stream(stream)) = found.map(|o| self.store.resolve(o)) else {
            return;
        };
        match self.store.name(&stream.dict, b"Subtype") {
            b"Image" => run.out.images += 1,
            b"Form" if run.depth < DEPTH => {
                let Some(bytes) = found.and_then(|o| self.store.content(o)) else {
                    return;
                };
                let mut state = run.state.clone();
                if let Some(m) = matrix(&self.store.numbers(&stream.dict, b"Matrix")) {
                    state.map = m.then(state.map);
                }
                let own = self.store.dict(&stream.dict, b"Resources");
                let own: Vec<&'f Dictionary> = own.into_iter().collect();
                let resources = if own.is_empty() {
                    resources
                } else {
                    own.as_slice()
                };
                self.stream(&bytes, resources, state, run.depth + 1, run.out);
            }
            _ => {}
        }
    }
}
