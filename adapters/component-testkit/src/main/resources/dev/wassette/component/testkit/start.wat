;; Calls the host at its start.
(module
  (import "host" "start" (func $start))
  (start $start))
