import { Controller } from '@nestjs/common';
import {
  getCatalog,
  installTemplate,
  listChoices,
  listTemplates,
  type FlowView,
} from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import { createFlow } from '@hookline/store';
import { readDocument } from '../flow/read-document.js';
import { viewFlow } from '../flow/view-flow.js';
import { ApiError, Asked, Handles, type Reply } from '../http/index.js';
import { Management } from '../management.js';
import { Announcer, Hints, Settings } from '../parts.js';
import { apps } from './apps.js';
import { Gallery } from './gallery.js';
import { prepareInstall } from './install-template.js';
import { listChoices as choose } from './list-choices.js';

@Controller()
export class CatalogController {
  constructor(
    private readonly management: Management,
    private readonly gallery: Gallery,
    private readonly settings: Settings,
    private readonly hints: Hints,
    private readonly announcer: Announcer,
  ) {}

  @Handles(getCatalog)
  catalog(@Asked() _asked: Asked<typeof getCatalog>): Reply<typeof getCatalog> {
    return { apps: [...apps] };
  }

  @Handles(listChoices)
  async choices(
    @Asked() { scope, body }: Asked<typeof listChoices>,
  ): Promise<Reply<typeof listChoices>> {
    const asking = { store: this.management.store, hints: this.hints };
    return { choices: await choose(scope, asking, body) };
  }

  @Handles(listTemplates)
  templates(@Asked() _asked: Asked<typeof listTemplates>): Reply<typeof listTemplates> {
    return { items: [...this.gallery.bundles] };
  }

  @Handles(installTemplate)
  async install(
    @Asked() { scope, params, body }: Asked<typeof installTemplate>,
  ): Promise<FlowView> {
    const { store } = this.management;
    const bundle = this.gallery.find(params.id);
    if (!bundle) throw new ApiError('template_not_found');
    const { name, connections, answers } = body;
    const document = await prepareInstall(scope, store, { bundle, name, connections, answers });
    const flowId = uuidv7();
    await createFlow(scope, store, { id: flowId, document: readDocument(document) });
    this.announcer.announce(scope, { topic: 'flows', flowId });
    return viewFlow(scope, store, { flowId, publicUrl: this.settings.config.publicUrl });
  }
}
