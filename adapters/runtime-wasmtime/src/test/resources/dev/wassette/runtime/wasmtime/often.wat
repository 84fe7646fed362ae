;; Functions to be called often, and the host in between.
(module
  (import "host" "call" (func $host (param i32) (result i32)))
  (func (export "turn") (param i32 i64 f32 f64) (result f64 f32 i64 i32)
    (local.get 3) (local.get 2) (local.get 1) (local.get 0))
  (func (export "subtract") (param i32 i32) (result i32) (i32.sub (local.get 0) (local.get 1)))
  (func (export "call") (param i32) (result i32) (i32.add (call $host (local.get 0)) (i32.const 1)))
  (func (export "trap") (param i32) (result i32) (unreachable))
  (func (export "call-forever") (loop $again (drop (call $host (i32.const 0))) (br $again))))
