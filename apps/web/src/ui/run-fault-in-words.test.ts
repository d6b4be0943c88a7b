import { beforeAll, describe, expect, it } from 'vitest';
import { speak } from '../words/set-up.js';
import { spokenNow } from '../words/speech.js';
import { runFaultInWords } from './run-fault-in-words.js';

describe('why a step failed', () => {
  beforeAll(() => speak('ru'));
  const inRussian = (fault: Parameters<typeof runFaultInWords>[0]) =>
    runFaultInWords(fault, spokenNow().t);

  it('is told by its code in the language of the reader', () => {
    const unknown = inRussian({ code: 'outcome_unknown', message: 'The connection broke.' });
    expect(unknown.words).toMatch(/никто не знает/);
    expect(unknown.said).toBeNull();
  });

  it('keeps the words of the other system beside the ones of its code', () => {
    expect(inRussian({ code: 'throttled', message: 'Slow down, 30 s' })).toEqual({
      words: 'Другая система попросила подождать.',
      said: 'Slow down, 30 s',
    });
  });

  it('says that the connection is gone only where it is the connection that is refused', () => {
    const fault = { code: 'rejected', message: 'No such stage' };
    expect(inRussian({ ...fault, pointer: '/connectionId' }).words).toMatch(/Подключение/);
    expect(inRussian({ ...fault, pointer: '/input/stage' }).words).toBe('No such stage');
    expect(inRussian(fault).words).toBe('No such stage');
  });
});
