import { eventReasons, sayReason } from '@hookline/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { spokenNow } from '../words/speech.js';
import { speak } from '../words/set-up.js';
import { words as english } from '../words/en/index.js';
import { reasonInWords } from './reason-in-words.js';

describe('why a request was refused', () => {
  beforeAll(() => speak('ru'));
  const inRussian = (sentence: string) => reasonInWords(sentence, spokenNow().t);

  it('is said in the language of the reader, and so is the place that it names', () => {
    const what = sayReason('place_header', { name: 'X-Sign' });
    const why = sayReason('place_missing', { what });
    expect(inRussian(why)).toBe('в запросе нет нужного: заголовок «X-Sign»');
    expect(
      inRussian(sayReason('proof_in_unread_body', { why: sayReason('json_unreadable') })),
    ).toBe('подтверждение должно быть в теле, но JSON не читается');
  });

  it('stays as it is when it is not of the catalogue', () => {
    expect(inRussian('something of an older version')).toBe('something of an older version');
  });

  it('has the same English words for pages and for the API', () => {
    const sentences = Object.entries(eventReasons).map(([code, sentence]) => [
      code,
      sentence.replaceAll('{', '{{').replaceAll('}', '}}'),
    ]);
    expect(english.reasons).toEqual(Object.fromEntries(sentences));
  });
});
