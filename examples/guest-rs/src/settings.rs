//! Variables of the environment and secrets, as far as the policy grants them.

use crate::abi::{Maybe, Outcome, Slice};
use std::mem::MaybeUninit;

#[link(wasm_import_module = "wasi:config/store@0.2.0-rc.1")]
unsafe extern "C" {
    /// The error is a variant of two strings; nobody looks at it here.
    #[link_name = "get"]
    fn get(key: *const u8, length: usize, result: *mut Outcome<Maybe<Slice>, [u32; 3]>);
}

/// A variable that the tool cannot do without. Where it is not granted, the server notes what to grant.
pub fn required(key: &str) -> Result<String, String> {
    let mut result = MaybeUninit::uninit();
    let found = unsafe {
        get(key.as_ptr(), key.len(), result.as_mut_ptr());
        result.assume_init().result().ok().and_then(Maybe::option)
    };
    found.map(|value| String::from_utf8_lossy(unsafe { value.bytes() }).into_owned())
        .ok_or_else(|| format!("{key} is not set for this tool"))
}

/// A variable that changes what the tool does without. Nobody is told when it is not there.
pub fn optional(key: &str, otherwise: &str) -> String {
    std::env::var(key).unwrap_or_else(|_| otherwise.to_string())
}
