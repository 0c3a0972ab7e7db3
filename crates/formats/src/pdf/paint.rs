//! Paths → straight lines along the axes: the rules of tables. They are strokes, or filled boxes that are thin.

use super::geometry::{Matrix, Point, Rect};

/// A straight line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    /// From top to bottom; else from left to right.
    pub(super) upright: bool,
    /// Where it stands on the other axis.
    pub(super) at: f64,
    /// Where it begins on its own axis, …
    pub(super) from: f64,
    /// … and ends.
    pub(super) to: f64,
}

/// What is thicker is a coloured area.
const THICK: f64 = 4.0;
/// What is shorter is a dot, or part of a letter.
const SHORT: f64 = 2.5;
/// How far the ends of a straight line may lie apart across it.
const CROOKED: f64 = 0.8;
/// A part of a path with more corners is a drawing.
const CORNERS: usize = 64;
/// A path with more parts is a drawing.
const PARTS: usize = 20_000;

/// The path that is being built.
#[derive(Debug, Default)]
pub(super) struct Path {
    parts: Vec<Part>,
    /// The box around it: a page may ask for it at each operator.
    bounds: Option<Rect>,
}

#[derive(Debug, Default)]
struct Part {
    points: Vec<Point>,
    closed: bool,
    curved: bool,
}

impl Rule {
    /// What of it lies in a box.
    pub(super) fn clipped(self, clip: Rect) -> Option<Rule> {
        let (low, high, from, to) = match self.upright {
            true => (clip.x0, clip.x1, clip.y0, clip.y1),
            false => (clip.y0, clip.y1, clip.x0, clip.x1),
        };
        let rule = Rule {
            from: self.from.max(from),
            to: self.to.min(to),
            ..self
        };
        let seen = (low - 1.0..=high + 1.0).contains(&self.at);
        (seen && rule.to - rule.from >= SHORT).then_some(rule)
    }
}

impl Path {
    /// Takes an operator that builds or paints paths.
    pub(super) fn operator(
        &mut self,
        operator: &str,
        n: &[f64],
        map: Matrix,
        pen: f64,
        out: &mut Vec<Rule>,
    ) {
        match (operator, n) {
            ("m", [x, y, ..]) => self.begin(map.apply(*x, *y)),
            ("l", [x, y, ..]) => self.line(map.apply(*x, *y)),
            ("c", [.., x, y]) | ("v", [.., x, y]) | ("y", [.., x, y]) => {
                self.line(map.apply(*x, *y));
                if let Some(part) = self.parts.last_mut() {
                    part.curved = true;
                }
            }
            ("re", [x, y, w, h, ..]) => {
                self.begin(map.apply(*x, *y));
                self.line(map.apply(x + w, *y));
                self.line(map.apply(x + w, y + h));
                self.line(map.apply(*x, y + h));
                self.close();
            }
            ("h", _) => self.close(),
            ("S", _) => self.stroke(pen, out),
            ("s", _) => {
                self.close();
                self.stroke(pen, out);
            }
            ("f" | "F" | "f*", _) => self.fill(out),
            ("B" | "B*", _) => self.both(pen, out),
            ("b" | "b*", _) => {
                self.close();
                self.both(pen, out);
            }
            ("n", _) => drop(self.take()),
            _ => {}
        }
    }

    /// The box around it.
    pub(super) fn around(&self) -> Option<Rect> {
        self.bounds
    }

    fn grow(&mut self, point: Option<Point>) {
        let Some(point) = point else { return };
        let own = Rect::around(&[point]);
        self.bounds = match (self.bounds, own) {
            (Some(r), Some(own)) => Some(Rect {
                x0: r.x0.min(own.x0),
                y0: r.y0.min(own.y0),
                x1: r.x1.max(own.x1),
                y1: r.y1.max(own.y1),
            }),
            (known, own) => known.or(own),
        };
    }

    /// The path is painted: the next one begins.
    fn take(&mut self) -> Vec<Part> {
        self.bounds = None;
        std::mem::take(&mut self.parts)
    }

    fn begin(&mut self, point: Option<Point>) {
        if self.parts.len() < PARTS {
            self.grow(point);
            self.parts.push(Part {
                points: point.into_iter().collect(),
                ..Part::default()
            });
        }
    }

    fn line(&mut self, point: Option<Point>) {
        if let Some(part) = self.parts.last_mut()
            && part.points.len() <= CORNERS
        {
            part.points.extend(point);
            self.grow(point);
        }
    }

    fn close(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.closed = true;
        }
    }

    fn both(&mut self, pen: f64, out: &mut Vec<Rule>) {
        for part in &self.parts {
            part.stroke(pen, out);
        }
        self.fill(out);
    }

    fn stroke(&mut self, pen: f64, out: &mut Vec<Rule>) {
        for part in self.take() {
            part.stroke(pen, out);
        }
    }

    fn fill(&mut self, out: &mut Vec<Rule>) {
        let boxes: Vec<Rect> = self.take().iter().filter_map(Part::area).collect();
        // the frame of a box: one box inside another, filled between them
        if let [a, b] = boxes.as_slice() {
            let (outer, inner) = if a.width() > b.width() {
                (a, b)
            } else {
                (b, a)
            };
            let near = |p: f64, q: f64| (p - q).abs() <= THICK;
            if near(outer.x0, inner.x0)
                && near(outer.x1, inner.x1)
                && near(outer.y0, inner.y0)
                && near(outer.y1, inner.y1)
                && outer.width() > 2.0 * THICK
                && outer.height() > 2.0 * THICK
            {
                sides(*outer, out);
            }
        }
        out.extend(boxes.into_iter().filter_map(thin));
    }
}

impl Part {
    /// The box that the part fills, as far as it is one.
    fn area(&self) -> Option<Rect> {
        let straight = !self.curved && (2..=CORNERS).contains(&self.points.len());
        straight.then(|| Rect::around(&self.points)).flatten()
    }

    fn stroke(&self, pen: f64, out: &mut Vec<Rule>) {
        if self.curved || pen > THICK || self.points.len() > CORNERS {
            return;
        }
        let first = self.points.first().filter(|_| self.closed);
        let ends: Vec<Point> = self.points.iter().chain(first).copied().collect();
        for pair in ends.windows(2) {
            out.extend(Rect::around(pair).and_then(|r| {
                match r.width().min(r.height()) <= CROOKED {
                    true => thin(r),
                    false => None,
                }
            }));
        }
    }
}

/// A thin box as a line.
fn thin(r: Rect) -> Option<Rule> {
    let upright = r.height() > r.width();
    let (long, wide) = (r.width().max(r.height()), r.width().min(r.height()));
    if wide > THICK || long < SHORT || long < 2.0 * wide {
        return None;
    }
    Some(match upright {
        true => Rule {
            upright,
            at: (r.x0 + r.x1) / 2.0,
            from: r.y0,
            to: r.y1,
        },
        false => Rule {
            upright,
            at: (r.y0 + r.y1) / 2.0,
            from: r.x0,
            to: r.x1,
        },
    })
}

fn sides(r: Rect, out: &mut Vec<Rule>) {
    for at in [r.x0, r.x1] {
        out.push(Rule {
            upright: true,
            at,
            from: r.y0,
            to: r.y1,
        });
    }
    for at in [r.y0, r.y1] {
        out.push(Rule {
            upright: false,
            at,
            from: r.x0,
            to: r.x1,
        });
    }
}
