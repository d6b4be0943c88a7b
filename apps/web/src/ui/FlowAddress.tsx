import { Anchor, Stack, Text } from '@mantine/core';
import type { FlowView, NamedFlow } from '@hookline/contract';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from './address-of.js';
import { CopyLine } from './CopyLine.js';

type Props = { flow: Pick<FlowView, 'takesFrom' | 'hookUrl' | 'feeds'>; what: string };

/** Where the sender shall send, whose address that is, and which other flows it feeds. */
export function FlowAddress({ flow, what }: Props) {
  const { t } = useTranslation();
  const { takesFrom, feeds } = flow;
  return (
    <Stack gap={4} style={{ minWidth: 0 }}>
      <CopyLine value={addressOf(flow)} what={what} />
      {takesFrom !== null && (
        <Text size="sm" className="hl-wrap">
          {t('flows.feed.takesFrom')} <FlowLink flow={takesFrom} />. {t('flows.feed.paste')}
        </Text>
      )}
      {feeds.length > 0 && (
        <Text size="sm" className="hl-wrap">
          {t('flows.feed.feeds')}{' '}
          {feeds.map((flow, at) => (
            <Fragment key={flow.id}>
              {at > 0 && ', '}
              <FlowLink flow={flow} />
            </Fragment>
          ))}
        </Text>
      )}
    </Stack>
  );
}

function FlowLink({ flow: { id, name } }: { flow: NamedFlow }) {
  return (
    <Anchor
      inherit
      renderRoot={(root) => <Link to="/flows/$flowId" params={{ flowId: id }} {...root} />}
    >
      {name}
    </Anchor>
  );
}
