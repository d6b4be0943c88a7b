import { words as english } from './en/index.js';
import { words as englishFirst } from './en/first.js';
import { words as englishRest } from './en/rest.js';
import { words as russianAll } from './ru/index.js';
import { words as russianFirst } from './ru/first.js';
import { words as russianRest } from './ru/rest.js';
import { describe, expect, it } from 'vitest';
import { speakWith, spokenNow, textAt, whenSpoken } from './speech.js';

const words = {
  home: {
    title: 'Home',
    came_one: '{{shown}} came, {{count}}',
    came_other: '{{shown}} came in, {{count}}',
  },
};
const russian = {
  home: {
    came_one: '{{count}} заявка',
    came_few: '{{count}} заявки',
    came_many: '{{count}} заявок',
  },
};
const say = (key: string, values?: Record<string, unknown>): string =>
  String(Reflect.apply(spokenNow().t, undefined, [key, values]));

describe('the words of a language', () => {
  it('are in one of the two parts, and in one only', () => {
    for (const [all, parts] of [
      [english, [englishFirst, englishRest]],
      [russianAll, [russianFirst, russianRest]],
    ] as const) {
      const areas = parts.flatMap((part) => Object.keys(part));
      expect(areas.sort()).toEqual(Object.keys(all).sort());
    }
  });
});

describe('speech', () => {
  it('finds a text by its path and puts values in, text that looks like a pattern too', () => {
    speakWith('en', words);
    expect(say('home.title')).toBe('Home');
    expect(say('home.came', { count: 2, shown: '$& {{count}}' })).toBe('$& {{count}} came in, 2');
  });

  it('chooses the form that a number takes in the language', () => {
    speakWith('en', words);
    expect(say('home.came', { count: 1, shown: 'One' })).toBe('One came, 1');
    speakWith('ru', russian);
    const forms = [1, 2, 5, 11, 21, 22, 1.5].map((count) => say('home.came', { count }));
    expect(forms).toEqual([
      '1 заявка',
      '2 заявки',
      '5 заявок',
      '11 заявок',
      '21 заявка',
      '22 заявки',
      '1.5 заявок',
    ]);
  });

  it('says the key where there is no text, and no member of an object is one', () => {
    speakWith('en', words);
    expect(say('home.gone')).toBe('home.gone');
    expect(say('home')).toBe('home');
    expect(say('home.constructor')).toBe('home.constructor');
    expect(textAt('home.toString')).toBeUndefined();
  });

  it('tells every part of the page when the language is another, and stays the same object until then', () => {
    speakWith('en', words);
    const before = spokenNow();
    expect(spokenNow()).toBe(before);
    let told = 0;
    const stop = whenSpoken(() => (told += 1));
    speakWith('ru', russian);
    stop();
    speakWith('en', words);
    expect(told).toBe(1);
    expect(spokenNow()).not.toBe(before);
  });
});
