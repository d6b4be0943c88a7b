import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { FlowView } from '@hookline/contract';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { flowQuery } from '../api/flows.js';
import { flushDraft } from '../editor/state/flush-draft.js';
import { notifyFault } from '../ui/notify.js';
import { WhenOpened } from '../ui/WhenOpened.js';
import { late } from '../ui/late.js';

const PublishReasons = late(async () => ({
  default: (await import('./PublishReasons.js')).PublishReasons,
}));
const PublishDialog = late(async () => ({
  default: (await import('./PublishDialog.js')).PublishDialog,
}));

/** Publishes, or says what stands in the way; it never looks dead without a reason. */
export function PublishButton({ flow, icon }: { flow: FlowView; icon: ReactNode }) {
  const { t } = useTranslation();
  const [isOpen, reasons] = useDisclosure(false);
  const [wasAsked, setAsked] = useState(false);
  const [isAsking, dialog] = useDisclosure(false);
  const isCurrent = flow.published !== null && !flow.hasUnpublishedChanges;
  const hasReason = isCurrent || flow.problems.length > 0;
  const { close } = reasons;
  useEffect(() => {
    if (!hasReason) close();
  }, [hasReason, close]);
  const client = useQueryClient();
  const press = async () => {
    // What was typed a moment ago belongs to what is published; the editor says why if it cannot be saved.
    if (!(await flushDraft(flow.id))) return notifyFault(t('errors.draft_unsaved'), '');
    const saved = client.getQueryData(flowQuery(flow.id).queryKey) ?? flow;
    const isSame = saved.published !== null && !saved.hasUnpublishedChanges;
    if (isSame || saved.problems.length > 0) {
      setAsked(true);
      return reasons.toggle();
    }
    dialog.open();
  };
  const button = (
    <Button
      size="compact-md"
      leftSection={icon}
      variant={hasReason ? 'light' : 'filled'}
      disabled={flow.newerSchema !== null}
      onClick={() => void press()}
    >
      {t('flows.publish')}
    </Button>
  );
  return (
    <>
      {wasAsked ? (
        <Suspense fallback={button}>
          <PublishReasons flow={flow} target={button} isOpen={isOpen} onToggle={reasons.toggle} />
        </Suspense>
      ) : (
        button
      )}
      <WhenOpened isOpen={isAsking}>
        <PublishDialog flow={flow} isOpen={isAsking} onClose={dialog.close} />
      </WhenOpened>
    </>
  );
}
