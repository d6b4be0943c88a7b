import type { ReceiverPreset, ValueSource, Words } from '@hookline/contract';

/** One text in the two languages that every receiver speaks. */
export function say(en: string, ru: string): Words {
  return { en, ru };
}

/** The steps of a set-up; copying the flow's address is always the first. */
export function setUp(...steps: readonly Words[]): Words[] {
  return [say('Copy the address of this flow.', 'Скопируйте адрес этой связки.'), ...steps];
}

/** Labels of fields: path to English and Russian. */
export function labelsOf(
  labels: Readonly<Record<string, readonly [en: string, ru: string]>>,
): ReceiverPreset['labels'] {
  return Object.fromEntries(Object.entries(labels).map(([path, [en, ru]]) => [path, say(en, ru)]));
}

type Known = NonNullable<ReceiverPreset['events']>['known'];

type Told = NonNullable<NonNullable<ReceiverPreset['events']>['told']>;

/** Kinds that a body tells by having a field that bodies of other kinds have not. */
export function toldBy(fields: Readonly<Record<string, string>>): Told {
  return Object.entries(fields).map(([value, path]) => ({
    value,
    place: { from: 'body', path },
  }));
}

/** Events whose names only the sender, or whoever set it up, knows. */
export const eventsAt = (at: ValueSource): NonNullable<ReceiverPreset['events']> => ({
  at,
  known: [],
});

/** The events of a sender, by name; all of them start a flow unless `usual` names the few that do. */
export function eventsOf(
  at: NonNullable<ReceiverPreset['events']>['at'],
  names: Readonly<Record<string, readonly [en: string, ru: string]>>,
  usual?: readonly string[],
): NonNullable<ReceiverPreset['events']> {
  const known: Known = Object.entries(names).map(([value, [en, ru]]) => ({
    value,
    label: say(en, ru),
    isUsual: usual?.includes(value) ?? true,
  }));
  return { at, known };
}
