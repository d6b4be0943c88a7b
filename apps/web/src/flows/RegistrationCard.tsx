import { Button, Group, Text } from '@mantine/core';
import { retryRegistration, type RegistrationView } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { registrationQuery } from '../api/flows.js';
import { useCall } from '../api/use-call.js';
import { FaultNote } from '../ui/FaultNote.js';
import { Note } from '../ui/Note.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { RunFault } from '../ui/RunFault.js';

/** Whether the sender was told the address of the flow, so that nobody has to paste it there. */
export function RegistrationCard({ flowId }: { flowId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(registrationQuery(flowId));
  const retrying = useCall(retryRegistration, { touches: ['flows'], isShownInPlace: true });
  if (!data) return null;
  if (!data.isPossible) return data.leftBehind.length > 0 ? <LeftBehind view={data} /> : null;
  const mayRetry = !data.isByHand && (data.state !== 'none' || data.missing.length === 0);
  return (
    <Note tone={data.state === 'failed' && !data.isByHand ? 'bad' : 'quiet'}>
      <Text fw={500}>{t(`flowSettings.registration.${stateOf(data)}`)}</Text>
      <Reason view={data} />
      {data.hasFormer && data.state === 'failed' && (
        <Text>{t('flowSettings.registration.formerKept')}</Text>
      )}
      <LeftBehind view={data} />
      <FaultNote fault={retrying.error} />
      {mayRetry && (
        <Group mt="xs">
          <Button
            size="compact-sm"
            variant="default"
            loading={retrying.isPending}
            onClick={() => retrying.mutate({ params: { id: flowId } })}
          >
            {t(
              data.state === 'registered'
                ? 'flowSettings.registration.check'
                : 'flowSettings.registration.retry',
            )}
          </Button>
        </Group>
      )}
    </Note>
  );
}

/** What nobody but the owner can remove at the sender. */
function LeftBehind({ view }: { view: RegistrationView }) {
  const { t } = useTranslation();
  return view.leftBehind.map(({ place, at }) => (
    <Text key={`${place} ${at}`}>{t('flowSettings.registration.leftBehind', { place })}</Text>
  ));
}

function Reason({ view }: { view: RegistrationView }) {
  const { t, i18n } = useTranslation();
  if (view.isByHand) return <Text>{t('flowSettings.registration.byHandHelp')}</Text>;
  if (view.state === 'registered' && view.checkedAt !== null) {
    return (
      <Text c="dimmed">
        {t('flowSettings.registration.checked')} <RelativeTime at={view.checkedAt} />
      </Text>
    );
  }
  if (view.state === 'failed' && view.error !== null) {
    // Of earlier versions there is the message alone.
    return <RunFault error={{ code: 'rejected', message: view.error, why: view.why }} />;
  }
  if (view.missing.length === 0) return <Text>{t('flowSettings.registration.noneHelp')}</Text>;
  const lacking = view.missing.map(({ in: where, label }) => {
    const name = (i18n.language.startsWith('ru') ? label.ru : undefined) ?? label.en;
    return t(`flowSettings.registration.in.${where}`, { name });
  });
  return <Text>{t('flowSettings.registration.missing', { what: lacking.join(', ') })}</Text>;
}

const stateOf = ({ isByHand, state }: RegistrationView) => (isByHand ? 'byHand' : state);
