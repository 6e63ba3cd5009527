// What makes prices move: rules for prices, and for administrators what goes on in the town and whom lists are for.
'use client'
import { useTranslations } from 'next-intl'
import { PageHeader } from '../../ui/page-header.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useDesk } from '../desk-context.tsx'
import { PriceRules } from './price-rules.tsx'
import { Promotions } from './promotions.tsx'
import { TownAndGroups } from './town-and-groups.tsx'

export function OffersPage() {
  const t = useTranslations('prices.desk')
  const { app } = useDesk()
  const tabs = [
    { value: 'promotions', label: t('promotions'), content: <Promotions /> },
    { value: 'rules', label: t('rules'), content: <PriceRules /> },
    ...(app === 'admin' ? [{ value: 'town', label: t('town'), content: <TownAndGroups /> }] : []),
  ]
  return (
    <>
      <PageHeader title={t('title')} text={t(app === 'admin' ? 'adminText' : 'vendorText')} />
      <Tabs label={t('title')} tabs={tabs} />
    </>
  )
}
