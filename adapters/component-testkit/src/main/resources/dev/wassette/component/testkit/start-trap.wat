;; Traps at its start.
(module (start $start) (func $start unreachable))
