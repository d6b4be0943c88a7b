import { option, type HelperParameter } from '../define-helper.js';

/** Options of every helper that reads a date. */
export const dateOptions: readonly HelperParameter[] = [
  option(
    'from',
    'text',
    'The form of the date that comes in, when it should not be guessed.',
    'Вид исходной даты, если его не нужно угадывать.',
  ),
];
