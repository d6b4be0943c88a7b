/** Of a failure's words these say what was wrong; the rest stands above, where it happened. */
const mostLines = 12;

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Adds up what the stages found, and closes with what failed and the one line that machines read. */
export class Tally {
  passed = 0;
  failed = 0;
  stages = [];
  failures = [];

  add(name, { passed = 0, failed = 0, skipped = 0, failures = [], elapsedMs }) {
    this.passed += passed;
    this.failed += failed;
    this.failures.push(...failures);
    const counts = [
      `${passed} passed`,
      failed > 0 && `${failed} failed`,
      skipped > 0 && `${skipped} skipped`,
    ];
    const line = `${name}: ${counts.filter(Boolean).join(', ')} (${seconds(elapsedMs)})`;
    this.stages.push(line);
    console.log(line);
  }

  close() {
    for (const { title, message = '' } of this.failures)
      console.log(`\nfailed: ${title}\n${message.split('\n').slice(0, mostLines).join('\n')}`);
    console.log(`\n${this.stages.join('\n')}\n`);
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed > 0 ? 1 : 0;
  }
}

/** One check counts as one. */
export async function tallyCheck(tally, { name, run }) {
  const began = Date.now();
  const result = await run();
  const isOk = result.code === 0;
  if (!isOk) console.log(`\n${name} failed (${result.reason}):\n${result.output.trim()}\n`);
  tally.add(name, { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, elapsedMs: Date.now() - began });
  return isOk;
}
