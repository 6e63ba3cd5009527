// Which of the vendor's products something is about: all of them, or the ones that are ticked.
'use client'
import { useTranslations } from 'next-intl'
import { Checkbox } from '../../ui/field.tsx'
import { useLocalText } from '../local-text.ts'
import { useProducts } from '../vendor/use-menu.ts'

export function ProductChoice({
  chosen,
  onChange,
}: {
  /** Null is all of them. */
  chosen: readonly string[] | null
  onChange: (chosen: string[] | null) => void
}) {
  const t = useTranslations('prices.rules')
  const localText = useLocalText()
  const products = useProducts()
  return (
    <fieldset>
      <legend className="text-sm font-semibold">{t('products')}</legend>
      <Checkbox
        label={t('allProducts')}
        checked={chosen === null}
        onChange={(event) => onChange(event.target.checked ? null : [])}
      />
      {chosen !== null && (
        <div className="mt-1 max-h-56 overflow-y-auto rounded-control border border-line px-3 py-1">
          {products.data?.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={localText(name)}
              checked={chosen.includes(id)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
              }
            />
          ))}
        </div>
      )}
    </fieldset>
  )
}
