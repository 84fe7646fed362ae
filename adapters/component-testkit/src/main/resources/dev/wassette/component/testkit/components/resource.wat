;; One nested component defines a resource, another uses it; the root counts destructions.
(component
  (component $Store
    (core module $m
      (global $destroyed (mut i32) (i32.const 0))
      (func (export "destroy") (param i32) (global.set $destroyed (i32.add (global.get $destroyed) (local.get 0))))
      (func (export "destroyed") (result i32) (global.get $destroyed))
      (func (export "rep") (param i32) (result i32) (local.get 0)))
    (core instance $i (instantiate $m))
    (type $item' (resource (rep i32) (dtor (core func $i "destroy"))))
    (core func $new (canon resource.new $item'))
    (export $item "item" (type $item'))
    (func (export "[constructor]item") (param "rep" u32) (result (own $item)) (canon lift (core func $new)))
    (func (export "[method]item.rep") (param "self" (borrow $item)) (result u32)
      (canon lift (core func $i "rep")))
    (func (export "destroyed") (result u32) (canon lift (core func $i "destroyed"))))
  (component $User
    (import "store" (instance $store
      (export "item" (type $item (sub resource)))
      (export "[constructor]item" (func (param "rep" u32) (result (own $item))))
      (export "[method]item.rep" (func (param "self" (borrow $item)) (result u32)))))
    (alias export $store "item" (type $item))
    (core func $new (canon lower (func $store "[constructor]item")))
    (core func $rep (canon lower (func $store "[method]item.rep")))
    (core func $drop (canon resource.drop $item))
    (core module $m
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "rep" (func $rep (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (func (export "use") (param i32) (result i32) (local $handle i32)
        (local.set $handle (call $new (local.get 0)))
        (call $rep (local.get $handle))
        (call $drop (local.get $handle))))
    (core instance $i (instantiate $m (with "" (instance
      (export "new" (func $new)) (export "rep" (func $rep)) (export "drop" (func $drop))))))
    (func (export "use") (param "rep" u32) (result u32) (canon lift (core func $i "use"))))
  (instance $store (instantiate $Store))
  (instance $user (instantiate $User (with "store" (instance $store))))
  (export "test:items/store" (instance $store))
  (export "use" (func $user "use")))
