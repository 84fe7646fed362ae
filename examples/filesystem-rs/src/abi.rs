//! The exports of the world as the Canonical ABI wants them. An instance serves one call, so nothing is freed.

use crate::{explained, file_info, list_directory, search_file, write_file};
use std::alloc::{Layout, alloc, realloc};
use std::fs;

/// A `string` or a `list`: where it is and how many elements it has.
#[repr(C)]
pub struct Slice(*const u8, usize);

/// A `result` whose error is a `string`.
#[repr(C)]
pub struct Outcome<T> {
    is_error: u8,
    payload: Payload<T>,
}

#[repr(C)]
union Payload<T> {
    ok: std::mem::ManuallyDrop<T>,
    error: std::mem::ManuallyDrop<Slice>,
}

#[unsafe(no_mangle)]
unsafe extern "C" fn cabi_realloc(old: *mut u8, old_size: usize, align: usize, new_size: usize) -> *mut u8 {
    unsafe {
        let block = match (old_size, new_size) {
            (_, 0) => return align as *mut u8,
            (0, _) => alloc(Layout::from_size_align_unchecked(new_size, align)),
            _ => realloc(old, Layout::from_size_align_unchecked(old_size, align), new_size),
        };
        assert!(!block.is_null(), "out of memory");
        block
    }
}

/// An argument: the host has written UTF-8 there.
unsafe fn text(at: *const u8, length: usize) -> &'static str {
    unsafe { std::str::from_utf8_unchecked(std::slice::from_raw_parts(at, length)) }
}

fn string(value: String) -> Slice {
    let leaked = value.leak();
    Slice(leaked.as_ptr(), leaked.len())
}

fn list(values: Vec<String>) -> Slice {
    let leaked = values.into_iter().map(string).collect::<Vec<_>>().leak();
    Slice(leaked.as_ptr().cast(), leaked.len())
}

fn outcome<T>(result: Result<T, String>) -> *const Outcome<T> {
    let (is_error, payload) = match result {
        Ok(value) => (0, Payload { ok: std::mem::ManuallyDrop::new(value) }),
        Err(why) => (1, Payload { error: std::mem::ManuallyDrop::new(string(why)) }),
    };
    Box::leak(Box::new(Outcome { is_error, payload }))
}

#[unsafe(export_name = "list-directory")]
unsafe extern "C" fn export_list_directory(at: *const u8, length: usize) -> *const Outcome<Slice> {
    let path = unsafe { text(at, length) };
    outcome(explained(path, list_directory(path)).map(list))
}

#[unsafe(export_name = "read-file")]
unsafe extern "C" fn export_read_file(at: *const u8, length: usize) -> *const Outcome<Slice> {
    let path = unsafe { text(at, length) };
    outcome(explained(path, fs::read_to_string(path)).map(string))
}

#[unsafe(export_name = "search-file")]
unsafe extern "C" fn export_search_file(
    at: *const u8, length: usize, pattern: *const u8, pattern_length: usize,
) -> *const Outcome<Slice> {
    let (path, pattern) = unsafe { (text(at, length), text(pattern, pattern_length)) };
    outcome(explained(path, search_file(path, pattern)).map(list))
}

#[unsafe(export_name = "get-file-info")]
unsafe extern "C" fn export_get_file_info(at: *const u8, length: usize) -> *const Outcome<Slice> {
    let path = unsafe { text(at, length) };
    outcome(explained(path, file_info(path)).map(string))
}

#[unsafe(export_name = "write-file")]
unsafe extern "C" fn export_write_file(
    at: *const u8, length: usize, contents: *const u8, contents_length: usize,
) -> *const Outcome<u64> {
    let (path, contents) = unsafe { (text(at, length), text(contents, contents_length)) };
    outcome(explained(path, write_file(path, contents)))
}
