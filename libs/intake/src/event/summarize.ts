import { isList, type JsonObject, type JsonValue } from '@hookline/contract';
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
  const line = chosen.filter((text, at) => chosen.indexOf(text) === at).join(' · ');
  return line.length <= maxLength ? line : `${line.slice(0, endBefore(line, maxLength - 2))}…`;
}

/** Where the last whole character before this place begins. */
function endBefore(line: string, place: number): number {
  const last = line.codePointAt(place - 2) ?? 0;
  return last > 0xffff ? place - 2 : place - 1;
}

/** What was found so far; `isTold` has a bit for each telling name that was. */
type Choice = { told: (string | undefined)[]; plain: string[]; isTold: number };

/** The first text for each telling name, in their order; without any, the first texts of all. */
function chooseTexts(payload: JsonValue): string[] {
  const choice: Choice = { told: [], plain: [], isTold: 0 };
  visitLeaves(payload, choice);
  return choice.isTold === 0 ? choice.plain : choice.told.filter((text) => text !== undefined);
}

/** Objects and lists whose leaves are still to be looked at, and the names that they stand under. */
type Rest = { names: string[]; values: (JsonObject | readonly JsonValue[])[]; visits: number };

/** Level by level: what stands at the top tells most. */
function visitLeaves(payload: JsonValue, choice: Choice): void {
  const rest: Rest = { names: [], values: [], visits: 0 };
  visit('', payload, rest, choice);
  for (let at = 0; at < rest.values.length && goesOn(rest, choice); at += 1) {
    const value = rest.values[at] ?? [];
    if (isList(value)) visitItems(rest.names[at] ?? '', value, rest, choice);
    else visitFields(value, rest, choice);
  }
}

const goesOn = ({ visits }: Rest, { isTold }: Choice): boolean =>
  visits < maxVisits && isTold !== allTold;

function visitItems(name: string, list: readonly JsonValue[], rest: Rest, choice: Choice): void {
  for (let at = 0; at < list.length && at < 10 && goesOn(rest, choice); at += 1) {
    visit(name, list[at] ?? null, rest, choice);
  }
}

function visitFields(object: JsonObject, rest: Rest, choice: Choice): void {
  for (const name of Object.keys(object)) {
    if (!goesOn(rest, choice)) return;
    visit(name, object[name] ?? null, rest, choice);
  }
}

function visit(name: string, value: JsonValue, rest: Rest, choice: Choice): void {
  rest.visits += 1;
  if (typeof value === 'object' && value !== null) {
    rest.names.push(name);
    rest.values.push(value);
  } else take(name, value, choice);
}

function take(name: string, value: JsonValue, choice: Choice): void {
  const { told, plain, isTold } = choice;
  const fresh = marksOf(name.length <= namesLength ? name : name.slice(0, namesLength)) & ~isTold;
  if (fresh === 0 && (isTold !== 0 || plain.length === plainLeaves)) return;
  const text = toLine(value);
  if (text === '') return;
  if (plain.length < plainLeaves) plain.push(text);
  if (fresh === 0) return;
  for (let at = 0; at < telling.length; at += 1) if (fresh & (1 << at)) told[at] = text;
  choice.isTold |= fresh;
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
