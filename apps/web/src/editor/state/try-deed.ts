import { OperationRefused } from '@hookline/contract';
import { notifyFault } from '../../ui/notify.js';
import { sayProblem } from '../../words/say-problem.js';
import { spokenNow } from '../../words/speech.js';

/** Does a deed that a flow may have no room for; then the reason is told, and everything stays as it was. */
export function tryDeed(deed: () => void): boolean {
  try {
    deed();
    return true;
  } catch (error) {
    if (!(error instanceof OperationRefused)) throw error;
    const { t } = spokenNow();
    const fault = error.problems[0] ?? error;
    // What is typed is refused letter by letter.
    notifyFault(t('editor.refused'), sayProblem(fault, t), `refused:${fault.code}`);
    return false;
  }
}
