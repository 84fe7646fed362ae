;; Takes a value in one call and gives it back in the next, so that lowering and lifting are seen apart. All types
;; share two core functions, as every one of them arrives as an address and a length.
(component
  (core module $m
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 16))
    ;; Gives out memory in one direction; `take` starts over.
    (func (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
      (local $at i32)
      (local.set $at (i32.and
        (i32.add (global.get $next) (i32.sub (local.get $align) (i32.const 1)))
        (i32.sub (i32.const 0) (local.get $align))))
      (global.set $next (i32.add (local.get $at) (local.get $size)))
      (block $fits
        (br_if $fits (i32.le_u (global.get $next) (i32.mul (memory.size) (i32.const 65536))))
        (br_if $fits (i32.ne
          (memory.grow (i32.add (i32.shr_u (local.get $size) (i32.const 16)) (i32.const 1)))
          (i32.const -1)))
        unreachable)
      (local.get $at))
    (func (export "nothing"))
    (func (export "take") (param $address i32) (param $length i32)
      (i32.store (i32.const 0) (local.get $address))
      (i32.store (i32.const 4) (local.get $length))
      (global.set $next (i32.const 16)))
    (func (export "give") (result i32) (i32.const 0)))
  (core instance $i (instantiate $m))
  (alias core export $i "memory" (core memory $memory))
  (alias core export $i "realloc" (core func $realloc))

  (func (export "nothing") (canon lift (core func $i "nothing")))

  (func (export "take-string") (param "x" string)
    (canon lift (core func $i "take") (memory $memory) (realloc $realloc)))
  (func (export "give-string") (result string) (canon lift (core func $i "give") (memory $memory)))

  (func (export "take-utf16") (param "x" string)
    (canon lift (core func $i "take") (memory $memory) (realloc $realloc) string-encoding=utf16))
  (func (export "give-utf16") (result string)
    (canon lift (core func $i "give") (memory $memory) string-encoding=utf16))

  (func (export "take-bytes") (param "x" (list u8))
    (canon lift (core func $i "take") (memory $memory) (realloc $realloc)))
  (func (export "give-bytes") (result (list u8)) (canon lift (core func $i "give") (memory $memory)))

  (func (export "take-numbers") (param "x" (list f64))
    (canon lift (core func $i "take") (memory $memory) (realloc $realloc)))
  (func (export "give-numbers") (result (list f64)) (canon lift (core func $i "give") (memory $memory)))

  (type $unit' (enum "piece" "gram" "litre"))
  (export $unit "unit" (type $unit'))
  (type $item' (record
    (field "id" u32) (field "name" string) (field "price" f64) (field "unit" $unit) (field "in-stock" bool)))
  (export $item "item" (type $item'))
  (func (export "take-records") (param "x" (list $item))
    (canon lift (core func $i "take") (memory $memory) (realloc $realloc)))
  (func (export "give-records") (result (list $item)) (canon lift (core func $i "give") (memory $memory)))

  ;; Eight sums within each other.
  (type $a' (variant (case "none") (case "number" u32) (case "text" string)))
  (export $a "a" (type $a'))
  (type $b' (variant (case "none") (case "more" (option (result $a (error u64))))))
  (export $b "b" (type $b'))
  (type $c' (variant (case "none") (case "more" (option (result $b (error f32))))))
  (export $c "c" (type $c'))
  (type $deep (option $c))
  (func (export "take-deep") (param "x" (list $deep))
    (canon lift (core func $i "take") (memory $memory) (realloc $realloc)))
  (func (export "give-deep") (result (list $deep)) (canon lift (core func $i "give") (memory $memory))))
