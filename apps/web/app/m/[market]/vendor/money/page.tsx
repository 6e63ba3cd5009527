// What a vendor has earned, and its way to the bank.
import { getTranslations } from 'next-intl/server'
import { MoneyPage } from '../../../../../money/money-page.tsx'
import { PageHeader } from '../../../../../ui/page-header.tsx'

export default async function VendorMoneyPage() {
  const t = await getTranslations('money.desk')
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <MoneyPage side="vendor" />
    </>
  )
}
