//! White letters on white paper. Only colours that one operator sets are known: shades of grey, red with green and blue,
//! and inks of printers.

use super::geometry::{Point, Rect};
use super::text::{Run, name};
use lopdf::content::Operation;

/// How far from white nobody sees the difference.
const ALIKE: f64 = 0.03;
/// Coloured areas of a page that are remembered.
const AREAS: usize = 256;

/// Whether an operator makes what is filled white; `None` for one that does not choose its colour. `grey` says whether
/// one number means a shade of grey.
fn whitens(operator: &str, operands: usize, n: &[f64], grey: bool) -> Option<bool> {
    let full = n.iter().all(|part| *part >= 1.0 - ALIKE);
    let none = n.iter().all(|part| *part <= ALIKE);
    let plain = n.len() == operands;
    Some(match (operator, n.len()) {
        ("g", 1) => full,
        ("rg", 3) => full,
        ("k", 4) => none,
        ("sc" | "scn", 1) => plain && grey && full,
        ("sc" | "scn", 3) => plain && full,
        ("sc" | "scn", 4) => plain && none,
        ("g" | "rg" | "k" | "sc" | "scn" | "cs", _) => false,
        _ => return None,
    })
}

impl Run<'_> {
    /// An operator may paint an area in colour.
    pub(super) fn coloured(&mut self, operator: &str) {
        let filled = matches!(operator, "f" | "F" | "f*" | "B" | "B*" | "b" | "b*");
        if let Some(around) = self.path.around().filter(|_| filled && !self.state.white) {
            self.out.areas.add(around.shared(self.state.clip));
        }
        if operator == "sh" {
            self.out.areas.add_all();
        }
    }

    /// Operators that choose the colour of what is filled.
    pub(super) fn colour_operator(&mut self, operator: &str, op: &Operation, n: &[f64]) -> bool {
        let state = &mut self.state;
        let Some(white) = whitens(operator, op.operands.len(), n, state.grey) else {
            return false;
        };
        state.white = white;
        match operator {
            "cs" => state.grey = name(op) == Some(b"DeviceGray"),
            "g" => state.grey = true,
            _ => {}
        }
        true
    }
}

/// Areas of a page that are not white.
#[derive(Debug, Default)]
pub(super) struct Areas {
    boxes: Vec<Rect>,
    /// There are too many to tell, or their shape is not known.
    anywhere: bool,
}

impl Areas {
    /// A path was filled with a colour.
    pub(super) fn add(&mut self, around: Rect) {
        match self.boxes.len() < AREAS {
            true => self.boxes.push(around),
            false => self.anywhere = true,
        }
    }

    /// Something was painted that may be anywhere.
    pub(super) fn add_all(&mut self) {
        self.anywhere = true;
    }

    /// Whether a point may lie on something that is not white.
    pub(super) fn hold(&self, point: Point) -> bool {
        let inside =
            |r: &Rect| (r.x0..=r.x1).contains(&point.x) && (r.y0..=r.y1).contains(&point.y);
        self.anywhere || self.boxes.iter().any(inside)
    }
}
