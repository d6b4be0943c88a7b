import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { createOwner, languages } from '@hookline/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { setupQuery } from '../api/account.js';
import { useCall } from '../api/use-call.js';
import { FaultNote } from '../ui/FaultNote.js';
import { DoorFrame } from './DoorFrame.js';
import { Note } from '../ui/Note.js';

const route = getRouteApi('/setup');
const shortestPassword = 12;

/** The first page of a new installation: its owner introduces themselves. */
export function SetupPage() {
  const { t } = useTranslation();
  const { data: setup } = useQuery(setupQuery);
  const { token } = route.useSearch();
  const isClosed = setup?.needsOwner === false;
  return (
    <DoorFrame title={t('account.setup')} lead={t('account.setupLead')}>
      {isClosed ? (
        <Note tone="wait" title={t('account.hasOwner')}>
          <Anchor component={Link} to="/sign-in">
            {t('account.signIn')}
          </Anchor>
        </Note>
      ) : (
        <OwnerForm token={token ?? ''} />
      )}
    </DoorFrame>
  );
}

function OwnerForm({ token }: { token: string }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [typedToken, setTypedToken] = useState(token);
  const creation = useCall(createOwner, { touches: [], isShownInPlace: true });
  const isShort = password !== '' && password.length < shortestPassword;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password.length < shortestPassword) return;
    const language = languages.find((known) => known === i18n.language) ?? 'en';
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const body = {
      token: typedToken.trim(),
      email: email.trim(),
      password,
      name: name.trim(),
      language,
      timeZone,
    };
    const enter = () => {
      client.removeQueries();
      void navigate({ to: '/templates' });
    };
    creation.mutate({ body }, { onSuccess: enter });
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {token === '' && (
          <TextInput
            label={t('account.token')}
            description={t('account.tokenHelp')}
            required
            value={typedToken}
            onChange={(event) => setTypedToken(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={t('account.yourName')}
          autoComplete="name"
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('account.email')}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('account.password')}
          description={t('account.passwordHelp', { count: shortestPassword })}
          error={isShort ? t('account.passwordShort', { count: shortestPassword }) : null}
          autoComplete="new-password"
          required
          maxLength={128}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <FaultNote fault={creation.error} />
        <Button type="submit" loading={creation.isPending} fullWidth>
          {t('account.createOwner')}
        </Button>
      </Stack>
    </form>
  );
}
