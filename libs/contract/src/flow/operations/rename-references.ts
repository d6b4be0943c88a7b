import type { Condition } from '../condition.js';
import { isList, type JsonObject, type JsonValue } from '../../json.js';
import type { ReplyTemplate } from '../respond.js';
import type { Step } from '../step.js';
import { bracketedName, quotedText } from '../template-words.js';

type Renamed = ReadonlyMap<string, string>;

/** The step and all below it under other ids, with `steps.<id>` in its templates following. */
export function renameInStep(step: Step, renamed: Renamed): Step {
  const id = renamed.get(step.id) ?? step.id;
  switch (step.type) {
    case 'action':
      return { ...step, id, input: inObject(step.input, renamed) };
    case 'filter':
      return { ...step, id, when: inCondition(step.when, renamed) };
    case 'delay':
      return step.until === undefined
        ? { ...step, id }
        : { ...step, id, until: renameInTemplate(step.until, renamed) };
    case 'respond':
      return { ...step, id, reply: inReply(step.reply, renamed) };
    case 'loop':
      return {
        ...step,
        id,
        items: renameInTemplate(step.items, renamed),
        steps: step.steps.map((inner) => renameInStep(inner, renamed)),
      };
    case 'branch':
      return {
        ...step,
        id,
        branches: step.branches.map((branch) => ({
          ...branch,
          id: renamed.get(branch.id) ?? branch.id,
          when: inCondition(branch.when, renamed),
          steps: branch.steps.map((inner) => renameInStep(inner, renamed)),
        })),
        otherwise: step.otherwise.map((inner) => renameInStep(inner, renamed)),
      };
  }
}

const expression = new RegExp(
  String.raw`\{\{(?:${quotedText}|${bracketedName}|[^"'[\]])*?\}\}`,
  'g',
);
// Quoted text and bracketed keys are passed over, so that only a path that starts with `steps` changes.
const reference = new RegExp(
  String.raw`${quotedText}|(?<![\w.@/\]-])steps([./])(\[?)([a-z][a-z0-9_]*)(\]?)(?![\w-])|${bracketedName}`,
  'g',
);

function renameInTemplate(source: string, renamed: Renamed): string {
  return source.replace(expression, (inside) =>
    inside.replace(
      reference,
      (whole: string, dot?: string, open?: string, id?: string, close?: string) => {
        const fresh = id === undefined ? undefined : renamed.get(id);
        return fresh === undefined ? whole : `steps${dot}${open}${fresh}${close}`;
      },
    ),
  );
}

function inCondition(condition: Condition, renamed: Renamed): Condition {
  if ('all' in condition) return { all: condition.all.map((one) => inCondition(one, renamed)) };
  if ('any' in condition) return { any: condition.any.map((one) => inCondition(one, renamed)) };
  if ('not' in condition) return { not: inCondition(condition.not, renamed) };
  const left = inValue(condition.left, renamed);
  return condition.right === undefined
    ? { ...condition, left }
    : { ...condition, left, right: inValue(condition.right, renamed) };
}

function inReply(reply: ReplyTemplate, renamed: Renamed): ReplyTemplate {
  const rename = (text: string): string => renameInTemplate(text, renamed);
  switch (reply.kind) {
    case 'redirect':
      return { ...reply, to: rename(reply.to) };
    case 'page':
      return { ...reply, title: rename(reply.title), text: rename(reply.text) };
    case 'text':
      return { ...reply, ...headersOf(reply, rename), body: rename(reply.body) };
    case 'json':
      return { ...reply, ...headersOf(reply, rename), body: inValue(reply.body, renamed) };
  }
}

function headersOf(
  { headers }: Pick<Extract<ReplyTemplate, { kind: 'text' }>, 'headers'>,
  rename: (text: string) => string,
): Pick<Extract<ReplyTemplate, { kind: 'text' }>, 'headers'> {
  if (headers === undefined) return {};
  return {
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, rename(value)]),
    ),
  };
}

function inObject(object: JsonObject, renamed: Renamed): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, inValue(value, renamed)]),
  );
}

function inValue(value: JsonValue, renamed: Renamed): JsonValue {
  if (typeof value === 'string') return renameInTemplate(value, renamed);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((one) => inValue(one, renamed));
  return inObject(value, renamed);
}
