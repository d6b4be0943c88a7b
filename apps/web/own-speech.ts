import { fileURLToPath } from 'node:url';

/**
 * The words' library is imported for its types, which know every key; of its code the pages need a look-up and
 * plural forms, and that is ours and a tenth of the size.
 */
export const ownSpeech = {
  'react-i18next': fileURLToPath(new URL('./src/words/use-translation.ts', import.meta.url)),
};
