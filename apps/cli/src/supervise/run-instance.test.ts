import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aTempDir } from '../files/temp-dir.given.js';
import { readRuntime } from '../lock/runtime-file.js';
import { inspectProcess, isRunning } from '../process/inspect-process.js';
import { tryListen } from '../process/try-listen.js';
import { answersOk } from './wait-healthy.js';
import { type InstancePlan, type Place, type Programs, runInstance } from './run-instance.js';

const apiSource = `
  import { createServer } from 'node:http';
  const server = createServer((request, response) => response.end('ok'));
  server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send({ type: 'ready', setupToken: process.env.SETUP_TOKEN }));
  process.on('disconnect', () => process.exit(0));
  process.on('SIGTERM', () => { console.error('api stops'); process.exit(0); });
`;
const workerSource = `
  console.log(JSON.stringify({ level: 'error', msg: 'a step failed' }));
  process.on('disconnect', () => process.exit(0));
  if (process.env.DEAF) process.on('SIGTERM', () => {});
  setInterval(() => {}, 1000);
  process.send({ type: 'ready' });
`;

interface Given {
  plan: InstancePlan;
  told: string[];
  /** What a person does at the terminal. */
  first: () => void;
  second: () => void;
}

async function given(
  changes: Partial<InstancePlan> = {},
  env: NodeJS.ProcessEnv = {},
): Promise<Given> {
  const dataDir = aTempDir();
  writeFileSync(join(dataDir, 'api.mjs'), apiSource);
  writeFileSync(join(dataDir, 'worker.mjs'), workerSource);
  const program = (name: string, { port, databaseUrl }: Place) => ({
    name,
    command: process.execPath,
    args: name === 'migrate' ? ['-e', ''] : [join(dataDir, `${name}.mjs`)],
    env: { ...process.env, ...env, PORT: String(port), DATABASE_URL: databaseUrl },
  });
  const programs = (place: Place): Programs => ({
    migrate: program('migrate', place),
    children: [program('api', place), program('worker', place)],
  });
  const told: string[] = [];
  let first = (): void => {};
  let second = (): void => {};
  const signals: InstancePlan['signals'] = {
    first: new Promise((resolve) => (first = () => resolve('SIGINT'))),
    second: new Promise((resolve) => (second = () => resolve('SIGINT'))),
  };
  const { port = 0 } = await tryListen('127.0.0.1', 0);
  const plan: InstancePlan = {
    dataDir,
    host: '127.0.0.1',
    port,
    isPortExplicit: true,
    publicUrl: undefined,
    databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
    programs,
    signals,
    tell: (line) => told.push(line),
    ...changes,
  };
  return { plan, told, first, second };
}

function run({ plan, first, second }: Given): Promise<number> {
  const ended = runInstance(plan);
  onTestFinished(async () => {
    first();
    second();
    await ended.catch(() => undefined);
  });
  return ended;
}

async function until<T>(look: () => T | Promise<T>): Promise<NonNullable<Awaited<T>>> {
  for (;;) {
    const found = await look();
    if (found) return found;
    await wait(10);
  }
}

const isReady = (told: string[]) => told.some((line) => line.startsWith('Hookline is ready'));

function childPid(dataDir: string, name: string): number | undefined {
  const file = join(dataDir, 'children.jsonl');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines.map((line) => JSON.parse(line)).find((child) => child.name === name)?.pid;
}

