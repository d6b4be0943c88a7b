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

  it('is told by what lies behind it, with the words of the other side as a quote', () => {
    const why = { code: 'status_refused', values: { status: 422 }, quote: 'phone is invalid' };
    expect(inRussian({ code: 'rejected', message: 'the target answered …', why })).toEqual({
      words: 'Другая система не приняла данные (код 422). Поправьте поля шага и повторите.',
      said: 'phone is invalid',
    });
  });

  it('names a field as the reader knows it', () => {
    const values = { field: { en: 'To', ru: 'Кому' } };
    const { words } = inRussian({
      code: 'rejected',
      message: '"To" is empty, and it is required',
      why: { code: 'field_empty', values },
    });
    expect(words).toMatch(/«Кому» пустое/);
  });

  it('tells of a run whose time is over also what it waited for', () => {
    const why = { code: 'connect_refused', values: { about: 'ECONNREFUSED' } };
    const { words } = inRussian({ code: 'run_timed_out', message: 'not within 72 hours', why });
    expect(words).toMatch(/ждал дольше.*никто не отвечает \(ECONNREFUSED\)/);
  });

  it('is the stored message where a newer or older version named what is not known here', () => {
    const message = 'The comet is in the way';
    expect(inRussian({ code: 'comet', message })).toEqual({ words: message, said: null });
    const why = { code: 'comet', values: {} };
    expect(inRussian({ code: 'rejected', message, why })).toEqual({ words: message, said: null });
  });

  it('says that the connection is gone only where it is the connection that is refused', () => {
    const fault = { code: 'rejected', message: 'No such stage' };
    expect(inRussian({ ...fault, pointer: '/connectionId' }).words).toMatch(/Подключение/);
    expect(inRussian({ ...fault, pointer: '/input/stage' }).words).toBe('No such stage');
    expect(inRussian(fault).words).toBe('No such stage');
  });
});
