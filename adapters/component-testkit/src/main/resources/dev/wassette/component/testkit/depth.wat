;; Calls as deep as the argument says: within the guest, and through a host that calls the guest back.
(module
  (import "host" "call" (func $call (param i32) (result i32)))
  (func $depth (export "depth") (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then (i32.add (i32.const 1) (call $depth (i32.sub (local.get 0) (i32.const 1)))))
      (else (i32.const 0))))
  (func (export "across") (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then (i32.add (i32.const 1) (call $call (i32.sub (local.get 0) (i32.const 1)))))
      (else (i32.const 0)))))
