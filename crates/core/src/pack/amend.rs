//! What packs above change in forms: variants, further labels, rows that are put in.

use super::forms::{self, index, once, table, values};
use super::kind::years;
use super::lock::{self, FORMS, Guard, LABELS, Lock};
use super::messages::Say;
use super::parts;
use super::patterns::Lexicon;
use super::stack::Stack;
use crate::fields::{Fields, Wrong};
use crate::report::{Axis, Form, Kind, RowId, TableSpec, row_key};
use crate::text::{Id, near};

/// What a layer may do to forms.
pub(super) struct FormEditor<'a, 'f, 's> {
    stack: &'a Stack<'f, 's>,
    lexicon: &'a Lexicon,
    /// The lock that forbids rows to be called or done otherwise.
    labels: Option<Lock<'f, 's>>,
    /// The lock that forbids other forms.
    forms: Option<Lock<'f, 's>>,
}

impl<'a, 'f, 's> FormEditor<'a, 'f, 's> {
    pub fn new(
        stack: &'a Stack<'f, 's>,
        guard: &Guard<'f, 's>,
        lexicon: &'a Lexicon,
        layer: usize,
    ) -> Self {
        let held = |name| guard.accepts.against(stack, name, layer);
        FormEditor {
            stack,
            lexicon,
            labels: held(LABELS),
            forms: held(FORMS),
        }
    }

    /// Whether a key may be used; says so where a lock forbids it.
    fn may(&self, lock: &Option<Lock<'f, 's>>, fields: &Fields<'_, '_>, key: &'static str) -> bool {
        if let Some(lock) = lock.as_ref().filter(|_| fields.has(key)) {
            lock::refuse(self.stack, lock, fields.file, fields.place(key), key);
        }
        lock.is_none()
    }

    /// A form like another one: a copy with changes.
    pub fn variant(&self, fields: &Fields<'_, '_>, id: String, kind: &Kind) -> Option<Form> {
        if !fields.has("base") {
            fields.file.fault(fields.span, &Say::NoBaseForm);
            return None;
        }
        let base = fields.text("base")?;
        let Some(known) = kind.forms.iter().find(|f| f.id == base.value) else {
            let close = near(&base.value, kind.forms.iter().map(|f| f.id.as_str()));
            let fault = Wrong::Unknown(base.value, close);
            fields.file.fault(base.span, &fault);
            return None;
        };
        if !self.may(&self.forms, fields, "base") {
            return None;
        }
        let mut form = Form {
            id,
            base: Some(base.value),
            markers: Vec::new(),
            ..known.clone()
        };
        self.change(fields, &mut form, kind);
        Some(form)
    }

    /// A known form.
    pub fn amend(&self, fields: &Fields<'_, '_>, form: &mut Form, kind: &Kind) {
        let keys = ["years", "markers"].map(|key| self.may(&self.forms, fields, key));
        let mut changed = form.clone();
        self.change(fields, &mut changed, kind);
        if keys.contains(&false) {
            changed.years = form.years;
            changed.markers.clone_from(&form.markers);
        }
        *form = changed;
    }

    fn change(&self, fields: &Fields<'_, '_>, form: &mut Form, kind: &Kind) {
        if let Some(title) = fields.text("title") {
            form.title = title.value;
        }
        if let Some(source) = fields.text("source") {
            form.source = source.value;
        }
        if fields.has("years") {
            form.years = years(fields, "years");
        }
        form.markers.extend(values(fields.texts("markers")));
        let tables = fields.tables("table");
        once(&tables);
        for fields in tables {
            let id = fields.needed("id");
            match form.tables.iter_mut().find(|t| t.id == id.value) {
                _ if id.value.is_empty() => {}
                Some(spec) => {
                    self.rows(&fields, spec);
                    self.columns(&fields, spec);
                    fields.finish();
                }
                None => {
                    let spec = table(&fields, kind, self.lexicon, form.tables.as_slice());
                    form.tables.push(spec);
                }
            }
        }
        fields.finish();
    }

    /// Rows of a known table: further labels of those that it has, and rows that are put in.
    fn rows(&self, fields: &Fields<'_, '_>, spec: &mut TableSpec) {
        let rows = fields.tables("row");
        once(&rows);
        for row in rows {
            let id = row.needed("id");
            match spec.rows.iter_mut().find(|r| r.id == id.value) {
                _ if id.value.is_empty() => {}
                Some(known) => {
                    if row.flag("optional") && self.may(&self.labels, &row, "optional") {
                        known.optional = true;
                    }
                    self.called(&row, known);
                }
                None => put_in(&row, spec),
            }
        }
    }

    fn columns(&self, fields: &Fields<'_, '_>, spec: &mut TableSpec) {
        for column in fields.tables("column") {
            let id = column.needed("id");
            let close = near(&id.value, spec.columns.iter().map(|c| c.id.as_str()));
            match spec.columns.iter_mut().find(|c| c.id == id.value) {
                _ if id.value.is_empty() => {}
                Some(known) => self.called(&column, known),
                None => column.file.fault(id.span, &Wrong::Unknown(id.value, close)),
            }
        }
    }

    /// Further labels.
    fn called(&self, fields: &Fields<'_, '_>, axis: &mut Axis) {
        let also = fields.texts("also");
        if self.may(&self.labels, fields, "also") {
            axis.keys.extend(also.iter().map(|t| row_key(&t.value)));
        }
        fields.finish();
    }
}

/// Puts a row behind another one; what counts rows by their place counts anew.
fn put_in(fields: &Fields<'_, '_>, spec: &mut TableSpec) {
    let after = fields.text("after");
    let group = fields.text("group");
    let mut row = forms::row(fields, &spec.columns);
    let at = match after.as_ref() {
        None => Some(spec.rows.next_id()),
        Some(after) => index(fields, &spec.rows, after).map(RowId::next),
    };
    let groups = &mut spec.row_groups;
    let into = group.as_ref().map(|named| {
        let close = near(&named.value, groups.iter().map(|g| g.id.as_str()));
        let found = groups.position(|g| g.id == named.value);
        if found.is_none() {
            let fault = Wrong::Unknown(named.value.clone(), close);
            fields.file.fault(named.span, &fault);
        }
        found
    });
    let Some(at) = at else { return };
    // a row that does not say which columns it has has those of the row before
    let before = spec.rows.before(at).last();
    if let Some(before) = before.filter(|_| row.columns.is_empty()) {
        row.columns.clone_from(&before.columns);
    }
    spec.rows.insert(at, row);
    let members = groups.iter_mut().flat_map(|g| &mut g.members);
    members.filter(|m| **m >= at).for_each(|m| *m = m.next());
    if let Some(group) = into.flatten() {
        parts::join(groups, group, at);
    }
    parts::check(std::slice::from_ref(fields), spec.rows.as_slice());
}
