import { languages, type Language } from '@hookline/contract';
import { addWords, speakWith } from './speech.js';
import type { words as english } from './en/index.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof english };
  }
}

const storageKey = 'hookline.language';
const load = {
  en: { first: () => import('./en/first.js'), rest: () => import('./en/rest.js') },
  ru: { first: () => import('./ru/first.js'), rest: () => import('./ru/rest.js') },
};

const isLanguage = (value: unknown): value is Language => languages.some((name) => name === value);

function remembered(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

export function chosenLanguage(): Language {
  const stored = remembered();
  if (isLanguage(stored)) return stored;
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2));
  return spoken.find(isLanguage) ?? 'en';
}

/** Fetches what is still missing of the words; a fetch that failed is tried again by the next who needs them. */
let fetchRest: (() => Promise<void>) | null = null;

/** Starts the dictionary with one language; the other is fetched when somebody asks for it. */
export async function setUpWords(language: Language): Promise<void> {
  const { words } = await load[language].first();
  speakWith(language, words);
  document.documentElement.lang = language;
  fetchRest = async () => {
    const more = await load[language].rest();
    fetchRest = null;
    addWords(language, more.words);
  };
  fetchRest().catch(() => undefined);
}

export async function speak(language: Language): Promise<void> {
  const [{ words }, more] = await Promise.all([load[language].first(), load[language].rest()]);
  fetchRest = null;
  speakWith(language, { ...words, ...more.words });
  document.documentElement.lang = language;
  remember(language);
}

/** A part of the product that came, once its words are there too. */
export async function withWords<T>(part: Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([part, fetchRest?.()]);
  return loaded;
}
