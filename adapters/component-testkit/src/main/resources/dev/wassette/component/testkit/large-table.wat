;; Starts with a hundred thousand elements.
(module (table (export "table") 100000 funcref))
