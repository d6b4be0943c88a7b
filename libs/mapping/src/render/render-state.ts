import { countBytes } from './count-bytes.js';
import type { RenderLimits, RenderSettings } from './render-settings.js';
import { RenderStop } from './render-stop.js';
import type { TemplateContext } from './template-context.js';

/** Visits between two looks at the clock. */
const clockStride = 128;

/** What one render knows and has spent. */
export class RenderState {
  missing: string[] = [];
  output = '';
  private visits = 0;
  private nextClockAt = clockStride;
  private outputBytes = 0;
  private readonly startedAtMs = performance.now();

  constructor(
    readonly context: TemplateContext,
    readonly settings: RenderSettings,
    readonly limits: RenderLimits,
  ) {}

  visit(cost: number): void {
    this.visits += cost;
    if (this.visits >= this.nextClockAt) this.checkLimits();
  }

  write(text: string): void {
    this.outputBytes += countBytes(text);
    this.requireRoom(this.outputBytes);
    this.output += text;
  }

  /** Called before a long text is built, so that it is refused and not built. */
  requireRoom(bytes: number): void {
    if (bytes > this.limits.maxOutputBytes) {
      const message = `The result is longer than ${this.limits.maxOutputBytes} bytes.`;
      throw new RenderStop('output_too_large', message, true);
    }
  }

  noteMissing(path: string): void {
    if (!this.missing.includes(path)) this.missing.push(path);
  }

  private checkLimits(): void {
    this.nextClockAt = this.visits + clockStride;
    const spentMs = performance.now() - this.startedAtMs;
    if (this.visits > this.limits.maxNodeVisits || spentMs > this.limits.maxMs) {
      const message = 'The template is too expensive: it repeats or nests too much for this data.';
      throw new RenderStop('too_expensive', message, true);
    }
  }
}
