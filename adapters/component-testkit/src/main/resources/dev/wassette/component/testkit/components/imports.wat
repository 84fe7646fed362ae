;; Imports an interface of types only, and passes a function of the host on as its own.
(component
  (import "test:host/types@0.2.1" (instance
    (type $level' (enum "low" "high"))
    (export "level" (type (eq $level')))))
  (import "test:host/things@0.2.0" (instance $host
    (export "act" (func (param "what" u32)))))
  (export "act" (func $host "act")))
