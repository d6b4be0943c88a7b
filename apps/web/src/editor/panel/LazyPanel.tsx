import { Suspense, useEffect } from 'react';
import { withWords } from '../../words/set-up.js';
import { useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { late } from '../../ui/late.js';

const load = () => withWords(import('./Panel.js'));
const Panel = late(async () => ({ default: (await load()).Panel }));
const isPanelOpenOf = (state: EditorState) => state.isPanelOpen;

/** Fields, templates and previews are the heavier half of the editor: they come after the canvas is seen. */
export function LazyPanel() {
  const isOpen = useEditor(isPanelOpenOf);
  useEffect(() => {
    // What does not come ahead of time is asked for again when it is needed.
    const timer = setTimeout(() => void load().catch(() => undefined), 1_500);
    return () => clearTimeout(timer);
  }, []);
  if (!isOpen) return null;
  return (
    <Suspense fallback={<aside className="hl-panel-waiting" aria-busy />}>
      <Panel />
    </Suspense>
  );
}
