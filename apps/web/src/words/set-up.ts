import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languages, type Language } from '@hookline/contract';
import type { words as english } from './en/index.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof english };
  }
}

const storageKey = 'hookline.language';
const load = {
  en: () => import('./en/index.js'),
  ru: () => import('./ru/index.js'),
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

/** Starts the dictionary with one language; the other is fetched when somebody asks for it. */
export async function setUpWords(language: Language): Promise<void> {
  const { words } = await load[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: words } },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  document.documentElement.lang = language;
}

export async function speak(language: Language): Promise<void> {
  const { words } = await load[language]();
  i18next.addResourceBundle(language, 'translation', words, true, true);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  remember(language);
}
