import { condition, type Condition, type JsonValue } from '@hookline/contract';
import { ConditionBuilder } from './ConditionBuilder.js';
import type { FieldProps } from './field-props.js';
import { useFieldScope } from './field-scope.js';
import { useLanguage } from '../words/use-language.js';

/** A condition among the fields of an action. */
export function ConditionField({ field, value, onChange, pointer }: FieldProps) {
  const { say } = useLanguage();
  const { stepId } = useFieldScope();
  const read = condition.safeParse(value);
  const current: Condition = read.success ? read.data : { all: [] };
  return (
    <div className="hl-wire" role="group" aria-label={say(field.label)}>
      <div className="hl-wire-label">
        <span>{say(field.label)}</span>
      </div>
      <ConditionBuilder
        stepId={stepId}
        value={current}
        onChange={(next) => onChange(conditionToJson(next))}
        pointer={pointer}
      />
    </div>
  );
}

function conditionToJson(value: Condition): JsonValue {
  const parsed: JsonValue = JSON.parse(JSON.stringify(value));
  return parsed;
}
