import type { Helper } from '../helpers/define-helper.js';
import type { FoundFault } from './plan-notes.js';

/** A call that has too few, too many or unknown arguments is a problem when it is saved, not when it runs. */
export function checkArguments(
  helper: Helper,
  count: number,
  named: ReadonlyMap<string, unknown>,
): FoundFault | undefined {
  const positional = helper.parameters.filter((parameter) => !parameter.isNamed);
  const missing = positional.filter((parameter) => parameter.required)[count];
  if (missing) {
    const message = `"${helper.name}" needs "${missing.name}".`;
    return ['missing_argument', message, helper.name];
  }
  const isOpen = positional.some((parameter) => parameter.isRest);
  if (!isOpen && count > positional.length) {
    const message = `"${helper.name}" takes at most ${positional.length} value(s), not ${count}.`;
    return ['too_many_arguments', message, helper.name];
  }
  const options = helper.parameters.filter((parameter) => parameter.isNamed);
  for (const name of named.keys()) {
    if (!options.some((option) => option.name === name)) {
      return ['unknown_option', `"${helper.name}" has no option "${name}".`, helper.name];
    }
  }
  return undefined;
}
