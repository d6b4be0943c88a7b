import type { JsonValue } from '@hookline/contract';
import { planTemplate } from '../check/plan-template.js';
import { TemplateError, type TemplateProblem } from '../problem/template-error.js';
import {
  defaultRenderLimits,
  type RenderLimits,
  type RenderSettings,
} from '../render/render-settings.js';
import { RenderState } from '../render/render-state.js';
import { RenderStop } from '../render/render-stop.js';
import type { TemplateContext } from '../render/template-context.js';
import { compileLeaf } from './compile-leaf.js';
import type { Target } from './compile-plan.js';

export type Rendered =
  | { ok: true; value: JsonValue; missing: readonly string[] }
  | { ok: false; problem: TemplateProblem };

export type CompiledTemplate = {
  readonly source: string;
  readonly isConstant: boolean;
  readonly paths: readonly string[];
  render(context: TemplateContext, settings: RenderSettings, limits?: RenderLimits): Rendered;
};

export type TemplateOptions = { readonly target?: Target };

/**
 * Builds a template once, to be rendered often. A source that is exactly one expression keeps the type of its
 * value; `missing` names the paths that the context did not have. With the target `html` the result is
 * always text, and every value in it is escaped.
 *
 * @throws TemplateError with every problem of the source.
 */
export function compileTemplate(source: string, options: TemplateOptions = {}): CompiledTemplate {
  const { plan, paths, problems } = planTemplate(source);
  if (problems.length > 0) throw new TemplateError(problems);
  const evaluate = compileLeaf(plan, options.target ?? 'text');
  const isConstant = plan.every((node) => node.kind === 'text');
  return {
    source,
    isConstant,
    paths,
    render(context, settings, limits = defaultRenderLimits) {
      const state = new RenderState(context, settings, limits);
      try {
        const value = evaluate(state, undefined) ?? null;
        return { ok: true, value, missing: state.missing };
      } catch (cause) {
        if (cause instanceof RenderStop) return { ok: false, problem: cause.toProblem() };
        throw cause;
      }
    },
  };
}
