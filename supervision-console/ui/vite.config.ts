import { mkdirSync, writeFileSync } from 'node:fs'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vitest/config'

const console = process.env.YUANJIAN_CONSOLE ?? 'http://localhost:8080'

/** Writes down which packages went into the pages, by their folders, for their bill of materials. */
const packages: Plugin = {
  name: 'packages',
  generateBundle(_, bundle) {
    const folders = new Set<string>()
    for (const file of Object.values(bundle)) {
      for (const module of file.type === 'chunk' ? file.moduleIds : []) {
        const folder = /.*node_modules\/(@[^/]+\/)?[^/]+/.exec(module)?.[0]
        if (folder) folders.add(folder.slice(folder.indexOf('node_modules/')))
      }
    }
    mkdirSync('../target', { recursive: true })
    writeFileSync('../target/ui-packages.json', JSON.stringify([...folders].sort()))
  },
}

export default defineConfig({
  plugins: [vue(), packages],
  build: {
    outDir: '../target/classes/static',
    emptyOutDir: true,
    target: 'es2022',
    // The page's policy forbids inline content, data: addresses included.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': console } },
  // One page for all of them: a page of its own for each file took five times as long.
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'], isolate: false, testTimeout: 30_000, setupFiles: ['test/setup.ts'] },
})
