//! Lists, reads, searches and writes files, with nothing but the standard library.

mod abi;

use std::fs;
use std::io;

fn list_directory(path: &str) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let slash = if entry.file_type()?.is_dir() { "/" } else { "" };
        names.push(format!("{}{slash}", entry.file_name().to_string_lossy()));
    }
    names.sort();
    Ok(names)
}

fn search_file(path: &str, pattern: &str) -> io::Result<Vec<String>> {
    let text = fs::read_to_string(path)?;
    let lines = text.lines().zip(1..);
    Ok(lines.filter(|(line, _)| line.contains(pattern)).map(|(line, number)| format!("{number}: {line}")).collect())
}

fn file_info(path: &str) -> io::Result<String> {
    let metadata = fs::metadata(path)?;
    let kind = if metadata.is_dir() { "directory" } else { "file" };
    Ok(format!("{kind}, {} bytes", metadata.len()))
}

fn write_file(path: &str, text: &str) -> io::Result<u64> {
    fs::write(path, text)?;
    Ok(fs::metadata(path)?.len())
}

/// What WASI says when no directory that was granted leads to a path.
const NOT_CAPABLE: i32 = 76;

/// What the agent reads.
fn explained<T>(path: &str, result: io::Result<T>) -> Result<T, String> {
    result.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("there is no {path}"),
        io::ErrorKind::PermissionDenied => format!("this tool may not do that with {path}"),
        _ if error.raw_os_error() == Some(NOT_CAPABLE) => format!("this tool may not see {path}"),
        _ => format!("{path}: {error}"),
    })
}
