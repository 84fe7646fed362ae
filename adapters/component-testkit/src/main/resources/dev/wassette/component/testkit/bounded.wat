;; A memory and a table that may grow once, by their own declaration.
(module
  (memory 1 2)
  (table 1 funcref)
  (table $bounded 1 2 externref)
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "grow-table") (param i32) (result i32) (table.grow $bounded (ref.null extern) (local.get 0))))
