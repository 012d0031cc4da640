import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** `PORT` is the one public port of the server; in development its API answers behind this proxy. */
const server = `http://127.0.0.1:${process.env['PORT'] ?? 8080}`

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react()],
  build: {
    target: 'es2022',
    // Browsers that run this target preload modules by themselves.
    modulePreload: { polyfill: false },
    // A strict CSP allows no data: fonts or scripts; keep every asset a file.
    assetsInlineLimit: 0,
  },
  server: { host: '127.0.0.1', proxy: { '/api': server, '/s': server } },
})
