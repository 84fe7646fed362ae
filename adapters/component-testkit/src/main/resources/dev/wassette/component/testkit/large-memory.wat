;; Starts with 64 MiB.
(module (memory (export "memory") 1024))
