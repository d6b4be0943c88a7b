import type { EditorView } from '@codemirror/view';
import { ActionIcon, Popover } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useId, useRef, useState, type ComponentProps, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldFrame } from '../fields/FieldFrame.js';
import { FieldPicker } from './FieldPicker.js';
import { PillEditor } from './PillEditor.js';
import { splitTemplate } from './split-template.js';
import { usePreviewOfHelper } from './use-preview-of-helper.js';
import type { Asked } from './open-picker-keys.js';
import { reveal } from './pill-extension.js';
import type { PickerEntry } from './picker-entries.js';
import { TemplateInput } from './TemplateInput.js';
import { useLookOfPill } from './use-look-of-pill.js';
import { wrapExpression } from './wrap-expression.js';

type Props = {
  stepId: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string | undefined;
  fault?: string | undefined;
  note?: string | undefined;
  placeholder?: string | undefined;
  isRequired?: boolean;
  isMultiline?: boolean;
  isMono?: boolean;
  /** The label is read out but not shown: the field stands in a row that says it already. */
  isLabelHidden?: boolean;
  aside?: ReactNode;
};

const leastPx = { width: 320, height: 180 };

/**
 * The list is wider than a narrow field, and higher than the room that a low window has: it goes to the side with more
 * room, moves back into the window, and takes no more than there is.
 */
const inSight: NonNullable<ComponentProps<typeof Popover>['middlewares']> = {
  flip: { fallbackStrategy: 'bestFit' },
  size: {
    padding: 8,
    apply: ({ rects, availableHeight, elements: { floating } }) => {
      floating.style.width = `${Math.max(rects.reference.width, leastPx.width)}px`;
      floating.style.maxHeight = `${Math.max(availableHeight, leastPx.height)}px`;
    },
  },
};

/** A field that takes text, incoming values as pills, or both mixed. */
export function TemplateField(props: Props) {
  const { t } = useTranslation();
  const id = useId();
  const look = useLookOfPill();
  const view = useRef<EditorView | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [pill, setPill] = useState<Asked | null>(null);
  const previewOf = usePreviewOfHelper(props.value, asked?.from ?? null);
  const labelId = `${id}-label`;
  const noteId = `${id}-note`;
  const askAtCaret = () => {
    const { main } = view.current?.state.selection ?? { main: { from: 0, to: 0 } };
    setAsked(asked ? null : { from: main.from, to: main.to });
  };
  const close = () => {
    setAsked(null);
    setPill(null);
    view.current?.focus();
  };
  const pick = (chosen: PickerEntry['pick']) => {
    if (view.current && asked) insert(view.current, asked, chosen);
    close();
  };
  return (
    <FieldFrame {...props} labelId={labelId} noteId={noteId}>
      <Popover
        opened={asked !== null || pill !== null}
        onChange={(isOpen) => {
          if (isOpen) return;
          setAsked(null);
          setPill(null);
        }}
        position="bottom-start"
        middlewares={inSight}
        shadow="md"
        withinPortal
        withRoles={false}
        returnFocus={false}
      >
        <Popover.Target>
          <div
            className="hl-template-box"
            onKeyDownCapture={(event) => {
              if (event.key !== 'Escape' || (asked === null && pill === null)) return;
              event.stopPropagation();
              close();
            }}
          >
            <TemplateInput
              value={props.value}
              onChange={props.onChange}
              onAsk={(next) => {
                setPill(null);
                setAsked(next);
              }}
              onPill={(next) => {
                setAsked(null);
                setPill(next);
              }}
              look={look}
              labelId={labelId}
              describedBy={noteId}
              isMultiline={props.isMultiline ?? false}
              isMono={props.isMono ?? false}
              isInvalid={props.fault !== undefined}
              isRequired={props.isRequired ?? false}
              placeholder={props.placeholder}
              viewRef={view}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              data-hint={t('editor.picker.open')}
              aria-label={t('editor.picker.openFor', { field: props.label })}
              aria-expanded={asked !== null}
              onMouseDown={(event) => event.preventDefault()}
              onClick={askAtCaret}
            >
              <IconBraces size={16} />
            </ActionIcon>
          </div>
        </Popover.Target>
        <Popover.Dropdown p={0} className="hl-picker-drop">
          {asked !== null && (
            <FieldPicker
              stepId={props.stepId}
              previewOf={previewOf}
              onPick={pick}
              onClose={close}
            />
          )}
          {pill !== null && (
            <PillEditor
              inner={innerAt(props.value, pill.from)}
              onChange={(inner) => setPill(replace(view.current, pill, inner))}
              onText={() => {
                if (view.current) revealPill(view.current, pill);
                close();
              }}
              onClose={close}
            />
          )}
        </Popover.Dropdown>
      </Popover>
    </FieldFrame>
  );
}

/** What the pill at a place says; an empty text when there is none any more. */
function innerAt(value: string, from: number): string {
  const part = splitTemplate(value).find((one) => one.from === from);
  return part?.kind === 'expression' ? part.inner : '';
}

/** Puts another expression into the stead of a pill, or takes it out; where the pill stands now. */
function replace(view: EditorView | null, at: Asked, inner: string | null): Asked | null {
  const text = inner === null ? '' : `{{${inner}}}`;
  view?.dispatch({ changes: { ...at, insert: text } });
  return inner === null ? null : { from: at.from, to: at.from + text.length };
}

function revealPill(view: EditorView, { from, to }: Asked): void {
  view.dispatch({ effects: reveal.of({ from, to }), selection: { anchor: to - 2 } });
}

function insert(view: EditorView, asked: Asked, chosen: PickerEntry['pick']): void {
  if (chosen.kind === 'path') {
    const text = `{{${chosen.path}}}`;
    view.dispatch({
      changes: { ...asked, insert: text },
      selection: { anchor: asked.from + text.length },
    });
    return;
  }
  // The typed slash or braces go first; then the helper takes what stands before them.
  view.dispatch({ changes: { ...asked, insert: '' } });
  const source = view.state.doc.toString();
  const { caret, ...change } = wrapExpression(source, asked.from, chosen.name);
  const isOpen = change.from === change.to;
  const shown = { from: change.from, to: change.from + change.insert.length };
  view.dispatch({
    changes: change,
    selection: { anchor: caret },
    effects: isOpen ? reveal.of(shown) : [],
  });
}
