import { Controller } from '@nestjs/common';
import { createOwner, getSetup } from '@hookline/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, Asked, Handles, type AskedByAnyone, type Reply } from '../http/index.js';
import { Database } from '../parts.js';
import { AccountParts } from './account-parts.js';
import { checkLocale } from './check-locale.js';
import { createFirstOwner, hasOwner } from './create-owner.js';
import { copyCookies, webHeaders } from './register-auth-routes.js';

@Controller()
export class SetupController {
  constructor(
    private readonly database: Database,
    private readonly account: AccountParts,
  ) {}

  @Handles(getSetup)
  async read(): Promise<Reply<typeof getSetup>> {
    return { needsOwner: !(await hasOwner(this.database.pool)) };
  }

  @Handles(createOwner)
  async create(
    @Asked() { body, request, reply }: AskedByAnyone<typeof createOwner>,
  ): Promise<Reply<typeof createOwner>> {
    if (await hasOwner(this.database.pool)) throw new ApiError('owner_exists');
    if (!(await this.account.setupOffer.matches(body.token))) {
      throw new ApiError('setup_token_wrong');
    }
    checkLocale(body);
    const { scope } = await createFirstOwner(this.database.pool, {
      ...body,
      locale: body.language,
    });
    await this.#signIn(body, { request, reply });
    return { workspaceId: scope.workspaceId };
  }

  async #signIn(
    { email, password }: { email: string; password: string },
    { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  ): Promise<void> {
    const headers = webHeaders(request);
    const response = await this.account.auth.api.signInEmail({
      body: { email, password },
      headers,
      asResponse: true,
    });
    copyCookies(response.headers, reply);
  }
}
