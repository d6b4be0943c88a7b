import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSample } from '../preview/use-sample.js';
import { useSeenFields } from '../preview/use-seen-fields.js';
import { useCatalog, useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { useLanguage } from '../words/use-language.js';
import './FieldPicker.css';
import { FieldShare } from './FieldShare.js';
import { FieldValue } from './FieldValue.js';
import { PickerFoot } from './PickerFoot.js';
import { pickerEntries, searchEntries, type PickerEntry } from './picker-entries.js';

type Props = {
  stepId: string;
  /** What a helper would make of what stands before the caret; null where there is nothing to change. */
  previewOf: (helper: string) => string | null;
  onPick: (pick: PickerEntry['pick']) => void;
  onClose: () => void;
};

/** It is not where it will stand yet, and the page must not scroll there. */
const focusInPlace = (box: HTMLInputElement | null) => box?.focus({ preventScroll: true });

const documentOf = (state: EditorState) => state.document;

/** The list of what can fill a field, with the values of the chosen event: search, arrows, Enter. */
export function FieldPicker({ stepId, previewOf, onPick, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const catalog = useCatalog();
  const words = useLanguage();
  const flow = useEditor(documentOf);
  const { context } = useSample();
  const seen = useSeenFields();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const entries = useMemo(
    () =>
      pickerEntries({
        ...words,
        document: flow,
        catalog,
        context,
        seen,
        stepId,
        language: i18n.language,
      }),
    [words, flow, catalog, context, seen, stepId, i18n.language],
  );
  const hasPast = entries.some(({ sharePercent }) => sharePercent !== null);
  const found = useMemo(() => searchEntries(entries, text), [entries, text]);
  const move = (to: number) => {
    const next = Math.max(0, Math.min(found.length - 1, to));
    setAt(next);
    list.current?.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = found[at];
    if (event.key === 'ArrowDown') move(at + 1);
    else if (event.key === 'ArrowUp') move(at - 1);
    else if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && chosen) onPick(chosen.pick);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="hl-picker" data-own-undo data-testid="field-picker">
      <TextInput
        ref={focusInPlace}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={`${listId}-${at}`}
        aria-label={t('editor.picker.search')}
        placeholder={t('editor.picker.search')}
        leftSection={<IconSearch size={16} />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        className="hl-picker-list"
        role="listbox"
        id={listId}
        ref={list}
        aria-label={t('editor.picker.name')}
      >
        {found.map((entry, index) => (
          <Row
            key={entry.key}
            entry={entry}
            index={index}
            id={`${listId}-${index}`}
            isChosen={index === at}
            isFirst={found[index - 1]?.group !== entry.group}
            preview={entry.pick.kind === 'helper' ? previewOf(entry.pick.name) : null}
            onPoint={() => setAt(index)}
            onPick={() => onPick(entry.pick)}
          />
        ))}
        {found.length === 0 && <p className="hl-picker-none">{t('editor.picker.nothing')}</p>}
      </div>
      {hasPast && <PickerFoot entry={found[at]} />}
    </div>
  );
}

type RowProps = {
  entry: PickerEntry;
  index: number;
  id: string;
  isChosen: boolean;
  isFirst: boolean;
  preview: string | null;
  onPoint: () => void;
  onPick: () => void;
};

function Row({ entry, index, id, isChosen, isFirst, preview, onPoint, onPick }: RowProps) {
  return (
    <>
      {isFirst && (
        <div className="hl-picker-group" role="presentation">
          {entry.group}
        </div>
      )}
      <div
        id={id}
        role="option"
        aria-selected={isChosen}
        className="hl-picker-row"
        data-index={index}
        data-testid={`pick-${entry.key}`}
        // A list that scrolls below a resting pointer does not move it.
        onMouseMove={onPoint}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onPick}
      >
        <span className={entry.pick.kind === 'helper' ? 'hl-picker-helper' : 'hl-picker-label'}>
          {entry.label}
          <FieldShare percent={entry.sharePercent} />
        </span>
        <span className="hl-picker-detail" title={entry.detail}>
          <FieldValue value={entry.detail} isInSample={entry.isInSample} />
          {preview !== null && <span className="hl-picker-preview"> → {preview}</span>}
        </span>
      </div>
    </>
  );
}
