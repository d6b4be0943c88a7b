import { Anchor, SimpleGrid, Text } from '@mantine/core';
import {
  createFlow,
  type AppDescription,
  type FlowDocument,
  type TriggerDescription,
} from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../../api/catalog.js';
import { useCall } from '../../api/use-call.js';
import { AppIcon } from '../../ui/AppIcon.js';
import { Loaded } from '../../ui/Loaded.js';
import { useSay } from '../../words/use-say.js';
import './SourceChooser.css';

type Source = { readonly app: AppDescription; readonly trigger: TriggerDescription };

export function SourceChooser() {
  const { t } = useTranslation();
  const query = useQuery(catalogQuery);
  return (
    <Loaded query={query}>
      {({ apps }) => (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="md">
            {apps
              .flatMap((app) => app.triggers.map((trigger) => ({ app, trigger })))
              .map((source) => (
                <SourceCard key={`${source.app.key}/${source.trigger.key}`} {...source} />
              ))}
          </SimpleGrid>
          <Text c="dimmed" mt="lg">
            {t('newFlow.orTemplate')}{' '}
            <Anchor underline="always" renderRoot={(root) => <Link to="/templates" {...root} />}>
              {t('flows.chooseTemplate')}
            </Anchor>
          </Text>
        </>
      )}
    </Loaded>
  );
}

function SourceCard({ app, trigger }: Source) {
  const { t } = useTranslation();
  const say = useSay();
  const navigate = useNavigate();
  const creation = useCall(createFlow, { touches: ['flows'] });
  const label = say(trigger.label);
  const name = t('newFlow.name', { source: say(app.label) });
  const create = () =>
    creation.mutate(
      { body: emptyFlow(name, app.key, trigger.key) },
      {
        onSuccess: (flow) =>
          void navigate({ to: '/flows/new', search: { flow: flow.id }, replace: true }),
      },
    );
  return (
    <button
      type="button"
      className="hl-source hl-surface"
      onClick={create}
      disabled={creation.isPending}
    >
      <AppIcon app={app.key} size={36} />
      <span>
        <span className="hl-source-name">{say(app.label)}</span>
        <span className="hl-source-event">{label}</span>
      </span>
    </button>
  );
}

function emptyFlow(name: string, app: string, event: string): FlowDocument {
  return {
    schemaVersion: 1,
    name,
    trigger: { app, event, connectionId: null, settings: {} },
    steps: [],
  };
}
