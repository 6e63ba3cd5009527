// Gives every render its language and messages; the language is not part of the address.
import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { chooseLanguage, languageCookie } from './languages.ts'
import { languagesOf } from './market-languages.ts'
import { messagesOf } from './messages.ts'

export default getRequestConfig(async () => {
  const [jar, given] = await Promise.all([cookies(), headers()])
  const market = given.get('x-provender-market')
  const locale = chooseLanguage(
    { cookie: jar.get(languageCookie)?.value, acceptLanguage: given.get('accept-language') },
    market ? await languagesOf(market) : undefined,
  )
  return { locale, messages: messagesOf(locale), timeZone: 'UTC' }
})
