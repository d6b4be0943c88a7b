import type { Condition } from '@hookline/contract';
import { compileValue } from '../compile/compile-value.js';
import {
  TemplateError,
  type TemplateFault,
  type TemplateProblem,
} from '../problem/template-error.js';
import type { RenderLimits, RenderSettings } from '../render/render-settings.js';
import type { TemplateContext } from '../render/template-context.js';
import { describeSide } from './describe-side.js';
import { judge } from './judge.js';

export type ConditionResult = {
  readonly passed: boolean;
  /** Which comparison decided, in English and without the values themselves. */
  readonly because: string;
  readonly problems: readonly TemplateProblem[];
};

export type CompiledCondition = {
  readonly paths: readonly string[];
  test(context: TemplateContext, settings: RenderSettings, limits?: RenderLimits): ConditionResult;
};

type Test = CompiledCondition['test'];

const maxDepth = 32;

/**
 * Builds a condition tree once. Texts are compared trimmed and without regard to case, numbers as numbers when
 * both sides read as numbers; an empty `all` passes and an empty `any` does not. A side that cannot be rendered or
 * compared fails its comparison and is reported.
 *
 * @throws TemplateError whose problems carry the JSON pointer of their template in `path`.
 */
export function compileCondition(condition: Condition): CompiledCondition {
  const notes: Notes = { paths: new Set(), problems: [] };
  const test = compileNode(condition, { pointer: '', depth: 0, notes });
  if (notes.problems.length > 0) throw new TemplateError(notes.problems);
  return { paths: [...notes.paths], test };
}

/** Every problem of the templates in a condition, with the JSON pointer of each in `path`. */
export function checkCondition(condition: Condition): readonly TemplateFault[] {
  const notes: Notes = { paths: new Set(), problems: [] };
  compileNode(condition, { pointer: '', depth: 0, notes });
  return notes.problems;
}

type Notes = { readonly paths: Set<string>; readonly problems: TemplateFault[] };
type At = { readonly pointer: string; readonly depth: number; readonly notes: Notes };
type Comparison = Extract<Condition, { left: unknown }>;

function compileNode(condition: Condition, at: At): Test {
  if (at.depth > maxDepth) {
    const message = `Conditions may be nested at most ${maxDepth} deep.`;
    at.notes.problems.push({ code: 'too_deep', message, line: 1, column: 0, path: at.pointer });
    return () => ({ passed: false, because: message, problems: [] });
  }
  const below = (step: string) => ({
    ...at,
    pointer: `${at.pointer}/${step}`,
    depth: at.depth + 1,
  });
  if ('all' in condition) {
    return testAll(condition.all.map((part, index) => compileNode(part, below(`all/${index}`))));
  }
  if ('any' in condition) {
    return testAny(condition.any.map((part, index) => compileNode(part, below(`any/${index}`))));
  }
  if ('not' in condition) return testNot(compileNode(condition.not, below('not')));
  return compileComparison(condition, at);
}

function testAll(tests: readonly Test[]): Test {
  return (...given) => {
    const problems: TemplateProblem[] = [];
    for (const test of tests) {
      const result = test(...given);
      problems.push(...result.problems);
      if (!result.passed) return { passed: false, because: result.because, problems };
    }
    const because = tests.length === 0 ? 'there is nothing to check' : 'every condition holds';
    return { passed: true, because, problems };
  };
}

function testAny(tests: readonly Test[]): Test {
  return (...given) => {
    const problems: TemplateProblem[] = [];
    for (const test of tests) {
      const result = test(...given);
      problems.push(...result.problems);
      if (result.passed) return { passed: true, because: result.because, problems };
    }
    return { passed: false, because: 'none of the alternatives holds', problems };
  };
}

function testNot(test: Test): Test {
  return (...given) => {
    const { passed, because, problems } = test(...given);
    // What could not be judged is not the opposite of anything.
    const isOpposite = !passed && problems.length === 0;
    return { passed: isOpposite, because: `not: ${because}`, problems };
  };
}

function compileComparison(comparison: Comparison, at: At): Test {
  const { op } = comparison;
  const left = compileSide(comparison.left, { ...at, pointer: `${at.pointer}/left` });
  const right = compileSide(comparison.right ?? null, { ...at, pointer: `${at.pointer}/right` });
  const said = `${describeSide(comparison.left)} ${op}`;
  const saidWhole =
    comparison.right === undefined ? said : `${said} ${describeSide(comparison.right)}`;
  return (context, settings, limits) => {
    const leftSide = left.render(context, settings, limits);
    const rightSide = right.render(context, settings, limits);
    const problems = [...leftSide.problems, ...rightSide.problems].map(({ problem }) => problem);
    if (problems.length > 0) {
      return { passed: false, because: `${saidWhole}: cannot be judged`, problems };
    }
    const verdict = judge(op, {
      left: leftSide.value,
      right: rightSide.value,
      isMissing: leftSide.missing.length > 0,
      settings,
    });
    const wrong = verdict.problem
      ? [{ ...verdict.problem, line: 1, column: 0, path: at.pointer }]
      : [];
    const because = `${saidWhole}: ${verdict.passed ? 'holds' : 'does not hold'}`;
    return { passed: verdict.passed, because, problems: wrong };
  };
}

type Side = ReturnType<typeof compileValue>;

function compileSide(value: Parameters<typeof compileValue>[0], at: At): Side {
  try {
    const side = compileValue(value);
    for (const path of side.paths) at.notes.paths.add(path);
    return side;
  } catch (cause) {
    if (!(cause instanceof TemplateError)) throw cause;
    for (const problem of cause.problems) {
      at.notes.problems.push({ ...problem, path: `${at.pointer}${problem.path ?? ''}` });
    }
    return compileValue(null);
  }
}
