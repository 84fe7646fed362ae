//! A GET over `wasi:http`.

use crate::abi::{Maybe, Outcome, Slice};
use std::mem::MaybeUninit;

/// What of a body is read: more than an agent can use.
const MAX_BODY: usize = 4 << 20;

const REQUEST_DENIED: u8 = 15;
const CLOSED: u8 = 1;

/// The variant `error-code`: its number, and up to 24 bytes of details that nobody looks at here.
#[repr(C)]
struct ErrorCode {
    code: u8,
    details: [u64; 3],
}

/// The variant `stream-error`.
#[repr(C)]
struct StreamError {
    code: u8,
    error: u32,
}

type Handle = u32;
type Response = Outcome<Handle, ErrorCode>;

#[link(wasm_import_module = "wasi:http/types@0.2.12")]
unsafe extern "C" {
    #[link_name = "[constructor]fields"]
    fn new_fields() -> Handle;
    #[link_name = "[method]fields.append"]
    fn append(fields: Handle, name: *const u8, name_length: usize, value: *const u8, value_length: usize, result: *mut [u8; 2]);
    #[link_name = "[constructor]outgoing-request"]
    fn new_request(headers: Handle) -> Handle;
    #[link_name = "[method]outgoing-request.set-scheme"]
    fn set_scheme(request: Handle, is_there: u32, scheme: u32, other: *const u8, other_length: usize) -> u32;
    #[link_name = "[method]outgoing-request.set-authority"]
    fn set_authority(request: Handle, is_there: u32, at: *const u8, length: usize) -> u32;
    #[link_name = "[method]outgoing-request.set-path-with-query"]
    fn set_path(request: Handle, is_there: u32, at: *const u8, length: usize) -> u32;
    #[link_name = "[method]future-incoming-response.subscribe"]
    fn subscribe(future: Handle) -> Handle;
    #[link_name = "[method]future-incoming-response.get"]
    fn get_response(future: Handle, result: *mut Maybe<Outcome<Response, u8>>);
    #[link_name = "[method]incoming-response.status"]
    fn status(response: Handle) -> u32;
    #[link_name = "[method]incoming-response.consume"]
    fn consume(response: Handle, result: *mut Outcome<Handle, u8>);
    #[link_name = "[method]incoming-body.stream"]
    fn stream(body: Handle, result: *mut Outcome<Handle, u8>);
}

#[link(wasm_import_module = "wasi:http/outgoing-handler@0.2.12")]
unsafe extern "C" {
    #[link_name = "handle"]
    fn handle(request: Handle, has_options: u32, options: Handle, result: *mut Response);
}

#[link(wasm_import_module = "wasi:io/poll@0.2.12")]
unsafe extern "C" {
    #[link_name = "[method]pollable.block"]
    fn block(pollable: Handle);
}

#[link(wasm_import_module = "wasi:io/streams@0.2.12")]
unsafe extern "C" {
    #[link_name = "[method]input-stream.blocking-read"]
    fn blocking_read(stream: Handle, length: u64, result: *mut Outcome<Slice, StreamError>);
}

/// What a function of the host writes to the place that it gets.
fn written<T>(by: impl FnOnce(*mut T)) -> T {
    let mut result = MaybeUninit::uninit();
    by(result.as_mut_ptr());
    unsafe { result.assume_init() }
}

pub struct Answer {
    pub status: u32,
    pub body: String,
}

/// Asks a web server. Each error is a sentence for the agent; an answer with any status is none.
pub fn get(url: &str, headers: &[(&str, &str)]) -> Result<Answer, String> {
    let (is_secure, rest) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return Err(format!("this is no URL of a web server: {url}")),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let path = path.split('#').next().unwrap_or_default();
    let path = if path.starts_with('/') { path.to_string() } else { format!("/{path}") };
    let request = request(is_secure, host, &path, headers).ok_or_else(|| format!("this is no URL of a web server: {url}"))?;
    let response = exchange(request).map_err(|failure| match failure.code {
        REQUEST_DENIED => format!("this tool may not reach {host}"),
        _ => format!("no answer from {host}"),
    })?;
    let body = body(response).ok_or_else(|| format!("the answer of {host} broke off"))?;
    if body.len() > MAX_BODY {
        return Err(format!("the answer of {host} has more than {MAX_BODY} bytes"));
    }
    let body = String::from_utf8(body).map_err(|_| format!("the answer of {host} is no text"))?;
    Ok(Answer { status: unsafe { status(response) }, body })
}

fn request(is_secure: bool, host: &str, path: &str, headers: &[(&str, &str)]) -> Option<Handle> {
    unsafe {
        let fields = new_fields();
        for (name, value) in headers {
            let [failed, _] = written(|to| append(fields, name.as_ptr(), name.len(), value.as_ptr(), value.len(), to));
            if failed != 0 {
                return None;
            }
        }
        let request = new_request(fields);
        let is_wrong = set_scheme(request, 1, is_secure.into(), std::ptr::null(), 0) != 0
            || set_authority(request, 1, host.as_ptr(), host.len()) != 0
            || set_path(request, 1, path.as_ptr(), path.len()) != 0;
        (!is_wrong).then_some(request)
    }
}

fn exchange(request: Handle) -> Result<Handle, ErrorCode> {
    unsafe {
        let future = written(|to| handle(request, 0, 0, to)).result()?;
        block(subscribe(future));
        let response: Maybe<Outcome<Response, u8>> = written(|to| get_response(future, to));
        let response = response.option().expect("the host says that it is there");
        response.result().unwrap_or_else(|_| panic!("nobody has taken it before")).result()
    }
}

/// All of a body, or a little more than [`MAX_BODY`] of it; none when it broke off.
fn body(response: Handle) -> Option<Vec<u8>> {
    let body = written(|to| unsafe { consume(response, to) }).result().ok()?;
    let stream = written(|to| unsafe { stream(body, to) }).result().ok()?;
    let mut bytes = Vec::new();
    while bytes.len() <= MAX_BODY {
        match written(|to| unsafe { blocking_read(stream, 64 << 10, to) }).result() {
            Ok(piece) => bytes.extend_from_slice(unsafe { piece.bytes() }),
            Err(StreamError { code: CLOSED, .. }) => break,
            Err(_) => return None,
        }
    }
    Some(bytes)
}

/// A text as a part of a URL.
pub fn escaped(text: &str) -> String {
    text.bytes().map(|byte| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }).collect()
}
