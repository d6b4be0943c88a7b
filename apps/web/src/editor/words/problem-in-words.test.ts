import { beforeEach, describe, expect, it } from 'vitest';
import { words as english } from '../../words/en/index.js';
import { words as russian } from '../../words/ru/index.js';
import { sayProblem } from '../../words/say-problem.js';
import { speakWith, spokenNow } from '../../words/speech.js';
import { aDocument, anAction, apps } from '../editor.given.js';
import { findProblems } from '../state/flow-problems.js';
import { locateProblems } from '../state/locate-problems.js';
import { locateFaults } from '../state/locate-faults.js';
import { ApiFault } from '../../api/api-fault.js';
import { makeCatalog } from './catalog.js';
import { problemInWords } from './problem-in-words.js';

const catalog = makeCatalog(apps);
const say = (given: { en: string; ru?: string | undefined } | undefined) => given?.ru ?? '';

function spoken(steps: unknown[]): string[] {
  const document = aDocument(steps);
  const known = { t: spokenNow().t, say, catalog, document };
  return findProblems(document, catalog).map((one) => problemInWords(one, known).words);
}

describe('what stands in the way of publishing, in Russian', () => {
  beforeEach(() => {
    speakWith('ru', russian);
    return () => speakWith('en', english);
  });

  it('says what is wrong in a template, and names it', () => {
    const [words] = spoken([anAction('a', { to: '{{nope trigger.x}}', subject: 'S' })]);
    expect(words).toContain('Функции «nope» нет');
  });

  it('names the step that does not come before', () => {
    const late = anAction('a', { to: '{{steps.b.id}}', subject: 'S' });
    const [words] = spoken([late, anAction('b', { to: 'x', subject: 'S' })]);
    expect(words).toContain('Шаг «b» не всегда выполняется');
  });

  it('names the step that is there no more', () => {
    const [words] = spoken([anAction('a', { to: '{{steps.b.id}}', subject: 'S' })]);
    expect(words).toContain('Шага «b» больше нет');
  });

  it('speaks by the code that the server gives, wherever it refused', () => {
    const details = [
      { pointer: '/document/answer/url', code: 'answer_page', message: 'give the whole address' },
      {
        pointer: '/document/steps/0/input/table',
        code: 'unknown_table',
        message: 'no',
        about: 'X',
      },
    ];
    const fault = new ApiFault({ code: 'flow_invalid', message: 'no', status: 422, details });
    const said = locateFaults(fault).map((one) => sayProblem(one, spokenNow().t));
    expect(said).toEqual([
      'Укажите адрес страницы целиком, начиная с https://',
      'Таблицы «X» нет. Выберите другую или создайте её',
    ]);
  });

  it('calls a helper by what it does', () => {
    const [words] = spoken([anAction('a', { to: '{{dateAdd trigger.x 3}}', subject: 'S' })]);
    expect(words).toContain('Функции «дата со сдвигом» не хватает значения');
  });

  it('sends what is wrong in the settings of the flow there, and the rest to its step', () => {
    const document = aDocument([anAction('a')]);
    const known = { t: spokenNow().t, say, catalog, document };
    const at = (pointer: string) => {
      const [found] = locateProblems(document, [{ pointer, code: 'required', message: 'no' }]);
      if (!found) throw new Error('a problem was lost');
      return problemInWords(found, known);
    };
    expect(at('/endpoint/through')).toMatchObject({ step: 'Настройки', isOfFlow: true });
    expect(at('/trigger/settings/x')).toMatchObject({ step: 'Источник', isOfFlow: false });
    expect(at('/steps/0/input/to')).toMatchObject({ isOfFlow: false, tab: 'fields' });
  });

  it('keeps the words of a server that knows more faults than this page', () => {
    const newer = { code: 'not_thought_of_yet', message: 'Something new.' };
    expect(sayProblem(newer, spokenNow().t)).toBe('Something new.');
  });
});
