import { Button } from '@mantine/core';
import { modelAction, type Trigger } from '@hookline/contract';
import { useDisclosure } from '@mantine/hooks';
import { IconSparkles } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode, SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionListQuery } from '../api/connections.js';
import { late } from '../ui/late.js';
import { WhenOpened } from '../ui/WhenOpened.js';
import { withWords } from '../words/set-up.js';
import type { OnTake } from './use-proposal.js';

const DescribeDialog = late(async () => ({
  default: (await withWords(import('./DescribeDialog.js'))).DescribeDialog,
}));

type Props = {
  /** The source that the flow has already. */
  source?: Pick<Trigger, 'app' | 'event'>;
  onTake: OnTake;
};

/** A way to begin for those who would rather say what they want; there only where a model can be asked. */
export function DescribeDoor({ source, onTake }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(connectionListQuery);
  const [isOpen, dialog] = useDisclosure(false);
  const models = (data?.items ?? []).filter(
    ({ app, state }) => app === modelAction.app && state === 'working',
  );
  if (models.length === 0 && !isOpen) return null;
  return (
    <>
      <Button
        variant="light"
        leftSection={<IconSparkles size={16} aria-hidden />}
        onClick={dialog.open}
        data-testid="describe"
      >
        {t('editor.empty.describe')}
      </Button>
      <Apart>
        <WhenOpened isOpen={isOpen}>
          <DescribeDialog
            isOpen={isOpen}
            onClose={dialog.close}
            models={models}
            source={source}
            onTake={onTake}
          />
        </WhenOpened>
      </Apart>
    </>
  );
}

const keep = (event: SyntheticEvent) => event.stopPropagation();

/** What is typed and pressed in a dialog is nothing to the canvas that its door stands on. */
function Apart({ children }: { children: ReactNode }) {
  return (
    <div
      style={{ display: 'contents' }}
      onKeyDown={keep}
      onPointerDown={keep}
      onCopy={keep}
      onPaste={keep}
    >
      {children}
    </div>
  );
}
