// The page a newcomer sees when everything runs: where to look, who to be, where the data lies, how to stop.
import type { Launched } from './launch.ts'

/** Everybody in the demo has this one. */
export const demoPassword = 'Provender1!'

const people = ['customer', 'vendor', 'rider', 'admin'] as const

export interface WelcomeOptions {
  launched: Launched
  dataDirectory: string
  roles: readonly string[]
}

export function welcomePage({ launched, dataDirectory, roles }: WelcomeOptions): string {
  const { url, markets, builtIn } = launched
  const data = builtIn
    ? `${dataDirectory} (the database in postgres/)`
    : `the database of DATABASE_URL, and ${dataDirectory}`

  return [
    '',
    `  Provender runs at ${url}`,
    '',
    ...(markets.length > 0 ? demoLines(launched, roles) : []),
    ...(roles.includes('web') ? [] : [`  This process does: ${roles.join(', ')}`]),
    `  The API is described at ${url}/docs`,
    `  Data lies in ${data}`,
    '  To stop: Ctrl-C. To start afresh: npm start -- --reset. All options: npm start -- --help',
    '',
  ].join('\n')
}

function demoLines({ url, markets }: Launched, roles: readonly string[]): string[] {
  const titles = markets.map(({ name, town }) => `${name}, ${town}`)
  const width = Math.max(...titles.map((title) => title.length)) + 3
  const lines = markets.flatMap(({ id }, at) => [
    `  ${(titles[at] ?? '').padEnd(width)}${roles.includes('web') ? `${url}/m/${id}` : `market "${id}"`}`,
    `      ${people.map((person) => `${person}@${id}.test`).join('  ')}`,
  ])
  const desks = '  Vendors, riders and admins find their desks at /vendor, /rider and /admin of their market.'

  return [
    ...lines,
    '',
    `  Sign in as any of them; the password of all is ${demoPassword}`,
    ...(roles.includes('web') ? [desks] : []),
    '  Across all markets: operator@provender.test',
    '',
  ]
}
