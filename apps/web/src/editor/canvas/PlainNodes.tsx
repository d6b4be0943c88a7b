import { memo } from 'react';
import { useTranslation } from 'react-i18next';

/** Where the lanes of a branching step meet again. */
export function MergeNode() {
  return null;
}

/** What a loop does for each element stands inside of it. */
export const FrameNode = memo(function FrameNode() {
  return <div className="hl-loop-frame" />;
});

export const EndNode = memo(function EndNode() {
  const { t } = useTranslation();
  return <div className="hl-node-end">{t('editor.canvas.end')}</div>;
});

/** Shows where the dragged thing would land. */
export const DropNode = memo(function DropNode() {
  const { t } = useTranslation();
  return (
    <div className="hl-node-drop" data-testid="drop-preview">
      {t('editor.canvas.dropHere')}
    </div>
  );
});
