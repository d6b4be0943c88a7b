import { NotNow } from '@hookline/connector-kit';
import type { Refusal, TargetOutcome, Targets } from '@hookline/platform';

export type Visit<T> = {
  /** Tells one target of one workspace from all others. */
  readonly key: string;
  /** How a person knows it. */
  readonly name: string;
  readonly work: () => Promise<T>;
  /** What the end of the work says about the target's health. */
  readonly judge: (end: { readonly value: T } | { readonly error: unknown }) => TargetOutcome;
};

/**
 * Lets a request to its target when there is room for it.
 * @throws NotNow when there is none: nothing was sent then, and no try is spent.
 */
export async function enterTarget<T>(targets: Targets, visit: Visit<T>): Promise<T> {
  const entrance = await targets.enter(visit.key);
  if (!entrance.ok) {
    const { refusal } = entrance;
    throw new NotNow(inWords(visit.name, refusal), {
      waitMs: refusal.waitMs,
      why: {
        code: refusal.because === 'busy' ? 'target_busy' : 'target_down',
        values: { name: visit.name },
      },
    });
  }
  const { leave } = entrance.permit;
  try {
    const value = await visit.work();
    leave(visit.judge({ value }));
    return value;
  } catch (error) {
    leave(visit.judge({ error }));
    throw error;
  }
}

function inWords(name: string, { because, nextProbeMs }: Refusal): string {
  if (because === 'busy') {
    return (
      `Target busy: ${name} answers slowly, and enough requests to it are under way. ` +
      'This one waits for its turn; no try is used up.'
    );
  }
  const at = new Date(Date.now() + nextProbeMs).toISOString();
  return (
    `Target down: ${name} has failed several times in a row and is left alone for a while; ` +
    `next probe at ${at}. No try is used up.`
  );
}
