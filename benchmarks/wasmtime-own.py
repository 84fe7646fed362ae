#!/usr/bin/env python3
"""Measures Wasmtime's own component API beside our engines: a fresh store and instance with one call, and the load of a
precompiled component. Needs the Python package wasmtime, unpacked on PYTHONPATH is enough.

    python3 wasmtime-own.py COMPONENT [INTERFACE] FUNCTION [NUMBER]
"""
import statistics
import sys
import time

import wasmtime
from wasmtime import component

CALLS = 500


def main(path, *rest):
    number = [int(rest[-1])] if rest[-1].isdigit() else []
    *interface, function = rest[: len(rest) - len(number)]
    engine = wasmtime.Engine()
    linker = component.Linker(engine)
    linker.add_wasip2()
    with open(path, "rb") as file:
        compiled = component.Component(engine, file.read())

    from_disk = compiled.serialize()
    started = time.perf_counter()
    component.Component.deserialize(engine, from_disk)
    print(f"load of the precompiled component {1e3 * (time.perf_counter() - started):8.2f} ms")

    def call():
        store = wasmtime.Store(engine)
        store.set_wasi(wasmtime.WasiConfig())
        instance = linker.instantiate(store, compiled)
        index = None
        for name in [*interface, function]:
            index = instance.get_export_index(store, name, index)
        return instance.get_func(store, index)(store, *number)

    print("answer", call())
    times = []
    for _ in range(CALLS):
        started = time.perf_counter()
        call()
        times.append(1e3 * (time.perf_counter() - started))
    print(f"fresh instance and call, median    {statistics.median(times):8.2f} ms, least {min(times):.2f} ms")


main(*sys.argv[1:])
