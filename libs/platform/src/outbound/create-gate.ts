import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { DoorBlocked, DoorUnreachable } from './door-errors.js';
import {
  isAllowed,
  isHttpPort,
  isPublic,
  literalOf,
  type Address,
  type Target,
} from './judge-address.js';
import { parseAllowEntry } from './parse-allow.js';

export type Resolve = (hostname: string) => Promise<{ address: string; family: number }[]>;

export type Gate = {
  /** The one address to connect to, checked. Throws DoorBlocked if any address of the host is bad. */
  check: (target: Target, isUsualPort?: (port: number) => boolean) => Promise<Address>;
};

/** Long enough to spare a busy host a look-up per request; an answer is judged anew at every use. */
const answersKeptMs = 2_000;
const hostsKept = 1_000;

const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true, order: 'ipv4first' });

/** Decides which address a request may connect to: resolve all, judge all, choose one. */
export function createGate(options: { allow: readonly string[]; resolve?: Resolve }): Gate {
  const allow = options.allow.map((text) => {
    const entry = parseAllowEntry(text);
    if (entry === null) throw new TypeError('An entry of OUTBOUND_ALLOW is not valid.');
    return entry;
  });
  const resolveHost = keepAnswers(options.resolve ?? systemResolve);
  return {
    async check({ host: hostname, port }, isUsualPort = isHttpPort) {
      const target = { host: hostname.replace(/\.$/, '').toLowerCase(), port };
      const literal = literalOf(target.host);
      const answers = literal === null ? await resolveTarget(target.host, resolveHost) : [literal];
      const isOpen = (address: string) =>
        isAllowed(address, target, allow) ||
        (isUsualPort(port) && !isLocalName(target.host) && isPublic(address));
      const [first] = answers;
      if (first === undefined || !answers.every(({ address }) => isOpen(address)))
        throw new DoorBlocked();
      return first;
    },
  };
}

async function resolveTarget(host: string, resolve: Resolve): Promise<Address[]> {
  try {
    const answers = await resolve(host);
    return answers.map(({ address }) => {
      const family = isIP(address);
      if (family !== 4 && family !== 6) throw new DoorBlocked();
      return { address, family };
    });
  } catch (cause) {
    // Whether a name of our own network exists is nobody's business outside it.
    if (cause instanceof DoorBlocked || isLocalName(host)) throw new DoorBlocked();
    throw new DoorUnreachable(`The name ${host} has no address.`, 'name_unknown', host, { cause });
  }
}

/** Names that only a private resolver can know. They pass only to addresses that are listed. */
const isLocalName = (host: string) =>
  literalOf(host) === null &&
  (!host.includes('.') ||
    /\.(local|localhost|internal|intranet|lan|home\.arpa|corp|home)$/.test(host));

function keepAnswers(resolve: Resolve): Resolve {
  const kept = new Map<string, { answers: ReturnType<Resolve>; untilMs: number }>();
  return (hostname) => {
    const known = kept.get(hostname);
    if (known !== undefined && known.untilMs > performance.now()) return known.answers;
    const answers = resolve(hostname);
    kept.delete(hostname);
    kept.set(hostname, { answers, untilMs: performance.now() + answersKeptMs });
    answers.catch(() => kept.delete(hostname));
    const [oldest] = kept.keys();
    if (kept.size > hostsKept && oldest !== undefined) kept.delete(oldest);
    return answers;
  };
}
