// Ids: UUIDv7, made by the application, so that rows of one time lie together in an index.
import { Type } from 'typebox'
import { v7 } from 'uuid'

/** A fresh time-ordered id. */
export function newId<T extends string = string>(): T {
  return v7() as T
}

/** A branded id: an OrderId cannot be passed where a RiderId is meant. */
export type Id<Kind extends string> = string & { readonly __kind?: Kind }

/** The TypeBox schema of an id of one kind: `IdOf('order')`, or `IdOf<'account'>('Account of the customer')`. */
export function IdOf<const Kind extends string>(what: Kind | (string & {})) {
  return Type.Unsafe<Id<Kind>>(Type.String({ format: 'uuid', description: `${what} id (UUIDv7)` }))
}
