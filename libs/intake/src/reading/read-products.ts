import { isList, isObject, type JsonObject, type JsonValue } from '@hookline/contract';
import type { IntakeLimits } from '../intake-limits.js';
import { emptyDraft } from '../json-shape.js';
import { readEmbeddedJson } from './read-embedded-json.js';

const maxTextLength = 1_000;
const numbers = ['quantity', 'price', 'amount'] as const;
const amount = '\\d[\\d \\u00a0]*(?:[.,]\\d+)?';
/** `Name - 2x100 = 200`, with any of the signs that shops write for times and equals. */
const written = new RegExp(
  `^(\\d+(?:[.,]\\d+)?)\\s*[xх×*]\\s*(${amount})\\s*[=≡]\\s*(${amount})$`,
  'iu',
);

/**
 * Goods of a cart as a list of objects `{name, quantity, price, amount, ...}`. Understands a list of
 * objects, a list of texts, one of either, text of several lines, and JSON of any of these. What is
 * written otherwise keeps its whole text as the name.
 */
export function readProducts(value: JsonValue, limits: IntakeLimits): JsonValue | null {
  const read = readEmbeddedJson(value, limits) ?? value;
  if (isObject(read))
    return looksLikeProduct(read) ? [readObject(read)] : listOf(Object.values(read));
  if (isList(read)) return listOf(read);
  if (typeof read !== 'string' || read.trim() === '') return null;
  return listOf(splitTexts(read));
}

function listOf(items: readonly JsonValue[]): JsonValue[] {
  return items.flatMap((item) => {
    if (isObject(item)) return [readObject(item)];
    return typeof item === 'string' && item.trim() !== '' ? [readText(item.trim())] : [];
  });
}

function looksLikeProduct(object: JsonObject): boolean {
  return Object.hasOwn(object, 'name') || Object.hasOwn(object, 'title');
}

function splitTexts(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  const parts = lines.flatMap((line) => line.split(';').map((part) => part.trim()));
  const everyOneIsWritten = parts.every((part) => part === '' || isWritten(part));
  return everyOneIsWritten ? parts : lines;
}

function isWritten(text: string): boolean {
  return Object.hasOwn(readText(text), 'quantity');
}

function readText(text: string): JsonObject {
  const product = emptyDraft();
  const dash = text.length <= maxTextLength ? text.lastIndexOf(' - ') : -1;
  const match = dash > 0 ? written.exec(text.slice(dash + 3).trim()) : null;
  product['name'] = match ? text.slice(0, dash).trim() : text;
  if (match) {
    numbers.forEach((key, index) => {
      product[key] = toNumber(match[index + 1] ?? '') ?? 0;
    });
  }
  return product;
}

function readObject(object: JsonObject): JsonObject {
  const product = Object.assign(emptyDraft(), object);
  for (const key of numbers) {
    const value = product[key];
    const number = typeof value === 'string' ? toNumber(value) : null;
    if (number !== null) product[key] = number;
  }
  return product;
}

function toNumber(text: string): number | null {
  const plain = text.replace(/[ \u00a0]/g, '').replace(',', '.');
  return /^\d{1,15}(?:\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}
