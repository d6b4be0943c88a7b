import {
  useCallback,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { rememberWidth, rememberedWidth } from './panel-width.js';

type Props = { id: string; label: string; children: ReactNode };

const [narrowest, widest] = [340, 760];
const clamp = (width: number) => Math.round(Math.min(widest, Math.max(narrowest, width)));

/** The panel's place on the right; its left border is dragged, or moved with the arrow keys. */
export function PanelFrame({ id, label, children }: Props) {
  const { t } = useTranslation();
  const [width, setWidth] = useState(() => clamp(rememberedWidth() ?? 420));
  const resize = useCallback((next: number) => {
    setWidth(clamp(next));
    rememberWidth(clamp(next));
  }, []);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const { clientX: startX, currentTarget: handle, pointerId } = event;
    handle.setPointerCapture(pointerId);
    const follow = (move: globalThis.PointerEvent) => resize(width + startX - move.clientX);
    const stop = () => handle.removeEventListener('pointermove', follow);
    handle.addEventListener('pointermove', follow);
    handle.addEventListener('pointerup', stop, { once: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') resize(width + 24);
    else if (event.key === 'ArrowRight') resize(width - 24);
    else return;
    event.preventDefault();
  };
  return (
    <aside
      className="hl-panel"
      id={id}
      aria-label={label}
      style={{ width }}
      data-testid="panel"
      onKeyDown={backToCard}
    >
      <div
        className="hl-panel-border"
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t('editor.panel.resize')}
        aria-valuenow={width}
        aria-valuemin={narrowest}
        aria-valuemax={widest}
        aria-controls={id}
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
      />
      {children}
    </aside>
  );
}

/** By Escape, unless something that is open there closes by it. */
function backToCard({ key, target }: KeyboardEvent): void {
  if (key !== 'Escape' || !(target instanceof Element)) return;
  if (target.closest('[aria-expanded="true"]:not(.hl-target-main), [role="dialog"]')) return;
  document.querySelector<HTMLElement>('[data-card][data-selected="true"] .hl-node-main')?.focus();
}
