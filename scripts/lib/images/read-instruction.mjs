/** One instruction as `{ kind, ... }`. `fail(problem)` throws. */
export function readInstruction(source, fail) {
  if (source.endsWith('\\')) fail('the file ends in the middle of an instruction');
  const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(source) ?? [];
  const kind = word.toUpperCase();
  const read = readers[kind];
  if (read === undefined) fail(`${word} is not known here`);
  if (rest === '') fail(`${kind} without anything behind it`);
  return { kind, ...read(rest, fail) };
}

const readers = {
  FROM(rest, fail) {
    const [, from, name] = /^(\S+)(?:\s+as\s+([a-z][\w.-]*))?$/i.exec(rest) ?? [];
    if (from === undefined || from.startsWith('--')) fail(`not understood: FROM ${rest}`);
    return { from, name };
  },
  ARG(rest, fail) {
    const [, name, value] = /^(\w+)(?:=(\S*))?$/.exec(rest) ?? [];
    if (name === undefined) fail(`not understood: ARG ${rest}`);
    return { name, value: value === undefined ? undefined : unquote(value) };
  },
  ENV: (rest, fail) => ({ values: readPairs(rest, fail) }),
  LABEL: (rest, fail) => ({ values: readPairs(rest, fail) }),
  WORKDIR: (rest) => ({ path: unquote(rest) }),
  USER(rest, fail) {
    if (!/^[\w$-][\w${}-]*(:[\w${}-]+)?$/.test(rest)) fail(`not understood: USER ${rest}`);
    return { user: rest };
  },
  COPY: readCopy,
  RUN(rest, fail) {
    if (rest.startsWith('--')) fail(`RUN ${rest.split(/\s/)[0]} is not known here`);
    return readCommand(rest, fail);
  },
  CMD: readCommand,
  ENTRYPOINT: readCommand,
  HEALTHCHECK: readHealthcheck,
  VOLUME: (rest, fail) => ({
    paths: rest.startsWith('[') ? readJson(rest, fail) : rest.split(/\s+/),
  }),
  EXPOSE(rest, fail) {
    const ports = rest.split(/\s+/);
    if (!ports.every((port) => /^\d+(\/(tcp|udp))?$/.test(port)))
      fail(`not a port: EXPOSE ${rest}`);
    return { ports: ports.map((port) => Number.parseInt(port, 10)) };
  },
  STOPSIGNAL(rest, fail) {
    if (!/^SIG[A-Z0-9]+$/.test(rest)) fail(`not a signal: ${rest}`);
    return { signal: rest };
  },
};

function readCopy(rest, fail) {
  const { flags, text } = readFlags(rest, ['from'], fail);
  const paths = text.startsWith('[') ? readJson(text, fail) : text.split(/\s+/);
  if (paths.length < 2) fail('COPY needs what is copied, and where to');
  if (/<<|[*?]/.test(text)) fail('COPY of patterns and of texts in the file is not known here');
  const to = paths.at(-1);
  if (paths.length > 2 && !to.endsWith('/') && to !== '.')
    fail('COPY of several needs a folder: let it end with /');
  return { ...flags, sources: paths.slice(0, -1), to };
}

const durations = ['interval', 'timeout', 'start-period', 'start-interval'];

function readHealthcheck(rest, fail) {
  if (rest === 'NONE') return { command: undefined };
  const { flags, text } = readFlags(rest, [...durations, 'retries'], fail);
  const [, command] = /^CMD\s+([\s\S]+)$/.exec(text) ?? [];
  if (command === undefined) fail('HEALTHCHECK needs CMD or NONE');
  for (const [name, value] of Object.entries(flags)) {
    const form = name === 'retries' ? /^\d+$/ : /^\d+(ms|s|m|h)$/;
    if (!form.test(value)) fail(`not understood: --${name}=${value}`);
  }
  return { options: flags, ...readCommand(command, fail) };
}

/** A list in brackets is started as it is; any other text by a shell. */
function readCommand(rest, fail) {
  if (rest.startsWith('<<')) fail('a text in the file is not known here');
  if (!rest.startsWith('[')) return { command: ['/bin/sh', '-c', rest] };
  return { command: readJson(rest, fail) };
}

function readJson(text, fail) {
  let list;
  try {
    list = JSON.parse(text);
  } catch {
    fail(`no list of texts: ${text}`);
  }
  if (!Array.isArray(list) || list.length === 0 || !list.every((item) => typeof item === 'string'))
    fail(`no list of texts: ${text}`);
  return list;
}

function readFlags(rest, known, fail) {
  const flags = {};
  let text = rest;
  for (;;) {
    const found = /^--([a-z-]+)(?:=(\S+))?\s+([\s\S]*)$/.exec(text);
    if (found === null) break;
    const [, name, value, after] = found;
    if (!known.includes(name) || value === undefined) fail(`--${name} is not known here`);
    flags[name] = value;
    text = after;
  }
  if (text.startsWith('--')) fail(`nothing behind ${text}`);
  return { flags, text };
}

function readPairs(rest, fail) {
  const values = {};
  let text = rest;
  while (text !== '') {
    const found = /^([\w.]+)=("(?:[^"\\]|\\.)*"|[^\s"]*)(?:\s+|$)([\s\S]*)$/.exec(text);
    if (found === null) fail(`not name=value: ${text}`);
    values[found[1]] = unquote(found[2]);
    text = found[3];
  }
  return values;
}

const unquote = (text) => text.replace(/^"([\s\S]*)"$/, '$1');
