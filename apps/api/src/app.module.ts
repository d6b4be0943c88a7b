import { Module, type DynamicModule } from '@nestjs/common';
import { AccountModule } from './account/account.module.js';
import { FeaturesModule } from './features.module.js';
import { HealthController } from './health/health.controller.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { PartsModule, type Parts } from './parts.module.js';

/** Every room of the API. */
@Module({})
export class AppModule {
  static around(parts: Parts): DynamicModule {
    return {
      module: AppModule,
      imports: [PartsModule.around(parts), AccountModule, FeaturesModule],
      controllers: [HealthController, OpenApiController],
    };
  }
}
