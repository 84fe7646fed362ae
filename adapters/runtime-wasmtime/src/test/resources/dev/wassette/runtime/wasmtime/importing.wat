;; Imports nothing that only a linker could pass on.
(module
  (import "from" "number" (func $number (result i32)))
  (import "from" "memory" (memory 1))
  (func (export "double") (result i32) (i32.mul (i32.const 2) (call $number)))
  (func (export "load") (result i32) (i32.load (i32.const 8))))
