import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { fewFiles } from './few-files.ts';
import { firstLoad } from './first-load.ts';
import { gzipFiles } from './gzip-files.ts';
import { ownSpeech } from './own-speech.ts';
import { withoutJsonSchema } from './without-json-schema.ts';

const api = { target: 'http://127.0.0.1:3000', ws: true };

const pages: UserConfig = {
  plugins: [react(), withoutJsonSchema()],
  resolve: {
    alias: ownSpeech,
    conditions: ['@hookline/source', 'module', 'browser', 'development|production'],
  },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // The policy lets fonts come from our own address only, so none may become a data: address.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
};

export default defineConfig({
  ...pages,
  plugins: [pages.plugins, fewFiles(pages), firstLoad(), gzipFiles()],
  server: { proxy: { '/api': api, '/hooks': api } },
});
