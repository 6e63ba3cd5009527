// Putting the menu in order: shelves, and what stands on them, dragged by finger, mouse or keyboard.
'use client'
import {
  DndContext,
  KeyboardSensor,
  PointerSensor,
  closestCenter,
  useSensor,
  useSensors,
  type Announcements,
  type DragEndEvent,
} from '@dnd-kit/core'
import {
  SortableContext,
  arrayMove,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { clsx } from 'clsx'
import { ChevronDown, GripVertical } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState, type ReactNode } from 'react'
import { read } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Drawer } from '../../ui/dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useDesk } from '../desk-context.tsx'
import { refusalOf, useTap } from '../tap.ts'
import { orderKey, productsKey, type MenuOrder } from './use-menu.ts'

interface Item {
  id: string
  name: string
}
export interface ArrangedShelf extends Item {
  products: readonly Item[]
}

export function ArrangeMenu({
  shelves,
  open,
  onClose,
}: {
  shelves: readonly ArrangedShelf[]
  open: boolean
  onClose: () => void
}) {
  const t = useTranslations('tools.arrange')
  return (
    <Drawer open={open} onOpenChange={(next) => !next && onClose()} title={t('title')} text={t('text')}>
      {open && <Arrangement shelves={shelves} onClose={onClose} />}
    </Drawer>
  )
}

function Arrangement({ shelves, onClose }: { shelves: readonly ArrangedShelf[]; onClose: () => void }) {
  const t = useTranslations('tools.arrange')
  const words = useTranslations('desk')
  const common = useTranslations('common')
  const { api } = useDesk()
  const announce = useToast()
  const [order, setOrder] = useState(shelves)
  const [shown, setShown] = useState<string>()
  const save = useTap({
    touches: [orderKey, productsKey],
    quiet: true,
    send: (body: MenuOrder) => read(api.PUT('/api/v1/vendor/menu/order', { body })),
    onDone: () => {
      announce({ title: t('saved') })
      onClose()
    },
  })
  const put = () =>
    save.mutate({
      shelves: order.map(({ id, products }) => ({ category: id, productIds: products.map((each) => each.id) })),
    })
  return (
    <div className="space-y-4">
      <Sortable items={order} onMove={(from, to) => setOrder(arrayMove([...order], from, to))}>
        {(shelf) => (
          <>
            <button
              type="button"
              aria-expanded={shown === shelf.id}
              onClick={() => setShown(shown === shelf.id ? undefined : shelf.id)}
              className="flex min-h-11 w-full items-center gap-2 text-left font-semibold"
            >
              <span className="min-w-0 flex-1 break-words">{shelf.name}</span>
              <span className="tabular text-sm text-muted">{shelf.products.length}</span>
              <ChevronDown
                aria-hidden
                className={clsx('size-5 text-muted transition-transform', shown === shelf.id && 'rotate-180')}
              />
            </button>
            {shown === shelf.id && (
              <Sortable
                items={shelf.products}
                onMove={(from, to) =>
                  setOrder(
                    order.map((each) =>
                      each.id === shelf.id ? { ...each, products: arrayMove([...each.products], from, to) } : each,
                    ),
                  )
                }
              >
                {(product) => <p className="flex min-h-11 items-center break-words">{product.name}</p>}
              </Sortable>
            )}
          </>
        )}
      </Sortable>
      {save.isError && (
        <p role="alert" className="font-medium text-bad">
          {refusalOf(save.error) ?? words('notDone')}
        </p>
      )}
      <div className="flex justify-end">
        <Button busy={save.isPending} disabled={order === shelves} onClick={put}>
          {common('save')}
        </Button>
      </div>
    </div>
  )
}

/** One list whose items change places; each says aloud where it is going. */
function Sortable<T extends Item>({
  items,
  onMove,
  children,
}: {
  items: readonly T[]
  onMove: (from: number, to: number) => void
  children: (item: T) => ReactNode
}) {
  const t = useTranslations('tools.arrange')
  const id = useId()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const at = (wanted: string | number) => items.findIndex((item) => item.id === wanted)
  const facts = (wanted: string | number) => ({
    name: items[at(wanted)]?.name ?? '',
    place: at(wanted) + 1,
    count: items.length,
  })
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('lifted', facts(active.id)),
    onDragOver: ({ active, over }) =>
      over ? t('over', { ...facts(over.id), name: facts(active.id).name }) : undefined,
    onDragEnd: ({ active, over }) =>
      over ? t('dropped', { ...facts(over.id), name: facts(active.id).name }) : t('left', facts(active.id)),
    onDragCancel: ({ active }) => t('left', facts(active.id)),
  }
  const end = ({ active, over }: DragEndEvent) => {
    if (over && active.id !== over.id) onMove(at(active.id), at(over.id))
  }
  return (
    <DndContext
      id={id}
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={end}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('instructions') } }}
    >
      <SortableContext items={[...items]} strategy={verticalListSortingStrategy}>
        <ol className="space-y-2">
          {items.map((item) => (
            <Row key={item.id} item={item}>
              {children(item)}
            </Row>
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  )
}

function Row({ item, children }: { item: Item; children: ReactNode }) {
  const t = useTranslations('tools.arrange')
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: item.id,
  })
  return (
    <li
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), ...(transition && { transition }) }}
      className={clsx(
        'flex items-start gap-1 rounded-control border border-line bg-card pr-3',
        isDragging && 'relative z-10 shadow-float',
      )}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        aria-label={t('grip', { name: item.name })}
        className="grid size-11 shrink-0 cursor-grab touch-none place-items-center text-muted active:cursor-grabbing"
      >
        <GripVertical aria-hidden className="size-5" />
      </button>
      <div className="min-w-0 flex-1 pb-0.5">{children}</div>
    </li>
  )
}
