import { Button, Checkbox, Group, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconWand } from '@tabler/icons-react';
import type { ActionStep, FieldDescription } from '@hookline/contract';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sourcesOf } from '../fields/sources-of.js';
import { isSure, suggestMapping, type Suggestion } from '../fields/suggest-mapping.js';
import { useSample } from '../preview/use-sample.js';
import { isBlank } from '../state/flow-problems.js';
import { setAt } from '../wires/connect.js';
import { useWireTargets } from '../wires/use-wire-targets.js';
import { useLanguage } from '../words/use-language.js';
import { useUpdateStep } from './use-update-step.js';

type Props = { step: ActionStep; fields: readonly FieldDescription[] };

/** Offers to fill empty fields from incoming ones of the same meaning, and says how sure it is. */
export function SuggestBox({ step, fields }: Props) {
  const { t } = useTranslation();
  const { namePath } = useLanguage();
  const { context } = useSample();
  const update = useUpdateStep(step.id);
  const targets = useWireTargets(step, fields);
  const [isOpen, { toggle }] = useDisclosure(false);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const found = useMemo(() => {
    const empty = targets
      .filter(({ value, field }) => isBlank(value) && !field?.choices && field?.kind !== 'json')
      .map(({ pointer, keys, label, field }) => {
        return { key: pointer, names: [label, keys.at(-1) ?? ''], kind: field?.kind };
      });
    return suggestMapping(empty, sourcesOf(context['trigger'] ?? {}, namePath));
  }, [targets, context, namePath]);
  const labelOf = (key: string) => targets.find((one) => one.pointer === key)?.label ?? key;
  const isTaken = (one: Suggestion) => isSure(one) !== turned.has(one.key);
  const taken = found.filter(isTaken);
  const turn = (key: string) =>
    setTurned(
      (before) =>
        new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]),
    );
  const fill = () => {
    const input = taken.reduce((before, { key, path }) => {
      const target = targets.find((one) => one.pointer === key);
      return target ? setAt(before, target.keys, `{{${path}}}`) : before;
    }, step.input);
    update({ input }, 'fill');
    setTurned(new Set());
  };
  if (found.length === 0) return null;
  return (
    <div className="hl-suggest" data-testid="suggestions">
      <Group gap="xs" justify="space-between">
        {taken.length > 0 ? (
          <Button
            variant="light"
            size="compact-sm"
            leftSection={<IconWand size={14} />}
            onClick={fill}
          >
            {t('editor.field.fillByName', { count: taken.length })}
          </Button>
        ) : (
          <IconWand size={14} aria-hidden />
        )}
        <UnstyledButton className="hl-suggest-more" aria-expanded={isOpen} onClick={toggle}>
          {t('editor.suggest.look', { count: found.length })}
          {isOpen ? <IconChevronUp size={14} /> : <IconChevronDown size={14} />}
        </UnstyledButton>
      </Group>
      {isOpen &&
        found.map((one) => (
          <Checkbox
            key={one.key}
            size="xs"
            checked={isTaken(one)}
            onChange={() => turn(one.key)}
            label={`${namePath(one.path)} → ${labelOf(one.key)}`}
            description={t(`editor.suggest.reason.${one.reason}`)}
          />
        ))}
    </div>
  );
}
