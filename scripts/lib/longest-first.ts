import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** These wait for time-outs or count leads for half a minute: begun among the last, they would be waited for alone. */
const long =
  /\/(chaos|backup)\/|\/doctor\/doctor|\/faults\/(database-|queue-loss|restore-|api-crash|live-line|worker-clock)|\/run\/(crash|poison)|\/start\/start/;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => long.test(moduleId);
    const groupOf = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;
    return sorted.sort(
      (one, other) => groupOf(one) - groupOf(other) || Number(isLong(other)) - Number(isLong(one)),
    );
  }
}
