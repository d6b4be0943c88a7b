import type { VisitAnswer } from '../visit.js';

const pages = {
  en: {
    title: 'This address works',
    text: 'It takes data that another system sends. There is nothing to see here.',
  },
  ru: {
    title: 'Этот адрес работает',
    text: 'Он принимает данные, которые отправляет другая система. Смотреть здесь нечего.',
  },
} as const;

/** For a person who opens the address of a webhook in a browser. It tells nothing of the flow. */
export function helloPage(languages: string | undefined): VisitAnswer {
  const language = /^\s*ru\b/i.test(languages ?? '') ? 'ru' : 'en';
  const { title, text } = pages[language];
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'x-robots-tag': 'noindex' },
    body:
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${title}</title>` +
      `<meta name="viewport" content="width=device-width"><h1>${title}</h1><p>${text}</p></html>\n`,
  };
}
