import {
  conditionOps,
  type ActionDescription,
  type AppDescription,
  type FieldDescription,
  type Trigger,
  type TriggerDescription,
} from '@hookline/contract';
import { helperCatalogue } from '@hookline/mapping';
import { apps } from '../catalog/apps.js';

/** A small model of one's own reads little more than this at once. */
const mostSigns = 24_000;
const mostSignsOfLine = 320;
const mostFields = 12;

const rules = `You turn what a person describes into a flow, written as one JSON object and nothing else: no explanation, no code, no comments.

{"name": "short name", "trigger": {"app": "...", "event": "..."}, "steps": [...]}

Steps run in their order. Each has "id" (lower-case letters, digits and _, unique), "name" (what it does, in the language of the person) and "type":
- {"type": "action", "app": "...", "action": "...", "input": {field: value}}
- {"type": "filter", "when": condition}: goes on only when the condition holds
- {"type": "branch", "branches": [{"id": "...", "label": "...", "when": condition, "steps": [...]}], "otherwise": [...]}: the first branch whose condition holds
- {"type": "loop", "items": "{{a list}}", "steps": [...]}: its steps see {{item}} and {{index}}
- {"type": "delay", "for": {"days": 1, "hours": 1, "minutes": 15}}
A condition is {"all": [...]}, {"any": [...]}, {"not": condition} or {"left": "{{value}}", "op": "...", "right": value}.
Operators: ${conditionOps.join(', ')}.

Values take data with templates: {{trigger.Name}} is a field of the source, {{trigger.[two words]}} one whose name has spaces, {{steps.ID.field}} an output of an earlier step, {{now}} the time. A helper is called {{phone trigger.Phone "RU"}}, one inside of another {{default (phone trigger.Phone) "none"}}.

Use only the sources, actions, fields and helpers below. Where no action fits, use http/request. Never make up addresses, recipients, tables, chats or keys: leave out the field that the person did not name. Use no more steps than needed. If what the person says is no task for a flow, answer {}.`;

/**
 * What a model is told before it reads the description: the shape of a flow, and what this version of the
 * product has. It is the same for everybody.
 * @param source the source that the flow has already.
 */
export function writePrompt(source?: Pick<Trigger, 'app' | 'event'>): string {
  const sources = apps.flatMap((app) => app.triggers.map((trigger) => ({ app, trigger })));
  const fixed = sources.find(
    ({ app, trigger }) => app.key === source?.app && trigger.key === source.event,
  );
  const parts = [
    rules,
    fixed
      ? `The source is ${sourceLine(fixed.app, fixed.trigger, 60)}`
      : ['Sources:', ...sources.map((one) => sourceLine(one.app, one.trigger, mostFields))],
    ['Actions (* is required):', ...apps.flatMap((app) => app.actions.map(actionLine(app)))],
    ['Helpers:', ...helperCatalogue.map(({ name, summary }) => line(`${name}: ${summary.en}`))],
  ];
  const text = parts.map((part) => [part].flat().join('\n')).join('\n\n');
  return text.slice(0, mostSigns);
}

function sourceLine(app: AppDescription, trigger: TriggerDescription, fields: number): string {
  const names = Object.keys(trigger.sample).slice(0, fields).join(', ');
  return line(`${app.key}/${trigger.key} (${app.label.en}: ${trigger.label.en}): ${names}`);
}

const actionLine = (app: AppDescription) => (action: ActionDescription) => {
  const outputs = action.output.map(({ key }) => key).join(', ');
  const inputs = action.input.map(fieldInShort).join(', ');
  return `${app.key}/${action.key} (${app.label.en}: ${action.label.en}): ${inputs} -> ${outputs}`;
};

function fieldInShort({ key, kind, required, choices }: FieldDescription): string {
  const among = choices ? ` ${choices.map(({ value }) => value).join('|')}` : '';
  return `${key}${required ? '*' : ''} (${kind}${among})`;
}

const line = (text: string): string => text.replace(/\s+/g, ' ').slice(0, mostSignsOfLine);
