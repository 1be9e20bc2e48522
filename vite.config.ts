import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { leaveChecks } from './scripts/leave-checks.ts'

/** The web app: from src/app/index.html to build/web, which the server serves. */
export default defineConfig({
  root: 'src/app',
  publicDir: 'static',
  plugins: [leaveChecks(), react()],
  build: {
    outDir: '../../build/web',
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    // The content security policy lets no data: script in, and small files travel well over one connection.
    assetsInlineLimit: 0,
    // The first file names all others, so that they load at once: their hashes do; the manifest says what each is.
    rolldownOptions: { output: { chunkFileNames: 'assets/[hash].js', assetFileNames: 'assets/[hash][extname]' } },
    // Size limits are kept by `npm run ci`, on what a visitor really loads.
    chunkSizeWarningLimit: 2000,
  },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8080' } },
})
