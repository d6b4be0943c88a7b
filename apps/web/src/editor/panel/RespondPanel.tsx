import { Select, Stack, Text } from '@mantine/core';
import type { ReplyTemplate, RespondStep } from '@hookline/contract';
import { useLanguage } from '../words/use-language.js';
import { ReplyFields } from './ReplyFields.js';
import { ToolPanel } from './ToolPanel.js';
import { useUpdateStep } from './use-update-step.js';

const kinds = ['json', 'text', 'redirect', 'page'] as const;

const fresh: { readonly [Kind in ReplyTemplate['kind']]: Extract<ReplyTemplate, { kind: Kind }> } =
  {
    json: { kind: 'json', body: { ok: true } },
    text: { kind: 'text', body: 'ok' },
    redirect: { kind: 'redirect', to: 'https://' },
    page: { kind: 'page', title: '', text: '' },
  };

/** What the sender of the webhook is answered while it waits. */
export function RespondPanel({ step }: { step: RespondStep }) {
  const { t } = useLanguage();
  const update = useUpdateStep(step.id);
  return (
    <ToolPanel
      step={step}
      fields={
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('editor.respond.help')}
          </Text>
          <Select
            label={t('editor.respond.kind')}
            allowDeselect={false}
            data={kinds.map((kind) => ({
              value: kind,
              label: t(`editor.respond.kinds.${kind}`),
            }))}
            value={step.reply.kind}
            onChange={(value) => {
              const kind = kinds.find((one) => one === value);
              if (kind && kind !== step.reply.kind) update({ reply: fresh[kind] }, 'kind');
            }}
          />
          <ReplyFields
            key={step.reply.kind}
            stepId={step.id}
            reply={step.reply}
            onChange={(reply) => update({ reply })}
          />
        </Stack>
      }
    />
  );
}
