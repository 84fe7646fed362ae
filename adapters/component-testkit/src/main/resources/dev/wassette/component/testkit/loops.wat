;; Guests that never end by themselves.
(module
  (type $step (func (param i32) (result i32)))
  (table 1 funcref)
  (elem (i32.const 0) $indirect)
  (global $count (mut i64) (i64.const 0))
  (func (export "count") (result i64) (global.get $count))
  (func (export "loop") (loop $again (br $again)))
  (func (export "loop-if") (loop $again
    (global.set $count (i64.add (global.get $count) (i64.const 1)))
    (br_if $again (i32.const 1))))
  (func (export "loop-table") (loop $again (br_table $again $again (i32.const 0))))
  ;; 2^64 calls that are never deeper than 64
  (func $tree (param i32)
    (if (local.get 0) (then
      (call $tree (i32.sub (local.get 0) (i32.const 1)))
      (call $tree (i32.sub (local.get 0) (i32.const 1))))))
  (func (export "tree") (call $tree (i32.const 64)))
  (func $recurse (export "recurse") (param i32) (result i32)
    (i32.add (i32.const 1) (call $recurse (i32.add (local.get 0) (i32.const 1)))))
  (func $indirect (param i32) (result i32)
    (i32.add (i32.const 1) (call_indirect (type $step) (local.get 0) (i32.const 0))))
  (func (export "recurse-indirect") (param i32) (result i32) (call $indirect (local.get 0)))
  (func (export "answer") (result i32) (i32.const 42)))
