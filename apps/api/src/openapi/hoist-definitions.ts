export type Schema = { [key: string]: unknown };

/**
 * A schema that refers to parts of itself means its own document; inside a greater document these parts
 * move to `components` and the references follow them.
 */
export function hoistDefinitions(
  schema: Schema,
  { name, components }: { name: string; components: Record<string, Schema> },
): Schema {
  const { $defs, ...rest } = schema;
  const target = (reference: string): string =>
    reference === '#'
      ? `#/components/schemas/${name}`
      : reference.replace('#/$defs/', `#/components/schemas/${name}_`);
  const definitions = isSchema($defs) ? $defs : {};
  for (const [key, definition] of Object.entries(definitions)) {
    components[`${name}_${key}`] = asSchema(follow(definition, target));
  }
  const own = asSchema(follow(rest, target));
  if (!JSON.stringify(own).includes(`"#/components/schemas/${name}"`)) return own;
  components[name] = own;
  return { $ref: `#/components/schemas/${name}` };
}

function follow(value: unknown, target: (reference: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => follow(each, target));
  if (!isSchema(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === '$ref' && typeof each === 'string' ? target(each) : follow(each, target),
    ]),
  );
}

const asSchema = (value: unknown): Schema => (isSchema(value) ? value : {});

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
