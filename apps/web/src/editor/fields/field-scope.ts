import type { JsonObject } from '@hookline/contract';
import { createContext, useContext } from 'react';

/** Where fields stand: whose they are, and what their lists of choices may depend on. */
export type FieldScope = {
  readonly stepId: string;
  readonly app: string;
  readonly connectionId: string | null;
  readonly input: JsonObject;
  /** What is wrong with the value at a JSON pointer, in words. */
  readonly faultAt: (pointer: string) => string | undefined;
  /** What the chosen event would give there, when that is nothing. */
  readonly noteAt: (pointer: string) => string | undefined;
};

const nowhere: FieldScope = {
  stepId: '',
  app: '',
  connectionId: null,
  input: {},
  faultAt: () => undefined,
  noteAt: () => undefined,
};

export const FieldScopeContext = createContext<FieldScope>(nowhere);
export const useFieldScope = (): FieldScope => useContext(FieldScopeContext);
