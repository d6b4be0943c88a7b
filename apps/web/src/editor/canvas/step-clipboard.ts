import {
  checkFlow,
  currentSchemaVersion,
  isObject,
  jsonValue,
  type FlowProblem,
  type JsonValue,
  type Step,
} from '@hookline/contract';

const mark = 'hookline/steps@1';
const anyMark = /^hookline\/steps@(\d+)$/;
const anySource = { app: 'any', event: 'any' };

export type Pasted =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | {
      readonly ok: false;
      /** `foreign`: no steps at all; `newer`: of a later Hookline; `broken`: steps that cannot stand. */
      readonly reason: 'foreign' | 'newer' | 'broken';
      /** What is wrong with broken ones. */
      readonly problem: FlowProblem | null;
    };

/** Steps as text, so that they travel between flows, windows and messages. */
export function stepsToText(steps: readonly Step[]): string {
  return JSON.stringify({ [mark]: steps }, null, 2);
}

/** The steps in a pasted text: copied ones, or those of a whole flow or bundle; else why not. */
export function stepsFromText(text: string): Pasted {
  const found = findSteps(parse(text));
  if (found === null) return refused('foreign');
  if (found === 'newer') return refused('newer');
  const document = {
    schemaVersion: currentSchemaVersion,
    name: '-',
    trigger: anySource,
    steps: found,
  };
  const checked = checkFlow(document);
  if (!checked.ok) return refused('broken', checked.problems[0]);
  return checked.document.steps.length > 0
    ? { ok: true, steps: checked.document.steps }
    : refused('foreign');
}

const refused = (
  reason: 'foreign' | 'newer' | 'broken',
  problem: FlowProblem | null = null,
): Pasted => {
  return { ok: false, reason, problem };
};

function findSteps(value: JsonValue | undefined): JsonValue | 'newer' | null {
  if (!isObject(value)) return null;
  const key = Object.keys(value).find((one) => anyMark.test(one));
  if (key !== undefined) return key === mark ? (value[key] ?? null) : 'newer';
  const { document } = value;
  const flow = isObject(document) ? document : value;
  if (typeof flow['schemaVersion'] !== 'number') return null;
  return flow['schemaVersion'] > currentSchemaVersion ? 'newer' : (flow['steps'] ?? null);
}

function parse(text: string): JsonValue | undefined {
  try {
    const read = jsonValue.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
