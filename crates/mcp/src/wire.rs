//! Messages over a connection: one JSON value on each line, of bounded length.

use std::io::{self, BufRead, ErrorKind, Read, Write};

use serde_json::{Value, json};

use crate::protocol::Server;

/// The largest message, in bytes: a long report as text, however it is written.
pub(crate) const LARGEST: u64 = 8 << 20;

/// JSON-RPC's names for what can be wrong with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No JSON.
    Parse,
    /// JSON, but no request.
    Request,
    /// There is no such method.
    Method,
    /// The parameters do not fit.
    Params,
}

impl Fault {
    fn code(self) -> i32 {
        match self {
            Fault::Parse => -32700,
            Fault::Request => -32600,
            Fault::Method => -32601,
            Fault::Params => -32602,
        }
    }
}

/// The answer that a message could not be taken.
pub(crate) fn refused(id: &Value, fault: Fault, why: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": fault.code(), "message": why}})
}

/// Answers messages until the other end closes the connection.
pub(crate) fn converse(
    from: &mut impl BufRead,
    to: &mut impl Write,
    server: &Server,
) -> io::Result<()> {
    while let Some(line) = line(from)? {
        let answer = match line {
            Line::Message(bytes) if bytes.trim_ascii().is_empty() => continue,
            Line::Message(bytes) => match serde_json::from_slice::<Value>(&bytes) {
                Ok(message) => server.answer(&message),
                Err(error) => Some(refused(&Value::Null, Fault::Parse, &error.to_string())),
            },
            Line::TooLong => {
                let why = format!("message of more than {LARGEST} bytes");
                Some(refused(&Value::Null, Fault::Request, &why))
            }
        };
        let Some(answer) = answer else {
            continue;
        };
        let done = writeln!(to, "{answer}").and_then(|()| to.flush());
        match done {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()),
            done => done?,
        }
    }
    Ok(())
}

enum Line {
    Message(Vec<u8>),
    /// It was longer than allowed, and was passed by.
    TooLong,
}

/// The next line; `None` at the end.
fn line(from: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    let read = from.by_ref().take(LARGEST).read_until(b'\n', &mut bytes)?;
    if read == 0 {
        return Ok(None);
    }
    if bytes.ends_with(b"\n") || (read as u64) < LARGEST {
        return Ok(Some(Line::Message(bytes)));
    }
    drop(bytes);
    loop {
        let buffer = from.fill_buf()?;
        let end = buffer.iter().position(|b| *b == b'\n');
        let (used, done) = match end {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        from.consume(used);
        if done {
            return Ok(Some(Line::TooLong));
        }
    }
}
