import type { ReceiverPreset } from '@hookline/contract';
import { findReceiver, findRegistration, receivers } from '@hookline/connectors';
import { aSender, numbered, type Sent } from '@hookline/testkit';
import { makeConnection } from '../product/make-connection.js';
import { callStep, makeFlow, type LiveFlow } from '../product/make-flow.js';
import type { Stage } from '../product/open-stage.js';
import { idHeader } from './write-request.js';

/** A live flow with this source, and whoever sends to it. */
export type Source = {
  readonly name: string;
  /** How the sender proves itself; `null`: it does not. */
  readonly proof: string | null;
  readonly flow: LiveFlow;
  /** The request of this number, signed now. */
  readonly make: (number: number) => Sent;
};

const nameOf = ({ app, event }: Pick<ReceiverPreset, 'app' | 'event'>): string => `${app}/${event}`;

/** Every receiver that the product knows, by its name. */
export const receiverNames: readonly string[] = receivers.map(nameOf);

/** Nobody is called: there is no worker that would. */
const nowhere = 'http://127.0.0.1:9/';

type Place = Pick<Stage, 'place'>;

/**
 * What all others are compared with: the generic receiver without a connection. It is told where the id of an event stands,
 * so that it guards against repeats as they do, and what differs is the proof and the reading.
 */
export async function openGeneric({ place }: Place): Promise<Source> {
  const preset = presetOf('webhook/received');
  const { app, event } = preset;
  const settings = { dedupePath: `header:${idHeader}` };
  const flow = await makeFlow(place, {
    name: 'Generic',
    steps: [callStep('call', nowhere)],
    trigger: { app, event, connectionId: null, settings },
  });
  return { name: 'generic', proof: null, flow, make: (number) => numbered(preset, number) };
}

/** A flow of this receiver with a connection where it takes one. */
export async function openSource({ place }: Place, name: string): Promise<Source> {
  const preset = presetOf(name);
  const { app, event } = preset;
  const sender = aSender(preset, Date.now());
  const isProved = preset.connection !== 'none';
  const connectionId = isProved
    ? await makeConnection(place, { app, name, values: withToken(app, sender.values) })
    : null;
  // The vendor itself is not there to be told of the address.
  const settings = findRegistration(app, event) === null ? {} : { connectByHand: true };
  const flow = await makeFlow(place, {
    name,
    steps: [callStep('call', nowhere)],
    trigger: { app, event, connectionId, settings },
  });
  return {
    name,
    proof: isProved ? proofOf(preset) : null,
    flow,
    make: (number) => {
      const sent = numbered(preset, number);
      return isProved ? sender.sign(sent, `${flow.hookUrl}${sent.path}`, Date.now()) : sent;
    },
  };
}

function presetOf(name: string): ReceiverPreset {
  const [app = '', event = ''] = name.split('/');
  const preset = findReceiver(app, event);
  if (!preset) throw new Error(`no receiver is called ${name}`);
  return preset;
}

/** A bot's token has a form that is checked when the connection is made. */
const withToken = (app: string, values: Record<string, string>): Record<string, string> =>
  app === 'telegram' ? { ...values, token: '1:a' } : values;

function proofOf({ verify }: ReceiverPreset): string {
  const [first] = verify;
  if (first?.kind === 'signature') return first.algorithm;
  return first?.kind === 'token' || first?.kind === 'named_token' ? 'token' : (first?.kind ?? '');
}
