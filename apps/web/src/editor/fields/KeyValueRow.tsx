import { ActionIcon, Autocomplete } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { JsonValue } from '@hookline/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TemplateField } from '../template/TemplateField.js';
import { asText } from './field-props.js';
import { useFieldScope } from './field-scope.js';

type Props = {
  index: number;
  name: string;
  value: JsonValue;
  suggested: readonly string[];
  pointer: string;
  isTaken: (name: string) => boolean;
  onRename: (name: string) => void;
  onChange: (value: string) => void;
  onRemove: () => void;
};

export function KeyValueRow(props: Props) {
  const { index, name, value, suggested, pointer, isTaken, onRename, onChange, onRemove } = props;
  const { t } = useTranslation();
  const { stepId, faultAt, noteAt } = useFieldScope();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? name;
  const rename = (next: string) => {
    // Two rows of one name would become one; the text waits until it is unique.
    if (isTaken(next)) setTyped(next);
    else {
      setTyped(null);
      if (next !== name) onRename(next);
    }
  };
  const label = name === '' ? t('editor.field.valueOf', { number: index + 1 }) : name;
  return (
    <div className="hl-key-value">
      <Autocomplete
        aria-label={t('editor.field.nameOf', { number: index + 1 })}
        data={[...suggested]}
        value={shown}
        error={typed !== null && t('editor.field.nameTaken')}
        onChange={rename}
        onBlur={() => setTyped(null)}
      />
      <TemplateField
        stepId={stepId}
        label={label}
        isLabelHidden
        value={asText(value)}
        onChange={onChange}
        fault={faultAt(pointer)}
        note={noteAt(pointer)}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        mt={4}
        aria-label={t('editor.field.removeNamed', { name: label })}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}
