;; Never ends starting.
(module (start $start) (func $start (loop $again (br $again))))
