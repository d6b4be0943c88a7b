import { z } from 'zod';
import { checkFlow, type FlowProblem } from './check-flow.js';
import { currentSchemaVersion, flowDocument, type FlowDocument } from './document.js';
import type { Step } from './step.js';

const slot = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/),
  app: z.string().max(60),
});

/** A flow that travels between installations: connections are slots, and nothing in it is secret. */
export const flowExport = z.strictObject({
  hookline: z.literal('flow'),
  exportVersion: z.literal(1),
  slots: z.array(slot).max(100),
  document: flowDocument,
});
export type FlowExport = z.infer<typeof flowExport>;
export type FlowSlot = z.infer<typeof slot>;

/** Which fields hold secrets is known to the catalogue alone. */
type Secrets = {
  readonly ofTrigger: (given: { app: string; event: string }) => readonly string[];
  readonly ofAction: (given: { app: string; action: string }) => readonly string[];
};

export function exportFlow(document: FlowDocument, secrets: Secrets): FlowExport {
  const slots = new Map<string, FlowSlot>();
  const slotOf = (app: string, connectionId: string | null): string | null => {
    if (connectionId === null) return null;
    const count = [...slots.values()].filter((one) => one.app === app).length + 1;
    const known = slots.get(connectionId) ?? { key: `${app}-${count}`, app };
    slots.set(connectionId, known);
    return `slot:${known.key}`;
  };
  const { trigger } = document;
  const bare = changeActions(document.steps, (step) => ({
    ...step,
    connectionId: slotOf(step.app, step.connectionId),
    input: without(step.input, secrets.ofAction(step)),
  }));
  const exported: FlowDocument = {
    ...withoutMain(document),
    trigger: {
      ...trigger,
      connectionId: slotOf(trigger.app, trigger.connectionId),
      settings: without(trigger.settings, secrets.ofTrigger(trigger)),
    },
    steps: bare,
  };
  return { hookline: 'flow', exportVersion: 1, slots: [...slots.values()], document: exported };
}

/** A flow of this installation is none of another: who imports it chooses anew. */
function withoutMain({ endpoint, ...rest }: FlowDocument): FlowDocument {
  if (endpoint === undefined) return rest;
  const { through, ...own } = endpoint;
  return through !== undefined && Object.keys(own).length === 0 ? rest : { ...rest, endpoint: own };
}

export type ReadExport =
  | { readonly ok: true; readonly flow: FlowExport }
  | {
      readonly ok: false;
      /** `foreign`: no flow at all; `newer`: of a later Hookline; `broken`: a flow that cannot stand. */
      readonly reason: 'foreign' | 'newer' | 'broken';
      /** What is wrong with a broken one. */
      readonly problem: FlowProblem | null;
    };

/** Reads the text of an exported flow, or of a bare document; whatever else it is, it says why not. */
export function readFlowExport(text: string): ReadExport {
  const value = parse(text);
  if (typeof value !== 'object' || value === null) return refused('foreign');
  const inner: unknown = 'document' in value ? value.document : value;
  if (typeof inner !== 'object' || inner === null || !('schemaVersion' in inner)) {
    return refused('foreign');
  }
  if (Number(inner.schemaVersion) > currentSchemaVersion || isLaterExport(value)) {
    return refused('newer');
  }
  const checked = checkFlow(inner);
  if (!checked.ok) return refused('broken', checked.problems[0]);
  const read = flowExport.safeParse(value);
  return { ok: true, flow: read.success ? read.data : withSlots(checked.document) };
}

const isLaterExport = (value: object): boolean =>
  'exportVersion' in value && Number(value.exportVersion) > 1;

/** The document with connections in its slots; a slot that nobody filled stays empty. */
export function fillSlots(
  { document }: FlowExport,
  connections: Readonly<Record<string, string | null>>,
): FlowDocument {
  const fill = (id: string | null) =>
    id?.startsWith('slot:') ? (connections[id.slice(5)] ?? null) : null;
  return {
    ...document,
    trigger: { ...document.trigger, connectionId: fill(document.trigger.connectionId) },
    steps: changeActions(document.steps, (step) => ({
      ...step,
      connectionId: fill(step.connectionId),
    })),
  };
}

/** A bare document names connections of another installation: each becomes a slot. */
const withSlots = (document: FlowDocument): FlowExport =>
  exportFlow(document, { ofTrigger: () => [], ofAction: () => [] });

const refused = (
  reason: 'foreign' | 'newer' | 'broken',
  problem: FlowProblem | null = null,
): ReadExport => ({ ok: false, reason, problem });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const without = <T extends object>(object: T, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

type Action = Extract<Step, { type: 'action' }>;

function changeActions(steps: readonly Step[], change: (step: Action) => Action): Step[] {
  return steps.map((step) => {
    if (step.type === 'action') return change(step);
    if (step.type === 'loop') return { ...step, steps: changeActions(step.steps, change) };
    if (step.type !== 'branch') return step;
    return {
      ...step,
      branches: step.branches.map((one) => ({ ...one, steps: changeActions(one.steps, change) })),
      otherwise: changeActions(step.otherwise, change),
    };
  });
}
