import { Select, Stack } from '@mantine/core';
import type { AppDescription, ConnectionView } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../api/catalog.js';
import { Loaded } from '../ui/Loaded.js';
import { useSay } from '../words/use-say.js';
import { ConnectionForm } from './ConnectionForm.js';

type Props = {
  /** The app that it is for; an unknown one lets the reader choose. */
  app: string;
  connection: ConnectionView | null;
  onClose: () => void;
  onSaved?: (connection: ConnectionView) => void;
};

/** Makes or changes a connection, wherever one is needed: on its page or in the middle of something else. */
export function ConnectionMaker({ app, connection, onClose, onSaved }: Props) {
  const query = useQuery(catalogQuery);
  return (
    <Loaded query={query} shape="panel">
      {({ apps }) => (
        <Chosen
          apps={apps.filter((one) => one.connectionFields.length > 0)}
          given={app}
          connection={connection}
          onClose={onClose}
          onSaved={onSaved}
        />
      )}
    </Loaded>
  );
}

type ChosenProps = {
  apps: readonly AppDescription[];
  given: string;
  connection: ConnectionView | null;
  onClose: () => void;
  onSaved: ((connection: ConnectionView) => void) | undefined;
};

function Chosen({ apps, given, connection, onClose, onSaved }: ChosenProps) {
  const { t } = useTranslation();
  const say = useSay();
  const [key, setKey] = useState(given);
  const app = apps.find((one) => one.key === key);
  const isFixed = apps.some((one) => one.key === given);
  return (
    <Stack gap="md">
      {!isFixed && (
        <Select
          label={t('connections.app')}
          placeholder={t('connections.chooseApp')}
          searchable
          allowDeselect={false}
          data={apps.map((one) => ({ value: one.key, label: say(one.label) }))}
          value={app === undefined ? null : app.key}
          onChange={(value) => setKey(value ?? given)}
        />
      )}
      {app !== undefined && (
        <ConnectionForm
          key={app.key}
          app={app}
          connection={connection}
          onClose={onClose}
          onSaved={onSaved}
        />
      )}
    </Stack>
  );
}
