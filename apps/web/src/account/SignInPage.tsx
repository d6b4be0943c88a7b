import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setupQuery } from '../api/account.js';
import { signIn } from '../api/session.js';
import { FaultNote } from '../ui/FaultNote.js';
import { DoorFrame } from './DoorFrame.js';
import { Note } from '../ui/Note.js';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { t } = useTranslation();
  const { back } = route.useSearch();
  const router = useRouter();
  const client = useQueryClient();
  const { data: setup } = useQuery(setupQuery);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const entry = useMutation({
    mutationFn: signIn,
    meta: { isShownInPlace: true },
    onSuccess: () => {
      client.removeQueries();
      router.history.push(back ?? '/');
    },
  });
  return (
    <DoorFrame title={t('account.signIn')} lead={t('account.signInLead')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          entry.mutate({ email: email.trim(), password });
        }}
      >
        <Stack gap="md">
          {setup?.needsOwner === true && (
            <Note tone="wait" title={t('account.noOwner')}>
              {t('account.noOwnerHelp')}
            </Note>
          )}
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
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <FaultNote fault={entry.error} />
          <Button type="submit" loading={entry.isPending} fullWidth>
            {t('account.signIn')}
          </Button>
        </Stack>
      </form>
    </DoorFrame>
  );
}
