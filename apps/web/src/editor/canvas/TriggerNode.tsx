import { memo } from 'react';
import { useCatalog, useEditor } from '../state/editor-context.js';
import type { EditorActions, EditorState } from '../state/editor-store.js';
import { triggerId } from '../state/trigger-id.js';
import { useProblems } from '../state/use-problems.js';
import { triggerTitle } from '../words/trigger-title.js';
import { useLanguage } from '../words/use-language.js';
import { AppMark } from '../../ui/AppMark.js';
import { byKeyboard } from './by-keyboard.js';
import { StepChip } from './StepChip.js';

const triggerOf = (state: EditorState) => state.document.trigger;
const isSelectedOf = (state: EditorState) => state.selection === triggerId;
const detailOf = (state: EditorState) => state.detail;
const openOf = (state: EditorState & EditorActions) => state.open;

/** The card at the top: where the leads come from. */
export const TriggerNode = memo(function TriggerNode() {
  const catalog = useCatalog();
  const { t, say } = useLanguage();
  const trigger = useEditor(triggerOf);
  const isSelected = useEditor(isSelectedOf);
  const open = useEditor(openOf);
  const detail = useEditor(detailOf);
  const problems = useProblems(triggerId);
  const app = catalog.app(trigger.app);
  return (
    <div
      className="hl-node nopan"
      data-card={triggerId}
      data-testid="step-trigger"
      data-kind="trigger"
      data-detail={detail}
      data-selected={isSelected}
      data-problem={problems.length > 0}
    >
      <button
        type="button"
        className="hl-node-main"
        tabIndex={0}
        aria-pressed={isSelected}
        onClick={(event) => open(triggerId, undefined, byKeyboard(event))}
      >
        <span className="hl-node-head">
          <AppMark
            app={trigger.app}
            known={app}
            label={app ? say(app.label) : trigger.app}
            size={32}
          />
          <span className="hl-node-titles">
            <span className="hl-node-title">{triggerTitle(trigger, { catalog, say })}</span>
            <span className="hl-node-subtitle">
              {app ? say(app.label) : t('editor.trigger.source')}
            </span>
          </span>
        </span>
        <span className="hl-node-chip">
          <StepChip id={triggerId} />
        </span>
      </button>
    </div>
  );
});