describe('runInstance', { timeout: 60_000 }, () => {
  it('says that it is ready once everything answers, and leaves nothing behind when stopped', async () => {
    const instance = await given({}, { SETUP_TOKEN: 'tok-1' });
    const { plan, told } = instance;
    const ended = run(instance);
    await until(() => told.length >= 3);
    const url = `http://127.0.0.1:${plan.port}`;
    expect(told).toContain(`Hookline is ready at ${url}`);
    expect(told).toContain(`Create the first owner: ${url}/setup?token=tok-1`);
    expect(await answersOk(`${url}/health/ready`)).toBe(true);
    expect(await readRuntime(plan.dataDir)).toMatchObject({ url, databaseUrl: plan.databaseUrl });
    const pids = await until(
      () => childPid(plan.dataDir, 'api') && childPid(plan.dataDir, 'worker'),
    );

    instance.first();

    expect(await ended).toBe(0);
    expect(await isRunning(pids)).toBe(false);
    expect(await answersOk(`${url}/health/ready`)).toBe(false);
    expect(await readRuntime(plan.dataDir)).toBeUndefined();
    expect(existsSync(join(plan.dataDir, 'hookline.lock'))).toBe(false);
  });

  it('starts a child that died again within two seconds, and says so', async () => {
    const instance = await given();
    const { plan, told } = instance;
    void run(instance);
    await until(() => isReady(told));
    const pid = await until(() => childPid(plan.dataDir, 'api'));

    process.kill(pid, 'SIGKILL');
    const killedAt = Date.now();
    const next = await until(() => {
      const found = childPid(plan.dataDir, 'api');
      return found === pid ? undefined : found;
    });
    await until(() => answersOk(`http://127.0.0.1:${plan.port}/health/ready`));

    expect(Date.now() - killedAt).toBeLessThan(2_000);
    expect(await isRunning(next)).toBe(true);
    expect(told.join('\n')).toMatch(/api ended unexpectedly \(SIGKILL\) and is started again/);
  });

  it('ends with the words of a child that refuses to start, and does not try again', async () => {
    const instance = await given();
    const { plan, told } = instance;
    writeFileSync(
      join(plan.dataDir, 'api.mjs'),
      `process.send({ type: 'refused', message: 'the key is a wrong one' }, () => process.exit(1));`,
    );

    await expect(run(instance)).rejects.toThrow('api refuses to start: the key is a wrong one');

    expect(told.join()).not.toContain('started again');
    expect(existsSync(join(plan.dataDir, 'hookline.lock'))).toBe(false);
    expect(await isRunning(childPid(plan.dataDir, 'worker') ?? 0)).toBe(false);
  });

  it('starts a child again that refuses what it had taken before', async () => {
    const instance = await given();
    const { plan, told } = instance;
    writeFileSync(
      join(plan.dataDir, 'worker.mjs'),
      `process.on('disconnect', () => process.exit(0));
       process.send({ type: 'ready' });
       process.send({ type: 'refused', message: 'for now' }, () => process.exit(1));`,
    );
    void run(instance);
    await until(() => told.filter((line) => line.startsWith('worker ended')).length >= 2);
    expect(await answersOk(`http://127.0.0.1:${plan.port}/health/ready`)).toBe(true);
  });

  it('starts PostgreSQL again on its port when it dies', async () => {
    const instance = await given({ databaseUrl: undefined });
    const { plan, told } = instance;
    const ended = run(instance);
    await until(() => isReady(told));
    const { databaseUrl = '' } = (await readRuntime(plan.dataDir)) ?? {};
    const port = Number(new URL(databaseUrl).port);
    const pidFile = join(plan.dataDir, 'postgres', 'postmaster.pid');
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);

    process.kill(pid, 'SIGKILL');
    const killedAt = Date.now();
    await until(() => told.some((line) => line.startsWith('PostgreSQL ended unexpectedly')));
    await until(() => accepts(port));

    expect(Date.now() - killedAt).toBeLessThan(2_000);
    instance.first();
    expect(await ended).toBe(0);
    expect(await accepts(port)).toBe(false);
  });

  it('stops at once on the second signal, whatever the children do', async () => {
    const instance = await given({}, { DEAF: '1' });
    const { plan, told } = instance;
    const ended = run(instance);
    await until(() => isReady(told));
    const pid = await until(() => childPid(plan.dataDir, 'worker'));
    instance.first();
    await until(async () => !(await answersOk(`http://127.0.0.1:${plan.port}/health/ready`)));
    expect(await isRunning(pid)).toBe(true);

    instance.second();

    expect(await ended).toBe(1);
    expect((await inspectProcess(pid))?.isZombie ?? true).toBe(true);
  });

  it('refuses a second instance on the same data and names the first', async () => {
    const instance = await given();
    const { plan, told } = instance;
    void run(instance);
    await until(() => isReady(told));

    const { port = 0 } = await tryListen('127.0.0.1', 0);
    await expect(runInstance({ ...plan, port })).rejects.toThrow(
      `already runs with the data folder ${plan.dataDir} at http://127.0.0.1:${plan.port}`,
    );
  });

  it('refuses a busy port that somebody chose, and goes past a busy default one', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await until(() => server.listening);
    const { port } = server.address() as AddressInfo;

    const explicit = await given({ port });
    await expect(run(explicit)).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use`);

    const lenient = await given({ port, isPortExplicit: false });
    void run(lenient);
    await until(() => isReady(lenient.told));
    expect(lenient.told.join()).not.toContain(`127.0.0.1:${port}`);
  });

  it('fails with what the migration said, and leaves nothing running', async () => {
    const instance = await given();
    const { programs } = instance.plan;
    const broken = (place: Place): Programs => {
      const { migrate, children } = programs(place);
      return {
        migrate: { ...migrate, args: ['-e', 'console.error("no room"); process.exit(3)'] },
        children,
      };
    };

    await expect(runInstance({ ...instance.plan, programs: broken })).rejects.toThrow(/no room/);
    expect(existsSync(join(instance.plan.dataDir, 'hookline.lock'))).toBe(false);
  });

  it('ends the children of a supervisor that was killed before it starts its own', async () => {
    const instance = await given();
    const { plan, told } = instance;
    const orphan = await anOrphanOf(plan.dataDir);

    void run(instance);
    await until(() => isReady(told));

    expect(await isRunning(orphan)).toBe(false);
  });

  it('keeps every line of a child in its log and tells a person the errors', async () => {
    const instance = await given();
    const { plan, told } = instance;
    void run(instance);

    await until(() => told.includes('worker: a step failed'));

    expect(readFileSync(join(plan.dataDir, 'logs', 'worker.log'), 'utf8')).toContain(
      'a step failed',
    );
  });
});

async function anOrphanOf(dataDir: string): Promise<number> {
  const { spawn } = await import('node:child_process');
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const pid = child.pid ?? 0;
  const startedAt = (await inspectProcess(pid))?.startedAt;
  writeFileSync(
    join(dataDir, 'children.jsonl'),
    JSON.stringify({ name: 'worker', pid, startedAt }),
  );
  return pid;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });
}
