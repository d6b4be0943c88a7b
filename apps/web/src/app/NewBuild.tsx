import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { flushDrafts } from '../editor/state/flush-draft.js';
import { isNewBuild, whenNewBuild } from '../ui/new-build.js';
import './NewBuild.css';

/** Something was asked for that only the new build has: whoever looks decides when to go over to it. */
export function NewBuild({ reload = () => window.location.reload() }: { reload?: () => void }) {
  const { t } = useTranslation();
  const isThere = useSyncExternalStore(whenNewBuild, isNewBuild);
  // What cannot be saved now is asked about by the browser before the page goes.
  const goOver = () => void flushDrafts().finally(reload);
  return (
    <div role="status" aria-live="polite">
      {isThere && (
        <div className="hl-new-build">
          <IconRefresh size={16} aria-hidden />
          <span>{t('shell.newBuild')}</span>
          <Button size="compact-sm" variant="default" onClick={goOver}>
            {t('shell.newBuildReload')}
          </Button>
        </div>
      )}
    </div>
  );
}
