import type { FieldDescription, JsonObject, JsonValue } from '@hookline/contract';

/** Where a form's lookups happen and which secrets are stored already. */
export type FieldScope = {
  readonly app: string | null;
  readonly connectionId: string | null;
  readonly values: JsonObject;
  readonly secretsSet: readonly string[];
  /** Stored as well, but for another address than the form has now. */
  readonly secretsStranded: readonly string[];
};

export type FieldProps = {
  readonly field: FieldDescription;
  readonly value: JsonValue | undefined;
  /** `undefined` takes the value away, so that a stored one (a secret) stays or a default applies. */
  readonly onChange: (value: JsonValue | undefined) => void;
  readonly error: string | null;
  readonly scope: FieldScope;
};
