import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import type { Plugin } from 'vite'

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
    // A server started with RACONTEUR_ALLOWED_HOSTS left alone accepts only its own Host, hence changeOrigin.
    proxy: { '/api': { target: process.env.RACONTEUR_URL ?? 'http://127.0.0.1:8080', changeOrigin: true } },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    css: true,
  },
})
