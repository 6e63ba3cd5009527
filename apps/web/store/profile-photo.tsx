// The customer's photo: uploaded, replaced or taken away; it stands by itself, apart from the form.
'use client'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { browserApi, read } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { MarketSettings, Profile } from '../api/schema.ts'
import { PhotoButton } from '../desk/photo-button.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { useToast } from '../ui/toast.tsx'

export function ProfilePhoto({ market, profile }: { market: MarketSettings; profile: Profile }) {
  const t = useTranslations('photo')
  const router = useRouter()
  const announce = useToast()
  const show = async (picture: string | null) => {
    try {
      await read(browserApi(market.id).PUT('/api/v1/users/profile', { body: { picture } }))
      announce({ title: picture === null ? t('removed') : t('saved') })
      router.refresh()
    } catch (error) {
      announce({ tone: 'bad', title: problemFacts(error)?.title ?? t('failed') })
    }
  }
  return (
    <div className="mb-6 flex flex-wrap items-start gap-4">
      <Avatar name={profile.name} photo={profile.picture} size="large" />
      <PhotoButton
        market={market.id}
        app="customer"
        onDone={(picture) => void show(picture)}
        previewClass="size-12 rounded-full object-cover"
      />
      {profile.picture !== null && (
        <Button look="quiet" onClick={() => void show(null)}>
          {t('remove')}
        </Button>
      )}
    </div>
  )
}
