interface Program {
  run(argv: string[]): Promise<number>;
}

/** What a person starts, and what those start as processes of their own. Each is loaded when it is called. */
const programs = new Map<string, () => Promise<Program>>([
  ['bench', () => import('./bench.js')],
  ['bench growth', () => import('./growth/run.js')],
  ['bench flood', () => import('./flood/run.js')],
  ['bench receivers', () => import('./receivers/run.js')],
  ['bench soak', () => import('./soak/run.js')],
  ['chaos', () => import('./chaos.js')],
  ['drive', () => import('./load/drive.js')],
  ['sink', () => import('./load/sink.js')],
  ['serve-limit', () => import('./limit/serve-limit.js')],
  ['work-limit', () => import('./limit/work-limit.js')],
]);

async function main([name, ...given]: string[]): Promise<number> {
  // Some of what is measured has a name of its own: bench growth.
  const own = programs.get(`${name} ${given[0]}`);
  const [load, argv] = own ? [own, given.slice(1)] : [programs.get(name ?? ''), given];
  if (load === undefined) {
    console.error(`Usage: main.js ${[...programs.keys()].join(' | ')}`);
    return 2;
  }
  return (await load()).run(argv);
}

process.exitCode = await main(process.argv.slice(2));
