;; The outside of the core module is well-formed, its code is not valid.
(component
  (core module (func (export "f") (result i32))))
