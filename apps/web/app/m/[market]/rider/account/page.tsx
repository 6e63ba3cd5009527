// The rider's account, language and colours.
import { notFound } from 'next/navigation'
import { findMarket } from '../../../../../api/server.ts'
import { RiderAccount } from '../../../../../desk/rider/account.tsx'
import { LookMenu } from '../../../../../ui/look-menu.tsx'

export default async function AccountPage({ params }: { params: Promise<{ market: string }> }) {
  const market = await findMarket((await params).market)
  if (!market) notFound()
  return <RiderAccount look={<LookMenu languages={market.languages} up wide />} />
}
