import { isList, isObject, type JsonObject, type JsonValue } from '@hookline/contract';
import { rememberByText } from '../remember.js';

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

const namesRemembered = 2_000;
const namesLength = 100;
const allTold = (1 << telling.length) - 1;
const plainLeaves = 3;

/** The first telling values of a payload on one line, for a list: a name, a phone, an address. */
export function summarize(payload: JsonValue): string {
  const chosen = chooseTexts(payload);
  const line = [...new Set(chosen)].join(' · ');
  return line.length <= maxLength
    ? line
    : `${[...line.slice(0, maxLength - 2)].slice(0, -1).join('')}…`;
}

/** The first text for each telling name, in their order; without any, the first texts of all. */
function chooseTexts(payload: JsonValue): string[] {
  const told: (string | undefined)[] = telling.map(() => undefined);
  const plain: string[] = [];
  let isTold = 0;
  eachLeaf(payload, (name, value) => {
    const fresh = marksOf(name.slice(0, namesLength)) & ~isTold;
    if (fresh === 0 && (isTold !== 0 || plain.length === plainLeaves)) return true;
    const text = toLine(value);
    if (text === '') return true;
    if (plain.length < plainLeaves) plain.push(text);
    for (let at = 0; at < telling.length; at += 1) if (fresh & (1 << at)) told[at] = text;
    isTold |= fresh;
    return isTold !== allTold;
  });
  return isTold === 0 ? plain : told.filter((text) => text !== undefined);
}

/** Names and values, level by level: what stands at the top tells most. */
function eachLeaf(payload: JsonValue, take: (name: string, value: JsonValue) => boolean): void {
  // Two lists beside each other, not one of pairs: this is done for every request.
  const names = [''];
  const values = [payload];
  const add = (name: string, value: JsonValue): void => {
    names.push(name);
    values.push(value);
  };
  for (let at = 0; at < values.length && at < maxVisits; at += 1) {
    const name = names[at] ?? '';
    const value = values[at] ?? null;
    if (isObject(value)) addFields(value, add);
    else if (isList(value)) for (const each of value.slice(0, 10)) add(name, each);
    else if (!take(name, value)) return;
  }
}

function addFields(value: JsonObject, add: (name: string, value: JsonValue) => void): void {
  let room = maxVisits;
  for (const name of Object.keys(value)) {
    if (room === 0) return;
    room -= 1;
    add(name, value[name] ?? null);
  }
}

/** Which of `telling` a field's name matches, a bit for each. The same few names come again and again. */
const marksOf = rememberByText((start) => {
  let marks = 0;
  telling.forEach((pattern, at) => {
    if (pattern.test(start)) marks |= 1 << at;
  });
  return marks;
}, namesRemembered);

function toLine(value: JsonValue): string {
  if (value === null) return '';
  return String(value).slice(0, maxLength).replace(/\s+/g, ' ').trim();
}
