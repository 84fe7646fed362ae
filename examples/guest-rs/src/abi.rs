//! Values as the Canonical ABI lays them out in memory.

use std::alloc::{Layout, alloc, realloc};
use std::mem::ManuallyDrop;

/// A `string` or a `list`: where it is and how many elements it has.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Slice(*const u8, usize);

/// An `option`.
#[repr(C)]
pub struct Maybe<T> {
    is_there: u8,
    value: std::mem::MaybeUninit<T>,
}

/// A `result`.
#[repr(C)]
pub struct Outcome<T, E = Slice> {
    is_error: u8,
    payload: Payload<T, E>,
}

#[repr(C)]
union Payload<T, E> {
    ok: ManuallyDrop<T>,
    error: ManuallyDrop<E>,
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

/// A string that the host has passed.
///
/// # Safety
/// The host has written so many bytes of UTF-8 there, for good.
pub unsafe fn text(at: *const u8, length: usize) -> &'static str {
    unsafe { std::str::from_utf8_unchecked(std::slice::from_raw_parts(at, length)) }
}

impl Slice {
    /// The bytes of a string or of a `list<u8>` that the host has returned.
    ///
    /// # Safety
    /// As for [`text`].
    pub unsafe fn bytes(self) -> &'static [u8] {
        unsafe { std::slice::from_raw_parts(self.0, self.1) }
    }
}

pub fn string(value: String) -> Slice {
    let leaked = value.leak();
    Slice(leaked.as_ptr(), leaked.len())
}

/// A list of values that are laid out already.
pub fn list<T>(values: Vec<T>) -> Slice {
    let leaked = values.leak();
    Slice(leaked.as_ptr().cast(), leaked.len())
}

pub fn strings(values: Vec<String>) -> Slice {
    list(values.into_iter().map(string).collect())
}

pub fn maybe<T>(value: Option<T>) -> Maybe<T> {
    match value {
        Some(value) => Maybe { is_there: 1, value: std::mem::MaybeUninit::new(value) },
        None => Maybe { is_there: 0, value: std::mem::MaybeUninit::zeroed() },
    }
}

impl<T> Maybe<T> {
    pub fn option(self) -> Option<T> {
        (self.is_there == 1).then(|| unsafe { self.value.assume_init() })
    }
}

impl<T, E> Outcome<T, E> {
    pub fn result(self) -> Result<T, E> {
        unsafe {
            if self.is_error == 0 {
                Ok(ManuallyDrop::into_inner(self.payload.ok))
            } else {
                Err(ManuallyDrop::into_inner(self.payload.error))
            }
        }
    }
}

/// A value for the caller, who reads it after the function has returned.
pub fn returned<T>(value: T) -> *const T {
    Box::leak(Box::new(value))
}

/// The same for a `result` whose error is a `string`.
pub fn outcome<T>(result: Result<T, String>) -> *const Outcome<T> {
    let (is_error, payload) = match result {
        Ok(value) => (0, Payload { ok: ManuallyDrop::new(value) }),
        Err(why) => (1, Payload { error: ManuallyDrop::new(string(why)) }),
    };
    returned(Outcome { is_error, payload })
}
