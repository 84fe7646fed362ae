//! The exports of the world as the Canonical ABI wants them.

use crate::{get_library_docs, resolve_library_id};
use guest::abi::{Maybe, Slice, list, maybe, returned, string, strings, text};
use guest::json::Json;

/// The record `library-result`.
#[repr(C)]
struct LibraryResult {
    id: Slice,
    name: Slice,
    description: Slice,
    code_snippets: u32,
    trust_score: u32,
    versions: Slice,
}

/// The record `search-response`.
#[repr(C)]
struct SearchResponse {
    success: bool,
    results: Slice,
    error: Maybe<Slice>,
}

/// The record `docs-response`.
#[repr(C)]
struct DocsResponse {
    success: bool,
    content: Maybe<Slice>,
    error: Maybe<Slice>,
}

fn library(found: &Json) -> LibraryResult {
    let said = |name| string(found.get(name).text().unwrap_or_default().to_string());
    LibraryResult {
        id: said("id"),
        name: said("title"),
        description: said("description"),
        code_snippets: found.get("totalSnippets").count(),
        trust_score: found.get("trustScore").count(),
        versions: strings(found.get("versions").elements().iter().filter_map(Json::text).map(str::to_string).collect()),
    }
}

#[unsafe(export_name = "local:context7/context7#resolve-library-id")]
unsafe extern "C" fn export_resolve_library_id(at: *const u8, length: usize) -> *const SearchResponse {
    let found = resolve_library_id(unsafe { text(at, length) });
    returned(SearchResponse {
        success: found.is_ok(),
        error: maybe(found.as_ref().err().cloned().map(string)),
        results: list(found.unwrap_or_default().iter().map(library).collect()),
    })
}

#[unsafe(export_name = "local:context7/context7#get-library-docs")]
unsafe extern "C" fn export_get_library_docs(
    id: *const u8, id_length: usize, has_topic: u32, topic: *const u8, topic_length: usize, has_tokens: u32, tokens: u32,
) -> *const DocsResponse {
    let topic = (has_topic == 1).then(|| unsafe { text(topic, topic_length) });
    let docs = get_library_docs(unsafe { text(id, id_length) }, topic, (has_tokens == 1).then_some(tokens));
    returned(DocsResponse {
        success: docs.is_ok(),
        error: maybe(docs.as_ref().err().cloned().map(string)),
        content: maybe(docs.ok().map(string)),
    })
}
