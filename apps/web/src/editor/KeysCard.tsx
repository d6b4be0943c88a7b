import { Kbd, Popover } from '@mantine/core';
import { cloneElement, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenAtOnce } from '../ui/use-open-at-once.js';

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

type Props = { target: ReactElement<{ onClick?: () => void }> };

/** Everything that the canvas does by key. */
export function KeysCard({ target }: Props) {
  const { t } = useTranslation();
  const { place, isOpen, setOpen } = useOpenAtOnce();
  return (
    <span ref={place} className="hl-pressed">
      <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={320} shadow="md">
        <Popover.Target>{cloneElement(target, { onClick: () => setOpen(!isOpen) })}</Popover.Target>
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
    </span>
  );
}
