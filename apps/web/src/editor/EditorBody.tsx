import { Suspense, type DragEvent } from 'react';
import { Canvas } from './canvas/Canvas.js';
import { EditorBanner } from './EditorBanner.js';
import { EditorToolbar } from './EditorToolbar.js';
import { SaveStateNote } from './SaveStateNote.js';
import { StepOutline } from './outline/StepOutline.js';
import { Palette } from './palette/Palette.js';
import { LazyPanel } from './panel/LazyPanel.js';
import { useEditor } from './state/editor-context.js';
import type { EditorState } from './state/editor-store.js';
import { useIsNarrow } from './use-is-narrow.js';
import { ViewSwitch } from './ViewSwitch.js';
import { late } from '../ui/late.js';

const SimpleView = late(async () => ({
  default: (await import('./simple/SimpleView.js')).SimpleView,
}));

const isSimpleOf = (state: EditorState) => state.view === 'simple' && state.mode === 'edit';
const isEditableOf = (state: EditorState) => state.mode === 'edit';

/** Of text that is selected across the cards the browser would make a drag of its own, and end that of a card. */
function keepTextInPlace(event: DragEvent): void {
  const { target } = event;
  const from = target instanceof Text ? target.parentElement : target;
  const isOfField =
    from instanceof Element && from.closest('input, textarea, [contenteditable]') !== null;
  if (!isOfField) event.preventDefault();
}

/** Wide: the canvas with its palette and panel. Narrow: the same flow as a list to read, or as a page to fill in. */
export function EditorBody() {
  const isEditable = useEditor(isEditableOf);
  const isSimple = useEditor(isSimpleOf);
  const isNarrow = useIsNarrow();
  if (isNarrow) {
    return (
      <>
        {isEditable && (
          <div className="hl-editor-bar">
            <ViewSwitch />
            <span style={{ flex: 1 }} />
            <SaveStateNote />
          </div>
        )}
        <EditorBanner />
        {isSimple ? <LazySimple /> : <StepOutline isReading />}
      </>
    );
  }
  return (
    <div className="hl-editor-frame">
      <EditorToolbar />
      <EditorBanner />
      {isSimple ? (
        <LazySimple />
      ) : (
        <div className="hl-editor-body" onDragStart={keepTextInPlace}>
          {isEditable && <Palette />}
          <Canvas />
          <LazyPanel />
        </div>
      )}
      <StepOutline />
    </div>
  );
}

function LazySimple() {
  return (
    <Suspense fallback={null}>
      <SimpleView />
    </Suspense>
  );
}
