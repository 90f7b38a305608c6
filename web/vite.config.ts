import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import type { Plugin } from 'vite'

const SERVER = process.env.RACONTEUR_URL ?? 'http://127.0.0.1:8080'

/** Every browser we serve reads woff2, so KaTeX's older copies of each font stay out of the jar. */
function onlyWoff2(): Plugin {
  return {
    name: 'only-woff2',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('katex') || !/\.css($|\?)/.test(id)) return
      return code.replace(/,\s*url\([^)]+\.(?:woff|ttf)\)\s*format\(['"][^)]+['"]\)/g, '')
    },
  }
}

export default defineConfig({
  plugins: [onlyWoff2(), react()],
  build: {
    manifest: true,
    // light-dark() stays as it is written, so that a part of a page may have the other theme.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    // The page's policy allows fonts and images from this server only, so nothing becomes a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    // The server answers only to its own name, hence changeOrigin,
    // and it takes changes only from its own pages, hence the Origin.
    proxy: {
      '/api': { target: SERVER, changeOrigin: true, headers: { Origin: SERVER } },
      '/ws': { target: SERVER, ws: true, changeOrigin: true, headers: { Origin: SERVER } },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // Some try thousands of cuts; a machine that is busy with the other tests takes its time.
    testTimeout: 30_000,
    css: true,
  },
})
