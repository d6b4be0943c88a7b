import { TextInput } from '@mantine/core';
import type { JsonValue } from '@hookline/contract';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './CopyButton.js';
import { JsonBranch } from './JsonBranch.js';
import { countLeaves, pruneJson } from './prune-json.js';
import './JsonView.css';

type Props = {
  value: JsonValue;
  /** Names what is copied, for those who only hear the button. */
  what?: string;
  /** JSON pointer of the part that is at fault. */
  faultyPointer?: string | null;
};

const worthSearching = 12;

/** Any value that arrived or left: opened level by level, searched by name and value, always as text. */
export function JsonView({ value, what, faultyPointer = null }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const isLong = countLeaves(value, worthSearching) >= worthSearching;
  const found = text === '' ? value : pruneJson(value, text.toLocaleLowerCase());
  return (
    <div className="hl-json">
      <div className="hl-json-tools" data-search={isLong}>
        {isLong && (
          <TextInput
            size="xs"
            leftSection={<IconSearch size={14} />}
            aria-label={t('common.search')}
            placeholder={t('common.search')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <CopyButton value={textOf(value)} {...(what === undefined ? {} : { what })} />
      </div>
      {found === undefined ? (
        <div className="hl-json-none">{t('common.nothingFound')}</div>
      ) : (
        <JsonBranch
          key={text}
          name={null}
          value={found}
          pointer=""
          depth={0}
          isAllOpen={text !== ''}
          faultyPointer={faultyPointer}
        />
      )}
    </div>
  );
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
