(module
  (table (export "table") 2 funcref)
  (global (export "counter") (mut i32) (i32.const 40))
  (memory (export "memory") 1)
  (elem (i32.const 1) $number)
  (func $number (export "number") (result i32) (i32.const 7)))
