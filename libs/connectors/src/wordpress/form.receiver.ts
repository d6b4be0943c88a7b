import {
  addressSecretFields,
  labelsOf,
  prove,
  receiver,
  say,
  setUp,
} from '@hookline/connector-kit';

/** Every form plug-in has a shape of its own: this takes all of them and guesses none. */
export const wordpressForm = receiver({
  app: 'wordpress',
  event: 'form',
  label: say('A form of a plug-in is sent', 'Отправлена форма плагина'),
  appLabel: say('WordPress', 'WordPress'),
  category: 'sites',
  color: '#21759b',
  setup: setUp(
    say(
      'Contact Form 7: install an add-on such as “CF7 to Webhook”, and paste the address in the form’s tab Webhook.',
      'Contact Form 7: установите дополнение, например «CF7 to Webhook», и вставьте адрес на вкладке Webhook формы.',
    ),
    say(
      'Elementor: in the form open Actions After Submit, add Webhook and paste the address. WPForms, Gravity Forms, Ninja Forms: their add-on Webhooks.',
      'Elementor: в форме откройте Actions After Submit, добавьте Webhook и вставьте адрес. WPForms, Gravity Forms, Ninja Forms: их дополнение Webhooks.',
    ),
    say(
      'Send your own form once: its fields appear here.',
      'Отправьте свою форму один раз: её поля появятся здесь.',
    ),
  ),
  evidence: 'partial',
  notes: [
    say(
      'Each plug-in names its fields in its own way; the sample shows usual ones, the first real request shows yours.',
      'У каждого плагина свои имена полей; в примере обычные, ваши покажет первый настоящий запрос.',
    ),
    say(
      'There is no id that all plug-ins send, so nothing is taken for a duplicate.',
      'Общего номера заявки у плагинов нет, поэтому ничто не считается дублем.',
    ),
  ],
  methods: ['POST', 'PUT', 'GET'],
  connectionFields: addressSecretFields(),
  verify: [prove.secretInAddress()],
  labels: labelsOf({
    name: ['Name', 'Имя'],
    'your-name': ['Name', 'Имя'],
    phone: ['Phone', 'Телефон'],
    'your-phone': ['Phone', 'Телефон'],
    email: ['E-mail', 'E-mail'],
    'your-email': ['E-mail', 'E-mail'],
    message: ['Message', 'Сообщение'],
    'your-message': ['Message', 'Сообщение'],
  }),
  sample: {
    name: 'Анна',
    phone: '+79000000001',
    email: 'anna@example.test',
    message: 'Перезвоните, пожалуйста',
  },
  wire: { type: 'form' },
});
