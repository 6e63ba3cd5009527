// Everything about one product: words in the market's languages, price, shelf, picture, allergens, stock.
'use client'
import { Copy, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState, type FormEvent } from 'react'
import { newIdempotencyKey, once, read } from '../../api/client.ts'
import type { Category, Language } from '../../api/schema.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, Drawer } from '../../ui/dialog.tsx'
import { Checkbox, Input, Select, Textarea } from '../../ui/field.tsx'
import { parseMoney } from '../../ui/money-format.ts'
import { useToast } from '../../ui/toast.tsx'
import type { VendorProduct } from '../answers.ts'
import { ChipChoice } from '../chip-choice.tsx'
import { useDesk } from '../desk-context.tsx'
import { useLocalText } from '../local-text.ts'
import { majorText } from '../major.ts'
import { fieldRefusal, refusalOf, useTap } from '../tap.ts'
import { type TypedDetails, detailsDraft, typedDetails } from './detail-drafts.ts'
import { DetailsEditor } from './details-editor.tsx'
import { localText } from './local-draft.ts'
import { type TypedGroup, groupDrafts, typedGroups } from './option-drafts.ts'
import { OptionsEditor } from './options-editor.tsx'
import { LaterChange } from './later-change.tsx'
import { PicturePicker } from './picture-picker.tsx'
import { productsKey, useRemoveTap, type Draft } from './use-menu.ts'

const units = [
  'portion',
  'piece',
  'dozen',
  'bunch',
  'box',
  'pack',
  'jar',
  'bottle',
  'cup',
  'kg',
  '500 g',
  '250 g',
  '100 g',
  'pound',
  'half pound',
  'litre',
  '500 ml',
  'quart',
  'pint',
] as const satisfies readonly Draft['unit'][]

const allergens = [
  'gluten',
  'crustaceans',
  'eggs',
  'fish',
  'peanuts',
  'soybeans',
  'milk',
  'nuts',
  'celery',
  'mustard',
  'sesame',
  'sulphites',
  'lupin',
  'molluscs',
] as const satisfies Draft['allergens']

const diets = ['vegan', 'vegetarian', 'halal', 'gluten_free', 'organic'] as const satisfies Draft['diets']

interface Props {
  open: boolean
  /** Left out for a new one. */
  product: VendorProduct | undefined
  categories: readonly Category[]
  onClose: () => void
}

export function ProductEditor({ open, product, categories, onClose }: Props) {
  const t = useTranslations('desk.product')
  const { market } = useDesk()
  const say = useLocalText()
  const form = useId()
  const tools = useTranslations('tools')
  const { api } = useDesk()
  const announce = useToast()
  const [removing, setRemoving] = useState(false)
  const copy = useTap({
    touches: [productsKey],
    send: (productId: string) =>
      read(api.POST('/api/v1/vendor/products/{productId}/duplicate', { params: { path: { productId } } })),
    onDone: (fresh) => {
      announce({ title: tools('later.copied', { name: say(fresh.name) }) })
      onClose()
    },
  })
  const [busy, setBusy] = useState(false)
  return (
    <Drawer
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={product ? say(product.name) : t('new', { product: market.vocabulary.product.singular })}
      actions={
        <>
          {product && (
            <Button look="quiet" className="mr-auto text-bad!" onClick={() => setRemoving(true)}>
              <Trash2 aria-hidden className="size-4" /> {t('remove')}
            </Button>
          )}
          {product && (
            <Button look="secondary" busy={copy.isPending} onClick={() => copy.mutate(product.id)}>
              <Copy aria-hidden className="size-4" /> {tools('later.copy')}
            </Button>
          )}
          <Button type="submit" form={form} busy={busy}>
            {t('save')}
          </Button>
        </>
      }
    >
      <ProductForm id={form} product={product} categories={categories} onClose={onClose} onBusy={setBusy} />
      {product && (
        <div className="mt-5">
          <LaterChange product={product} />
        </div>
      )}
      {product && <RemoveDialog product={product} open={removing} onOpenChange={setRemoving} onDone={onClose} />}
    </Drawer>
  )
}

