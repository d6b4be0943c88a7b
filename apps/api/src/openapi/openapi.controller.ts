import { Controller, Get, Header } from '@nestjs/common';
import { Public } from '../http/index.js';
import { apiPrefix } from '../http/handles.js';
import { Settings } from '../parts.js';
import { describeApi } from './describe-api.js';
import type { Schema } from './hoist-definitions.js';

@Controller()
export class OpenApiController {
  #document: Schema | undefined;

  constructor(private readonly settings: Settings) {}

  /** Few ask for it, and to write it takes a tenth of a start. */
  @Get(`${apiPrefix}/openapi.json`)
  @Header('cache-control', 'no-cache')
  @Public('the description of the API is the same for everybody')
  read(): Schema {
    this.#document ??= describeApi(this.settings.config.publicUrl);
    return this.#document;
  }
}
