// The addresses of the menu as a table.
import { promisedAlready } from '@provender/inventory'
import { pictureUnknown } from '@provender/media'
import { type AnyRoute, FileReply, nameFile, route } from '@provender/platform/http'
import { Type } from 'typebox'
import { menuTooLong, nameTaken, sheetFaulty, sheetUnreadable, vendorUnknown } from '../errors.ts'
import { deskOf, ownVendorId } from '../own-vendor.ts'
import { exportMenu } from './export-menu.ts'
import { ImportReport, importMenu } from './import-menu.ts'

export const csvRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/menu/export',
    audience: 'vendor',
    permission: 'catalog.export_menu',
    summary: 'The menu as a table for a spreadsheet',
    query: deskOf,
    reply: FileReply,
    file: 'text/csv',
    errors: [vendorUnknown],
    handle: async ({ db, ctx, query, response }) => {
      const table = await exportMenu(db, ctx, ownVendorId(ctx, query.vendorId))
      nameFile(response, 'menu.csv')
      return Buffer.from(table)
    },
  }),
  route({
    method: 'POST',
    path: '/menu/import',
    audience: 'vendor',
    permission: 'catalog.import_menu',
    summary: 'Look at what a table would change, or change it: all of it or nothing',
    query: Type.Object({
      ...deskOf.properties,
      apply: Type.Optional(Type.Boolean({ description: 'Left out: only a look, which names every wrong cell.' })),
    }),
    upload: {
      types: ['text/csv', 'application/vnd.ms-excel', 'text/plain', 'application/octet-stream'],
      mostBytes: 10 * 1024 * 1024,
    },
    reply: ImportReport,
    errors: [vendorUnknown, sheetUnreadable, menuTooLong, sheetFaulty, promisedAlready, pictureUnknown, nameTaken],
    limit: { most: 60, perSeconds: 300, by: 'account' },
    handle: ({ tx, ctx, query, rawBody }) =>
      importMenu(tx, ctx, {
        vendorId: ownVendorId(ctx, query.vendorId),
        bytes: rawBody,
        apply: query.apply ?? false,
      }),
  }),
]