interface Typed {
  name: Record<Language, string>
  description: Record<Language, string>
  category: string
  price: string
  unit: Draft['unit']
  picture: string
  allergens: Draft['allergens']
  diets: Draft['diets']
  listed: boolean
  groups: TypedGroup[]
  details: TypedDetails
  /** Only for a new one; later it is counted at its row. Empty: made to order. */
  onHand: string
}

function ProductForm({
  id,
  product,
  categories,
  onClose,
  onBusy,
}: {
  id: string
  product: VendorProduct | undefined
  categories: readonly Category[]
  onClose: () => void
  onBusy: (busy: boolean) => void
}) {
  const t = useTranslations('desk.product')
  const words = useTranslations('desk')
  const look = useTranslations('look')
  const { market, api } = useDesk()
  const announce = useToast()
  const [key] = useState(newIdempotencyKey)
  const [typed, setTyped] = useState<Typed>(() => typedOf(product, categories, market))
  const [tried, setTried] = useState(false)
  const set = (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change }))

  const priceMinor = parseMoney(typed.price, market.currency)
  const onHand = typed.onHand.trim() === '' ? null : /^\d{1,6}$/.test(typed.onHand) ? Number(typed.onHand) : undefined
  const details = detailsDraft(typed.details, product)
  const optionGroups = groupDrafts(typed.groups, market.currency)
  const english = typed.name.en.trim() || typed.name.fr.trim()
  const save = useTap({
    touches: [productsKey],
    quiet: true,
    send: (draft: Draft & { optionGroups: NonNullable<typeof optionGroups> } & NonNullable<typeof details>) =>
      product
        ? read(
            api.PUT('/api/v1/vendor/products/{productId}', {
              params: { path: { productId: product.id } },
              body: draft,
            }),
          )
        : read(
            api.POST('/api/v1/vendor/products', {
              params: { header: once(key) },
              body: { ...draft, onHand: onHand ?? null },
            }),
          ),
    onDone: () => {
      announce({ title: t('saved') })
      onClose()
    },
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!english || priceMinor === undefined || onHand === undefined || optionGroups === undefined || !details) return
    onBusy(true)
    const { category, unit, picture, listed } = typed
    save.mutate(
      {
        category,
        unit,
        picture,
        listed,
        priceMinor,
        optionGroups,
        ...details,
        allergens: typed.allergens,
        diets: typed.diets,
        name: localText(typed.name) ?? { en: english },
        description: localText(typed.description) ?? null,
      },
      { onSettled: () => onBusy(false) },
    )
  }

  return (
    <form id={id} onSubmit={submit} noValidate className="space-y-6">
      {save.isError && (
        <p role="alert" className="rounded-control bg-bad-soft px-4 py-3 font-medium text-bad">
          {refusalOf(save.error) ?? words('notDone')}
        </p>
      )}
      <PicturePicker value={typed.picture} onChange={(picture) => set({ picture })} />
      <fieldset className="space-y-3">
        <legend className="sr-only">{t('name')}</legend>
        {market.languages.map((language, index) => (
          <Input
            key={language}
            label={market.languages.length > 1 ? `${t('name')} (${look(language)})` : t('name')}
            lang={language}
            maxLength={120}
            required={index === 0}
            value={typed.name[language]}
            onChange={(event) => set({ name: { ...typed.name, [language]: event.currentTarget.value } })}
            error={index === 0 ? (tried && !english ? t('nameMissing') : fieldRefusal(save.error, 'name')) : undefined}
          />
        ))}
      </fieldset>
      <div className="grid grid-cols-2 gap-3">
        <Input
          label={t('price')}
          inputMode="decimal"
          required
          value={typed.price}
          suffix={<span className="text-sm">{market.currency}</span>}
          onChange={(event) => set({ price: event.currentTarget.value })}
          error={tried && priceMinor === undefined ? t('priceWrong') : fieldRefusal(save.error, 'priceMinor')}
        />
        <Select
          label={t('unit')}
          required
          value={typed.unit}
          onChange={(event) => set({ unit: units.find((unit) => unit === event.currentTarget.value) ?? 'portion' })}
        >
          {units.map((unit) => (
            <option key={unit} value={unit}>
              {words(`unit.${unit}`)}
            </option>
          ))}
        </Select>
      </div>
      <Select
        label={t('category')}
        required
        value={typed.category}
        onChange={(event) => set({ category: event.currentTarget.value })}
      >
        {categories.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </Select>
      {market.languages.map((language) => (
        <Textarea
          key={language}
          label={market.languages.length > 1 ? `${t('description')} (${look(language)})` : t('description')}
          lang={language}
          maxLength={1000}
          value={typed.description[language]}
          onChange={(event) => set({ description: { ...typed.description, [language]: event.currentTarget.value } })}
        />
      ))}
      <ChipChoice
        label={t('allergens')}
        choices={allergens.map((value) => ({ value, text: words(`allergen.${value}`) }))}
        chosen={typed.allergens}
        onChange={(chosen) => set({ allergens: allergens.filter((each) => chosen.includes(each)) })}
      />
      <ChipChoice
        label={t('diets')}
        choices={diets.map((value) => ({ value, text: words(`diet.${value}`) }))}
        chosen={typed.diets}
        onChange={(chosen) => set({ diets: diets.filter((each) => chosen.includes(each)) })}
      />
      <DetailsEditor
        typed={typed.details}
        unit={typed.unit}
        wrong={tried && !details}
        refusal={(field) => fieldRefusal(save.error, field)}
        onChange={(next) => set({ details: next })}
      />
      <OptionsEditor
        groups={typed.groups}
        productId={product?.id}
        tried={tried}
        problem={fieldRefusal(save.error, '/optionGroups')}
        onChange={(groups) => set({ groups })}
      />
      {!product && (
        <Input
          label={t('onHand')}
          inputMode="numeric"
          hint={t('onHandHint')}
          value={typed.onHand}
          onChange={(event) => set({ onHand: event.currentTarget.value })}
          error={onHand === undefined ? words('stock.notNumber') : undefined}
        />
      )}
      <Checkbox
        label={t('listed')}
        hint={t('listedHint')}
        checked={typed.listed}
        onChange={(event) => set({ listed: event.currentTarget.checked })}
      />
    </form>
  )
}

