import { buildConnector, Pool } from 'undici';
import { isSameAddress, type Address } from './judge-address.js';

export type Pools = {
  for: (url: URL, address: Address) => Pool;
  close: () => Promise<void>;
};

const poolsKept = 256;
const maxHeaderBytes = 16_384;

/**
 * Kept-alive connections, each group pinned to one checked address: a name that later resolves
 * elsewhere gets another pool, after another check.
 */
export function createPools(limits: {
  connectionsPerTarget: number;
  connectTimeoutMs: number;
}): Pools {
  const pools = new Map<string, Pool>();
  return {
    for(url, address) {
      const key = `${url.origin} ${address.address}`;
      const known = pools.get(key);
      if (known !== undefined) {
        // Back to the young end of the map, so that the one closed below is the longest unused.
        pools.delete(key);
        pools.set(key, known);
        return known;
      }
      const pool = new Pool(url.origin, {
        connect: pinnedConnector(address, limits.connectTimeoutMs),
        connections: limits.connectionsPerTarget,
        pipelining: 1,
        maxHeaderSize: maxHeaderBytes,
        // One clock rules the whole request; these would only add timers.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      pools.set(key, pool);
      const [oldest] = pools;
      if (pools.size > poolsKept && oldest !== undefined) {
        pools.delete(oldest[0]);
        void oldest[1].close();
      }
      return pool;
    },
    async close() {
      const all = [...pools.values()];
      pools.clear();
      await Promise.all(all.map((pool) => pool.destroy()));
    },
  };
}

function pinnedConnector(pinned: Address, timeoutMs: number): buildConnector.connector {
  const connect = buildConnector({
    timeout: timeoutMs,
    allowH2: false,
    rejectUnauthorized: true,
  });
  return (options, callback) => {
    connect({ ...options, hostname: pinned.address }, (error, socket) => {
      if (error !== null) return callback(error, null);
      // The address was checked before; this is what was really reached.
      if (!isSameAddress(socket.remoteAddress, pinned)) {
        socket.destroy();
        return callback(new Error('connected to another address than the checked one'), null);
      }
      return callback(null, socket);
    });
  };
}
