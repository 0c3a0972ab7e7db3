//! An editor that speaks to the server in memory.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use gouji::lsp::{self, Project};
use gouji::text::Lang;
use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::{Value, json};

/// An editor with its server.
pub struct Editor {
    connection: Connection,
    server: Option<JoinHandle<Result<(), String>>>,
    next: i32,
    /// What the server said when it was asked something else.
    pub said: Vec<Notification>,
    /// What the server asked.
    pub asked: Vec<Request>,
    pub capabilities: Value,
}

impl Editor {
    pub fn new(params: Value) -> Self {
        Editor::with(gouji::cli::project(Lang::En), params)
    }

    pub fn with(project: Arc<dyn Project>, params: Value) -> Self {
        let (client, server) = Connection::memory();
        let server = thread::spawn(move || lsp::serve(server, project));
        let mut editor = Editor {
            connection: client,
            server: Some(server),
            next: 0,
            said: Vec::new(),
            asked: Vec::new(),
            capabilities: Value::Null,
        };
        let mut all = json!({ "capabilities": {} });
        for (key, value) in params.as_object().unwrap() {
            all[key] = value.clone();
        }
        editor.capabilities = editor.ask("initialize", all);
        editor.tell("initialized", json!({}));
        editor
    }

    /// One that knows positions in bytes, as spans are.
    pub fn bytes() -> Self {
        Editor::new(
            json!({ "capabilities": { "general": { "positionEncodings": ["utf-8", "utf-16"] } } }),
        )
    }

    pub fn tell(&self, method: &str, params: Value) {
        let note = Notification::new(method.to_owned(), params);
        self.connection.sender.send(note.into()).unwrap();
    }

    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.answer(id).unwrap()
    }

    pub fn request(&mut self, method: &str, params: Value) -> RequestId {
        self.next += 1;
        let id = RequestId::from(self.next);
        let request = Request::new(id.clone(), method.to_owned(), params);
        self.connection.sender.send(request.into()).unwrap();
        id
    }

    pub fn answer(&mut self, id: RequestId) -> Result<Value, i32> {
        loop {
            match self.receive() {
                Message::Response(r) if r.id == id => {
                    return match r.error {
                        Some(error) => Err(error.code),
                        None => Ok(r.result.unwrap_or_default()),
                    };
                }
                other => self.keep(other),
            }
        }
    }

    fn receive(&self) -> Message {
        let wait = Duration::from_secs(60);
        self.connection.receiver.recv_timeout(wait).unwrap()
    }

    fn keep(&mut self, message: Message) {
        match message {
            Message::Notification(n) => self.said.push(n),
            Message::Request(r) => self.asked.push(r),
            Message::Response(_) => {}
        }
    }

    pub fn open(&self, uri: &str, text: &str) {
        let language = if uri.ends_with(".toml") {
            "toml"
        } else {
            "plaintext"
        };
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub fn change(&self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.tell("textDocument/didChange", params);
    }

    /// What is published for a version of a document.
    pub fn published(&mut self, uri: &str, version: Option<i32>) -> Vec<Value> {
        let is = |n: &Notification| {
            n.method == "textDocument/publishDiagnostics"
                && n.params["uri"] == uri
                && n.params["version"].as_i64() == version.map(i64::from)
        };
        loop {
            if let Some(at) = self.said.iter().position(is) {
                let note = self.said.remove(at);
                return note.params["diagnostics"].as_array().unwrap().clone();
            }
            let message = self.receive();
            self.keep(message);
        }
    }

    pub fn stop(mut self) {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.server.take().unwrap().join().unwrap().unwrap();
    }
}

/// The address of a file of the repository.
pub fn address(path: &str) -> String {
    format!("file://{}/{path}", env!("CARGO_MANIFEST_DIR"))
}
