import {
  checkFlow,
  walkSteps,
  type FlowDocument,
  type FlowProblem,
  type PlacedStep,
} from '@hookline/contract';
import { findAction, findConnector, findReceiver } from '@hookline/connectors';
import { receiverSettings } from '@hookline/connector-kit';
import { readAddressRule } from '@hookline/intake';
import { checkCondition, checkTemplate, checkValue } from '@hookline/mapping';
import { checkConnectionUse } from './check-connection-use.js';
import { checkInput } from './check-input.js';
import { checkMasks } from './check-masks.js';
import { asJson, checkReferences } from './check-references.js';
import { checkSourceSecret, type FilledOf } from './check-source-secret.js';
import { problem } from './flow-problem.js';

/** The app of a connection of this workspace; `null` when it has none of that id. */
export type AppOf = (connectionId: string) => string | null;

/** Everything that stands in the way of publishing a document. */
export function checkDocument(
  document: FlowDocument,
  appOf: AppOf,
  filledOf: FilledOf = () => null,
): readonly FlowProblem[] {
  const shape = checkFlow(document);
  if (!shape.ok) return shape.problems;
  const steps = walkSteps(document);
  const stepIds = new Set(steps.map(({ step }) => step.id));
  return [
    ...checkTrigger(document, { appOf, filledOf }),
    ...checkMasks(document),
    ...steps.flatMap((placed) => [
      ...checkStep(placed, appOf),
      ...checkReferences(placed, stepIds),
    ]),
  ];
}

function checkTrigger(
  { trigger, endpoint }: FlowDocument,
  { appOf, filledOf }: { appOf: AppOf; filledOf: FilledOf },
): readonly FlowProblem[] {
  const preset = findReceiver(trigger.app, trigger.event);
  if (!preset) {
    const message = `there is no source "${trigger.app}/${trigger.event}"`;
    return [problem('/trigger/event', 'unknown_trigger', message)];
  }
  // The main flow proves who sends; without a connection of its own, nothing gets in at its own address.
  const isFed = endpoint?.through !== undefined;
  return [
    ...checkInput(receiverSettings(preset), trigger.settings, '/trigger/settings'),
    ...checkAddresses(trigger.settings),
    ...(preset.events === null ? checkNamedEvents(trigger.settings) : []),
    ...checkConnectionUse({
      app: trigger.app,
      need: isFed && preset.connection === 'required' ? 'optional' : preset.connection,
      connectionId: trigger.connectionId,
      pointer: '/trigger/connectionId',
      appOf,
    }),
    ...(isFed ? [] : checkSourceSecret(preset, trigger, filledOf)),
  ];
}

function checkAddresses(settings: FlowDocument['trigger']['settings']): readonly FlowProblem[] {
  if (readAddressRule(settings['allowedAddresses']) !== 'broken') return [];
  const message =
    'the allowed addresses cannot be read: write them like 203.0.113.0/24, with commas';
  return [problem('/trigger/settings/allowedAddresses', 'addresses_unreadable', message)];
}

/** A choice of events has no effect where nobody says what tells one from another. */
function checkNamedEvents(settings: FlowDocument['trigger']['settings']): readonly FlowProblem[] {
  const { events, eventPath } = settings;
  if (!Array.isArray(events) || events.length === 0) return [];
  if (typeof eventPath === 'string' && eventPath.trim() !== '') return [];
  const message = 'say where the kind of an event stands, or choose no events';
  return [problem('/trigger/settings/eventPath', 'required', message)];
}

function checkStep({ step, pointer }: PlacedStep, appOf: AppOf): readonly FlowProblem[] {
  switch (step.type) {
    case 'action':
      return checkActionStep(step, pointer, appOf);
    case 'filter':
      return checkWhen(step.when, `${pointer}/when`);
    case 'branch':
      return step.branches.flatMap((branch, index) =>
        checkWhen(branch.when, `${pointer}/branches/${index}/when`),
      );
    case 'respond':
      return checkValue(asJson(step.reply)).map((found) =>
        problem(`${pointer}/reply${found.pointer}`, found.problem.code, found.problem),
      );
    case 'loop':
      return checkItems(step.items, `${pointer}/items`);
    case 'delay':
      return checkTemplate(step.until ?? '').map((found) =>
        problem(`${pointer}/until`, found.code, found),
      );
  }
}

function checkItems(items: string, pointer: string): readonly FlowProblem[] {
  if (items.trim() === '') return [problem(pointer, 'required', 'choose the list of this loop')];
  return checkTemplate(items).map((found) => problem(pointer, found.code, found));
}

type ActionStep = Extract<PlacedStep['step'], { type: 'action' }>;

function checkActionStep(step: ActionStep, pointer: string, appOf: AppOf): readonly FlowProblem[] {
  const action = findAction(step.app, step.action);
  if (!action) {
    return findConnector(step.app)
      ? [problem(`${pointer}/action`, 'unknown_action', `"${step.app}" cannot "${step.action}"`)]
      : [problem(`${pointer}/app`, 'unknown_app', noApp(step.app))];
  }
  return [
    ...checkInput(action.input, step.input, `${pointer}/input`),
    ...checkConnectionUse({
      app: step.app,
      need: action.connection,
      connectionId: step.connectionId,
      pointer: `${pointer}/connectionId`,
      appOf,
    }),
  ];
}

const noApp = (about: string) => ({ message: `there is no app "${about}"`, about });

function checkWhen(
  when: Parameters<typeof checkCondition>[0],
  pointer: string,
): readonly FlowProblem[] {
  return checkCondition(when).map((found) =>
    problem(`${pointer}${found.path ?? ''}`, found.code, found),
  );
}
