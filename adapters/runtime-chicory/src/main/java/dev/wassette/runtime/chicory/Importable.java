package dev.wassette.runtime.chicory;

import com.dylibso.chicory.runtime.ImportFunction;

/// A function that an instance can import.
interface Importable {

    /// {@return the function under the name that the importing module knows it by}
    ImportFunction asImport(String name);
}
