import { z } from 'zod';
import { jsonValue } from '../json.js';

/** Words for a person, in the languages that the product speaks; `en` always stands in. */
export const words = z.object({
  en: z.string(),
  ru: z.string().optional(),
  uk: z.string().optional(),
});
export type Words = z.infer<typeof words>;

export const fieldKinds = [
  'text',
  'long_text',
  'html',
  'number',
  'boolean',
  'email',
  'phone',
  'url',
  'date_time',
  'choice',
  'json',
  'list',
  'object',
  'key_values',
  'secret',
  'condition',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

export const choice = z.object({ value: z.string(), label: words });
export type Choice = z.infer<typeof choice>;

/** Shows a field only when another field has one of the values. */
export const visibleWhen = z.object({ field: z.string(), in: z.array(jsonValue) });

/** A value that says where the secrets beside it are sent: it is their address, or lists the only hosts that get them. */
export const secretsGoTo = z.enum(['address', 'hosts']);

/** How a form draws one field and what it may hold: the JSON that the settings panel is drawn from. */
export type FieldDescription = {
  key: string;
  kind: FieldKind;
  label: Words;
  help?: Words | undefined;
  required: boolean;
  placeholder?: string | undefined;
  /** A secret that its owner thinks up has so many characters at least; one that was saved before stays good. */
  minLength?: number | undefined;
  default?: z.infer<typeof jsonValue> | undefined;
  /** Whoever changes it so that the secrets beside it go elsewhere gives them anew. */
  secretsGoTo?: z.infer<typeof secretsGoTo> | undefined;
  /** A fixed list. */
  choices?: Choice[] | undefined;
  /** The name of a list that the connector looks up (its choices are asked from the server). */
  choicesFrom?: string | undefined;
  /** May hold templates; false for settings such as a method or a table. */
  mappable: boolean;
  /** The fields of an `object`, or of each element of a `list`. */
  fields?: FieldDescription[] | undefined;
  visibleWhen?: z.infer<typeof visibleWhen> | undefined;
};

export const fieldDescription: z.ZodType<FieldDescription> = z.lazy(() =>
  z.object({
    key: z.string(),
    kind: z.enum(fieldKinds),
    label: words,
    help: words.optional(),
    required: z.boolean(),
    placeholder: z.string().optional(),
    minLength: z.number().int().optional(),
    default: jsonValue.optional(),
    secretsGoTo: secretsGoTo.optional(),
    choices: z.array(choice).optional(),
    choicesFrom: z.string().optional(),
    mappable: z.boolean(),
    fields: z.array(fieldDescription).optional(),
    visibleWhen: visibleWhen.optional(),
  }),
);
