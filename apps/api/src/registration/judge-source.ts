import type { FlowDocument, JsonObject, RegistrationView, Trigger } from '@hookline/contract';
import { describeFields } from '@hookline/connector-kit';
import { findConnector, findReceiver, findRegistration } from '@hookline/connectors';
import { readEventFilter } from '@hookline/intake';
import { uuidv7 } from '@hookline/platform';
import type { WantedRegistration } from '@hookline/store';

type Possibility = Pick<RegistrationView, 'isPossible' | 'isByHand' | 'missing'>;

/** Whether a source can be connected without a person, and what that still lacks. */
function judgeSource(trigger: Trigger, filled: JsonObject | null): Possibility {
  const known = findRegistration(trigger.app, trigger.event);
  const preset = findReceiver(trigger.app, trigger.event);
  const isByHand = trigger.settings['connectByHand'] === true;
  if (!known || !preset) return { isPossible: false, isByHand, missing: [] };
  const lacking = (where: 'connection' | 'settings', values: JsonObject) =>
    known.needs[where]
      .filter((key) => isEmpty(values[key]))
      .map((key) => {
        const shared = describeFields(findConnector(trigger.app)?.connection?.fields ?? {});
        const fields =
          where === 'connection' ? [...preset.connectionFields, ...shared] : preset.settings;
        const label = fields.find((field) => field.key === key)?.label ?? { en: key, ru: key };
        return { in: where, label };
      });
  const missing = [
    ...lacking('connection', filled ?? {}),
    ...lacking('settings', trigger.settings),
  ];
  return { isPossible: true, isByHand, missing };
}

/** The same for a draft: one that is fed by another flow's address has nothing to connect. */
export function judgeDraft(
  { trigger, endpoint }: FlowDocument,
  filled: JsonObject | null,
): Possibility {
  const judged = judgeSource(trigger, filled);
  return endpoint?.through === undefined ? judged : { ...judged, isPossible: false };
}

/** What to register for a live source and those that its address feeds; `null`: nothing. */
export function wantedFor(
  trigger: Trigger,
  filled: JsonObject | null,
  fed: readonly Trigger[] = [],
): WantedRegistration | null {
  const { app, event, connectionId, settings } = trigger;
  const known = findRegistration(app, event);
  const preset = findReceiver(app, event);
  if (!known || !preset || connectionId === null || filled === null) return null;
  const { isByHand, missing } = judgeSource(trigger, filled);
  if (isByHand || missing.length > 0) return null;
  const filters = [trigger, ...fed].map((each) => readEventFilter(preset, each.settings));
  const isAll = filters.includes(null);
  const chosen = new Set(filters.flatMap((filter) => [...(filter ?? [])]));
  const all = preset.events?.known.map(({ value }) => value) ?? [];
  const place = Object.fromEntries(known.needs.settings.map((key) => [key, settings[key] ?? null]));
  return {
    id: uuidv7(),
    app,
    event,
    connectionId,
    place,
    events: isAll ? all : [...chosen],
    isAll,
  };
}

const isEmpty = (value: JsonObject[string] | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
