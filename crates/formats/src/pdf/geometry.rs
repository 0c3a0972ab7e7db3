//! Points and matrices. Page space has its origin at the top left; y grows downwards; the unit is 1/72 inch.

/// What is beyond this is no place on paper.
const FARTHEST: f64 = 100_000.0;

/// An affine map, in the order of PDF: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matrix(pub [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This map, then the other.
    pub(super) fn then(self, outer: Matrix) -> Matrix {
        let Matrix([a, b, c, d, e, f]) = self;
        let Matrix([oa, ob, oc, od, oe, of]) = outer;
        Matrix([
            a * oa + b * oc,
            a * ob + b * od,
            c * oa + d * oc,
            c * ob + d * od,
            e * oa + f * oc + oe,
            e * ob + f * od + of,
        ])
    }

    /// A move, then this map.
    pub(super) fn moved(self, x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }

    /// Where a point comes to lie; `None` where that is no place on paper.
    pub(super) fn apply(self, x: f64, y: f64) -> Option<Point> {
        let Matrix([a, b, c, d, e, f]) = self;
        let point = Point {
            x: a * x + c * y + e,
            y: b * x + d * y + f,
        };
        (point.x.abs() < FARTHEST && point.y.abs() < FARTHEST).then_some(point)
    }

    /// The way back; `None` where the map flattens.
    pub(super) fn inverse(self) -> Option<Matrix> {
        let Matrix([a, b, c, d, e, f]) = self;
        let area = a * d - b * c;
        let of = |n: f64| n / area;
        let way = [
            of(d),
            of(-b),
            of(-c),
            of(a),
            of(c * f - d * e),
            of(b * e - a * f),
        ];
        way.iter().all(|n| n.is_finite()).then_some(Matrix(way))
    }

    /// How much lengths grow.
    pub(super) fn scale(self) -> f64 {
        let Matrix([a, b, c, d, ..]) = self;
        (a * d - b * c).abs().sqrt()
    }
}

/// A place on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A rectangle with its sides along the axes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    pub(super) x0: f64,
    pub(super) y0: f64,
    pub(super) x1: f64,
    pub(super) y1: f64,
}

impl Rect {
    /// The smallest one around some points.
    pub(super) fn around(points: &[Point]) -> Option<Rect> {
        let first = points.first()?;
        let start = Rect {
            x0: first.x,
            y0: first.y,
            x1: first.x,
            y1: first.y,
        };
        Some(points.iter().fold(start, |r, p| Rect {
            x0: r.x0.min(p.x),
            y0: r.y0.min(p.y),
            x1: r.x1.max(p.x),
            y1: r.y1.max(p.y),
        }))
    }

    /// What lies in both.
    pub(super) fn shared(self, other: Rect) -> Rect {
        Rect {
            x0: self.x0.max(other.x0),
            y0: self.y0.max(other.y0),
            x1: self.x1.min(other.x1),
            y1: self.y1.min(other.y1),
        }
    }

    /// The smallest one around both.
    pub(super) fn joined(self, other: Rect) -> Rect {
        Rect {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    pub(super) fn width(self) -> f64 {
        self.x1 - self.x0
    }

    pub(super) fn height(self) -> f64 {
        self.y1 - self.y0
    }

    /// Whether a point lies in it, or outside by no more than `slack`.
    pub(super) fn holds(self, p: Point, slack: f64) -> bool {
        p.x >= self.x0 - slack
            && p.x <= self.x1 + slack
            && p.y >= self.y0 - slack
            && p.y <= self.y1 + slack
    }
}

/// From the space of a page (`media`: its box; `turn`: clockwise quarters) to page space.
pub(super) fn upright(media: Rect, turn: u8) -> Matrix {
    match turn % 4 {
        0 => Matrix([1.0, 0.0, 0.0, -1.0, -media.x0, media.y1]),
        1 => Matrix([0.0, 1.0, 1.0, 0.0, -media.y0, -media.x0]),
        2 => Matrix([-1.0, 0.0, 0.0, 1.0, media.x1, -media.y0]),
        _ => Matrix([0.0, -1.0, -1.0, 0.0, media.y1, media.x1]),
    }
}
