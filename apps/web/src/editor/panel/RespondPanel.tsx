import { Select, Stack, Text } from '@mantine/core';
import type { ReplyTemplate, RespondStep } from '@hookline/contract';
import { ToolMark } from '../canvas/ToolMark.js';
import { useCatalog } from '../state/editor-context.js';
import { stepTitle } from '../words/step-title.js';
import { useLanguage } from '../words/use-language.js';
import { NameAndNote } from './OptionsTab.js';
import { PanelHead } from './PanelHead.js';
import { PanelTabs } from './PanelTabs.js';
import { ReplyFields } from './ReplyFields.js';
import { StepScope } from './StepScope.js';
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
  const catalog = useCatalog();
  const language = useLanguage();
  const { t } = language;
  const update = useUpdateStep(step.id);
  return (
    <StepScope step={step}>
      <PanelHead
        mark={<ToolMark tool="respond" />}
        title={stepTitle(step, { catalog, ...language })}
        subtitle={t('editor.tools.respond')}
      />
      <PanelTabs
        tabs={{
          fields: (
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
          ),
          options: (
            <Stack gap="md">
              <NameAndNote step={step} />
            </Stack>
          ),
        }}
      />
    </StepScope>
  );
}
