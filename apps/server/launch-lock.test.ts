// The lock of a data folder: one at a time, however many ask at once.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { lockFolder, lockName } from './launch-lock.ts'

const folder = await mkdtemp(join(tmpdir(), 'provender-lock-'))
after(() => rm(folder, { recursive: true }))

test('a locked folder is refused until it is released', async () => {
  const release = await lockFolder(folder)

  await assert.rejects(lockFolder(folder), /already running with the data folder .* \(process \d+\)/)
  await release()
  await (
    await lockFolder(folder)
  )()
  assert.deepEqual(await readdir(folder), [])
})

test('a lock of a process that is gone, or torn, is taken over', async () => {
  for (const content of ['999999999 12345\n', `${process.pid} 1\n`, 'torn']) {
    await writeFile(join(folder, lockName), content)

    await (
      await lockFolder(folder)
    )()
  }
  assert.deepEqual(await readdir(folder), [])
})
