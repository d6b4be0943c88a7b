import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldShare } from '../template/FieldShare.js';
import { FieldValue } from '../template/FieldValue.js';
import type { WireSource } from './use-wire-sources.js';
import type { Wire } from './wire-health.js';

type Props = {
  sources: readonly WireSource[];
  wires: readonly Wire[];
  armed: string | null;
  onArm: (path: string) => void;
  onDrag: (event: PointerEvent, path: string) => void;
};

/** What can be drawn from: fields of the event and of earlier steps, with the value that each has now. */
export function SourceList({ sources, wires, armed, onArm, onDrag }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const used = new Set(wires.map((wire) => wire.path));
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = sources.filter(({ label, value, path }) => {
    const hay = `${label} ${value} ${path}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
  return (
    <section className="hl-board-sources" aria-label={t('editor.wires.sources')}>
      <h3 className="hl-board-head">{t('editor.wires.sources')}</h3>
      <TextInput
        size="xs"
        data-own-undo
        aria-label={t('editor.picker.search')}
        placeholder={t('editor.picker.search')}
        leftSection={<IconSearch size={14} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="hl-board-list" data-scrolls>
        {found.map((source, index) => (
          <div key={source.path}>
            {found[index - 1]?.group !== source.group && (
              <div className="hl-picker-group">{source.group}</div>
            )}
            <button
              type="button"
              className="hl-incoming"
              data-source={source.path}
              data-used={used.has(source.path)}
              data-there={source.isInSample}
              aria-pressed={armed === source.path}
              onPointerDown={(event) => onDrag(event, source.path)}
              onClick={() => onArm(source.path)}
            >
              <span className="hl-incoming-top">
                <span className="hl-incoming-label" title={source.label}>
                  {source.label}
                </span>
                <FieldShare percent={source.sharePercent} />
              </span>
              <span className="hl-incoming-value" title={source.value}>
                <FieldValue value={source.value} isInSample={source.isInSample} />
              </span>
              <span className="hl-port" aria-hidden />
            </button>
          </div>
        ))}
        {found.length === 0 && <p className="hl-picker-none">{t('editor.picker.nothing')}</p>}
      </div>
    </section>
  );
}
