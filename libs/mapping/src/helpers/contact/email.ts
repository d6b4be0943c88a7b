import { defineHelper, needs } from '../define-helper.js';
import { quote } from '../helper-call.js';

export const email = defineHelper({
  name: 'email',
  group: 'contact',
  summary: {
    en: 'Exactly one e-mail address, trimmed and with its domain in small letters.',
    ru: 'Ровно один адрес почты: без пробелов, домен строчными буквами.',
  },
  parameters: [needs('email', 'text', 'The address.', 'Адрес.')],
  whenEmpty: 'skip',
  examples: [
    {
      template: '{{email trigger.Email}}',
      context: { trigger: { Email: ' Anna.P@Example.COM ' } },
      result: 'Anna.P@example.com',
    },
    {
      template: '{{lower (email trigger.Email)}}',
      context: { trigger: { Email: 'mailto:Anna@пример.рф' } },
      result: 'anna@пример.рф',
    },
  ],
  antiExamples: [
    {
      template: '{{email trigger.Email}}',
      context: { trigger: { Email: 'anna@example' } },
      problem: 'not_an_email',
    },
    {
      template: '{{email trigger.Email}}',
      context: { trigger: { Email: 'a@example.com, b@example.com' } },
      problem: 'not_an_email',
    },
    {
      template: '{{email trigger.Email}}',
      context: { trigger: { Email: 'a@example.com\r\nBcc: b@example.com' } },
      problem: 'not_an_email',
    },
  ],
  run(call) {
    const typed = call.text(0).trim();
    const text = typed.toLowerCase().startsWith('mailto:') ? typed.slice('mailto:'.length) : typed;
    const at = text.lastIndexOf('@');
    const domain = text.slice(at + 1).toLowerCase();
    if (!isLocalPart(text.slice(0, Math.max(0, at))) || !isDomain(domain)) {
      call.fail('not_an_email', `${quote(typed)} is not one e-mail address.`);
    }
    return `${text.slice(0, at)}@${domain}`;
  },
});

function isLocalPart(text: string): boolean {
  const isDotted = !text.startsWith('.') && !text.endsWith('.') && !text.includes('..');
  return text.length <= 64 && isDotted && /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]+$/u.test(text);
}

function isDomain(text: string): boolean {
  const labels = text.split('.');
  if (text.length > 253 || labels.length < 2 || /^\d+$/.test(labels.at(-1) ?? '')) return false;
  return labels.every((label) => /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u.test(label));
}
