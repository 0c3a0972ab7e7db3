//! Gives the columns that are left to the text around the marks.

use std::ops::Range;

use super::{Part, Spot, Strip, ahead, width_of};

impl Strip<'_> {
    /// Widens the windows by turns, a character at a time, while everything fits.
    pub(super) fn grow(&mut self) {
        let mut growing = true;
        while growing {
            growing = false;
            for at in 0..self.parts.len() {
                growing |= self.grow_left(at);
                growing |= self.grow_right(at);
            }
        }
    }

    fn grow_left(&mut self, at: usize) -> bool {
        let floor = match at.checked_sub(1).and_then(|i| self.parts.get(i)) {
            Some(before) => before.span.end,
            None => self.line.start,
        };
        let Some(part) = self.parts.get(at).cloned().filter(|p| p.open && !p.tail) else {
            return false;
        };
        let gap = floor..part.span.start;
        let start = match self.is_short(&gap) {
            true => floor,
            false => self.before(&gap),
        };
        let added = width_of(self.pen, self.text, &(start..part.span.start));
        let old = self.clone_state();
        if let Some(p) = self.parts.get_mut(at) {
            p.span.start = start;
            p.width += added;
            p.open = start > floor;
        }
        for spot in self.spots.iter_mut().filter(|s| s.part == at) {
            spot.column += added;
        }
        self.keep_or(old)
    }

    fn grow_right(&mut self, at: usize) -> bool {
        let next = self.parts.get(at + 1).cloned();
        if next.as_ref().is_some_and(|p| p.tail) {
            return false;
        }
        let open = next.as_ref().map_or(self.open_end, |p| p.open);
        let ceiling = next.map_or(self.line.end, |p| p.span.start);
        let Some(from) = self.parts.get(at).map(|p| p.span.end).filter(|_| open) else {
            return false;
        };
        let gap = from..ceiling;
        let first = self.slice(&gap).chars().next().map_or(0, char::len_utf8);
        let end = if self.is_short(&gap) {
            ceiling
        } else {
            from + first
        };
        let added = width_of(self.pen, self.text, &(from..end));
        let old = self.clone_state();
        if let Some(p) = self.parts.get_mut(at) {
            p.span.end = end;
            p.width += added;
        }
        match self.parts.get_mut(at + 1) {
            Some(p) => p.open = end < ceiling,
            None => self.open_end = end < ceiling,
        }
        self.keep_or(old)
    }

    fn clone_state(&self) -> (Vec<Part>, Vec<Spot>, bool) {
        (self.parts.clone(), self.spots.clone(), self.open_end)
    }

    /// True when everything still fits; else goes back.
    fn keep_or(&mut self, old: (Vec<Part>, Vec<Spot>, bool)) -> bool {
        let fits = self.fits();
        if !fits {
            (self.parts, self.spots, self.open_end) = old;
        }
        fits
    }

    /// The start of the last character of a gap.
    fn before(&self, gap: &Range<usize>) -> usize {
        let last = self.slice(gap).chars().next_back();
        gap.end - last.map_or(0, char::len_utf8)
    }

    /// True when showing a gap takes no more columns than its ellipsis.
    fn is_short(&self, gap: &Range<usize>) -> bool {
        ahead(self.pen, self.text, gap, self.dots()) >= gap.end
    }
}
