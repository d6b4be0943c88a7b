import { Anchor, Box, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import {
  createFlow,
  type AppDescription,
  type FlowDocument,
  type TriggerDescription,
} from '@hookline/contract';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../../api/catalog.js';
import { useCall } from '../../api/use-call.js';
import { DescribeDoor } from '../../proposal/DescribeDoor.js';
import { AppIcon } from '../../ui/AppIcon.js';
import { Loaded } from '../../ui/Loaded.js';
import { useSay } from '../../words/use-say.js';
import './SourceChooser.css';

type Source = { readonly app: AppDescription; readonly trigger: TriggerDescription };

/** In the order in which most people look. */
const categories = [
  ['core', 'newFlow.categories.core'],
  ['sites', 'newFlow.categories.sites'],
  ['messengers', 'newFlow.categories.messengers'],
  ['telephony', 'newFlow.categories.telephony'],
  ['shops', 'newFlow.categories.shops'],
  ['crm', 'newFlow.categories.crm'],
  ['payments', 'newFlow.categories.payments'],
  ['marketing', 'newFlow.categories.marketing'],
  ['support', 'newFlow.categories.support'],
  ['work', 'newFlow.categories.work'],
  ['files', 'newFlow.categories.files'],
  ['development', 'newFlow.categories.development'],
  ['other', 'newFlow.categories.other'],
] as const;

const isOf = (category: string, app: AppDescription): boolean =>
  app.category === category ||
  (category === 'other' && categories.every(([known]) => known !== app.category));

export function SourceChooser() {
  const query = useQuery(catalogQuery);
  return <Loaded query={query}>{({ apps }) => <SourceList apps={apps} />}</Loaded>;
}

/** Other ways to begin. They stand before the sources: below so many nobody would find them. */
function OtherDoors() {
  const { t } = useTranslation();
  return (
    <div>
      <Text c="dimmed">
        {t('newFlow.orTemplate')}{' '}
        <Anchor underline="always" renderRoot={(root) => <Link to="/templates" {...root} />}>
          {t('flows.chooseTemplate')}
        </Anchor>
      </Text>
      <DescribedFlow />
    </div>
  );
}

/** A flow in one's own words, its source included. */
function DescribedFlow() {
  const navigate = useNavigate();
  const creation = useCall(createFlow, { touches: ['flows'], isShownInPlace: true });
  const take = async (document: FlowDocument) => {
    const { id } = await creation.mutateAsync({ body: document });
    void navigate({ to: '/flows/new', search: { flow: id }, replace: true });
  };
  return (
    <Box mt="xs">
      <DescribeDoor onTake={take} />
    </Box>
  );
}

function SourceList({ apps }: { apps: readonly AppDescription[] }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  const sources = apps.flatMap((app) => app.triggers.map((trigger) => ({ app, trigger })));
  const found = sources.filter((source) => textOf(source).includes(wanted.trim().toLowerCase()));
  return (
    <Stack gap="lg">
      <TextInput
        aria-label={t('newFlow.search')}
        placeholder={t('newFlow.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <OtherDoors />
      {found.length === 0 && <Text c="dimmed">{t('newFlow.notFound')}</Text>}
      {categories.map(([category, name]) => {
        const members = found.filter(({ app }) => isOf(category, app));
        if (members.length === 0) return null;
        return (
          <section key={category}>
            <Title order={2} size="h4" mb="xs">
              {t(name)}
            </Title>
            <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="md">
              {members.map((source) => (
                <SourceCard key={`${source.app.key}/${source.trigger.key}`} {...source} />
              ))}
            </SimpleGrid>
          </section>
        );
      })}
    </Stack>
  );
}

/** All names of a source in every language: people search by the one that they know. */
const textOf = ({ app, trigger }: Source): string =>
  [app.key, ...Object.values(app.label), ...Object.values(trigger.label)].join(' ').toLowerCase();

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
        <span className="hl-source-event">
          {label}
          {trigger.evidence === 'unverified' && ` · ${t('newFlow.throughWebhook')}`}
        </span>
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
