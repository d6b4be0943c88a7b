export { checkTemplate } from './check/check-template.js';
export {
  compileTemplate,
  type CompiledTemplate,
  type Rendered,
  type TemplateOptions,
} from './compile/compile-template.js';
export {
  checkValue,
  compileValue,
  type CompiledValue,
  type RenderedValue,
  type ValueOptions,
} from './compile/compile-value.js';
export type {
  HelperAntiExample,
  HelperChoice,
  HelperDescription,
  HelperExample,
  HelperParameter,
} from './helpers/define-helper.js';
export { helperCatalogue } from './helpers/helper-catalogue.js';
export {
  TemplateError,
  type TemplateFault,
  type TemplateProblem,
} from './problem/template-error.js';
export { templateFaultCodes, type TemplateFaultCode } from './problem/template-fault-codes.js';
export {
  defaultRenderLimits,
  type RenderLimits,
  type RenderSettings,
} from './render/render-settings.js';
export type { TemplateContext } from './render/template-context.js';
export {
  checkCondition,
  compileCondition,
  type CompiledCondition,
  type ConditionResult,
} from './condition/compile-condition.js';
export { renderCatalogueMarkdown } from './helpers/render-catalogue-markdown.js';
export type { Condition, ConditionOp } from '@hookline/contract';
