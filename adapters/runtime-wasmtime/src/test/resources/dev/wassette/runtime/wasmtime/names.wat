;; Names that Wasmtime's linker gives a meaning or that JNI writes in its own way.
(module
  (global $started (mut i32) (i32.const 0))
  (func (export "_start") (global.set $started (i32.add (global.get $started) (i32.const 1))))
  (func (export "_initialize") (global.set $started (i32.add (global.get $started) (i32.const 100))))
  (func (export "started") (result i32) (global.get $started))
  (func (export "") (result i32) (i32.const 1))
  (func (export "\00") (result i32) (i32.const 2))
  (func (export "\f0\9f\a6\8a") (result i32) (i32.const 3))
  (table (export "table") 1 funcref))
