import type { FieldDescription, Words } from '@hookline/contract';
import { describeFields, field } from '../field.js';

/** The one secret of a sender that signs. */
export function secretFields(label: Words, help: Words): FieldDescription[] {
  return describeFields({ secret: field.secret({ label, help, required: true }) });
}

/** A secret that the owner adds to the address, for senders that sign nothing. */
export function addressSecretFields(): FieldDescription[] {
  return secretFields(
    { en: 'Secret in the address', ru: 'Секрет в адресе' },
    {
      en: 'Invent at least 16 letters and digits, and add ?secret=… to the address that you paste. Requests without it are refused.',
      ru: 'Придумайте не меньше 16 букв и цифр и допишите к вставляемому адресу ?secret=… Запросы без него отклоняются.',
    },
  );
}
