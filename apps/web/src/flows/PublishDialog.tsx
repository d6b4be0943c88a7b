import { Button, Skeleton, Text, TextInput } from '@mantine/core';
import { nameFlowVersion, walkSteps, type FlowView } from '@hookline/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconHistory } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import { flowQuery, flowVersionsQuery } from '../api/flows.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';
import { notify } from '../ui/notify.js';
import { withWords } from '../words/set-up.js';
import { useFlowActs } from './use-flow-acts.js';
import { ChangeList } from './versions/ChangeList.js';
import { useChanges } from './versions/use-changes.js';
import { late } from '../ui/late.js';

const ShadowRun = late(async () => ({
  default: (await withWords(import('./shadow/ShadowRun.js'))).ShadowRun,
}));

type Props = { flow: FlowView; isOpen: boolean; onClose: () => void };

/** Says in words what becomes live, before it does. */
export function PublishDialog({ flow: given, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  const { publish } = useFlowActs();
  const client = useQueryClient();
  // What was saved a moment ago is what is published.
  const flow = useQuery(flowQuery(given.id)).data ?? given;
  const versions = useQuery({
    ...flowVersionsQuery(flow.id),
    enabled: flow.published !== null,
  });
  const [name, setName] = useState('');
  const live = versions.data?.items.find(({ id }) => id === flow.published?.versionId);
  const changes = useChanges(live?.document, flow.draft);
  const count = walkSteps(flow.draft).length;
  const confirm = () =>
    publish.mutate(
      { params: { id: flow.id }, body: { revision: flow.draftRevision } },
      {
        // It may be that somebody else saved: then the changes that are shown are theirs too.
        onError: () => void client.invalidateQueries({ queryKey: ['flows'] }),
        onSuccess: async ({ published }) => {
          onClose();
          notify(t('flows.published'));
          if (name.trim() === '' || !published) return;
          const params = { id: flow.id, versionId: published.versionId };
          await call(nameFlowVersion, { params, body: { name: name.trim() } });
          await client.invalidateQueries({ queryKey: ['flows'] });
        },
      },
    );
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={confirm}
      isBusy={publish.isPending}
      title={t('flows.publishTitle', { number: (flow.published?.number ?? 0) + 1 })}
      effect={flow.published ? t('flows.publishEffect') : t('flows.publishFirst', { count })}
      action={t('flows.publishNow')}
    >
      {flow.state === 'paused' && <Text>{t('flows.publishResumes')}</Text>}
      {changes !== null && <ChangeList changes={changes} />}
      <Trial flow={flow} />
      <TextInput
        label={t('flows.versionName')}
        description={t('flows.versionNameHelp')}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

/** Before it is live, the draft may show what it would do of the leads that came already. */
function Trial({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <Button
        variant="light"
        leftSection={<IconHistory size={16} />}
        onClick={() => setOpen(true)}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('flows.trial')}
      </Button>
    );
  }
  return (
    <Suspense fallback={<Skeleton height={120} />}>
      <ShadowRun flow={flow} />
    </Suspense>
  );
}
