//! The server ends when its editor says so, also while it checks a text that takes long.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

struct Server {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Server {
    fn new() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gouji"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (to, from) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut server = Server {
            child,
            to,
            from: BufReader::new(from),
        };
        server
            .say(r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#);
        server.hear("\"id\":1");
        server.say(r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#);
        server
    }

    fn say(&mut self, body: &str) {
        write!(self.to, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        self.to.flush().unwrap();
    }

    /// The next message that holds some words.
    fn hear(&mut self, words: &str) -> String {
        loop {
            let mut length = 0;
            loop {
                let mut line = String::new();
                self.from.read_line(&mut line).unwrap();
                match line.trim().strip_prefix("Content-Length: ") {
                    Some(number) => length = number.parse().unwrap(),
                    None if line.trim().is_empty() => break,
                    None => {}
                }
            }
            let mut body = vec![0; length];
            self.from.read_exact(&mut body).unwrap();
            let body = String::from_utf8(body).unwrap();
            assert!(length > 0, "the server is gone");
            if body.contains(words) {
                return body;
            }
        }
    }

    /// Opens a text that takes long to check.
    fn open(&mut self) {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/qinghe-2023.txt");
        let sample = std::fs::read_to_string(path).unwrap();
        let text = sample + &"共收到申请3件，其中答复1件、不予公开2件。\n".repeat(40_000);
        let text = serde_json::to_string(&text).unwrap();
        self.say(&format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"file:///a.txt","languageId":"plaintext","version":1,"text":{text}}}}}}}"#
        ));
    }

    /// The exit status, and how long the end took.
    fn ended(mut self) -> (Option<i32>, Duration) {
        let start = Instant::now();
        drop(self.to);
        (self.child.wait().unwrap().code(), start.elapsed())
    }
}

/// On a machine that does other things, too.
const SOON: Duration = Duration::from_secs(3);

#[test]
fn shutdown_is_answered_and_exit_ends_while_a_check_runs() {
    let mut server = Server::new();
    server.open();
    // the text must be read before its check is under way
    server.say(r#"{"jsonrpc":"2.0","id":2,"method":"nothing"}"#);
    server.hear("\"id\":2");
    server.say(r#"{"jsonrpc":"2.0","id":3,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///a.txt"},"position":{"line":0,"character":0}}}"#);
    let start = Instant::now();
    server.say(r#"{"jsonrpc":"2.0","id":4,"method":"shutdown"}"#);
    server.hear("\"id\":4");
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    server.say(r#"{"jsonrpc":"2.0","method":"exit"}"#);
    let (code, took) = server.ended();
    assert_eq!(code, Some(0));
    assert!(took < SOON, "{took:?}");
}

#[test]
fn an_end_without_shutdown_is_none() {
    let mut server = Server::new();
    server.say(r#"{"jsonrpc":"2.0","method":"exit"}"#);
    assert_eq!(server.ended().0, Some(1));
}

#[test]
fn what_is_no_message_is_answered() {
    let mut server = Server::new();
    server.say("{\"a\": 1,}");
    assert!(server.hear("\"id\":null").contains("-32700"));
    server.say(r#"{"jsonrpc":"2.0","id":2,"method":"nothing"}"#);
    server.hear("\"id\":2");
}
