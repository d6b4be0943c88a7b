import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = { target: 'http://127.0.0.1:3000', ws: true };

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@hookline/source', 'module', 'browser', 'development|production'] },
  server: { proxy: { '/api': api, '/hooks': api } },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // The policy lets fonts come from our own address only, so none may become a data: address.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
});
