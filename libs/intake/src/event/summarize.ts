import { isList, isObject, type JsonValue } from '@hookline/contract';

const maxLength = 200;
const maxVisits = 300;
/** In the order in which a reader wants them. */
const telling = [
  /^(?:full_?|first_?|your[-_]?)?name$|^имя|^fio$|^фио|^ім'?я/i,
  /phone|^tel$|телефон/i,
  /^e?-?mail$|e-?mail|почта/i,
  /^(?:title|subject|event|type|formname)$|^тема/i,
  /^(?:comment|message|text)$|коммент|сообщение/i,
];

/** The first telling values of a payload on one line, for a list: a name, a phone, an address. */
export function summarize(payload: JsonValue): string {
  const leaves = collectLeaves(payload);
  const told = telling.flatMap((pattern) => leaves.find(([name]) => pattern.test(name)) ?? []);
  const chosen = told.length > 0 ? told.filter((_, at) => at % 2 === 1) : plain(leaves);
  const line = [...new Set(chosen)].join(' · ');
  return line.length <= maxLength
    ? line
    : `${[...line.slice(0, maxLength - 2)].slice(0, -1).join('')}…`;
}

function plain(leaves: readonly [string, string][]): string[] {
  return leaves.slice(0, 3).map(([, text]) => text);
}

/** Names and texts, level by level: what stands at the top tells most. */
function collectLeaves(payload: JsonValue): [string, string][] {
  const leaves: [string, string][] = [];
  const queue: [string, JsonValue][] = [['', payload]];
  for (let at = 0; at < queue.length && at < maxVisits; at += 1) {
    const [name, value] = queue[at] ?? ['', null];
    if (isObject(value)) queue.push(...Object.entries(value).slice(0, maxVisits));
    else if (isList(value)) {
      queue.push(...value.slice(0, 10).map((each): [string, JsonValue] => [name, each]));
    } else {
      const text = toLine(value);
      if (text !== '') leaves.push([name.slice(0, 100), text]);
    }
  }
  return leaves;
}

function toLine(value: JsonValue): string {
  if (value === null) return '';
  return String(value).slice(0, maxLength).replace(/\s+/g, ' ').trim();
}
