import type { JsonValue } from '@hookline/contract';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { childrenOf } from './prune-json.js';

type Props = {
  name: string | null;
  value: JsonValue;
  pointer: string;
  depth: number;
  isAllOpen: boolean;
  faultyPointer: string | null;
};

const firstChildren = 100;
const longestText = 500;

/** One name with its value; a container opens in place and shows its children a hundred at a time. */
export function JsonBranch(given: Props) {
  const { name, value, pointer, depth, faultyPointer } = given;
  const children = childrenOf(value);
  const holdsFault = faultyPointer !== null && faultyPointer.startsWith(`${pointer}/`);
  const [isOpen, setOpen] = useState(given.isAllOpen || holdsFault || depth < 2);
  const isFaulty = faultyPointer !== null && faultyPointer !== '' && faultyPointer === pointer;
  if (children === null) {
    return (
      <div className="hl-json-row" data-faulty={isFaulty}>
        {name !== null && <span className="hl-json-name">{name}</span>}
        <JsonLeaf value={value} />
      </div>
    );
  }
  return (
    <div>
      {name !== null && (
        <button
          type="button"
          className="hl-json-row"
          data-faulty={isFaulty}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronRight size={14} data-open={isOpen} aria-hidden />
          <span className="hl-json-name">{name}</span>
          <span className="hl-json-size">
            {Array.isArray(value) ? `[${children.length}]` : `{${children.length}}`}
          </span>
        </button>
      )}
      {(isOpen || name === null) && (
        <JsonChildren {...given} entries={children} isNested={name !== null} />
      )}
    </div>
  );
}

type ChildrenProps = Props & { entries: readonly [string, JsonValue][]; isNested: boolean };

function JsonChildren({ entries, isNested, ...given }: ChildrenProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(firstChildren);
  return (
    <div className={isNested ? 'hl-json-children' : ''}>
      {entries.length === 0 && <div className="hl-json-size">{t('common.none')}</div>}
      {entries.slice(0, shown).map(([key, child]) => (
        <JsonBranch
          key={key}
          {...given}
          name={key}
          value={child}
          pointer={`${given.pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`}
          depth={given.depth + 1}
        />
      ))}
      {entries.length > shown && (
        <button
          type="button"
          className="hl-json-row"
          onClick={() => setShown(shown + firstChildren)}
        >
          {t('common.more')} ({entries.length - shown})
        </button>
      )}
    </div>
  );
}

function JsonLeaf({ value }: { value: JsonValue }) {
  const { t } = useTranslation();
  const text = typeof value === 'string' ? value : String(value);
  const [isWhole, setWhole] = useState(text.length <= longestText);
  const kind = value === null ? 'null' : typeof value;
  return (
    <span className="hl-json-value" data-kind={kind} dir="auto">
      {isWhole ? text : `${text.slice(0, longestText)}…`}
      {text === '' && <i>{'""'}</i>}
      {!isWhole && (
        <button type="button" className="hl-json-whole" onClick={() => setWhole(true)}>
          {t('common.more')}
        </button>
      )}
    </span>
  );
}
