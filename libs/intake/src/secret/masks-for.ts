import { readMaskRule, type ReceiverPreset } from '@hookline/contract';

/** An owner's rules as they hold for a sender: where the query's fields are fields of the payload, they are hidden there, too. */
export const masksFor = (
  { mergesQuery = false }: Pick<ReceiverPreset, 'mergesQuery'>,
  rules: readonly string[],
): readonly string[] => (mergesQuery ? withQueryFields(rules) : rules);

/** Each rule of a field of the query hides the field of that name at the top of the payload as well. */
export function withQueryFields(rules: readonly string[]): readonly string[] {
  return rules.flatMap((text) => {
    const rule = readMaskRule(text);
    if (rule?.at !== 'query') return [text];
    return [text, rule.name.includes('[') ? `body:${rule.name}` : `body:[${rule.name}]`];
  });
}
