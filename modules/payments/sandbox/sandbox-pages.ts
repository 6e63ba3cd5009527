// The sandbox's hosted pages: a card form, a 3-D Secure challenge, and a pretend phone with a mobile-money prompt.
import type { ChargeRow } from './charge-store.ts'
import { testCards } from './decide-charge.ts'

export type PageLanguage = 'en' | 'fr'

const words = {
  en: {
    sandbox: 'Sandbox: no real money moves',
    pay: 'Pay',
    card: 'Card number',
    expiry: 'Expiry',
    cvc: 'CVC',
    name: 'Name on the card',
    cancel: 'Cancel and go back',
    tests: 'Test cards',
    challenge: 'Your bank wants to be sure it is you',
    challengeHint: 'Enter the code your bank has sent you. In the sandbox it is 123456.',
    code: 'Code',
    confirm: 'Confirm',
    prompt: 'Do you want to pay',
    pin: 'Enter your PIN to approve',
    pinHint: 'Any four digits but 0000, which means a wrong PIN.',
    approve: 'Approve',
    refuse: 'Refuse',
    to: 'to',
    wrongCode: 'That is not the code. Try again.',
    wrongCard: 'Check the card number.',
    wrongPin: 'The PIN has four digits.',
    done: 'This payment is already settled.',
    back: 'Back to the shop',
  },
  fr: {
    sandbox: 'Bac à sable : aucun argent réel',
    pay: 'Payer',
    card: 'Numéro de carte',
    expiry: 'Expiration',
    cvc: 'CVC',
    name: 'Nom sur la carte',
    cancel: 'Annuler et revenir',
    tests: 'Cartes de test',
    challenge: 'Votre banque vérifie que c’est bien vous',
    challengeHint: 'Saisissez le code envoyé par votre banque. Dans le bac à sable : 123456.',
    code: 'Code',
    confirm: 'Confirmer',
    prompt: 'Voulez-vous payer',
    pin: 'Saisissez votre code secret pour approuver',
    pinHint: 'Quatre chiffres au choix, sauf 0000 qui est un code faux.',
    approve: 'Approuver',
    refuse: 'Refuser',
    to: 'à',
    wrongCode: 'Ce n’est pas le bon code. Réessayez.',
    wrongCard: 'Vérifiez le numéro de carte.',
    wrongPin: 'Le code secret a quatre chiffres.',
    done: 'Ce paiement est déjà réglé.',
    back: 'Retour à la boutique',
  },
} as const

export type PageProblem = 'wrongCode' | 'wrongCard' | 'wrongPin'

