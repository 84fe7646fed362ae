package dev.wassette.runtime.chicory;

/// A function too large for a method of the JVM, in the form that [LargeFunctionMachine] runs.
///
/// Its code works on a frame of slots, each of 64 raw bits: local variables, then constants, then the operand stack.
///
/// @param code instructions, each an opcode and its operands; most operands are slots
/// @param frame what a frame starts with
/// @param parameters how many of the first slots are parameters
record LargeFunction(int[] code, long[] frame, int parameters) {}
