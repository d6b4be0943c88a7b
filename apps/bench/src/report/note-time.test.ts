import { expect, it } from 'vitest';
import { longForm, shortForm } from '../measure/form.js';
import { noteTime } from './note-time.js';

it('says how long it took, and of the short form when that was over three minutes', () => {
  expect(noteTime(180, shortForm)).toBe('took 180 s');
  expect(noteTime(181, shortForm)).toBe(
    'took 181 s: LONGER than the 180 s that this form is to take',
  );
  expect(noteTime(1_300, longForm)).toBe('took 1300 s');
});
