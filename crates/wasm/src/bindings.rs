//! What a page calls. Texts are handed over as they are, bytes as arrays; what goes wrong is a sentence.

use gouji_core::text::Lang;
use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::{CheckedPack, Checker, Input, Marked, Output, Run, Shown};

fn lang(name: &str) -> Lang {
    match name {
        "en" => Lang::En,
        _ => Lang::Zh,
    }
}

/// Rules, and the language of what is said.
#[wasm_bindgen]
pub struct Engine(Checker);

#[wasm_bindgen]
impl Engine {
    /// The rules that come along, with a pack on top.
    #[wasm_bindgen(constructor)]
    pub fn new(language: &str, pack: Option<String>) -> Engine {
        Engine(Checker::new(pack.as_deref(), lang(language)))
    }

    /// Checks a report.
    pub fn check(
        &self,
        name: &str,
        bytes: &[u8],
        number: usize,
        day: &str,
    ) -> Result<Shown, String> {
        self.0.check(name, bytes, (number, day))
    }

    /// A marked copy.
    pub fn mark(&self, name: &str, bytes: &[u8], fix: &str, day: &str) -> Result<Marked, String> {
        self.0.mark(name, bytes, fix, day)
    }

    /// Works on several reports: `[name, kept, why it could not be read]` each. `read` gives the bytes of one by its
    /// index, `take` gets what each shows beside the others.
    pub fn run(
        &self,
        output: &str,
        inputs: &Array,
        day: &str,
        read: &Function,
        take: &Function,
    ) -> Result<Vec<u8>, String> {
        let output = Output::named(output).ok_or("output")?;
        let inputs: Vec<Input> = inputs.iter().map(|value| input(&value)).collect();
        let run = Run {
            checker: &self.0,
            inputs: &inputs,
            day,
        };
        let mut read = |at: usize| match read.call1(&JsValue::NULL, &JsValue::from(at)) {
            Ok(bytes) => Ok(Uint8Array::new(&bytes).to_vec()),
            Err(error) => Err(error.as_string().unwrap_or_default()),
        };
        let mut take = |at: usize, shown: Option<Shown>| {
            let shown = shown.map(JsValue::from);
            let shown = shown.unwrap_or(JsValue::NULL);
            drop(take.call2(&JsValue::NULL, &JsValue::from(at), &shown));
        };
        run.all(output, &mut read, &mut take)
    }
}

fn input(value: &JsValue) -> Input {
    let parts = Array::from(value);
    Input {
        name: parts.get(0).as_string().unwrap_or_default(),
        kept: Uint8Array::new(&parts.get(1)).to_vec(),
        unread: parts.get(2).as_string(),
    }
}

/// Why a file of so many bytes is not read.
#[wasm_bindgen]
pub fn too_large(bytes: f64, language: &str) -> Option<String> {
    crate::too_large(bytes as u64, lang(language))
}

/// Checks the text of a pack and runs its cases.
#[wasm_bindgen]
pub fn check_pack(text: &str, language: &str) -> CheckedPack {
    crate::check(text, lang(language))
}

/// The files of the packs that come along.
#[wasm_bindgen]
pub fn builtin(language: &str) -> String {
    crate::builtin(lang(language))
}

/// What packs may hold.
#[wasm_bindgen]
pub fn pack_schema() -> String {
    crate::schema().to_owned()
}

/// A pack to begin with.
#[wasm_bindgen]
pub fn new_pack(language: &str) -> String {
    crate::new_pack(lang(language))
}
