import { isObject, type JsonValue, type RunStepView, type Step } from '@hookline/contract';
import { valueAsRead } from '../preview/value-in-words.js';
import { useCatalog } from '../state/editor-context.js';
import { useLanguage } from '../words/use-language.js';

/** The two most telling values that really went into the step. */
export function RunValues({ ran, step }: { ran: RunStepView; step: Step }) {
  const catalog = useCatalog();
  const { say } = useLanguage();
  const input = ran.attempts.at(-1)?.input;
  const fields = step.type === 'action' ? catalog.action(step.app, step.action)?.input : undefined;
  const labelOf = (key: string) => {
    const field = fields?.find((one) => one.key === key);
    return field ? say(field.label) : key;
  };
  return leavesOf(input, '')
    .slice(0, 2)
    .map(({ key, value }) => (
      <span key={key} className="hl-node-value">
        <span className="hl-node-label">{labelOf(key)}</span>
        <span className="hl-mono" title={valueAsRead(value, 2_000)}>
          {valueAsRead(value, 60)}
        </span>
      </span>
    ));
}

function leavesOf(value: JsonValue | undefined, key: string): { key: string; value: JsonValue }[] {
  if (isObject(value)) return Object.entries(value).flatMap(([name, one]) => leavesOf(one, name));
  return value === undefined || value === null || value === '' ? [] : [{ key, value }];
}