function typedOf(
  product: VendorProduct | undefined,
  categories: readonly Category[],
  market: { currency: string },
): Typed {
  return {
    name: { en: product?.name.en ?? '', fr: product?.name.fr ?? '' },
    description: { en: product?.description?.en ?? '', fr: product?.description?.fr ?? '' },
    category: product?.category ?? categories[0]?.slug ?? '',
    price: product ? majorText(product.priceMinor, market.currency) : '',
    unit: product?.unit ?? 'portion',
    picture: product?.picture ?? 'fluent-emoji-flat:fork-and-knife-with-plate',
    allergens: product?.allergens ?? [],
    diets: product?.diets ?? [],
    listed: product?.listed ?? true,
    details: typedDetails(product),
    groups: typedGroups(product?.optionGroups ?? [], market.currency),
    onHand: '',
  }
}

function RemoveDialog({
  product,
  open,
  onOpenChange,
  onDone,
}: {
  product: VendorProduct
  open: boolean
  onOpenChange: (open: boolean) => void
  onDone: () => void
}) {
  const t = useTranslations('desk.product')
  const common = useTranslations('common')
  const say = useLocalText()
  const remove = useRemoveTap(onDone)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('removeTitle', { name: say(product.name) })}
      text={t('removeText')}
      actions={
        <>
          <Button look="quiet" onClick={() => onOpenChange(false)}>
            {common('cancel')}
          </Button>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(product.id)}>
            {t('remove')}
          </Button>
        </>
      }
    />
  )
}
