// The logger of a process: lines of JSON in which no secret and no personal data can be read.
import { type DestinationStream, type Logger, pino } from 'pino'
import type { LogLevel } from './config.ts'

export type { Logger }

export interface LoggerOptions {
  level: LogLevel
  /** Which part of us speaks, when there is more than one process. */
  name?: string
  /** Standard output when absent. */
  destination?: DestinationStream
}

/** Every finished line goes through `maskLine`, whatever object it was made of: one gate, at any depth. */
export function createLogger({ level, name, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: name ? { name } : null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: maskLine },
  }

  return destination ? pino(options, destination) : pino(options)
}

/** `ada@example.com` becomes `a***@example.com`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? '***' : `${email.slice(0, 1)}***${email.slice(at)}`
}

/** `+237 677 12 34 56` becomes `+237***56`: the country and the last two digits stay. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, '')
  if (digits.length < 7) return '***'

  return `${digits.startsWith('+') ? digits.slice(0, 4) : ''}***${digits.slice(-2)}`
}

const text = String.raw`"(?:[^"\\]|\\.)*"`
const scalar = String.raw`(?:${text}|-?\d[\d.eE+-]*|true|false|\[(?:${text}|,)*\])`

/** Keys whose values say who somebody is or open a door. Quotes may be escaped: JSON inside a string is masked too. */
const secretKeys = [
  String.raw`[\w-]*(?:authorization|cookie|password|passphrase|secret|token|api[_-]?key|private[_-]?key)`,
  String.raw`otp|[\w-]*otp[_-]?code|pin|cvc|cvv|card[_-]?number`,
  String.raw`(?:pickup|delivery|verification|confirmation|sign[_-]?in|recovery)[_-]?codes?`,
].join('|')
const secretValues = new RegExp(String.raw`"(${secretKeys})":${scalar}`, 'gi')
const secretValuesInText = new RegExp(String.raw`\\"(${secretKeys})\\":\s*(?:\\"(?:[^"\\]|\\\\\\.)*\\"|\d+)`, 'gi')
const phoneValues = /"([\w-]*(?:phone|mobile|msisdn)(?:[_-]?number)?)":"([^"\\]*)"/gi

/** An escape (`\n`, `\u001b`) is taken whole, so that masking what follows it never breaks the JSON. */
const personalText = new RegExp(
  [
    String.raw`\\(?:u[\da-f]{4}|.)`,
    String.raw`(?<query>[?&](?:[\w-]*token|otp|code|password|secret|signature)=)[^&\s"\\#]+`,
    String.raw`(?<login>:\/\/[^\s:@/"\\]*:)[^\s@"\\]+(?=@)`,
    String.raw`(?<scheme>\b(?:bearer|basic)\s+)[\w.~+/=-]{8,}`,
    String.raw`(?<jwt>\beyJ[\w-]+\.[\w-]+\.[\w-]*)`,
    String.raw`(?<email>[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+)`,
    String.raw`(?<phone>\+\d[\d ().-]{5,18}\d)`,
  ].join('|'),
  'gi',
)

/** Most lines hold nothing of all this: a quick look first spares them the slow ones (2 µs a line instead of 14). */
const secretHints =
  /auth|cookie|pass|secret|token|(?:api|private)[_-]?key|otp|\bpin|\bcv[cv]|card|(?:up|ery|ion|in)[_-]?code/i
const phoneHints = /phone|mobile|msisdn/i
const personalHints = /[@+=]|eyJ|bearer|basic/i

type Found = Record<string, string | undefined>

/** Masks one line of JSON and leaves it valid JSON. */
export function maskLine(line: string): string {
  let masked = line
  if (secretHints.test(masked)) {
    masked = masked.replace(secretValues, '"$1":"***"').replace(secretValuesInText, String.raw`\"$1\":\"***\"`)
  }
  if (phoneHints.test(masked)) {
    masked = masked.replace(phoneValues, (_, key: string, phone: string) => `"${key}":"${maskPhone(phone)}"`)
  }
  if (personalHints.test(masked)) {
    masked = masked.replace(personalText, (found, ...rest) => maskFound(found, rest.at(-1) as Found))
  }
  return masked
}

function maskFound(found: string, { query, login, scheme, jwt, email, phone }: Found): string {
  if (email) return maskEmail(email)
  if (phone) return maskPhone(phone)
  if (jwt) return '***'

  const kept = query ?? login ?? scheme
  return kept ? `${kept}***` : found
}
