;; Its elements do not fit its table.
(module (table 1 funcref) (elem (i32.const 1) $one) (func $one))
