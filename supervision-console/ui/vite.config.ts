import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const console = process.env.YUANJIAN_CONSOLE ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [vue()],
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
