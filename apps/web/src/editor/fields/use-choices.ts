import type { Choice, FieldDescription, JsonObject } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { choicesQuery } from '../../api/catalog.js';
import { useFieldScope } from './field-scope.js';
import { isTemplate } from './field-props.js';

export type Choices = {
  readonly choices: readonly Choice[];
  readonly isLoading: boolean;
  readonly fault: unknown;
  readonly retry: () => void;
};

/** The choices of a field: its own, or those that its app looks up. */
export function useChoices(field: FieldDescription): Choices {
  const { app, connectionId, input } = useFieldScope();
  const plain = useMemo(() => plainInput(input, field.key), [input, field.key]);
  const name = field.choicesFrom;
  const { data, isLoading, error, refetch } = useQuery({
    ...choicesQuery({ app, choices: name ?? '', connectionId, input: plain }),
    enabled: name !== undefined,
    placeholderData: (before) => before,
  });
  return {
    choices: field.choices ?? data?.choices ?? [],
    isLoading,
    fault: error,
    retry: () => void refetch(),
  };
}

/**
 * What a list of choices may depend on. Long texts and templates say nothing about which lists there are;
 * leaving them out keeps the list from being asked for again at each key stroke.
 */
export function plainInput(input: JsonObject, own: string): JsonObject {
  return Object.fromEntries(
    Object.entries(input).filter(
      ([key, value]) => key !== own && typeof value !== 'object' && !isTemplate(value),
    ),
  );
}
