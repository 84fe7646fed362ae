;; Imports an interface of types only, and passes a function of the host on as its own: by itself, and in an instance
;; that is exported as less than it is.
(component
  (import "test:host/types@0.2.1" (instance
    (type $level' (enum "low" "high"))
    (export "level" (type (eq $level')))))
  (import "test:host/things@0.2.0" (instance $host
    (export "act" (func (param "what" u32)))))
  (export "act" (func $host "act"))
  (instance $both (export "act" (func $host "act")) (export "hidden" (func $host "act")))
  (export "test:guest/narrow" (instance $both)
    (instance (export "act" (func (param "what" u32))))))
