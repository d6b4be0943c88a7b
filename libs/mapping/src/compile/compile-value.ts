import { isList, type JsonValue } from '@hookline/contract';
import { planTemplate } from '../check/plan-template.js';
import {
  TemplateError,
  type TemplateFault,
  type TemplateProblem,
} from '../problem/template-error.js';
import {
  defaultRenderLimits,
  type RenderLimits,
  type RenderSettings,
} from '../render/render-settings.js';
import { RenderState } from '../render/render-state.js';
import type { TemplateContext } from '../render/template-context.js';
import { compileLeaf } from './compile-leaf.js';
import { fillLeaf, fillList, fillObject, type Fill, type Found } from './fill-tree.js';

export type RenderedValue = {
  value: JsonValue;
  missing: readonly { pointer: string; path: string }[];
  problems: readonly { pointer: string; problem: TemplateProblem }[];
};

export type CompiledValue = {
  readonly paths: readonly string[];
  render(context: TemplateContext, settings: RenderSettings, limits?: RenderLimits): RenderedValue;
};

/** Trees nested deeper than any sensible body are refused, so that recursion is bounded. */
const maxTreeDepth = 64;

type TreeNotes = {
  readonly paths: Set<string>;
  readonly problems: { pointer: string; problem: TemplateFault }[];
  readonly htmlPointers: ReadonlySet<string>;
};

export type ValueOptions = {
  /** JSON pointers of the leaves that are HTML: every value in them is escaped. */
  readonly htmlPointers?: ReadonlySet<string>;
};

const noPointers: ReadonlySet<string> = new Set();

/**
 * Builds a JSON tree whose text leaves are templates; keys are never templates, so data can only fill leaves.
 *
 * @throws TemplateError whose problems carry the JSON pointer of their leaf in `path`.
 */
export function compileValue(value: JsonValue, options: ValueOptions = {}): CompiledValue {
  const { htmlPointers = noPointers } = options;
  const notes: TreeNotes = { paths: new Set(), problems: [], htmlPointers };
  const fill = compileTree(value, { pointer: '', depth: 0, notes });
  if (notes.problems.length > 0) {
    throw new TemplateError(
      notes.problems.map(({ pointer, problem }) => ({ ...problem, path: pointer })),
    );
  }
  return {
    paths: [...notes.paths],
    render(context, settings, limits = defaultRenderLimits) {
      const found: Found = { missing: [], problems: [] };
      const filled = fill ? fill(new RenderState(context, settings, limits), found) : value;
      return { value: filled, ...found };
    },
  };
}

/** Every problem of the templates in a JSON tree, with the JSON pointer of its leaf. */
export function checkValue(
  value: JsonValue,
): readonly { pointer: string; problem: TemplateFault }[] {
  const notes: TreeNotes = { paths: new Set(), problems: [], htmlPointers: noPointers };
  compileTree(value, { pointer: '', depth: 0, notes });
  return notes.problems;
}

type TreeAt = { readonly pointer: string; readonly depth: number; readonly notes: TreeNotes };

/** `undefined` for a part without templates, which is used as it is. */
function compileTree(value: JsonValue, at: TreeAt): Fill | undefined {
  if (typeof value === 'string') return compileText(value, at);
  if (typeof value !== 'object' || value === null) return undefined;
  if (at.depth >= maxTreeDepth) {
    const message = `The value is nested more than ${maxTreeDepth} deep.`;
    const problem: TemplateFault = { code: 'too_deep', message, line: 1, column: 0 };
    at.notes.problems.push({ pointer: at.pointer, problem });
    return undefined;
  }
  const below = (key: string | number) => ({
    pointer: `${at.pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    depth: at.depth + 1,
    notes: at.notes,
  });
  if (isList(value)) {
    return fillList(value.map((item, index) => ({ item, fill: compileTree(item, below(index)) })));
  }
  return fillObject(
    Object.entries(value).map(([key, item]) => ({
      key,
      item,
      fill: compileTree(item, below(key)),
    })),
  );
}

function compileText(source: string, at: TreeAt): Fill | undefined {
  // The parser takes `{{` alone for the start of something, so text without it needs no parser.
  if (!source.includes('{{')) return undefined;
  const { plan, paths, problems } = planTemplate(source);
  for (const problem of problems) at.notes.problems.push({ pointer: at.pointer, problem });
  for (const path of paths) at.notes.paths.add(path);
  const target = at.notes.htmlPointers.has(at.pointer) ? 'html' : 'text';
  return fillLeaf(compileLeaf(plan, target), at.pointer);
}
