//! Reads from web servers.

use guest::abi::{Outcome, Slice, outcome, string, text};
use guest::http;

fn fetch(url: &str) -> Result<String, String> {
    let answer = http::get(url, &[])?;
    match answer.status {
        200..300 => Ok(answer.body),
        status => Err(format!("status {status}: {}", answer.body)),
    }
}

#[unsafe(export_name = "fetch")]
unsafe extern "C" fn export_fetch(at: *const u8, length: usize) -> *const Outcome<Slice> {
    outcome(fetch(unsafe { text(at, length) }).map(string))
}
