//! What the examples in Rust share. An instance serves one call, so nothing here is freed.

pub mod abi;
pub mod http;
pub mod json;
pub mod settings;
