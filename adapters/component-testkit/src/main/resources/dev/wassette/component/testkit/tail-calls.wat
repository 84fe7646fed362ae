;; Calls in the place of returns, which not each engine has.
(module
  (type $unary (func (param i64) (result i64)))
  (table 1 funcref)
  (elem (i32.const 0) $square)
  (func $square (type $unary) (i64.mul (local.get 0) (local.get 0)))
  (func (export "call") (param i64) (result i64) (i64.const 1) (return_call $square (local.get 0)))
  (func (export "call indirect") (param i64) (result i64)
    (block (loop (return_call_indirect (type $unary) (local.get 0) (i32.const 0))))
    unreachable))
