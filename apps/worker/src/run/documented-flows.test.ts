import { readFileSync } from 'node:fs';
import { bundle, checkFlow, walkSteps, type JsonObject, type JsonValue } from '@hookline/contract';
import { findAction, findReceiver } from '@hookline/connectors';
import { compilePlan } from '@hookline/engine';
import { describe, expect, it } from 'vitest';

const page = readFileSync(new URL('../../../../docs/flow-document.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(
  (match) => JSON.parse(match[1] ?? '') as JsonValue,
);

/** An example is a whole document, a bundle, a source, an order, an answer, an address, a step or a list of steps. */
function toDocument(example: JsonValue): unknown {
  const source = { app: 'webhook', event: 'received' };
  const around = (part: JsonObject): JsonObject => ({
    schemaVersion: 1,
    name: 'An example',
    trigger: source,
    steps: [],
    ...part,
  });
  if (Array.isArray(example)) return around({ steps: example });
  if (typeof example !== 'object' || example === null) return example;
  const given = example as JsonObject;
  if ('bundleVersion' in given) return bundle.parse(given).document;
  if ('by' in given) return around({ order: given });
  if ('perMinute' in given || 'through' in given) return around({ endpoint: given });
  if ('kind' in given || 'masks' in given)
    return around('kind' in given ? { answer: given } : given);
  if ('type' in given) return around({ steps: [given] });
  return 'event' in given ? around({ trigger: given }) : given;
}

describe('the page about the flow document', () => {
  it('shows every kind of step, a whole document, a source and a bundle', () => {
    expect(examples.length).toBeGreaterThanOrEqual(8);
    for (const kind of ['action', 'filter', 'branch', 'delay']) {
      expect(page).toContain(`"type": "${kind}"`);
    }
  });

  it.each(examples.map((example, index) => ({ example, number: index + 1 })))(
    'example $number is a flow that can be published',
    ({ example }) => {
      const checked = checkFlow(toDocument(example));
      if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
      const { document } = checked;

      expect(findReceiver(document.trigger.app, document.trigger.event)).toBeTruthy();
      expect(() => compilePlan('version-1', document, findAction)).not.toThrow();
      for (const { step } of walkSteps(document)) {
        if (step.type !== 'action') continue;
        const fields = findAction(step.app, step.action)?.input ?? {};
        expect(Object.keys(fields)).toEqual(expect.arrayContaining(Object.keys(step.input)));
      }
    },
  );
});