/** The page for the state the charge is in. `action` is where its forms go. */
export function pageOf(charge: ChargeRow, action: string, language: PageLanguage, problem?: PageProblem): string {
  const say = words[language]
  const body =
    charge.state === 'challenged'
      ? challengePage(say)
      : charge.state !== 'waiting'
        ? `<h1>${say.done}</h1>`
        : charge.method === 'card'
          ? cardPage(charge, say, language)
          : phonePage(charge, say, language)
  const warning = problem ? `<p class="problem" role="alert">${say[problem]}</p>` : ''
  const settled = charge.state === 'succeeded' || charge.state === 'failed'
  const form = settled
    ? `${body}<a class="button" href="${escape(charge.return_url)}">${say.back}</a>`
    : `<form method="post" action="${escape(action)}">${body.replace('<!--problem-->', warning)}
        <button class="quiet" name="choice" value="cancel" formnovalidate>${charge.method === 'card' ? say.cancel : say.refuse}</button></form>`

  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${say.pay} ${amountOf(charge, language)}</title><style>${style}</style></head>
<body class="${charge.method}"><p class="banner">${say.sandbox}</p><main>${form}</main></body></html>`
}

type Words = (typeof words)[PageLanguage]

function cardPage(charge: ChargeRow, say: Words, language: PageLanguage): string {
  const tests = Object.entries(testCards)
    .map(([number, { says }]) => `<li><code>${number.replace(/(\d{4})(?=\d)/g, '$1 ')}</code> ${says}</li>`)
    .join('')

  return `<h1>${amountOf(charge, language)}</h1><p class="what">${escape(charge.description)}</p><!--problem-->
<label>${say.card}<input name="card" inputmode="numeric" autocomplete="cc-number" value="4242 4242 4242 4242" required></label>
<div class="pair"><label>${say.expiry}<input name="expiry" autocomplete="cc-exp" value="12 / 34" required></label>
<label>${say.cvc}<input name="cvc" inputmode="numeric" autocomplete="cc-csc" value="123" required></label></div>
<label>${say.name}<input name="holder" autocomplete="cc-name" required></label>
<button name="choice" value="pay">${say.pay} ${amountOf(charge, language)}</button>
<details><summary>${say.tests}</summary><ul>${tests}</ul></details>`
}

function challengePage(say: Words): string {
  return `<h1>3-D Secure</h1><p class="what">${say.challenge}</p><p>${say.challengeHint}</p><!--problem-->
<label>${say.code}<input name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" autofocus required></label>
<button name="choice" value="confirm">${say.confirm}</button>`
}

function phonePage(charge: ChargeRow, say: Words, language: PageLanguage): string {
  return `<div class="prompt"><p class="number">${escape(charge.phone ?? 'Mobile Money')}</p>
<h1>${say.prompt} ${amountOf(charge, language)}?</h1><p class="what">${escape(charge.description)}</p><!--problem-->
<label>${say.pin}<input name="pin" type="password" inputmode="numeric" pattern="[0-9]{4}" maxlength="4" autocomplete="off" autofocus required></label>
<p class="hint">${say.pinHint}</p></div><button name="choice" value="approve">${say.approve}</button>`
}

function amountOf(charge: ChargeRow, language: PageLanguage): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency: charge.currency })
  const { maximumFractionDigits = 2 } = format.resolvedOptions()

  return format.format(charge.amount_minor / 10 ** maximumFractionDigits)
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

const style = `
*{box-sizing:border-box}body{margin:0;min-height:100vh;font:16px/1.5 system-ui,sans-serif;background:#eef1f6;color:#16202e;display:grid;grid-template-rows:auto 1fr;justify-items:center}
.banner{margin:0;width:100%;padding:.5rem 1rem;text-align:center;font-size:.875rem;background:#16202e;color:#fff}
main{width:min(26rem,100% - 2rem);margin:2rem 0;padding:1.75rem;background:#fff;border-radius:1.25rem;box-shadow:0 12px 40px #16202e1f;align-self:start}
h1{margin:0;font-size:1.75rem;line-height:1.2}.what{margin:.25rem 0 1.25rem;color:#526073}label{display:block;margin:0 0 1rem;font-size:.875rem;font-weight:600}
input{display:block;width:100%;margin-top:.35rem;padding:.75rem .875rem;font:inherit;font-weight:400;border:1.5px solid #8a96a8;border-radius:.75rem;background:#fff;color:inherit}
input:focus-visible,button:focus-visible,.button:focus-visible,summary:focus-visible{outline:3px solid #3056d3;outline-offset:2px}.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem}
button,.button{display:block;width:100%;min-height:3rem;margin-top:.5rem;padding:.75rem;border:0;border-radius:.75rem;background:#3056d3;color:#fff;font:inherit;font-weight:700;text-align:center;text-decoration:none;cursor:pointer}
.quiet{background:none;color:#3056d3}.problem{margin:0 0 1rem;padding:.75rem;border-radius:.75rem;background:#fdeaea;color:#8f1414}details{margin-top:1rem;font-size:.875rem;color:#526073}ul{padding-left:1.1rem}code{white-space:nowrap}
.mobile_money main{border-radius:2.25rem;padding:2.5rem 1.75rem;border:.6rem solid #16202e}.number{margin:0 0 1rem;color:#526073}.prompt h1{font-size:1.4rem}.prompt input{letter-spacing:.6em;text-align:center}.hint{margin:-.5rem 0 1rem;font-size:.8125rem;color:#526073}
@media(prefers-color-scheme:dark){body{background:#0d131c;color:#e9eef6}main{background:#182230}input{background:#0d131c;border-color:#6b7a90}.what,.hint,.number,details{color:#a9b6c8}.quiet{color:#9db4ff}.problem{background:#4a1717;color:#ffd9d9}}`
