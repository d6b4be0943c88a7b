import type { EditorView } from '@codemirror/view';
import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldFrame } from '../fields/FieldFrame.js';
import { FieldPicker } from './FieldPicker.js';
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

/** A field that takes text, incoming values as pills, or both mixed. */
export function TemplateField(props: Props) {
  const { t } = useTranslation();
  const id = useId();
  const look = useLookOfPill();
  const view = useRef<EditorView | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const labelId = `${id}-label`;
  const noteId = `${id}-note`;
  const askAtCaret = () => {
    const { main } = view.current?.state.selection ?? { main: { from: 0, to: 0 } };
    setAsked(asked ? null : { from: main.from, to: main.to });
  };
  const close = () => {
    setAsked(null);
    view.current?.focus();
  };
  const pick = (chosen: PickerEntry['pick']) => {
    if (view.current && asked) insert(view.current, asked, chosen);
    close();
  };
  return (
    <FieldFrame {...props} labelId={labelId} noteId={noteId}>
      <Popover
        opened={asked !== null}
        onChange={(isOpen) => !isOpen && setAsked(null)}
        position="bottom-start"
        width="target"
        shadow="md"
        withinPortal
        withRoles={false}
        returnFocus={false}
      >
        <Popover.Target>
          <div className="hl-template-box">
            <TemplateInput
              value={props.value}
              onChange={props.onChange}
              onAsk={setAsked}
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
            <Tooltip label={t('editor.picker.open')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={28}
                aria-label={t('editor.picker.openFor', { field: props.label })}
                aria-expanded={asked !== null}
                onMouseDown={(event) => event.preventDefault()}
                onClick={askAtCaret}
              >
                <IconBraces size={16} />
              </ActionIcon>
            </Tooltip>
          </div>
        </Popover.Target>
        <Popover.Dropdown p={0} className="hl-picker-drop">
          <FieldPicker stepId={props.stepId} onPick={pick} onClose={close} />
        </Popover.Dropdown>
      </Popover>
    </FieldFrame>
  );
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
