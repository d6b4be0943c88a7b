import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconPlus, IconTrash } from '@tabler/icons-react';
import { freshStepId, type Branch, type BranchPatch, type BranchStep } from '@hookline/contract';
import { ConditionBuilder } from '../fields/ConditionBuilder.js';
import { useEditorTools } from '../state/editor-context.js';
import { tryDeed } from '../state/try-deed.js';
import { conditionInWords } from '../words/condition-in-words.js';
import { useLanguage } from '../words/use-language.js';
import { ConditionVerdict } from './ConditionVerdict.js';
import { ToolPanel } from './ToolPanel.js';

export function BranchPanel({ step }: { step: BranchStep }) {
  const { store } = useEditorTools();
  const { t } = useLanguage();
  const addBranch = () => {
    const { document, apply } = store.getState();
    const id = freshStepId(document, `${step.id}_a`);
    const branch = { id, when: { all: [{ left: '', op: 'is_not_empty' as const }] }, steps: [] };
    const index = step.branches.length;
    tryDeed(() => apply({ type: 'add_branch', stepId: step.id, branch, index }));
  };
  return (
    <ToolPanel
      step={step}
      fields={
        <Stack gap="lg">
          <Text size="sm" c="dimmed">
            {t('editor.toolHelp.branch')}
          </Text>
          {step.branches.map((branch, index) => (
            <BranchFields key={branch.id} step={step} branch={branch} index={index} />
          ))}
          <Button variant="light" leftSection={<IconPlus size={16} />} onClick={addBranch}>
            {t('editor.branch.add')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('editor.branch.otherwiseHelp')}
          </Text>
        </Stack>
      }
    />
  );
}

type Props = { step: BranchStep; branch: Branch; index: number };

function BranchFields({ step, branch, index }: Props) {
  const { store } = useEditorTools();
  const { t, namePath } = useLanguage();
  const at = { stepId: step.id, branchId: branch.id };
  const number = index + 1;
  const change = (patch: BranchPatch) => {
    const group = `${branch.id}:${Object.keys(patch).join()}`;
    tryDeed(() => store.getState().apply({ type: 'update_branch', ...at, patch }, group));
  };
  const move = (to: number) => store.getState().apply({ type: 'move_branch', ...at, index: to });
  return (
    <section className="hl-branch" aria-label={t('editor.branch.number', { number })}>
      <Group gap={4} wrap="nowrap" align="flex-end">
        <TextInput
          flex={1}
          label={t('editor.branch.label', { number })}
          placeholder={conditionInWords(branch.when, { t, namePath })}
          maxLength={200}
          value={branch.label ?? ''}
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          disabled={index === 0}
          aria-label={t('editor.branch.earlier', { number })}
          onClick={() => move(index - 1)}
        >
          <IconArrowLeft size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          disabled={index === step.branches.length - 1}
          aria-label={t('editor.branch.later', { number })}
          onClick={() => move(index + 1)}
        >
          <IconArrowRight size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          disabled={step.branches.length === 1}
          aria-label={t('editor.branch.remove', { number })}
          onClick={() => store.getState().apply({ type: 'remove_branch', ...at })}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
      <ConditionBuilder
        stepId={step.id}
        value={branch.when}
        onChange={(when) => change({ when })}
        pointer={`/branches/${index}/when`}
      />
      <ConditionVerdict condition={branch.when} />
    </section>
  );
}
