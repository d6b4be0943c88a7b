import { useTranslation } from 'react-i18next';

/** What a field holds in the chosen event, or held in another. */
export function FieldValue({ value, isInSample }: { value: string; isInSample: boolean }) {
  const { t } = useTranslation();
  if (isInSample) return value;
  return value === ''
    ? t('editor.wires.notHere')
    : t('editor.wires.notHereLike', { example: value });
}
