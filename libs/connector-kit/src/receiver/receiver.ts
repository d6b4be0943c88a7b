import type { FieldDescription, ReceiverPreset, Words } from '@hookline/contract';
import { field, describeFields } from '../field.js';

type Told =
  'app' | 'event' | 'label' | 'appLabel' | 'category' | 'color' | 'setup' | 'labels' | 'sample';
type Wire = Partial<ReceiverPreset['wire']> & { type?: 'json' | 'form' };

/** What an author says of a sender; everything else is as usual. */
export type ReceiverDefinition = Pick<ReceiverPreset, Told> &
  Partial<Omit<ReceiverPreset, Told | 'wire'>> & { wire?: Wire };

/** Defines a receiver: how a sender's requests look. Data only. */
export function receiver({ wire = {}, ...definition }: ReceiverDefinition): ReceiverPreset {
  return {
    icon: 'letters',
    snippet: null,
    evidence: 'verified',
    notes: [],
    methods: ['POST'],
    greetings: [],
    connection: (definition.connectionFields ?? []).length > 0 ? 'optional' : 'none',
    verify: [],
    connectionFields: [],
    settings: [],
    networks: [],
    masks: [],
    events: null,
    split: null,
    dedupe: [],
    dedupeWindowSecs: null,
    dedupeMoments: [],
    readings: [],
    reply: null,
    ...definition,
    wire: wireOf(wire, definition.sample),
  };
}

const types = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const;

function wireOf(
  { type = 'json', ...wire }: Wire,
  sample: ReceiverPreset['sample'],
): ReceiverPreset['wire'] {
  const body =
    type === 'json'
      ? JSON.stringify(sample)
      : new URLSearchParams(
          Object.entries(sample).map(([name, value]): [string, string] => [name, String(value)]),
        ).toString();
  return {
    method: 'POST',
    path: '',
    query: '',
    body,
    ...wire,
    headers: { 'content-type': types[type], ...wire.headers },
  };
}

/** Every setting of a source: the preset's own, the choice of events, the networks that may call. */
export function receiverSettings(preset: ReceiverPreset): FieldDescription[] {
  const { events, networks } = preset;
  const isOwn = preset.settings.some(({ key }) => key === 'allowedAddresses');
  return [
    ...preset.settings,
    ...(events ? describeFields({ events: eventsField(events.known) }) : []),
    ...(isOwn ? [] : describeFields({ allowedAddresses: addressesField(networks) })),
  ];
}

function eventsField(known: NonNullable<ReceiverPreset['events']>['known']) {
  if (known.length === 0) return namedEventsField;
  const usual = known.filter(({ isUsual }) => isUsual);
  const names = (speak: (words: Words) => string): string =>
    usual.map(({ label }) => speak(label)).join(', ');
  const isAll = usual.length === known.length;
  return field.list({
    label: eventsLabel,
    help: isAll
      ? {
          en: 'Nothing chosen: all of them. Others are kept in the inbox and do not run.',
          ru: 'Ничего не выбрано: все. Остальные сохраняются во входящих и не выполняются.',
        }
      : {
          en: `Nothing chosen: ${names(({ en }) => en)}. Others are kept in the inbox and do not run.`,
          ru: `Ничего не выбрано: ${names(({ en, ru }) => ru ?? en)}. Остальные сохраняются во входящих и не выполняются.`,
        },
    choices: known.map(({ value, label }) => ({ value, label })),
    mappable: false,
  });
}

const eventsLabel: Words = {
  en: 'Which events start the flow',
  ru: 'Какие события запускают связку',
};

/** The choice among events whose names are nobody's but the sender's: each is written out. */
export const namedEventsField = field.list({
  label: eventsLabel,
  help: {
    en: 'Each name as the sender writes it. None: all of them. Others are kept in the inbox and do not run.',
    ru: 'Каждое название — так, как его пишет отправитель. Ни одного: все. Остальные сохраняются во входящих и не выполняются.',
  },
  mappable: false,
});

/** A second factor: the networks that may call. */
export function addressesField(networks: readonly string[]) {
  const published = networks.join(', ');
  return field.text({
    label: { en: 'Only from these addresses', ru: 'Только с этих адресов' },
    help: {
      en: `Addresses or networks with commas. Empty: from everywhere. Behind a proxy, it must be named in TRUSTED_PROXIES.${published ? ` The sender has published: ${published}` : ''}`,
      ru: `Адреса или сети через запятую. Пусто: отовсюду. Если Hookline стоит за прокси, он должен быть назван в TRUSTED_PROXIES.${published ? ` Отправитель публиковал: ${published}` : ''}`,
    },
    placeholder: networks[0] ?? '203.0.113.0/24',
    mappable: false,
  });
}
