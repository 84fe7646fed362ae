const MOST = 64 * 1024;

// The built-in functions as they were before any foreign code ran.
const { stringify } = JSON;
const text = String;
const run = globalThis.eval; // called by another name, it sees no variable of this module

// The interpreter has these, but the component imports nothing that they could ask.
delete globalThis.fetch;

function bounded(said) {
  return said.length <= MOST ? said : `${said.slice(0, MOST).replace(/[\ud800-\udbff]$/, '')}… (${said.length} characters)`;
}

function shown(value) {
  const json = typeof value === 'bigint' ? undefined : stringify(value);
  return json === undefined ? text(value) : json;
}

// A thrown value is the error of the result; here it has to be a string.
async function tried(work) {
  try {
    return bounded(await work());
  } catch (failure) {
    throw bounded(failure instanceof Error ? `${failure.name}: ${failure.message}` : text(failure));
  }
}

export async function eval_(expression) {
  return tried(async () => shown(await run(`(${expression}\n)`)));
}
export { eval_ as eval };

export async function exec(statements) {
  let printed = '';
  const print = (...values) => {
    if (printed.length <= MOST) printed += `${values.map((value) => (typeof value === 'string' ? value : shown(value))).join(' ')}\n`;
  };
  for (const level of ['debug', 'error', 'info', 'log', 'warn']) console[level] = print;
  return tried(async () => {
    await run(`(async () => {${statements}\n})()`);
    return printed;
  });
}
