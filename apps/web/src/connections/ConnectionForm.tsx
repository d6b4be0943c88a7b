import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import {
  checkConnection,
  createConnection,
  updateConnection,
  type AppDescription,
  type ConnectionView,
  type JsonObject,
} from '@hookline/contract';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../api/endpoint-shape.js';
import { useCall } from '../api/use-call.js';
import { FaultNote } from '../ui/FaultNote.js';
import { FieldForm } from '../ui/fields/FieldForm.js';
import { missingFields } from '../ui/fields/missing-fields.js';
import { useSay } from '../words/use-say.js';
import { Note } from '../ui/Note.js';
import { CheckWords } from './CheckWords.js';
import { secretsOf, valuesToSend } from './secrets-of.js';

type Props = {
  app: AppDescription;
  connection: ConnectionView | null;
  onClose: () => void;
  onSaved: ((connection: ConnectionView) => void) | undefined;
};

/** Saves, then tries it out for real: a connection that was never tried is only a hope. */
export function ConnectionForm({ app, connection, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const [stored, setStored] = useState(connection);
  const [name, setName] = useState(connection?.name ?? say(app.label));
  const [values, setValues] = useState<JsonObject>(connection?.settings ?? {});
  const [isChecked, setChecked] = useState(false);
  const { save, check, fault } = useSaving();

  const secrets = secretsOf(app.connectionFields, stored, values);

  const submit = () => {
    setChecked(true);
    const missing = missingFields(app.connectionFields, values, secrets.kept);
    if (missing.length > 0) return;
    const sent = valuesToSend(values, secrets);
    save({ app: app.key, name: name.trim(), values: sent, stored }, (saved) => {
      setStored(saved);
      check.mutate({ params: { id: saved.id } });
      onSaved?.(saved);
    });
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        {app.connectionHelp !== undefined && <Text c="dimmed">{say(app.connectionHelp)}</Text>}
        <TextInput
          label={t('common.name')}
          data-autofocus
          description={t('connections.nameHelp')}
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <FieldForm
          fields={app.connectionFields}
          values={values}
          onChange={setValues}
          app={app.key}
          connectionId={stored?.id ?? null}
          secretsSet={secrets.kept}
          secretsStranded={secrets.stranded}
          fault={fault}
          isChecked={isChecked}
        />
        <FaultNote fault={fault} />
        <CheckResult result={check.data} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {check.data?.ok === true ? t('common.close') : t('common.cancel')}
          </Button>
          <Button type="submit" loading={check.isPending}>
            {t('connections.saveAndTest')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type CheckProps = { result: ReplyOf<typeof checkConnection> | undefined };

function CheckResult({ result }: CheckProps) {
  const { t } = useTranslation();
  return (
    <div aria-live="polite">
      {result !== undefined && (
        <Note
          tone={result.ok ? 'good' : 'bad'}
          icon={result.ok ? <IconCheck /> : <IconX />}
          title={result.ok ? t('connections.works') : t('connections.worksNot')}
        >
          <CheckWords result={result} />
        </Note>
      )}
    </div>
  );
}

type Saving = { app: string; name: string; values: JsonObject; stored: ConnectionView | null };

function useSaving() {
  const options = { touches: ['connections'], isShownInPlace: true } as const;
  const creation = useCall(createConnection, options);
  const change = useCall(updateConnection, options);
  const check = useCall(checkConnection, options);
  const save = (given: Saving, onSaved: (saved: ConnectionView) => void) => {
    const { app, name, values, stored } = given;
    const done = { onSuccess: onSaved };
    if (stored === null) creation.mutate({ body: { app, name, values } }, done);
    else change.mutate({ params: { id: stored.id }, body: { name, values } }, done);
  };
  return { save, check, fault: creation.error ?? change.error ?? check.error };
}
