// Makes what is generated here: node build.mjs, with the npm package @bytecodealliance/jco 1.35 where node finds it.
//
// - Each .wat becomes a .wasm.
// - numbers.wat has one function for each numeric instruction, from raw bits to raw bits.
// - numbers.txt and control.txt say what the functions of those modules give, according to node's own engine:
//   `name argument... = result`, in hexadecimal, with `nan` for each NaN and `trap` for each trap.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { parse } from '@bytecodealliance/jco';

const file = (name) => new URL(name, import.meta.url);

const integerUnary = ['clz', 'ctz', 'popcnt', 'eqz'];
const integerBinary = ['add', 'sub', 'mul', 'div_s', 'div_u', 'rem_s', 'rem_u', 'and', 'or', 'xor', 'shl', 'shr_s',
  'shr_u', 'rotl', 'rotr', 'eq', 'ne', 'lt_s', 'lt_u', 'gt_s', 'gt_u', 'le_s', 'le_u', 'ge_s', 'ge_u'];
const floatUnary = ['abs', 'neg', 'ceil', 'floor', 'trunc', 'nearest', 'sqrt'];
const floatBinary = ['add', 'sub', 'mul', 'div', 'min', 'max', 'copysign', 'eq', 'ne', 'lt', 'gt', 'le', 'ge'];
const comparisons = /^(eqz?|ne|[lg][te](_[su])?)$/;
const signs = ['s', 'u'];

// [instruction, types of its operands, type of its result]
const instructions = [
  ...['i32', 'i64'].flatMap((t) => [
    ...integerUnary.map((op) => [`${t}.${op}`, [t], op === 'eqz' ? 'i32' : t]),
    ...integerBinary.map((op) => [`${t}.${op}`, [t, t], comparisons.test(op) ? 'i32' : t]),
    ...['f32', 'f64'].flatMap((f) => signs.flatMap((sign) => [
      [`${t}.trunc_${f}_${sign}`, [f], t],
      [`${t}.trunc_sat_${f}_${sign}`, [f], t],
      [`${f}.convert_${t}_${sign}`, [t], f],
    ])),
    [`${t}.extend8_s`, [t], t], [`${t}.extend16_s`, [t], t],
  ]),
  ...['f32', 'f64'].flatMap((t) => [
    ...floatUnary.map((op) => [`${t}.${op}`, [t], t]),
    ...floatBinary.map((op) => [`${t}.${op}`, [t, t], comparisons.test(op) ? 'i32' : t]),
  ]),
  ['i64.extend32_s', ['i64'], 'i64'], ['i32.wrap_i64', ['i64'], 'i32'],
  ['i64.extend_i32_s', ['i32'], 'i64'], ['i64.extend_i32_u', ['i32'], 'i64'],
  ['f32.demote_f64', ['f64'], 'f32'], ['f64.promote_f32', ['f32'], 'f64'],
  ['i32.reinterpret_f32', ['f32'], 'i32'], ['f32.reinterpret_i32', ['i32'], 'f32'],
  ['i64.reinterpret_f64', ['f64'], 'i64'], ['f64.reinterpret_i64', ['i64'], 'f64'],
];

const fromBits = {
  i64: (bits) => bits,
  i32: (bits) => `(i32.wrap_i64 ${bits})`,
  f32: (bits) => `(f32.reinterpret_i32 (i32.wrap_i64 ${bits}))`,
  f64: (bits) => `(f64.reinterpret_i64 ${bits})`,
};
const toBits = {
  i64: (value) => value,
  i32: (value) => `(i64.extend_i32_u ${value})`,
  f32: (value) => `(i64.extend_i32_u (i32.reinterpret_f32 ${value}))`,
  f64: (value) => `(i64.reinterpret_f64 ${value})`,
};

const numbersWat = ';; One function for each numeric instruction; made by build.mjs.\n(module\n'
  + instructions.map(([op, operands, result]) => {
    const parameters = operands.map(() => 'i64').join(' ');
    const call = `(${op} ${operands.map((type, i) => fromBits[type](`(local.get ${i})`)).join(' ')})`;
    return `  (func (export "${op}") (param ${parameters}) (result i64) ${toBits[result](call)})`;
  }).join('\n') + ')\n';
await writeFile(file('numbers.wat'), numbersWat);

for (const name of (await readdir(file('.'))).filter((each) => each.endsWith('.wat')).sort()) {
  await writeFile(file(name.replace(/wat$/, 'wasm')), await parse(await readFile(file(name), 'utf8')));
}

const bits32 = (x) => BigInt(new Uint32Array(new Float32Array([x]).buffer)[0]);
const bits64 = (x) => new BigUint64Array(new Float64Array([x]).buffer)[0];
const floats = [0, -0, 1.5, -2.5, 1e-40, 2147483648, -2147483649, 4294967295, 9223372036854775807, -1e30, Infinity, NaN];
const some = {
  i32: [0n, 1n, 0xffffffffn, 0x80000000n, 0x7fffffffn, 0x12345678n, 33n],
  i64: [0n, 1n, 0xffffffffffffffffn, 0x8000000000000000n, 0x7fffffffffffffffn, 0x123456789abcdef0n, 65n],
  f32: floats.map(bits32),
  f64: [...floats, 0.1, 2147483647.5, 1.8446744073709552e19].map(bits64),
};
const pairs = (values) => values.length > 8 ? values.filter((_, i) => [0, 1, 2, 3, 9, 10, 11].includes(i)) : values;
const isNaNBits = { i32: () => false, i64: () => false,
  f32: (bits) => (bits & 0x7fffffffn) > 0x7f800000n, f64: (bits) => (bits & 0x7fffffffffffffffn) > 0x7ff0000000000000n };

function outcome(call, isNaN) {
  try {
    const bits = BigInt.asUintN(64, call());
    return isNaN(bits) ? 'nan' : bits.toString(16);
  } catch (e) {
    if (e instanceof WebAssembly.RuntimeError) return 'trap';
    throw e;
  }
}

const load = async (name) => new WebAssembly.Module(await readFile(file(name)));
const numbers = new WebAssembly.Instance(await load('numbers.wasm')).exports;
const lines = [];
for (const [op, operands, result] of instructions) {
  const cases = operands.length === 1
    ? some[operands[0]].map((a) => [a])
    : pairs(some[operands[0]]).flatMap((a) => pairs(some[operands[1]]).map((b) => [a, b]));
  for (const given of cases) {
    lines.push([op, ...given.map((a) => a.toString(16)), '=', outcome(() => numbers[op](...given), isNaNBits[result])].join(' '));
  }
}
await writeFile(file('numbers.txt'), lines.join('\n') + '\n');

const control = await load('control.wasm');
const ways = [];
for (const { name } of WebAssembly.Module.exports(control)) {
  for (const argument of [-1, 0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 100]) {
    const fresh = new WebAssembly.Instance(control).exports[name];
    ways.push(`${name} ${argument} = ${outcome(() => fresh(argument), () => false)}`);
  }
}
await writeFile(file('control.txt'), ways.join('\n') + '\n');
