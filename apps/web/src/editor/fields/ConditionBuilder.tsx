import { ActionIcon, Button, Group, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { conditionOps, unaryOps, type Condition, type ConditionOp } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { TemplateField } from '../template/TemplateField.js';
import {
  emptyRow,
  fromGroup,
  toGroup,
  type ConditionGroup,
  type ConditionRow,
} from './condition-group.js';
import { asText } from './field-props.js';
import { useFieldScope } from './field-scope.js';

type Props = {
  stepId: string;
  value: Condition;
  onChange: (value: Condition) => void;
  pointer: string;
  isInner?: boolean;
};

/** Rows of "this is that", joined by all or any; groups in groups, each of which may be turned around. */
export function ConditionBuilder({ stepId, value, onChange, pointer, isInner = false }: Props) {
  const { t } = useTranslation();
  const group = toGroup(value);
  const change = (next: Partial<ConditionGroup>) => onChange(fromGroup({ ...group, ...next }));
  const put = (index: number, part: Condition) =>
    change({ parts: group.parts.map((one, at) => (at === index ? part : one)) });
  const drop = (index: number) => change({ parts: group.parts.filter((_, at) => at !== index) });
  const mode = `${group.isNot ? 'not_' : ''}${group.by}` as const;
  const modes = (['all', 'any', 'not_all', 'not_any'] as const).map((one) => ({
    value: one,
    label: t(`editor.condition.mode.${one}`),
  }));
  return (
    <div className="hl-condition" data-inner={isInner}>
      {(group.parts.length > 1 || group.isNot || isInner) && (
        <Select
          size="xs"
          aria-label={t('editor.condition.howJoined')}
          data={modes}
          allowDeselect={false}
          value={mode}
          onChange={(next) =>
            change({
              by: next?.endsWith('any') ? 'any' : 'all',
              isNot: next?.startsWith('not') ?? false,
            })
          }
        />
      )}
      {group.parts.map((part, index) =>
        'left' in part ? (
          <ComparisonRow
            key={index}
            stepId={stepId}
            row={part}
            number={index + 1}
            pointer={`${pointer}/${group.by}/${index}`}
            onChange={(next) => put(index, next)}
            onRemove={() => drop(index)}
          />
        ) : (
          <Group key={index} wrap="nowrap" align="flex-start" gap={4}>
            <ConditionBuilder
              isInner
              stepId={stepId}
              value={part}
              onChange={(next) => put(index, next)}
              pointer={`${pointer}/${group.by}/${index}`}
            />
            <Remove number={index + 1} onRemove={() => drop(index)} />
          </Group>
        ),
      )}
      {group.parts.length === 0 && <p className="hl-wire-help">{t('editor.condition.noRows')}</p>}
      <Group gap={4}>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => change({ parts: [...group.parts, emptyRow] })}
        >
          {t('editor.condition.addRow')}
        </Button>
        {!isInner && group.parts.length > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => change({ parts: [...group.parts, { any: [emptyRow] }] })}
          >
            {t('editor.condition.addGroup')}
          </Button>
        )}
      </Group>
    </div>
  );
}

type RowProps = {
  stepId: string;
  row: ConditionRow;
  number: number;
  pointer: string;
  onChange: (row: ConditionRow) => void;
  onRemove: () => void;
};

function ComparisonRow({ stepId, row, number, pointer, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const { faultAt, noteAt } = useFieldScope();
  const isUnary = unaryOps.includes(row.op);
  const data = conditionOps.map((op) => ({ value: op, label: t(`editor.ops.${op}`) }));
  const setOp = (op: ConditionOp) =>
    onChange(
      unaryOps.includes(op)
        ? { left: row.left, op }
        : { left: row.left, op, right: row.right ?? '' },
    );
  return (
    <div className="hl-comparison" role="group" aria-label={t('editor.condition.row', { number })}>
      <TemplateField
        stepId={stepId}
        label={t('editor.condition.left')}
        isLabelHidden
        value={asText(row.left)}
        placeholder={t('editor.condition.leftHint')}
        onChange={(left) => onChange({ ...row, left })}
        fault={faultAt(`${pointer}/left`)}
        note={noteAt(`${pointer}/left`)}
      />
      <Group gap={4} align="flex-start" className="hl-comparison-sides">
        <Select
          aria-label={t('editor.condition.op')}
          data={data}
          allowDeselect={false}
          value={row.op}
          maxDropdownHeight={320}
          onChange={(next) => {
            const op = conditionOps.find((one) => one === next);
            if (op) setOp(op);
          }}
        />
        <div className="hl-comparison-right" data-unary={isUnary}>
          {!isUnary && (
            <div>
              <TemplateField
                stepId={stepId}
                label={t('editor.condition.right')}
                isLabelHidden
                value={asText(row.right)}
                placeholder={t('editor.condition.rightHint')}
                onChange={(right) => onChange({ ...row, right })}
                fault={faultAt(`${pointer}/right`)}
              />
            </div>
          )}
          <Remove number={number} onRemove={onRemove} />
        </div>
      </Group>
    </div>
  );
}

function Remove({ number, onRemove }: { number: number; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={34}
      aria-label={t('editor.condition.removeRow', { number })}
      onClick={onRemove}
    >
      <IconTrash size={16} />
    </ActionIcon>
  );
}
