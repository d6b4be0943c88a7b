import { useMemo, type SVGProps } from 'react';
import { useEditor, useEditorTools } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { useLanguage } from '../words/use-language.js';
import './FarPicture.css';
import { fitLines } from './fit-lines.js';
import { measureText } from './measure-text.js';
import { pictureFlow, type PicturedCard, type PicturedLane } from './picture-flow.js';

const all = (state: EditorState): EditorState => state;

const lineHeight = 34;
/** Where the title of a card begins, and what it leaves of the card's width. */
const title = { left: 51, besides: 60 };
/** An icon is a block of its colour. */
const iconPx = 20;

/**
 * The whole flow as one picture. While a canvas moves that shows many cards from afar, this is what is moved: cards that
 * come and go cost the browser more than a frame has, and one picture costs nothing.
 */
export function FarPicture() {
  const state = useEditor(all);
  const { catalog } = useEditorTools();
  const language = useLanguage();
  const picture = useMemo(
    () => pictureFlow(state, { catalog, ...language }),
    [state, catalog, language],
  );
  const { x, y, width, height } = picture.box;
  const isMark = state.detail === 'mark';
  return (
    <svg
      className="hl-picture"
      data-testid="far-picture"
      viewBox={`${x} ${y} ${width} ${height}`}
      style={{ left: x, top: y, width, height }}
      aria-hidden
    >
      {picture.frames.map((frame) => (
        <Box key={frame.id} className="hl-picture-frame" of={frame} radius={16} />
      ))}
      <path className="hl-edge" d={picture.lines} />
      <path className="hl-edge hl-faded" d={picture.fadedLines} />
      {!isMark && <path className="hl-picture-plus" d={picture.pluses} />}
      {!isMark &&
        picture.ends.map((end) => (
          <text
            key={end.id}
            className="hl-picture-end"
            x={end.x + end.width / 2}
            y={end.y + end.height / 2}
            textAnchor="middle"
          >
            {language.t('editor.canvas.end')}
          </text>
        ))}
      {picture.lanes.map((lane) => (
        <Lane key={lane.id} lane={lane} isMark={isMark} />
      ))}
      {picture.cards.map((card) =>
        isMark ? <Mark key={card.id} card={card} /> : <Title key={card.id} card={card} />,
      )}
    </svg>
  );
}

type BoxProps = SVGProps<SVGRectElement> & {
  readonly of: { x: number; y: number; width: number; height: number };
  readonly radius: number;
};

const Box = ({ of: { x, y, width, height }, radius, ...rest }: BoxProps) => (
  <rect x={x} y={y} width={width} height={height} rx={radius} {...rest} />
);

const radiusOf = ({ kind }: PicturedCard): number => (kind === 'delay' ? 20 : 10);

function Mark({ card }: { readonly card: PicturedCard }) {
  const color = card.kind === 'trigger' ? 'var(--hl-accent)' : card.color;
  return (
    <Box
      className={card.isFaded ? 'hl-picture-mark hl-faded' : 'hl-picture-mark'}
      data-tone={card.tone}
      data-chosen={card.isChosen}
      of={card}
      radius={radiusOf(card)}
      style={color === null ? undefined : { fill: color }}
    />
  );
}

function Title({ card }: { readonly card: PicturedCard }) {
  const { x, y, width, height, kind, words } = card;
  const middle = y + height / 2;
  const mark = kind === 'delay' ? 20 : 32;
  const lines = titleLines(words, width - title.besides, kind === 'action' ? 2 : 1);
  return (
    <g
      className={card.isFaded ? 'hl-picture-card hl-faded' : 'hl-picture-card'}
      data-tone={card.tone}
      data-chosen={card.isChosen}
    >
      <Box className="hl-picture-face" of={card} radius={radiusOf(card)} />
      <rect
        className="hl-picture-icon"
        x={x + 9 + (mark - iconPx) / 2}
        y={middle - iconPx / 2}
        width={iconPx}
        height={iconPx}
        rx={5}
        style={card.color === null ? undefined : { fill: card.color }}
      />
      {lines.map((line, at) => (
        <text
          key={`${at}`}
          x={x + title.left - (32 - mark)}
          y={middle + (at - (lines.length - 1) / 2) * lineHeight}
        >
          {line}
        </text>
      ))}
    </g>
  );
}

function Lane({ lane, isMark }: { readonly lane: PicturedLane; readonly isMark: boolean }) {
  const { x, y, width, height, words, isOtherwise, isFaded } = lane;
  return (
    <g className={isFaded ? 'hl-picture-lane hl-faded' : 'hl-picture-lane'}>
      <Box className="hl-picture-face" data-otherwise={isOtherwise} of={lane} radius={18} />
      {!isMark && (
        <text x={x + width / 2} y={y + height / 2} textAnchor="middle">
          {fitLines(words, { width: width - 24, lines: 1, measure: measureText })[0]}
        </text>
      )}
    </g>
  );
}

const known = new Map<string, readonly string[]>();

function titleLines(words: string, width: number, lines: number): readonly string[] {
  const key = `${width} ${lines} ${words}`;
  const fitted = known.get(key) ?? fitLines(words, { width, lines, measure: measureText });
  if (known.size > 1_000) known.clear();
  known.set(key, fitted);
  return fitted;
}
