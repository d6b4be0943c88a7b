const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Adds up what the stages found, and closes with the one line that machines read. */
export class Tally {
  passed = 0;
  failed = 0;
  stages = [];

  add(name, { passed = 0, failed = 0, skipped = 0, elapsedMs }) {
    this.passed += passed;
    this.failed += failed;
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
