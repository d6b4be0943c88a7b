import {
  EditorState,
  StateEffect,
  StateField,
  type Extension,
  type Range,
} from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import { splitTemplate } from './split-template.js';

/** How a pill reads: its words, the value it has now, and whether that value is there. */
export type PillLook = {
  readonly text: string;
  readonly sample: string;
  readonly tone: 'good' | 'missing' | 'bad';
};
export type LookOfPill = (inner: string) => PillLook;

/** Shows one expression as it is written, until the caret leaves it. */
export const reveal = StateEffect.define<{ from: number; to: number } | null>();
export const setLook = StateEffect.define<LookOfPill>();

class Pill extends WidgetType {
  constructor(
    readonly look: PillLook,
    readonly source: string,
  ) {
    super();
  }

  override eq(other: Pill): boolean {
    const { text, sample, tone } = this.look;
    const { look } = other;
    return text === look.text && sample === look.sample && tone === look.tone;
  }

  override toDOM(): HTMLElement {
    const pill = document.createElement('span');
    pill.className = 'hl-pill';
    pill.dataset['tone'] = this.look.tone;
    pill.textContent = this.look.text;
    pill.title = `${this.source}\n${this.look.sample}`;
    return pill;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

type Shown = {
  readonly look: LookOfPill;
  readonly revealed: { readonly from: number; readonly to: number } | null;
  readonly pills: DecorationSet;
};

function draw(state: EditorState, shown: Omit<Shown, 'pills'>): Shown {
  const ranges: Range<Decoration>[] = [];
  for (const part of splitTemplate(state.doc.toString())) {
    if (part.kind === 'text') continue;
    const { revealed } = shown;
    if (revealed && part.from <= revealed.to && part.to >= revealed.from) continue;
    const widget = new Pill(shown.look(part.inner), part.text);
    ranges.push(Decoration.replace({ widget }).range(part.from, part.to));
  }
  return { ...shown, pills: Decoration.set(ranges) };
}

const plainLook: LookOfPill = (inner) => ({ text: inner, sample: '', tone: 'good' });

const shownField = StateField.define<Shown>({
  create: (state) => draw(state, { look: plainLook, revealed: null }),
  update: (shown, transaction) => {
    let { look, revealed } = shown;
    let isChanged = transaction.docChanged;
    if (revealed && transaction.docChanged) {
      const { changes } = transaction;
      revealed = { from: changes.mapPos(revealed.from, -1), to: changes.mapPos(revealed.to, 1) };
    }
    for (const effect of transaction.effects) {
      if (effect.is(setLook)) [look, isChanged] = [effect.value, true];
      if (effect.is(reveal)) [revealed, isChanged] = [effect.value, true];
    }
    const caret = transaction.newSelection.main.head;
    if (revealed && (caret < revealed.from || caret > revealed.to)) {
      [revealed, isChanged] = [null, true];
    }
    return isChanged ? draw(transaction.state, { look, revealed }) : shown;
  },
  provide: (field) => [
    EditorView.decorations.from(field, (shown) => shown.pills),
    EditorView.atomicRanges.of((view) => view.state.field(field, false)?.pills ?? Decoration.none),
  ],
});

/** Expressions as pills that move, select and delete as one character. */
export const pillExtension: Extension = shownField;
