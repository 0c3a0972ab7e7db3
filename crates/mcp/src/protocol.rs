//! The protocol: what a message asks, and the answer to it.

use serde_json::{Value, json};

use gouji_core::NAME;
use gouji_core::text::Lang;
use gouji_project::Request;

use crate::arguments::Arguments;
use crate::calls;
use crate::cut::cut;
use crate::folders::Folders;
use crate::messages::{INSTRUCTIONS, in_lang};
use crate::tools::{TOOLS, Tool};
use crate::wire::{Fault, refused};

/// The versions of the protocol that are spoken, the newest first; what is used of them is the same.
const VERSIONS: [&str; 4] = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

/// What answers.
pub(crate) struct Server {
    pub folders: Folders,
    pub request: Request,
}

impl Server {
    pub fn new(folders: Folders, request: Request) -> Self {
        Server { folders, request }
    }

    pub fn lang(&self) -> Lang {
        self.request.lang
    }

    /// The answer to a message; none to notifications, and to answers, for nothing is asked here.
    pub fn answer(&self, message: &Value) -> Option<Value> {
        let Some(fields) = message.as_object() else {
            return Some(refused(
                &Value::Null,
                Fault::Request,
                "a message is an object",
            ));
        };
        let id = fields.get("id");
        let Some(method) = fields.get("method").and_then(Value::as_str) else {
            let is_answer = fields.contains_key("result") || fields.contains_key("error");
            let id = id.filter(|id| is_id(id)).unwrap_or(&Value::Null);
            let refused = refused(id, Fault::Request, "no method");
            return (!is_answer).then_some(refused);
        };
        let id = id?;
        if !is_id(id) {
            return Some(refused(
                &Value::Null,
                Fault::Request,
                "an id is a number or a text",
            ));
        }
        let none = Value::Null;
        let params = fields.get("params").unwrap_or(&none);
        let result = match method {
            "initialize" => Ok(self.initialize(params)),
            "ping" => Ok(json!({})),
            "tools/list" => Ok(json!({"tools": self.tools()})),
            "tools/call" => self.call(params),
            _ => Err((Fault::Method, format!("no method {}", short(method)))),
        };
        Some(match result {
            Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
            Err((fault, why)) => refused(id, fault, &why),
        })
    }

    /// The version that was asked for, where it is spoken; else the newest one, which the other end may refuse.
    fn initialize(&self, params: &Value) -> Value {
        let asked = params.get("protocolVersion").and_then(Value::as_str);
        let known = VERSIONS.iter().find(|v| Some(**v) == asked);
        let newest = VERSIONS.first();
        json!({
            "protocolVersion": known.or(newest),
            "capabilities": {"tools": {"listChanged": false}},
            "serverInfo": {"name": NAME, "version": env!("CARGO_PKG_VERSION")},
            "instructions": in_lang(INSTRUCTIONS, self.lang()),
        })
    }

    fn tools(&self) -> Vec<Value> {
        TOOLS
            .iter()
            .map(|tool| tool.described(self.lang()))
            .collect()
    }

    fn call(&self, params: &Value) -> Result<Value, (Fault, String)> {
        let name = params.get("name").and_then(Value::as_str);
        let tool: Option<&Tool> = TOOLS.iter().find(|t| Some(t.name) == name);
        let Some(tool) = tool else {
            let why = format!("no tool {}", short(name.unwrap_or_default()));
            return Err((Fault::Params, why));
        };
        let arguments = params.get("arguments").unwrap_or(&Value::Null);
        let lang = self.lang();
        let done = Arguments::new(arguments, tool, lang)
            .and_then(|arguments| calls::call(self, tool, &arguments));
        let (text, failed) = match done {
            Ok(text) => (text, false),
            Err(why) => (why, true),
        };
        let text = cut(text, lang);
        Ok(json!({"content": [{"type": "text", "text": text}], "isError": failed}))
    }
}

fn is_id(id: &Value) -> bool {
    id.is_number() || id.is_string()
}

/// A name of strangers, of bounded length.
fn short(name: &str) -> String {
    name.chars().take(80).collect()
}
