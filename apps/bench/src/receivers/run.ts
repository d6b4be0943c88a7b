import { parseArgs } from 'node:util';
import { onStage } from '../product/open-stage.js';
import { exitCode } from '../report/exit-code.js';
import { measureReceivers, type ReceiverForm } from './measure-receivers.js';
import { receiverNames } from './open-sources.js';
import { toReceiverRows, toReceiverTable } from './receiver-table.js';

const help = `npm run bench -- receivers [--short | --long] [--only NAME,NAME] [--strict] [--json] [--profile DIR]

Accepts per second of every receiver preset, whole: uniquely signed, each with an id of its own, judged and stored by
the product's own api and PostgreSQL. Each is compared with the generic receiver that is sent the very same requests,
in turns. --short takes under three minutes and is the default; --only measures some, such as stripe/event.
An event that was accepted and is not stored ends it with exit code 1; a missed budget does so with --strict only.
--profile leaves a processor profile of the api in DIR; the figures are worse then.`;

const shortForm: ReceiverForm = {
  connections: 64,
  warmUpRequests: 2_000,
  rounds: 5,
  sliceSecs: 0.15,
};
const longForm: ReceiverForm = { ...shortForm, warmUpRequests: 6_000, rounds: 60, sliceSecs: 0.3 };

export async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      short: { type: 'boolean', default: false },
      long: { type: 'boolean', default: false },
      only: { type: 'string' },
      strict: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const names = values.only?.split(',') ?? receiverNames;
  const unknown = names.filter((name) => !receiverNames.includes(name));
  if (unknown.length > 0) console.error(`no such receiver: ${unknown.join(', ')}`);
  if (values.help || unknown.length > 0) {
    console.log(help);
    return values.help ? 0 : 2;
  }
  const began = Date.now();
  const tell = (line: string): void => console.error(line);
  const profileDir = values.profile ?? null;
  const { measured, notes, failures } = await onStage({ workers: 0, profileDir }, (stage) =>
    measureReceivers(stage, {
      names,
      form: values.long ? longForm : shortForm,
      serverPid: stage.server.pid,
      tell,
    }),
  );
  const elapsedSecs = Math.round((Date.now() - began) / 1_000);
  const rows = toReceiverRows(names, measured);
  if (values.json) console.log(JSON.stringify({ elapsedSecs, rows, notes, failures }, null, 2));
  else {
    const lines = [...notes, ...failures.map((failure) => `FAILED  ${failure}`)];
    console.log(`\n${toReceiverTable(rows)}\n\n${[...lines, `took ${elapsedSecs} s`].join('\n')}`);
  }
  return exitCode({
    isBroken: failures.length > 0,
    isMissed: rows.some(({ isMet }) => isMet === false),
    isStrict: values.strict,
  });
}
