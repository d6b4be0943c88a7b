import { colorOfApp } from '../../ui/color-of-app.js';
import type { EditorState } from '../state/editor-store.js';
import { triggerId } from '../state/trigger-id.js';
import type { Catalog } from '../words/catalog.js';
import { laneInWords } from '../words/lane-in-words.js';
import type { SpokenLanguage } from '../words/use-language.js';
import { stepTitle } from '../words/step-title.js';
import { triggerTitle } from '../words/trigger-title.js';
import { flowBox } from './flow-box.js';
import type { LaidItem, Layout } from './lay-out.js';
import { forkPath, gapPath, type Ends } from './line-path.js';
import { nestOf } from './nest-of.js';
import { selectFaded } from './select-faded.js';
import { shownLayout } from './shown-layout.js';
import { selectCard } from './use-card.js';

export type PicturedCard = LaidItem & {
  readonly words: string;
  /** That of its app; a tool has none. */
  readonly color: string | null;
  readonly tone: 'care' | 'bad' | null;
  readonly isChosen: boolean;
  readonly isFaded: boolean;
};

export type PicturedLane = LaidItem & {
  readonly words: string;
  readonly isOtherwise: boolean;
  readonly isFaded: boolean;
};

/** All of a flow as it is drawn at once: lines and pluses are one path each. */
export type Picture = {
  readonly box: Pick<LaidItem, 'x' | 'y' | 'width' | 'height'>;
  readonly lines: string;
  readonly fadedLines: string;
  readonly pluses: string;
  readonly frames: readonly LaidItem[];
  readonly ends: readonly LaidItem[];
  readonly cards: readonly PicturedCard[];
  readonly lanes: readonly PicturedLane[];
};

/** What lies over the edge of the outermost cards: borders of what is chosen, pluses. */
const margin = 40;

/** The flow as its cards show it from afar. */
export function pictureFlow(
  state: EditorState,
  known: { readonly catalog: Catalog } & SpokenLanguage,
): Picture {
  const layout = shownLayout(state);
  const { left, top, right, bottom } = flowBox(layout);
  return {
    box: {
      x: left - margin,
      y: top - margin,
      width: right - left + 2 * margin,
      height: bottom - top + 2 * margin,
    },
    ...pictureLines(state, layout),
    pluses: state.mode === 'edit' ? layout.gaps.map(plusPath).join('') : '',
    frames: layout.items.filter(({ kind }) => kind === 'frame'),
    ends: layout.items.filter(({ kind }) => kind === 'end'),
    cards: layout.items.flatMap((item) => pictureCard(state, item, known)),
    lanes: layout.items.flatMap((item) => pictureLane(state, item, known)),
  };
}

function pictureCard(
  state: EditorState,
  item: LaidItem,
  known: { readonly catalog: Catalog } & SpokenLanguage,
): PicturedCard[] {
  const { step, ran, problemCount, isSelected, isPicked } = selectCard(item.id)(state);
  const isBad = ran?.state === 'failed' || ran?.state === 'unknown';
  const look = {
    tone: isBad ? ('bad' as const) : problemCount > 0 ? ('care' as const) : null,
    isChosen: isSelected || isPicked,
    isFaded: ran?.state === 'pending',
  };
  if (item.id === triggerId) {
    const { trigger } = state.document;
    const color = colorOfApp(known.catalog.app(trigger.app));
    return [{ ...item, ...look, words: triggerTitle(trigger, known), color }];
  }
  if (!step || step.type !== item.kind) return [];
  const color = step.type === 'action' ? colorOfApp(known.catalog.app(step.app)) : null;
  return [{ ...item, ...look, words: stepTitle(step, known), color }];
}

function pictureLane(state: EditorState, item: LaidItem, known: SpokenLanguage): PicturedLane[] {
  const nest = item.kind === 'lane' ? nestOf(state.document, item.id) : undefined;
  if (!nest) return [];
  const { words, isOtherwise } = laneInWords(nest, item.id, known);
  return [{ ...item, words, isOtherwise, isFaded: selectFaded(item.id)(state) }];
}

function pictureLines(state: EditorState, { items, gaps, forks }: Layout) {
  const places = new Map(items.map((item) => [item.id, item]));
  const paths = { lines: '', fadedLines: '' };
  const add = ({ from, to }: { from: string; to: string }, path: (ends: Ends) => string) => {
    const [source, target] = [places.get(from), places.get(to)];
    if (!source || !target) return;
    const ends = {
      sourceX: source.x + source.width / 2,
      sourceY: source.y + source.height,
      targetX: target.x + target.width / 2,
      targetY: target.y,
    };
    paths[selectFaded(to)(state) ? 'fadedLines' : 'lines'] += path(ends);
  };
  for (const fork of forks) add(fork, forkPath);
  for (const gap of gaps) add(gap, gapPath);
  return paths;
}

const plusPath = ({ x, y }: { readonly x: number; readonly y: number }): string =>
  `M${x - 13} ${y}a13 13 0 1 0 26 0a13 13 0 1 0-26 0M${x - 5} ${y}h10M${x} ${y - 5}v10`;
