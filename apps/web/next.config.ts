// How Next builds and serves this app: quiet, offline, and nothing that the API's own server already does.
import { fileURLToPath } from 'node:url'
import createNextIntlPlugin from 'next-intl/plugin'
import type { NextConfig } from 'next'

const workspace = fileURLToPath(new URL('../..', import.meta.url))

const config: NextConfig = {
  poweredByHeader: false,
  compress: false,
  reactStrictMode: true,
  devIndicators: false,
  outputFileTracingRoot: workspace,
  turbopack: { root: workspace },
  images: { unoptimized: true },
  // Types are checked by `tsc -p apps/web`; the native compiler has no API for Next to call.
  typescript: { ignoreBuildErrors: true },
}

export default createNextIntlPlugin('./i18n/request.ts')(config)
