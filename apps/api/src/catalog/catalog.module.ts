import { Module } from '@nestjs/common';
import { CatalogController } from './catalog.controller.js';
import { Gallery } from './gallery.js';
import { loadGallery } from './load-gallery.js';

@Module({
  controllers: [CatalogController],
  providers: [{ provide: Gallery, useFactory: () => loadGallery() }],
})
export class CatalogModule {}
