const lineEveryMs = 10_000;

const seconds = (began) => `${((Date.now() - began) / 1000).toFixed(1)} s`;

/** Shows a long step and how long it takes; on stderr, because stdout may be somebody's JSON. */
export async function step(title, work) {
  const began = Date.now();
  const isTerminal = process.stderr.isTTY === true;
  process.stderr.write(isTerminal ? `${title} ...` : `${title} ...\n`);
  const timer = setInterval(
    () => {
      const text = `${title} ... ${Math.round((Date.now() - began) / 1000)} s`;
      process.stderr.write(isTerminal ? `\r${text}` : `${text}\n`);
    },
    isTerminal ? 1_000 : lineEveryMs,
  );
  try {
    const result = await work();
    process.stderr.write(`${isTerminal ? '\r' : ''}${title}: done in ${seconds(began)}\n`);
    return result;
  } catch (error) {
    process.stderr.write(`${isTerminal ? '\r' : ''}${title}: failed after ${seconds(began)}\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** A failure that a person can act on: printed without a stack. */
class StepFailed extends Error {}

export function insist(result, what) {
  if (result.code !== 0)
    throw new StepFailed(`${what} failed (${result.reason}).\n${excerpt(result.output)}`);
  return result;
}

/** The first complaint tells most; npm buries it below its whole manual. */
function excerpt(output) {
  const lines = output.trim().split('\n');
  return lines.length <= 50
    ? lines.join('\n')
    : [...lines.slice(0, 30), '...', ...lines.slice(-15)].join('\n');
}

export function explain(error) {
  console.error(error instanceof StepFailed ? error.message : error);
  process.exit(1);
}
