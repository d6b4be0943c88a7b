import { sha256 as hash } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { defineHelper, needs } from '../define-helper.js';

export const sha256 = defineHelper({
  name: 'sha256',
  group: 'web',
  summary: {
    en: 'The SHA-256 of a text in hexadecimal, as advertising systems want e-mails and phones.',
    ru: 'SHA-256 текста в шестнадцатеричном виде: так рекламные системы принимают почту и телефоны.',
  },
  parameters: [needs('text', 'text', 'The text.', 'Текст.')],
  whenEmpty: 'skip',
  examples: [
    {
      template: '{{sha256 (lower (trim trigger.Email))}}',
      context: { trigger: { Email: ' Test@Example.com' } },
      result: '973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b',
    },
    { template: '{{sha256 trigger.Email}}', context: { trigger: { Email: '' } }, result: null },
  ],
  antiExamples: [{ template: '{{sha256 a b}}', context: {}, problem: 'too_many_arguments' }],
  run(call) {
    const text = call.text(0);
    // Hashing is the dearest work by the byte that a template can ask for.
    call.spend(text.length >> 5);
    return bytesToHex(hash(utf8ToBytes(text)));
  },
});
