//! The exports of the world as the Canonical ABI wants them.

use crate::{explained, file_info, list_directory, search_file, write_file};
use guest::abi::{Outcome, Slice, outcome, string, strings, text};
use std::fs;

#[unsafe(export_name = "list-directory")]
unsafe extern "C" fn export_list_directory(at: *const u8, length: usize) -> *const Outcome<Slice> {
    let path = unsafe { text(at, length) };
    outcome(explained(path, list_directory(path)).map(strings))
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
    outcome(explained(path, search_file(path, pattern)).map(strings))
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
