import { ActionIcon, CloseButton, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconLayoutSidebarLeftCollapse, IconPlus, IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { byTouch } from '../canvas/by-touch.js';
import { useCatalog, useEditor, useEditorTools } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { useLanguage } from '../words/use-language.js';
import './Palette.css';
import { PaletteRow } from './PaletteRow.js';
import { paletteItems, searchItems, type PaletteItem } from './palette-items.js';
import { useAddStep } from './use-add-step.js';

const isArmedOf = (state: EditorState) => state.armed !== null;
const isOpenOf = (state: EditorState) => state.isPaletteOpen;
/** What the panel shows; null while it is closed. */
const shownOf = (state: EditorState) => (state.isPanelOpen ? state.selection : null);
const searchTurnOf = (state: EditorState) => state.searchTurn;
const isSearchReadyOf = (state: EditorState) => state.isSearchReady;

/** Everything that can be put into the flow: search it, click it, drag it, or walk it by keyboard. */
export function Palette() {
  const { store } = useEditorTools();
  const { t } = useTranslation();
  const isOpen = useEditor(isOpenOf);
  const shown = useEditor(shownOf);
  const searchTurn = useEditor(searchTurnOf);
  const isSearchReady = useEditor(isSearchReadyOf);
  // There is no room for palette, card and panel in a row: whoever opens a card reads its settings.
  const isTight = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  useEffect(() => {
    if (isTight && shown !== null) store.setState({ isPaletteOpen: false });
  }, [store, isTight, shown]);
  if (!isOpen) {
    return (
      <div className="hl-parts-strip">
        <ActionIcon
          size={36}
          data-hint={t('editor.palette.open')}
          aria-label={t('editor.palette.open')}
          onClick={(event) =>
            store.setState({
              isPaletteOpen: true,
              searchTurn: searchTurn + 1,
              isSearchReady: !byTouch(event),
            })
          }
        >
          <IconPlus size={20} />
        </ActionIcon>
      </div>
    );
  }
  return <OpenPalette key={searchTurn} takesFocus={isSearchReady} />;
}

function OpenPalette({ takesFocus }: { takesFocus: boolean }) {
  const { t } = useTranslation();
  const { store } = useEditorTools();
  const { apps } = useCatalog();
  const language = useLanguage();
  const isArmed = useEditor(isArmedOf);
  const add = useAddStep();
  const [text, setText] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const all = useMemo(() => paletteItems(apps, language), [apps, language]);
  const found = searchItems(all, text);
  const groups = [...new Set(found.map((item) => item.group))];
  const walk = (event: KeyboardEvent) => moveFocus(event, list.current);
  return (
    <aside
      className="hl-parts"
      aria-label={t('editor.palette.name')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') store.setState({ armed: null });
        walk(event);
      }}
    >
      <div className="hl-parts-top" data-own-undo>
        <TextInput
          size="sm"
          flex={1}
          aria-label={t('editor.palette.search')}
          placeholder={t('editor.palette.search')}
          leftSection={<IconSearch size={16} />}
          leftSectionWidth={30}
          rightSection={text !== '' && <CloseButton size="sm" onClick={() => setText('')} />}
          value={text}
          autoFocus={takesFocus}
          data-testid="palette-search"
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key === 'Enter' && first) add(first, { field: '' });
          }}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          data-hint={t('editor.palette.close')}
          aria-label={t('editor.palette.close')}
          onClick={() => store.setState({ isPaletteOpen: false, armed: null })}
        >
          <IconLayoutSidebarLeftCollapse size={18} />
        </ActionIcon>
      </div>
      <p className="hl-parts-hint" data-armed={isArmed} aria-live="polite">
        {isArmed ? t('editor.palette.armed') : t('editor.palette.hint')}
      </p>
      <div className="hl-parts-list" ref={list}>
        {groups.map((group) => (
          <PaletteGroup
            key={group}
            name={group}
            items={found.filter((one) => one.group === group)}
          />
        ))}
        {found.length === 0 && <p className="hl-parts-hint">{t('editor.palette.nothing')}</p>}
      </div>
    </aside>
  );
}

function PaletteGroup({ name, items }: { name: string; items: readonly PaletteItem[] }) {
  return (
    <section aria-label={name}>
      <h2 className="hl-parts-group">{name}</h2>
      {items.map((item) => (
        <PaletteRow key={item.key} item={item} />
      ))}
    </section>
  );
}

function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const rows = [...(list?.querySelectorAll<HTMLElement>('button') ?? [])];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = event.key === 'ArrowDown' ? rows[at + 1] : rows[at - 1];
  if (!next) return;
  next.focus();
  event.preventDefault();
}
