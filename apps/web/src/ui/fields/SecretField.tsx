import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldProps } from './field-props.js';
import { shownText } from './TextField.js';
import { useFieldWords } from './use-field-words.js';

/** Written, never read: a stored secret is only said to be there, and an empty field keeps it. */
export function SecretField({ field, value, onChange, error, scope }: FieldProps) {
  const { t } = useTranslation();
  const words = useFieldWords(field, error);
  const isStored = scope.secretsSet.includes(field.key);
  const isStranded = scope.secretsStranded.includes(field.key) && shownText(value) === '';
  const again = t(field.required ? 'fields.secretAgain' : 'fields.secretAgainOrNone');
  return (
    <PasswordInput
      {...words}
      error={isStranded ? again : words.error}
      withAsterisk={field.required && !isStored}
      placeholder={isStored ? t('fields.secretStored') : (field.placeholder ?? '')}
      autoComplete="off"
      spellCheck={false}
      visibilityToggleButtonProps={{ 'aria-label': t('fields.showSecret') }}
      value={shownText(value)}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
