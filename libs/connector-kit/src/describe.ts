import type {
  ActionDescription,
  AppDescription,
  FieldDescription,
  ReceiverPreset,
  TriggerDescription,
} from '@hookline/contract';
import type { Action } from './action.js';
import type { Connector } from './connector.js';
import { describeFields } from './field.js';
import { receiverSettings } from './receiver/receiver.js';

/**
 * Turns connectors and receivers into the JSON that the editor draws its palette and forms from.
 * A receiver joins the connector of the same app; one without makes an app of its own.
 */
export function describeApps(
  connectors: readonly Connector[],
  receivers: readonly ReceiverPreset[],
): AppDescription[] {
  const apps = new Map<string, AppDescription>();
  for (const connector of connectors) apps.set(connector.key, describeConnector(connector));
  for (const preset of receivers) {
    const app = apps.get(preset.app) ?? describeSender(preset);
    const isShared = connectors.some(({ key }) => key === preset.app);
    app.connectionFields.push(...newFields(app, preset, isShared));
    app.triggers.push(describeReceiver(preset));
    apps.set(preset.app, app);
  }
  return [...apps.values()];
}

/**
 * A secret of the sender joins the app's connection. Where actions use the same connection it is not
 * required of all of them: publishing a flow asks for it.
 */
function newFields(
  app: AppDescription,
  preset: ReceiverPreset,
  isShared: boolean,
): FieldDescription[] {
  return preset.connectionFields
    .filter(({ key }) => app.connectionFields.every((known) => known.key !== key))
    .map((one) => (isShared ? { ...one, required: false } : one));
}

function describeConnector(connector: Connector): AppDescription {
  return {
    key: connector.key,
    label: connector.label,
    category: connector.category,
    icon: connector.icon,
    color: connector.color,
    ...(connector.help ? { help: connector.help } : {}),
    connectionFields: connector.connection ? describeFields(connector.connection.fields) : [],
    ...(connector.connection?.help ? { connectionHelp: connector.connection.help } : {}),
    triggers: [],
    actions: connector.actions.map(describeAction),
  };
}

function describeAction(action: Action): ActionDescription {
  return {
    key: action.key,
    label: action.label,
    ...(action.help ? { help: action.help } : {}),
    effect: action.effect({ hasConnection: action.connection !== 'none', input: {} }),
    ...(action.effectByField
      ? { effectByField: { ...action.effectByField, kinds: { ...action.effectByField.kinds } } }
      : {}),
    connection: action.connection,
    input: describeFields(action.input),
    output: describeFields(action.output),
    sample: action.sample,
  };
}

function describeSender(preset: ReceiverPreset): AppDescription {
  return {
    key: preset.app,
    label: preset.appLabel,
    category: preset.category,
    icon: preset.icon,
    color: preset.color,
    ...(preset.help ? { help: preset.help } : {}),
    connectionFields: [],
    triggers: [],
    actions: [],
  };
}

function describeReceiver(preset: ReceiverPreset): TriggerDescription {
  return {
    key: preset.event,
    label: preset.label,
    ...(preset.help ? { help: preset.help } : {}),
    setup: preset.setup,
    ...(preset.snippet ? { snippet: preset.snippet } : {}),
    evidence: preset.evidence,
    notes: preset.notes,
    settings: receiverSettings(preset),
    labels: preset.labels,
    sample: preset.sample,
    dedupeFields: (preset.dedupe[0] ?? []).flatMap(({ from, path }) =>
      from === 'body' && Object.hasOwn(preset.sample, path) ? [path] : [],
    ),
    connection: preset.connection,
    ...(preset.reply ? { hasOwnAnswer: true } : {}),
  };
}
