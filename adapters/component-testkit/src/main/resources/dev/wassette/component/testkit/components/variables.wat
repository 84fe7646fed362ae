;; A component that tells what it knows of variables.
(component
  (import "wasi:cli/environment@0.2.3" (instance $environment
    (export "get-environment" (func (result (list (tuple string string)))))))
  (import "wasi:config/store@0.2.0-draft" (instance $store
    (type $error' (variant (case "upstream" string) (case "io" string)))
    (export "error" (type $error (eq $error')))
    (export "get" (func (param "key" string) (result (result (option string) (error $error)))))))
  (core module $memory
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32) (param $size i32) (result i32)
      (local $at i32)
      (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
      (global.set $next (i32.add (local.get $at) (local.get $size)))
      (local.get $at)))
  (core instance $m (instantiate $memory))
  (core func $get-environment (canon lower (func $environment "get-environment")
    (memory (core memory $m "memory")) (realloc (core func $m "realloc"))))
  (core func $get (canon lower (func $store "get") (memory (core memory $m "memory")) (realloc (core func $m "realloc"))))
  (core module $code
    (import "m" "memory" (memory 1))
    (import "host" "get-environment" (func $get-environment (param i32)))
    (import "host" "get" (func $get (param i32 i32 i32)))
    ;; The value of the first variable; an empty string when there is none.
    (func (export "first-variable") (result i32)
      (call $get-environment (i32.const 16))
      (if (result i32) (i32.load (i32.const 20))
        (then (i32.add (i32.load (i32.const 16)) (i32.const 8)))
        (else (i32.const 64))))
    ;; The configuration value of a key; an empty string when there is none.
    (func (export "setting") (param i32 i32) (result i32)
      (call $get (local.get 0) (local.get 1) (i32.const 32))
      (if (i32.or (i32.load8_u (i32.const 32)) (i32.eqz (i32.load8_u (i32.const 36))))
        (then (i64.store (i32.const 40) (i64.const 0))))
      (i32.const 40)))
  (core instance $c (instantiate $code
    (with "m" (instance $m))
    (with "host" (instance
      (export "get-environment" (func $get-environment))
      (export "get" (func $get))))))
  (func (export "first-variable") (result string)
    (canon lift (core func $c "first-variable") (memory (core memory $m "memory"))))
  (func (export "setting") (param "key" string) (result string)
    (canon lift (core func $c "setting") (memory (core memory $m "memory")) (realloc (core func $m "realloc")))))
