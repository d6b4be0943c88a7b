export {
  createTestDatabase,
  run as runSql,
  type TestDatabase,
} from './database/create-test-database.js';
export { migrateDatabase, startServer, type TestServer } from './database/start-server.js';
export { startStandby, type TestStandby } from './database/start-standby.js';
export { smallDiskOrSkip, type SmallDisk } from './disk/small-disk.js';
export { smtpSink, type SinkMode, type SmtpSink, type SunkMail } from './mail/smtp-sink.js';
export { freePort } from './network/free-port.js';
export { roundRobin, type RoundRobin } from './network/round-robin.js';
export { tcpProxy, type ProxyFault, type TcpProxy } from './network/tcp-proxy.js';
export { findPgbouncer, startPgbouncer, type TestPooler } from './pooler/start-pgbouncer.js';
export { runCommand, type CommandRun } from './process/run-command.js';
export { startProgram, type Program } from './process/start-program.js';
export {
  findRedis,
  redisOrSkip,
  startRedis,
  type OwnRedis,
  type TestRedis,
} from './redis/start-redis.js';
export { aCertificate } from './sender/a-certificate.js';
export { aSender, urlOf, usualHookUrl, wireOf } from './sender/a-sender.js';
export type { DescribedSender, Sent } from './sender/described-sender.js';
export { numbered } from './sender/numbered.js';
export { withValue } from './sender/with-value.js';
export type { Behaviour, VendorReply, VendorRequest } from './vendor/behaviour.js';
export { fakeVendor, type FakeVendor } from './vendor/fake-vendor.js';
export { quickestMs } from './quickest-ms.js';
export { waitFor } from './wait-for.js';
