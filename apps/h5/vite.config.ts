import { defineConfig } from 'vite'
import { oneFile } from './one-file.ts'

/** Two pages, each whole in itself: the code that was scanned, and the application that came of it. */
const page = (input: string, emptyOutDir: boolean) => ({
  consumer: 'client' as const,
  build: { outDir: 'dist', emptyOutDir, rolldownOptions: { input } },
})

export default defineConfig({
  root: import.meta.dirname,
  // The classic factory: a call of h() is shorter than one of jsx(), 300 times over.
  oxc: {
    jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' },
    jsxInject: "import { Fragment, h } from 'preact'",
  },
  build: {
    // WeChat's web views: Chromium 111 on Android, Safari 16 on iOS.
    target: ['chrome111', 'safari16'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  builder: {},
  environments: { client: page('index.html', true), application: page('application.html', false) },
  plugins: [oneFile()],
})
