import { Compartment, EditorState, Transaction, type Extension } from '@codemirror/state';
import { defaultKeymap, standardKeymap } from '@codemirror/commands';
import { EditorView, keymap, placeholder as placeholderText } from '@codemirror/view';
import { useEffect, useMemo, useRef, type Ref } from 'react';
import { askForPicker, type Asked } from './open-picker-keys.js';
import { pressPill } from './press-pill.js';
import { pillExtension, setLook, type LookOfPill } from './pill-extension.js';
import './TemplateInput.css';

type Props = {
  value: string;
  onChange: (value: string) => void;
  onAsk: (asked: Asked) => void;
  /** A pill was pressed, or F2 beside it. */
  onPill: (pill: Asked) => void;
  look: LookOfPill;
  labelId: string;
  describedBy?: string | undefined;
  isMultiline: boolean;
  isMono: boolean;
  isInvalid: boolean;
  isRequired: boolean;
  placeholder?: string | undefined;
  onFocus?: () => void;
  /** The live editor, for those who insert from outside. */
  viewRef: Ref<EditorView | null>;
};

/** What changes while somebody types: a field that is no longer empty must not lose its caret. */
const attributes = new Compartment();

/** A text field whose `{{expressions}}` are pills. */
export function TemplateInput(props: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const { viewRef, labelId, describedBy, isMultiline, isInvalid, isRequired, placeholder } = props;
  const content = useMemo(
    () =>
      EditorView.contentAttributes.of(
        attributesOf({ labelId, describedBy, isMultiline, isInvalid, isRequired }),
      ),
    [labelId, describedBy, isMultiline, isInvalid, isRequired],
  );
  useEffect(() => {
    const parent = host.current;
    if (!parent) return;
    const made = new EditorView({
      parent,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          pillExtension,
          askForPicker((asked) => latest.current.onAsk(asked)),
          pressPill((pill) => latest.current.onPill(pill)),
          isMultiline ? [] : singleLine,
          keymap.of([...standardKeymap, ...defaultKeymap]),
          EditorView.lineWrapping,
          placeholderText(placeholder ?? ''),
          attributes.of([]),
          EditorView.updateListener.of((update) => {
            // What came from outside, as by undo, is known there; to say it again would be an edit of its own.
            if (update.docChanged && !update.transactions.some(isFromOutside))
              latest.current.onChange(update.state.doc.toString());
            if (update.focusChanged && update.view.hasFocus) latest.current.onFocus?.();
          }),
        ],
      }),
    });
    view.current = made;
    made.dispatch({ effects: setLook.of(latest.current.look) });
    giveTo(viewRef, made);
    return () => {
      giveTo(viewRef, null);
      made.destroy();
    };
  }, [viewRef, isMultiline, placeholder]);
  useEffect(() => {
    view.current?.dispatch({ effects: attributes.reconfigure(content) });
  }, [content, viewRef, isMultiline, placeholder]);
  useEffect(() => {
    const made = view.current;
    if (!made || made.state.doc.toString() === props.value) return;
    made.dispatch({
      changes: { from: 0, to: made.state.doc.length, insert: props.value },
      annotations: Transaction.remote.of(true),
    });
  }, [props.value]);
  useEffect(() => {
    view.current?.dispatch({ effects: setLook.of(props.look) });
  }, [props.look]);
  return (
    <div
      ref={host}
      className="hl-template"
      data-invalid={isInvalid}
      data-multiline={isMultiline}
      data-mono={props.isMono}
    />
  );
}

const isFromOutside = (transaction: Transaction): boolean =>
  transaction.annotation(Transaction.remote) === true;

/** A line break in a one-line field would be sent, unseen. */
const singleLine: Extension = EditorState.transactionFilter.of((transaction) =>
  transaction.newDoc.lines > 1
    ? [transaction, { changes: joinLines(transaction.newDoc.toString()), sequential: true }]
    : transaction,
);

function joinLines(text: string) {
  return [...text.matchAll(/\r?\n/g)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    insert: ' ',
  }));
}

type Access = Pick<Props, 'labelId' | 'describedBy' | 'isMultiline' | 'isInvalid' | 'isRequired'>;

function attributesOf(given: Access): Record<string, string> {
  return {
    'aria-labelledby': given.labelId,
    'aria-multiline': String(given.isMultiline),
    ...(given.describedBy ? { 'aria-describedby': given.describedBy } : {}),
    ...(given.isInvalid ? { 'aria-invalid': 'true' } : {}),
    ...(given.isRequired ? { 'aria-required': 'true' } : {}),
  };
}

function giveTo(ref: Ref<EditorView | null>, view: EditorView | null): void {
  if (typeof ref === 'function') ref(view);
  else if (ref) ref.current = view;
}
