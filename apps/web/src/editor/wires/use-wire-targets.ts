import type { ActionStep, FieldDescription } from '@hookline/contract';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { choicesQuery } from '../../api/catalog.js';
import { plainInput } from '../fields/use-choices.js';
import { useLanguage } from '../words/use-language.js';
import { wireTargets, type WireTarget } from './wire-targets.js';

/** The fields of a step that wires can end at, with the columns that its app knows. */
export function useWireTargets(
  step: ActionStep,
  fields: readonly FieldDescription[],
): readonly WireTarget[] {
  const { say } = useLanguage();
  const { app, connectionId, input } = step;
  const listed = fields.filter((one) => one.kind === 'key_values' && one.choicesFrom !== undefined);
  const found = useQueries({
    queries: listed.map(({ key, choicesFrom = '' }) =>
      choicesQuery({
        app,
        choices: choicesFrom,
        connectionId,
        input: { ...plainInput(input, key) },
      }),
    ),
    combine: (all) => all.map(({ data }) => data?.choices.map((one) => one.value) ?? []),
  });
  return useMemo(() => {
    const columnsOf = (field: FieldDescription) => found[listed.indexOf(field)] ?? [];
    return wireTargets({ fields, input, columnsOf, say });
    // The list of columns follows from the fields; it is made anew at each drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [fields, input, found, say]);
}
