//! Messages over stdin and stdout, within limits: whoever is at the other end fills no memory, and a message that cannot be
//! read is answered and does not end the conversation.
//!
//! What ends the server is seen here, before anything else: a check that runs delays neither the answer to `shutdown` nor
//! the end.

use std::io::{self, BufRead, ErrorKind, Read, Write};

use lsp_server::{ErrorCode, Message, Response};

/// The largest headers of a message, in bytes.
const HEADERS: u64 = 8 << 10;
/// The largest message, in bytes: a text of the largest size that is read, however it is written.
const BODY: u64 = 256 << 20;

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// As the protocol wants it: `shutdown`, then `exit`.
    Properly,
    /// The editor is gone, or said `exit` alone.
    Suddenly,
}

/// Hands on what an editor says until it ends the conversation.
///
/// # Errors
///
/// What the system says; [`ErrorKind::InvalidData`] where nobody can tell any more where a message begins.
pub fn listen(
    from: &mut impl BufRead,
    to: &dyn Fn(&[u8]),
    hand_on: &dyn Fn(Message) -> bool,
) -> io::Result<Ended> {
    let mut ended = Ended::Suddenly;
    while let Some(body) = frame(from)? {
        match message(&body) {
            None => to(&wrong()),
            Some(Message::Notification(note)) if note.method == "exit" => return Ok(ended),
            Some(Message::Request(request)) if request.method == "shutdown" => {
                ended = Ended::Properly;
                let answer = Response::new_ok(request.id, ());
                to(&written(&Message::Response(answer)));
            }
            Some(Message::Request(request)) if ended == Ended::Properly => {
                let code = ErrorCode::InvalidRequest as i32;
                let answer = Response::new_err(request.id, code, "shut down".to_owned());
                to(&written(&Message::Response(answer)));
            }
            Some(message) => {
                if !hand_on(message) {
                    break;
                }
            }
        }
    }
    Ok(ended)
}

/// A message with its headers; nothing where it cannot be written down.
pub fn written(message: &Message) -> Vec<u8> {
    let mut bytes = Vec::new();
    match message.write(&mut bytes) {
        Ok(()) => bytes,
        Err(_) => Vec::new(),
    }
}

/// The answer to what is no message: nobody knows the number of the question.
fn wrong() -> Vec<u8> {
    let code = ErrorCode::ParseError as i32;
    let body = format!(
        r#"{{"jsonrpc":"2.0","id":null,"error":{{"code":{code},"message":"no message"}}}}"#
    );
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn message(body: &[u8]) -> Option<Message> {
    let mut framed = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    framed.extend_from_slice(body);
    Message::read(&mut framed.as_slice()).ok()?
}

/// The next message without its headers; none at the end.
fn frame(from: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let broken = || io::Error::from(ErrorKind::InvalidData);
    let mut headers = from.by_ref().take(HEADERS);
    let mut length = None;
    loop {
        let mut line = Vec::new();
        headers.read_until(b'\n', &mut line)?;
        if line.is_empty() && headers.limit() > 0 {
            return Ok(None);
        }
        let line = line.strip_suffix(b"\n").ok_or_else(broken)?;
        let line = std::str::from_utf8(line).map_err(|_| broken())?.trim_end();
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or_else(broken)?;
        if name.eq_ignore_ascii_case("content-length") {
            length = Some(value.trim().parse::<u64>().map_err(|_| broken())?);
        }
    }
    let length = length.filter(|l| *l <= BODY).ok_or_else(broken)?;
    let mut body = Vec::new();
    from.take(length).read_to_end(&mut body)?;
    let whole = u64::try_from(body.len()) == Ok(length);
    Ok(whole.then_some(body))
}

/// Writes a message as a whole; there is nobody to report a failure to.
pub fn write(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use std::cell::RefCell;

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    fn heard(all: &str) -> (io::Result<Ended>, String, usize) {
        let said = RefCell::new(Vec::new());
        let handed = RefCell::new(0);
        let ended = listen(
            &mut all.as_bytes(),
            &|bytes| said.borrow_mut().extend_from_slice(bytes),
            &|_| {
                *handed.borrow_mut() += 1;
                true
            },
        );
        let said = String::from_utf8(said.into_inner()).unwrap();
        (ended, said, handed.into_inner())
    }

    #[test]
    fn shutdown_is_answered_here_and_exit_ends() {
        let shutdown = framed(r#"{"jsonrpc":"2.0","id":7,"method":"shutdown"}"#);
        let exit = framed(r#"{"jsonrpc":"2.0","method":"exit"}"#);
        let late = framed(r#"{"jsonrpc":"2.0","id":8,"method":"textDocument/hover","params":{}}"#);
        let (ended, said, handed) = heard(&format!("{shutdown}{late}{exit}{exit}"));
        assert_eq!((ended.unwrap(), handed), (Ended::Properly, 0));
        assert!(said.contains(r#""id":7,"result":null"#), "{said}");
        assert!(said.contains(r#""id":8,"error":{"code":-32600"#), "{said}");
        assert_eq!(heard(&exit).0.unwrap(), Ended::Suddenly);
        assert_eq!(heard("").0.unwrap(), Ended::Suddenly);
    }

    #[test]
    fn what_is_no_message_is_answered_and_the_next_one_is_heard() {
        let note = framed(r#"{"jsonrpc":"2.0","method":"x"}"#);
        let (_, said, handed) = heard(&format!("{}{note}", framed("{\"a\": 1,}")));
        assert!(
            said.contains(r#""id":null,"error":{"code":-32700"#),
            "{said}"
        );
        assert_eq!(handed, 1);
    }

    #[test]
    fn headers_and_messages_have_limits() {
        for wrong in [
            format!("X: {}", "a".repeat(100_000)),
            "Content-Length: 99999999999\r\n\r\n{}".to_owned(),
            "Content-Length: -1\r\n\r\n{}".to_owned(),
            "nonsense\r\n\r\n".to_owned(),
            "\r\n".to_owned(),
        ] {
            let (ended, _, handed) = heard(&wrong);
            assert_eq!(ended.unwrap_err().kind(), ErrorKind::InvalidData);
            assert_eq!(handed, 0);
        }
    }
}
