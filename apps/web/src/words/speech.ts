import type { TFunction } from 'i18next';

type Tree = { readonly [key: string]: string | Tree };
type Values = Readonly<Record<string, unknown>>;

/** What is spoken now; another object as soon as it is another language. */
export type Spoken = { readonly t: TFunction; readonly i18n: { readonly language: string } };

const dictionaries = new Map<string, Tree>();
const listeners = new Set<() => void>();
let spoken = speaking('en');

/** Takes the words of a language and speaks it from then on, on every part of the page. */
export function speakWith(language: string, words: Tree): void {
  dictionaries.set(language, words);
  spoken = speaking(language);
  for (const listener of listeners) listener();
}

/** Adds words to a language that is spoken already; whoever is shown draws itself anew with them. */
export function addWords(language: string, words: Tree): void {
  const known = dictionaries.get(language) ?? {};
  if (spoken.i18n.language === language) return speakWith(language, { ...known, ...words });
  dictionaries.set(language, { ...known, ...words });
}

export const spokenNow = (): Spoken => spoken;

export function whenSpoken(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The text at a key, as it stands in the dictionary; nothing where there is none. */
export function textAt(key: string): string | undefined {
  return find(dictionaries.get(spoken.i18n.language), key);
}

function speaking(language: string): Spoken {
  const rules = new Intl.PluralRules(language);
  const translate = (key: string, values: Values = {}): string => {
    const words = dictionaries.get(language);
    const found = keysOf(key, values, rules).flatMap((one) => find(words, one) ?? [])[0];
    return found === undefined ? key : fill(found, values);
  };
  return { t: asTyped(translate), i18n: { language } };
}

/** A number chooses its form; in a language that lacks one for it the last of all stands in. */
function keysOf(key: string, { count }: Values, rules: Intl.PluralRules): readonly string[] {
  if (typeof count !== 'number') return [key];
  return [`${key}_${rules.select(count)}`, `${key}_other`, `${key}_many`, key];
}

function find(words: Tree | undefined, key: string): string | undefined {
  let at: string | Tree | undefined = words;
  for (const part of key.split('.')) {
    if (typeof at !== 'object' || !Object.hasOwn(at, part)) return undefined;
    at = at[part];
  }
  return typeof at === 'string' ? at : undefined;
}

function fill(text: string, values: Values): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

function asTyped(translate: (key: string, values?: Values) => string): TFunction {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the library's type knows every key and its values; only its code is left out
  return translate as TFunction;
}
