import { ActionIcon, Kbd, Popover, Tooltip } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const keys = [
  ['walk', '↑ ↓ ← →'],
  ['extend', 'Shift + ↑ ↓'],
  ['band', 'Shift + ⬚'],
  ['enter', 'Enter'],
  ['search', '/'],
  ['move', 'Alt + ↑ ↓'],
  ['copy', 'Ctrl + C, V'],
  ['duplicate', 'Ctrl + D'],
  ['remove', 'Delete'],
  ['fold', '−, +'],
  ['undo', 'Ctrl + Z, Y'],
] as const;

/** Everything that the canvas does by key. */
export function KeysHelp() {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-start" width={320} shadow="md">
      <Popover.Target>
        <Tooltip label={t('editor.keys.open')}>
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('editor.keys.open')}>
            <IconKeyboard size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <dl className="hl-keys">
          {keys.map(([word, combination]) => (
            <div key={word}>
              <dt>
                <Kbd>{combination}</Kbd>
              </dt>
              <dd>{t(`editor.keys.${word}`)}</dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}
