import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import './Palette.css';
import { useFinds } from './use-finds.js';

type Props = { isOpen: boolean; onClose: () => void };

/** Ctrl/Cmd-K: a page, an action, a flow by name, a lead's runs, a run or event by id. */
export function Palette({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      yOffset="10dvh"
      size={560}
      padding={0}
      aria-label={t('shell.searchAll')}
    >
      <Finder onClose={onClose} />
    </Modal>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const listId = useId();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const [settled] = useDebouncedValue(text.trim(), 150);
  const finds = useFinds(settled);
  const at = Math.min(chosen, Math.max(0, finds.length - 1));

  const go = (index: number) => {
    const find = finds[index];
    if (find === undefined) return;
    onClose();
    void navigate(find.go);
  };
  const onKey = (event: KeyboardEvent) => {
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (move !== 0) {
      event.preventDefault();
      setChosen((at + move + finds.length) % Math.max(1, finds.length));
    }
    if (event.key === 'Enter') go(at);
  };

  return (
    <>
      <TextInput
        variant="unstyled"
        size="lg"
        px="md"
        leftSection={<IconSearch size={18} />}
        placeholder={t('shell.searchHint')}
        aria-label={t('shell.searchAll')}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={`${listId}-${at}`}
        data-autofocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKey}
      />
      <ul id={listId} role="listbox" className="hl-finds" aria-label={t('shell.searchAll')}>
        {finds.map((find, index) => (
          <li
            key={find.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseMove={() => setChosen(index)}
            onClick={() => go(index)}
          >
            <find.icon size={18} stroke={1.7} aria-hidden />
            <span className="hl-cut">{find.label}</span>
            <span className="hl-find-kind">{find.kind}</span>
          </li>
        ))}
        {finds.length === 0 && <li className="hl-find-none">{t('shell.searchNothing')}</li>}
      </ul>
    </>
  );
}
