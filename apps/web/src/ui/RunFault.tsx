import { Text } from '@mantine/core';
import type { RunError } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { Quote } from './Quote.js';
import { runFaultInWords } from './run-fault-in-words.js';

type Props = {
  error: Pick<RunError, 'code' | 'message' | 'why'> & { readonly pointer?: string | null };
};

export function RunFault({ error }: Props) {
  const { t } = useTranslation();
  const { words, said } = runFaultInWords(error, t);
  return (
    <>
      <Text className="hl-said">{words}</Text>
      <Quote said={said} />
    </>
  );
}
