// The hosted page of the payment gateway, gone through like a browser with a person in front of it.

export interface PageForm {
  /** Where the form goes, against the address of the page. */
  readonly action: string
  /** The fields with what stands in them. */
  readonly fields: Readonly<Record<string, string>>
  /** The values of the buttons named `choice`. */
  readonly choices: readonly string[]
}

/** What the payer knows and wants. */
export interface Payer {
  readonly name: string
  readonly card: string
  readonly pin: string
}

/** Cards of the sandbox: one that goes through, one whose bank asks back, one that is declined. */
export const cards = {
  plain: '4242424242424242',
  challenged: '4000000000003220',
  declined: '4000000000000002',
} as const
export const pins = { right: '2468', wrong: '0000' } as const
const codeFromTheBank = '123456'

/** More pages than any payment takes. */
const mostPages = 5

/**
 * Fills in and sends what the gateway shows until it leads back to the shop.
 * @param visit a browser's way to fetch: redirects are not followed
 * @returns where the gateway sends the payer in the end
 */
export async function approveAt(
  url: string,
  payer: Payer,
  visit: (url: string, form?: URLSearchParams) => Promise<Response>,
): Promise<string> {
  let address = url
  for (let page = 0; page < mostPages; page++) {
    const form = formIn(await (await visit(address)).text(), address)
    if (!form) throw new Error(`the payment page ${address} shows no form`)

    const sent = await visit(form.action, filledIn(form, payer))
    const onward = sent.headers.get('location')
    if (sent.status !== 303 || onward === null) throw new Error(`the payment page answered ${sent.status}`)
    const next = new URL(onward, form.action).href
    if (!isGateway(next)) return next
    address = next
  }

  throw new Error(`the payment at ${url} took more than ${mostPages} pages`)
}

const isGateway = (url: string) => URL.parse(url)?.pathname.includes('/sandbox/') === true

/** The form of a page, as a browser reads it. */
export function formIn(html: string, address: string): PageForm | undefined {
  const form = /<form\b[^>]*\baction="([^"]*)"[^>]*>([\s\S]*?)<\/form>/.exec(html)
  if (!form) return undefined
  const [, action = '', inside = ''] = form
  const inputs = tags(inside, 'input').filter((tag) => tag.name !== undefined)
  const buttons = tags(inside, 'button').filter((tag) => tag.name === 'choice')

  return {
    action: new URL(unescaped(action), address).href,
    fields: Object.fromEntries(inputs.map((tag) => [tag.name as string, tag.value ?? ''])),
    choices: buttons.map((tag) => tag.value ?? ''),
  }
}

/** What a payer would type into the fields and press: the way forward, not the way back. */
export function filledIn(form: PageForm, payer: Payer): URLSearchParams {
  const typed: Record<string, string> = { card: payer.card, holder: payer.name, pin: payer.pin, code: codeFromTheBank }
  const known = Object.entries(form.fields).map(([name, value]): [string, string] => [name, typed[name] ?? value])
  const choice = form.choices.find((each) => each !== 'cancel')

  return new URLSearchParams([...known, ...(choice === undefined ? [] : [['choice', choice] as [string, string]])])
}

function tags(html: string, name: string): Record<string, string | undefined>[] {
  return Array.from(html.matchAll(new RegExp(`<${name}\\b([^>]*)>`, 'g')), ([, attributes = '']) =>
    Object.fromEntries(
      Array.from(attributes.matchAll(/([\w-]+)="([^"]*)"/g), ([, key, value]) => [key, unescaped(value ?? '')]),
    ),
  )
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))).replaceAll('&amp;', '&')
}
