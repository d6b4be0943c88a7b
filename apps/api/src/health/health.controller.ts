import { Controller, Get, Header, HttpCode, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, Doorkeeper, Public } from '../http/index.js';
import { MetricsBook } from '../metrics/metrics-book.js';
import { isFromThisMachine } from './is-from-this-machine.js';
import { Readiness } from './readiness.js';

@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: MetricsBook,
    private readonly doorkeeper: Doorkeeper,
  ) {}

  @Get('/health/live')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Public('says that the process runs, and nothing else')
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('/health/ready')
  @Header('cache-control', 'no-store')
  @Public('says whether requests should come here, and nothing else')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string }> {
    const status = await this.readiness.read();
    reply.code(status === 'ready' ? 200 : 503);
    return { status };
  }

  @Get('/metrics')
  @Header('cache-control', 'no-store')
  @Public('checks by itself: programs of this machine, or an API key')
  async read(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!isFromThisMachine(request)) {
      const caller = await this.doorkeeper.identify({
        authorization: request.headers.authorization,
      });
      if (!caller) throw new ApiError('not_signed_in');
    }
    reply.type(this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }
}
