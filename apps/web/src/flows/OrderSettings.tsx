import { Radio, Stack, Switch, Text, TextInput } from '@mantine/core';
import { readOrderKey, type FlowOrder } from '@hookline/contract';
import { useTranslation } from 'react-i18next';

type Choice = 'none' | FlowOrder['by'];
const choices: readonly Choice[] = ['none', 'flow', 'key'];

/** Whether runs go side by side or one at a time, and what a run that is stuck does to those behind it. */
export function OrderSettings({
  order,
  onChange,
}: {
  order: FlowOrder | undefined;
  onChange: (order: FlowOrder | undefined) => void;
}) {
  const { t } = useTranslation();
  const whenStuck = order?.whenStuck ?? 'wait';
  const choose = (choice: Choice): void => {
    if (choice === 'none') onChange(undefined);
    else if (choice === 'flow') onChange({ by: 'flow', whenStuck });
    else onChange({ by: 'key', key: order?.key ?? '', whenStuck });
  };
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('flowSettings.order.title')}
        description={t('flowSettings.order.help')}
        value={order?.by ?? 'none'}
        onChange={(value) => choose(choices.find((each) => each === value) ?? 'none')}
      >
        <Stack gap="xs" mt="xs">
          {choices.map((choice) => (
            <Radio key={choice} value={choice} label={t(`flowSettings.order.${choice}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {order?.by === 'key' && (
        <OrderKey value={order.key ?? ''} onChange={(key) => onChange({ ...order, key })} />
      )}
      {order && (
        <Switch
          label={t('flowSettings.order.goOn')}
          description={t('flowSettings.order.goOnHelp')}
          checked={whenStuck === 'go_on'}
          onChange={(event) =>
            onChange({ ...order, whenStuck: event.currentTarget.checked ? 'go_on' : 'wait' })
          }
        />
      )}
    </Stack>
  );
}

function OrderKey({ value, onChange }: { value: string; onChange: (key: string) => void }) {
  const { t } = useTranslation();
  const isBroken = value !== '' && readOrderKey(value) === null;
  return (
    <TextInput
      label={t('flowSettings.order.keyName')}
      description={
        <Text span>{t('flowSettings.order.keyHelp', { example: '{{trigger.phone}}' })}</Text>
      }
      placeholder="{{trigger.phone}}"
      required
      maxLength={500}
      value={value}
      error={
        isBroken ? t('flowSettings.order.keyBroken', { example: '{{trigger.phone}}' }) : undefined
      }
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
