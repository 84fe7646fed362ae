;; Calls the host: with each type, and with a function of the guest that the host calls back.
(module
  (import "host" "numbers" (func $numbers (param i32 i64 f32 f64) (result f64 f32 i64 i32)))
  (import "host" "call" (func $call (param i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "numbers") (param i32 i64 f32 f64) (result f64 f32 i64 i32)
    (call $numbers (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "call") (param i32) (result i32) (call $call (local.get 0)))
  ;; a hundred calls deep in the guest
  (func $deep (param i32 i32) (result i32)
    (if (result i32) (local.get 1)
      (then (call $deep (local.get 0) (i32.sub (local.get 1) (i32.const 1))))
      (else (call $call (local.get 0)))))
  (func (export "call-deep") (param i32) (result i32) (call $deep (local.get 0) (i32.const 100)))
  (func (export "call-forever") (param i32) (loop $again (drop (call $call (local.get 0))) (br $again)))
  ;; calls the host at the very end of the stack
  (func $fall (export "fall") (param i32) (result i32)
    (i32.add (call $fall (local.get 0)) (call $call (local.get 0))))
  ;; calls the host at each depth on the way to the end of the stack
  (func $descend (export "descend") (param i32) (result i32)
    (i32.add (call $call (local.get 0)) (call $descend (local.get 0))))
  (func (export "loop") (loop $again (br $again)))
  (func (export "double") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
  (func (export "unreachable") (param i32) (result i32) unreachable))
