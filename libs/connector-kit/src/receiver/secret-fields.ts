import type { FieldDescription, Words } from '@hookline/contract';
import { describeFields, field } from '../field.js';

/** The one secret of a sender that signs. Where the sender can be connected automatically, it may stay empty. */
export function secretFields(
  label: Words,
  help: Words,
  { isRequired = true }: { isRequired?: boolean } = {},
): FieldDescription[] {
  return describeFields({ secret: field.secret({ label, help, required: isRequired }) });
}

/** A key to the vendor's own API, with which the address of a flow is registered there. */
export function accessField(label: Words, where: Words) {
  return field.secret({
    label,
    help: {
      en: `To connect automatically. ${where.en}`,
      ru: `Чтобы подключать автоматически. ${where.ru ?? where.en}`,
    },
  });
}

/** A secret that the owner adds to the address, for senders that sign nothing. */
export function addressSecretFields(how: { isRequired?: boolean } = {}): FieldDescription[] {
  return secretFields(
    { en: 'Secret in the address', ru: 'Секрет в адресе' },
    {
      en: 'Invent at least 16 letters and digits, and add ?secret=… to the address that you paste. Requests without it are refused.',
      ru: 'Придумайте не меньше 16 букв и цифр и допишите к вставляемому адресу ?secret=… Запросы без него отклоняются.',
    },
    how,
  );
}

/** A source whose sender can be told the address without a person; some people want to do it themselves. */
export const byHand = {
  connectByHand: field.boolean({
    label: { en: 'I connect it by hand', ru: 'Подключаю вручную' },
    help: {
      en: 'Hookline then tells the sender nothing, and you paste the address there yourself.',
      ru: 'Тогда Hookline ничего не сообщает отправителю, и адрес туда вставляете вы сами.',
    },
    default: false,
    mappable: false,
  }),
};
