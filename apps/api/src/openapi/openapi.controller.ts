import { Controller, Get, Header } from '@nestjs/common';
import { Public } from '../http/index.js';
import { apiPrefix } from '../http/handles.js';
import { Settings } from '../parts.js';
import { describeApi } from './describe-api.js';
import type { Schema } from './hoist-definitions.js';

@Controller()
export class OpenApiController {
  readonly #document: Schema;

  constructor(settings: Settings) {
    this.#document = describeApi(settings.config.publicUrl);
  }

  @Get(`${apiPrefix}/openapi.json`)
  @Header('cache-control', 'no-cache')
  @Public('the description of the API is the same for everybody')
  read(): Schema {
    return this.#document;
  }
}
