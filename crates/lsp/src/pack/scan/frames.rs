//! Lists and tables that are open within a value.

use super::{Awaited, Scan};

/// What is open within a value.
#[derive(Debug)]
pub enum Frame {
    /// A list.
    List,
    /// A table in one line: so many steps lead to it, and it is this item of its list.
    Table(usize, usize),
}

impl Scan<'_> {
    /// A table in one line.
    pub(super) fn open(&mut self) {
        self.at += 1;
        self.tables += 1;
        if let Some(step) = self.path.last_mut() {
            step.table = self.tables;
        }
        self.frames.push(Frame::Table(self.path.len(), self.nth));
        self.awaited = Awaited::Key;
    }

    /// Closes a list or a table, and what was left open in it.
    pub(super) fn close(&mut self, list: bool) {
        let is = |f: &Frame| matches!(f, Frame::List) == list;
        let Some(last) = self.frames.iter().rposition(is) else {
            return;
        };
        for frame in self.frames.drain(last..).rev() {
            if let Frame::Table(steps, nth) = frame {
                self.path.truncate(steps);
                self.nth = nth;
            }
        }
        self.awaited = Awaited::Sign;
    }

    pub(super) fn next_item(&mut self) {
        match self.frames.last() {
            Some(Frame::List) => {
                self.nth += 1;
                self.awaited = Awaited::Value;
            }
            Some(Frame::Table(steps, _)) => {
                self.path.truncate(*steps);
                self.awaited = Awaited::Key;
            }
            None => {}
        }
    }
}
