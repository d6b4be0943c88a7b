import { isBusy } from '../report/note-driver.js';
import type { Stage } from '../product/open-stage.js';
import { countStored } from './count-stored.js';
import { measureReceiver, type Measured, type ReceiverPlan } from './measure-receiver.js';
import { openGeneric, openSource, type Source } from './open-sources.js';

export type ReceiverForm = Omit<ReceiverPlan, 'apiPid' | 'serverPid'>;

export type Receivers = {
  readonly measured: readonly Measured[];
  /** What makes a figure doubtful. */
  readonly notes: readonly string[];
  /** Events that were accepted and are not stored, or are stored twice. */
  readonly failures: readonly string[];
};

type Given = {
  readonly names: readonly string[];
  readonly form: ReceiverForm;
  readonly serverPid: number;
  readonly tell: (line: string) => void;
};

/** Measures each of these receivers, and looks whether what was accepted is stored. */
export async function measureReceivers(
  stage: Pick<Stage, 'place' | 'product' | 'databaseUrl'>,
  { names, form, serverPid, tell }: Given,
): Promise<Receivers> {
  tell('making a flow for each receiver');
  const generic = await openGeneric(stage);
  const sources: Source[] = [];
  for (const name of names) sources.push(await openSource(stage, name));
  const plan = { ...form, apiPid: stage.product.api.pid, serverPid };
  const measured: Measured[] = [];
  const notes: string[] = [];
  const failures: string[] = [];
  // The first lets the processes compile, and tells nothing.
  await measureReceiver({ source: generic, generic }, plan);
  for (const source of sources) {
    tell(source.name);
    const one = await measureReceiver({ source, generic }, plan);
    measured.push(one);
    if (one.faults > 0) notes.push(`${one.name}: ${one.faults} requests got no 2xx`);
  }
  const stored = await countStored(stage.databaseUrl);
  measured.forEach(({ name, accepted }, at) => {
    const kept = stored.get(sources[at]?.flow.id ?? '') ?? 0;
    if (kept !== accepted) failures.push(`${name}: ${accepted} accepted, but ${kept} stored`);
  });
  const busy = measured.filter(({ driverShare }) => isBusy(driverShare));
  if (busy.length > 0) {
    notes.push(
      `the driver was part of the limit (over 60 % of a core): ${busy.map(({ name }) => name).join(', ')}`,
    );
  }
  return { measured, notes, failures };
}
