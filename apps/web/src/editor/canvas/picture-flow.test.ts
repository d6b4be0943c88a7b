import { beforeEach, describe, expect, it } from 'vitest';
import { words } from '../../words/en/index.js';
import { speakWith, spokenNow } from '../../words/speech.js';
import { aBranching, aDocument, anAction, apps, aView } from '../editor.given.js';
import { createEditorStore } from '../state/editor-store.js';
import { triggerId } from '../state/trigger-id.js';
import { makeCatalog } from '../words/catalog.js';
import { pictureFlow } from './picture-flow.js';
import { shownLayout } from './shown-layout.js';

beforeEach(() => speakWith('en', words));

const flow = aDocument([
  { id: 'row', type: 'action', app: 'table', action: 'insert_row', input: {} },
  aBranching('route', [anAction('left')], [anAction('right')]),
  { id: 'pause', type: 'delay', for: { minutes: 5 } },
]);

function aPicture(change: (store: ReturnType<typeof createEditorStore>) => void = () => undefined) {
  const store = createEditorStore(aView(flow));
  change(store);
  const known = {
    catalog: makeCatalog(apps),
    t: spokenNow().t,
    say: (label: { readonly en: string } | undefined) => label?.en ?? '',
    namePath: (path: string) => path,
  };
  return { picture: pictureFlow(store.getState(), known), layout: shownLayout(store.getState()) };
}

describe('the picture of a flow', () => {
  it('has each card in its place, with its title and the colour of its app', () => {
    const { picture, layout } = aPicture();

    const cards = layout.items.filter(({ id }) =>
      [triggerId, 'row', 'route', 'left', 'right', 'pause'].includes(id),
    );
    expect(
      picture.cards.map(({ id, x, y, width, height }) => ({ id, x, y, width, height })),
    ).toEqual(cards.map(({ id, x, y, width, height }) => ({ id, x, y, width, height })));
    expect(picture.cards.map(({ words: title }) => title)).toEqual(
      expect.arrayContaining(['A form was sent', 'Add a row', 'Wait 5 minutes']),
    );
    expect(picture.cards.map(({ color }) => color)).toEqual(
      cards.map(({ kind }) => (kind === 'trigger' || kind === 'action' ? '#112233' : null)),
    );
  });

  it('has room for all, with what lies over the edge', () => {
    const { picture, layout } = aPicture();
    const { x, y, width, height } = picture.box;

    for (const item of layout.items) {
      expect(item.x).toBeGreaterThan(x);
      expect(item.y).toBeGreaterThan(y);
      expect(item.x + item.width).toBeLessThan(x + width);
      expect(item.y + item.height).toBeLessThan(y + height);
    }
  });

  it('has a line for each gap and each way that parts, and a plus for each gap where steps can be added', () => {
    const { picture, layout } = aPicture();
    const { picture: read } = aPicture((store) => store.setState({ mode: 'read' }));

    expect(picture.lines.match(/M/g)).toHaveLength(layout.gaps.length + layout.forks.length);
    expect(picture.fadedLines).toBe('');
    expect(picture.pluses.match(/a13 13/g)).toHaveLength(2 * layout.gaps.length);
    expect(read.pluses).toBe('');
  });

  it('says what is chosen, what has a problem, and what the heads of lanes say', () => {
    const { picture } = aPicture((store) => {
      store.getState().select('left');
      store.setState({
        problems: new Map([['row', [{ field: 'values', code: 'missing' }]]]) as never,
      });
    });

    const byId = new Map(picture.cards.map((card) => [card.id, card]));
    expect(byId.get('left')).toMatchObject({ isChosen: true, tone: null });
    expect(byId.get('row')).toMatchObject({ isChosen: false, tone: 'care' });
    expect(picture.lanes.map((lane) => [lane.words, lane.isOtherwise])).toEqual([
      [expect.any(String), false],
      ['Otherwise', true],
    ]);
  });
});
