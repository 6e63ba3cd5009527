// Taking or choosing a photo and sending it, with a preview and how far it has got.
'use client'
import { Camera } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useState, type ChangeEvent } from 'react'
import { UploadRefused, uploadPhoto } from '../api/upload.ts'
import type { App } from '../api/schema.ts'
import { buttonClass } from '../ui/button.tsx'

/** `onDone` gets what to write into `picture`. Where the field stands decides how the preview is shaped. */
export function PhotoButton({
  market,
  app,
  onDone,
  previewClass,
}: {
  market: string
  app: App
  onDone: (picture: string) => void
  previewClass: string
}) {
  const t = useTranslations('photo')
  const id = useId()
  const [sending, setSending] = useState<{ preview: string; done: number }>()
  const [refusal, setRefusal] = useState<string>()
  const preview = sending?.preview
  useEffect(() => () => void (preview && URL.revokeObjectURL(preview)), [preview])

  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? []
    event.currentTarget.value = ''
    if (!file) return
    const shown = URL.createObjectURL(file)
    setRefusal(undefined)
    setSending({ preview: shown, done: 0 })
    try {
      const sent = await uploadPhoto({ market, app, file }, (done) => setSending({ preview: shown, done }))
      onDone(sent.picture)
    } catch (error) {
      setRefusal((error instanceof UploadRefused && error.message) || t('failed'))
    }
    setSending(undefined)
  }

  const percent = Math.round((sending?.done ?? 0) * 100)
  return (
    <div className="min-w-0 space-y-2">
      <input
        id={id}
        type="file"
        accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
        className="peer sr-only"
        disabled={sending !== undefined}
        onChange={(event) => void choose(event)}
      />
      <label
        htmlFor={id}
        className={buttonClass(
          { look: 'secondary' },
          'cursor-pointer peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent-ink peer-disabled:cursor-progress peer-disabled:opacity-60',
        )}
      >
        <Camera aria-hidden className="size-5" /> {t('choose')}
      </label>
      {sending && (
        <div className="flex items-center gap-3">
          <img src={sending.preview} alt="" className={previewClass} />
          <div className="min-w-32 flex-1">
            <p className="tabular text-sm" aria-live="polite">
              {percent < 100 ? t('sending', { percent }) : t('preparing')}
            </p>
            <progress className="h-2 w-full accent-accent" max={100} value={percent} aria-label={t('progress')} />
          </div>
        </div>
      )}
      {refusal !== undefined && (
        <p role="alert" className="text-sm font-medium text-bad">
          {refusal}
        </p>
      )}
    </div>
  )
}
