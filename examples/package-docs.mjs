// Adds the documentation of a WIT file to a component: clients then see what a tool does, not only what it is called.
// A component carries it in the custom section `package-docs`: a version byte and JSON, as wit-parser writes it.

const BLOCK = /^(interface|world)\s+([\w-]+)\s*\{/;
const FUNCTION = /^(export\s+)?([\w-]+)\s*:\s*func\b/;

/** The documentation of the interfaces and worlds of a WIT text, and of their functions. */
export function documentation(wit) {
  const root = { interfaces: {}, worlds: {} };
  let block;
  let docs = [];
  for (const line of wit.split('\n').map((text) => text.trim())) {
    if (line.startsWith('///')) {
      docs.push(line.slice(3).trim());
      continue;
    }
    const [, kind, name] = BLOCK.exec(line) ?? [];
    const [, exported, func] = FUNCTION.exec(line) ?? [];
    if (kind) {
      block = root[`${kind}s`][name] = docs.length ? { docs: docs.join('\n') } : {};
    } else if (func && docs.length) {
      const functions = (block[exported ? 'func_exports' : 'funcs'] ??= {});
      functions[func] = { docs: docs.join('\n') };
    }
    docs = [];
  }
  return root;
}

function leb128(number) {
  const bytes = [];
  for (; number > 127; number = Math.floor(number / 128)) bytes.push((number % 128) + 128);
  return [...bytes, number];
}

/** The component with the documentation of its WIT at the end. */
export function withDocumentation(component, wit) {
  const name = new TextEncoder().encode('package-docs');
  const json = new TextEncoder().encode(JSON.stringify(documentation(wit)));
  const content = [...leb128(name.length), ...name, 1, ...json];
  return Buffer.concat([component, Buffer.from([0, ...leb128(content.length), ...content])]);
}
