import { Anchor, Button, Text } from '@mantine/core';
import { forgetLeftBehind, type LeftBehindHook } from '@hookline/contract';
import { IconUnlink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../api/catalog.js';
import { useCall } from '../api/use-call.js';
import { CopyLine } from '../ui/CopyLine.js';
import { FaultNote } from '../ui/FaultNote.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { useSay } from '../words/use-say.js';
import { CauseTitle } from './CauseTitle.js';

/** A webhook that nobody but the owner can remove: where it is, and how to know it there. */
export function LeftBehindCard({ hook }: { hook: LeftBehindHook }) {
  const { t } = useTranslation();
  const app = useAppName(hook.app);
  const { place, connectionName, hookUrl, at } = hook;
  return (
    <article className="hl-cause hl-surface">
      <CauseTitle icon={IconUnlink}>
        {t(place === '' ? 'attention.left.what' : 'attention.left.whatAt', { app, place })}
      </CauseTitle>
      <Text mt="xs">{t('attention.left.next')}</Text>
      <CopyLine value={hookUrl} what={t('attention.left.address')} />
      <div className="hl-cause-facts">
        <Whose hook={hook} />
        {connectionName !== null && (
          <span className="hl-wrap">
            {t('attention.left.connection', { name: connectionName })}
          </span>
        )}
        <RelativeTime at={at} />
      </div>
      <Removed id={hook.id} />
    </article>
  );
}

function Whose({ hook: { flowId, flowName, isFlowDeleted } }: { hook: LeftBehindHook }) {
  const { t } = useTranslation();
  if (isFlowDeleted) {
    return <span className="hl-wrap">{t('attention.left.flowDeleted', { name: flowName })}</span>;
  }
  return (
    <span className="hl-wrap">
      {t('attention.left.flow')}{' '}
      <Anchor
        underline="always"
        renderRoot={(root) => <Link to="/flows/$flowId" params={{ flowId }} {...root} />}
      >
        {flowName}
      </Anchor>
      . {t('attention.left.flowStands')}
    </span>
  );
}

function Removed({ id }: { id: string }) {
  const { t } = useTranslation();
  const forgetting = useCall(forgetLeftBehind, {
    touches: ['attention', 'flows'],
    isShownInPlace: true,
  });
  return (
    <>
      <FaultNote fault={forgetting.error} />
      <Button
        mt="sm"
        size="compact-sm"
        loading={forgetting.isPending}
        onClick={() => forgetting.mutate({ params: { id } })}
      >
        {t('attention.left.done')}
      </Button>
    </>
  );
}

function useAppName(app: string): string {
  const say = useSay();
  const known = useQuery(catalogQuery).data?.apps.find(({ key }) => key === app);
  return known === undefined ? app : say(known.label);
}
