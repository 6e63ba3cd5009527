// What the people of a demo town said of its vendors, so that stars, words and answers can be seen at once.
import type { DemoTown } from '@provender/market-presets'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { importReviews } from '@provender/reviews'

interface Said {
  readonly rating: number
  readonly text: string | null
  readonly answer?: string
}

const said: Readonly<Record<'en' | 'fr', readonly Said[]>> = {
  en: [
    { rating: 5, text: 'Still warm when it came, and more than enough for two.' },
    {
      rating: 4,
      text: 'Lovely food. Took a little longer than it said.',
      answer: 'Thank you! We have added a pair of hands.',
    },
    { rating: 5, text: null },
    { rating: 3, text: 'Good, but the portion was smaller than last time.' },
    { rating: 5, text: 'My mother asked who had cooked it. High praise.' },
    { rating: 4, text: null },
    { rating: 2, text: 'One thing was missing from the bag.', answer: 'Our mistake, we have made it good. Sorry!' },
    { rating: 5, text: 'Exactly as described, and kindly packed.' },
  ],
  fr: [
    { rating: 5, text: 'Encore chaud à l’arrivée, et bien assez pour deux.' },
    { rating: 4, text: 'Très bon. Un peu plus long que prévu.', answer: 'Merci ! Nous avons renforcé l’équipe.' },
    { rating: 5, text: null },
    { rating: 3, text: 'Bon, mais la portion était plus petite que la dernière fois.' },
    { rating: 5, text: 'Ma mère a demandé qui l’avait cuisiné. C’est tout dire.' },
    { rating: 4, text: null },
    {
      rating: 2,
      text: 'Il manquait quelque chose dans le sac.',
      answer: 'C’est notre faute, nous avons réparé cela. Pardon !',
    },
    { rating: 5, text: 'Exactement comme décrit, et bien emballé.' },
  ],
}

/** Some vendors have many, the last few none yet; each begins at another place of the list, so that they differ. */
export async function importDemoReviews(
  tx: Tx,
  ctx: Context,
  {
    town,
    vendorIds,
    customers,
  }: {
    town: DemoTown
    vendorIds: ReadonlyMap<string, string>
    customers: readonly { readonly id: string; readonly name: string }[]
  },
): Promise<void> {
  const texts = said[ctx.language]
  const rated = town.vendors.slice(0, -2)
  await importReviews(
    tx,
    ctx,
    rated.flatMap(({ slug }, index) =>
      customers.slice(0, 3 + ((index * 5) % 6)).map((customer, n) => {
        const { rating, text, answer = null } = texts[(index * 3 + n) % texts.length] as Said
        return {
          customerId: customer.id,
          customerName: customer.name,
          vendorId: vendorIds.get(slug) as string,
          rating,
          text,
          answer,
          at: new Date(ctx.at.getTime() - (9 - n) * 86_400_000 * 1.7),
        }
      }),
    ),
  )
}
