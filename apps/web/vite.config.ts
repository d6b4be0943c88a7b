import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { firstLoad } from './first-load.ts';
import { gzipFiles } from './gzip-files.ts';
import { ownSpeech } from './own-speech.ts';
import { withoutJsonSchema } from './without-json-schema.ts';

const api = { target: 'http://127.0.0.1:3000', ws: true };

export default defineConfig({
  plugins: [react(), withoutJsonSchema(), firstLoad(), gzipFiles()],
  resolve: {
    alias: ownSpeech,
    conditions: ['@hookline/source', 'module', 'browser', 'development|production'],
  },
  server: { proxy: { '/api': api, '/hooks': api } },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // The policy lets fonts come from our own address only, so none may become a data: address.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // What every page needs is one file: a hundred small ones are each packed without knowing the others.
        codeSplitting: { groups: [{ name: 'frame', tags: ['$initial'] }] },
      },
    },
  },
});
