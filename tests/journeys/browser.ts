// A real browser out of npm, for journeys that people make with eyes and fingers.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import sparticuz from '@sparticuz/chromium'
import { type BrowserContextOptions, type Page, chromium } from 'playwright-core'

const quiet = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface Browsing {
  /** A page in a browser that knows nothing yet; what goes wrong in its scripts fails the test that reads `problems`. */
  visit(options?: BrowserContextOptions): Promise<{ page: Page; problems: string[] }>
}

export async function openBrowser(): Promise<Browsing> {
  const browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: [...sparticuz.args.filter((argument) => !argument.includes('single-process')), ...quiet],
  })
  after(() => browser.close())

  return {
    async visit(options = {}) {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en', ...options })
      const page = await context.newPage()
      page.setDefaultTimeout(30_000)
      const problems: string[] = []
      page.on('pageerror', (error) => problems.push(error.message))
      return { page, problems }
    },
  }
}

/** Nobody is shut out of this page, as far as a machine can tell. */
export async function assertAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const told = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  assert.deepEqual(told, [], name)
}
