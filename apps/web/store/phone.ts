// Phone numbers as payment providers want them.

/** `+237 677-12-34-56` → `+237677123456`; nothing for a number without its country. */
export function providerPhone(text: string): string | undefined {
  const phone = text.replace(/[\s().-]/g, '').replace(/^00/, '+')
  return /^\+[1-9]\d{6,14}$/.test(phone) ? phone : undefined
}
