import { Box, Button, Group, Text, Title } from '@mantine/core';
import type { FlowView } from '@hookline/contract';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../../api/catalog.js';
import { flowQuery } from '../../api/flows.js';
import { CopyLine } from '../../ui/CopyLine.js';
import { Loaded } from '../../ui/Loaded.js';
import { SourceGuide } from '../../ui/SourceGuide.js';
import { useSay } from '../../words/use-say.js';
import { FirstRequest } from './FirstRequest.js';
import { SourceForm } from './SourceForm.js';
import './ConnectSource.css';

/** The address, where to paste it, and a light that turns on when something calls it. */
export function ConnectSource({ flowId }: { flowId: string }) {
  const query = useQuery(flowQuery(flowId));
  return <Loaded query={query}>{(flow) => <Connecting flow={flow} />}</Loaded>;
}

function Connecting({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  const say = useSay();
  const { data: catalog } = useQuery(catalogQuery);
  const app = catalog?.apps.find((one) => one.key === flow.draft.trigger.app);
  const source = app?.triggers.find((one) => one.key === flow.draft.trigger.event);
  return (
    <div className="hl-connect">
      <section className="hl-surface hl-connect-part">
        <Title order={2}>{t('newFlow.address')}</Title>
        <Text c="dimmed" mb="sm">
          {t('newFlow.addressHelp')}
        </Text>
        <CopyLine value={flow.hookUrl} what={t('flows.hookUrl')} />
        {source !== undefined && (
          <Box mt="lg">
            <SourceGuide
              source={source}
              title={t('newFlow.setup', { app: say(app?.label) })}
              hookUrl={flow.hookUrl}
            />
          </Box>
        )}
      </section>
      {source !== undefined && (source.connection !== 'none' || source.settings.length > 0) && (
        <section className="hl-surface hl-connect-part">
          <SourceForm key={flow.id} flow={flow} />
        </section>
      )}
      <section className="hl-surface hl-connect-part">
        <FirstRequest flowId={flow.id} labels={source?.labels ?? {}} />
      </section>
      <Group>
        <Button
          rightSection={<IconArrowRight size={16} />}
          renderRoot={(root) => <Link to="/flows/$flowId" params={{ flowId: flow.id }} {...root} />}
        >
          {t('newFlow.build')}
        </Button>
      </Group>
    </div>
  );
}
