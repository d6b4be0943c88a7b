import type { ActionStep, FieldDescription, JsonValue } from '@hookline/contract';
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldScope } from '../fields/field-scope.js';
import { useUpdateStep } from '../panel/use-update-step.js';
import type { RenderedInput } from '../preview/render-input.js';
import { useLanguage } from '../words/use-language.js';
import { connectPath, disconnectPath, setAt } from './connect.js';
import { SourceList } from './SourceList.js';
import { TargetRow } from './TargetRow.js';
import { useWireDrag } from './use-wire-drag.js';
import { useWireLines } from './use-wire-lines.js';
import { useWireSources } from './use-wire-sources.js';
import { useWireTargets } from './use-wire-targets.js';
import './WireBoard.css';
import { healthOf, wiresOf, type WireHealth } from './wire-health.js';
import { WireLines } from './WireLines.js';
import type { WireTarget } from './wire-targets.js';

type Props = {
  step: ActionStep;
  fields: readonly FieldDescription[];
  rendered: RenderedInput;
};

/** What comes in on the left, what the step takes on the right, and the wires between them. */
export function WireBoard({ step, fields, rendered }: Props) {
  const { t } = useTranslation();
  const { namePath } = useLanguage();
  const { faultAt } = useFieldScope();
  const update = useUpdateStep(step.id);
  const board = useRef<HTMLDivElement>(null);
  const [armed, setArmed] = useState<string | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const sources = useWireSources(step.id);
  const targets = useWireTargets(step, fields);
  const healthAt = useCallback(
    (target: WireTarget): WireHealth =>
      healthOf(target, rendered, faultAt(target.pointer) !== undefined),
    [rendered, faultAt],
  );
  const wires = useMemo(() => wiresOf(targets, healthAt), [targets, healthAt]);
  const lines = useWireLines(board, wires, `${opened} ${sources.length}`);
  const put = useCallback(
    (target: WireTarget, value: JsonValue | undefined) =>
      update({ input: setAt(step.input, target.keys, value) }, target.pointer),
    [update, step.input],
  );
  const connect = (path: string, pointer: string) => {
    const target = targets.find((one) => one.pointer === pointer);
    setArmed(null);
    if (!target) return;
    put(target, connectPath(target.value, path));
    setSaid(t('editor.wires.connected', { from: namePath(path), to: target.label }));
  };
  const { drawn, start } = useWireDrag(board, connect);
  const arm = (path: string) => {
    const isSame = armed === path;
    setArmed(isSame ? null : path);
    if (isSame) return;
    setSaid(t('editor.wires.armed', { from: namePath(path) }));
    focusFirstTarget(board.current, targets);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && armed !== null) {
      setArmed(null);
      event.stopPropagation();
    } else walkRows(event);
  };
  return (
    <div
      className="hl-board"
      ref={board}
      data-armed={armed !== null}
      data-testid="wires"
      onKeyDown={onKeyDown}
    >
      <SourceList sources={sources} wires={wires} armed={armed} onArm={arm} onDrag={start} />
      <section className="hl-board-targets" aria-label={t('editor.wires.targets')}>
        <h3 className="hl-board-head">{t('editor.wires.targets')}</h3>
        {targets.map((target, index) => (
          <TargetRow
            key={target.pointer}
            target={target}
            rendered={rendered}
            health={healthAt(target)}
            isFirst={target.group !== null && targets[index - 1]?.group !== target.group}
            isArmed={armed !== null}
            isOver={drawn?.over === target.pointer}
            isOpen={opened === target.pointer}
            onPress={() => {
              if (armed !== null) connect(armed, target.pointer);
              else setOpened(opened === target.pointer ? null : target.pointer);
            }}
            onChange={(value) => put(target, value)}
            onCut={(path) => put(target, disconnectPath(target.value, path))}
          />
        ))}
        {targets.length === 0 && <p className="hl-wire-help">{t('editor.wires.noTargets')}</p>}
      </section>
      <WireLines lines={lines} drawn={drawn?.d ?? null} />
      <p className="hl-hidden" role="status">
        {said}
      </p>
    </div>
  );
}

/** After an incoming field is chosen, the first field that is still empty waits for Enter. */
function focusFirstTarget(board: HTMLElement | null, targets: readonly WireTarget[]): void {
  const empty = targets.find((one) => one.value === undefined || one.value === '') ?? targets[0];
  if (!board || !empty) return;
  board
    .querySelector<HTMLElement>(`[data-target="${CSS.escape(empty.pointer)}"] .hl-target-main`)
    ?.focus();
}

/** Arrow keys go up and down a column, and across to the other one. */
function walkRows(event: KeyboardEvent): void {
  const { key, target, currentTarget } = event;
  if (!(target instanceof HTMLElement) || !target.matches('.hl-incoming, .hl-target-main')) return;
  const isSource = target.matches('.hl-incoming');
  const across = isSource ? key === 'ArrowRight' : key === 'ArrowLeft';
  const by = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  if (by === 0 && !across) return;
  const wanted = isSource === across ? '.hl-target-main' : '.hl-incoming';
  const column = [...currentTarget.querySelectorAll<HTMLElement>(wanted)];
  const next = across ? nearest(column, target) : column[column.indexOf(target) + by];
  next?.focus();
  event.preventDefault();
}

function nearest(column: readonly HTMLElement[], to: HTMLElement): HTMLElement | undefined {
  const at = to.getBoundingClientRect().top;
  const distance = (one: HTMLElement) => Math.abs(one.getBoundingClientRect().top - at);
  return [...column].sort((a, b) => distance(a) - distance(b))[0];
}
