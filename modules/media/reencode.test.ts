// What strangers send as pictures: photos come out clean and in four sizes, everything else is refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { pictureTooLarge, pictureTooSmall, pictureUnreadable } from './errors.ts'
import { aPhoto } from './fixtures.ts'
import { reencode } from './reencode.ts'

const refuses = (bytes: Buffer, { code }: { code: string }) => assert.rejects(reencode(bytes), { code })

test('a photo becomes four sizes in two formats, without camera and place', async () => {
  const photo = await aPhoto()
  assert.ok(photo.includes('EXIFMARK'))
  assert.ok((await sharp(photo).metadata()).exif)

  const { width, height, sizes } = await reencode(photo)

  assert.deepEqual([width, height], [1280, 960])
  assert.deepEqual(
    sizes.map((size) => `${size.width}.${size.format}`),
    ['160.avif', '160.webp', '320.avif', '320.webp', '640.avif', '640.webp', '1280.avif', '1280.webp'],
  )
  for (const size of sizes) {
    const seen = await sharp(size.bytes).metadata()
    assert.deepEqual([seen.width, seen.height], [size.width, (size.width * 3) / 4])
    assert.deepEqual([seen.exif, seen.icc, seen.xmp, seen.iptc], [undefined, undefined, undefined, undefined])
    assert.ok(!size.bytes.includes('EXIFMARK'))
  }
})

test('a photo taken upright stays upright, and a small one is not blown up', async () => {
  const lying = await sharp(await aPhoto({ width: 400, height: 300 }))
    .withMetadata({ orientation: 6 })
    .toBuffer()

  const { width, height, sizes } = await reencode(lying)

  assert.deepEqual([width, height], [300, 400])
  assert.equal((await sharp(sizes.at(-1)?.bytes).metadata()).width, 300)
})

test('PNG with holes, WebP, AVIF and moving GIF are read as well', async () => {
  const photo = sharp(await aPhoto({ width: 320, height: 240 }))
  const frames = Buffer.alloc(160 * 320 * 4, 200)
  const kinds = [
    await photo.clone().ensureAlpha(0.5).png().toBuffer(),
    await photo.clone().webp().toBuffer(),
    await photo.clone().avif({ effort: 0 }).toBuffer(),
    await sharp(frames, { raw: { width: 160, height: 320, channels: 4, pageHeight: 160 } })
      .gif({ delay: [100, 100] })
      .toBuffer(),
  ]

  for (const bytes of kinds) assert.equal((await reencode(bytes)).sizes.length, 8)
})

test('what is appended to a picture or hidden in its comments does not survive', async () => {
  const script = Buffer.from('<script>alert(1)</script><?php system("id") ?>')
  const gif = await sharp(await aPhoto({ width: 160, height: 160 }))
    .gif()
    .toBuffer()
  const jpeg = await aPhoto({ width: 160, height: 160 })
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, script.length + 2]), script])
  const polyglots = [
    Buffer.concat([gif, Buffer.from('/*'), script]),
    Buffer.concat([jpeg, script]),
    Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]),
  ]

  for (const bytes of polyglots) {
    const { sizes } = await reencode(bytes)
    for (const size of sizes) assert.ok(!size.bytes.includes('<script') && !size.bytes.includes('<?php'))
  }
})

test('what only pretends to be a picture is refused', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><script>alert(1)</script></svg>'
  const pretenders = [
    Buffer.from(svg),
    Buffer.from(`<?xml version="1.0"?>${svg}`),
    Buffer.from('GIF89a/*<script>alert(1)</script>*/=1;'),
    Buffer.from('%PDF-1.7\n<html><script>alert(1)</script></html>'),
    Buffer.from('\xff\xd8\xff\xe0<?php system("id") ?>', 'latin1'),
    Buffer.from('<!doctype html><img src=x onerror=alert(1)>'),
    Buffer.from('MZ\x90\0'),
    Buffer.from('PK\x03\x04'),
    (await aPhoto()).subarray(0, 2000),
    Buffer.alloc(0),
    Buffer.alloc(5000),
  ]

  for (const bytes of pretenders) await refuses(bytes, pictureUnreadable)
})

test('a small file that claims 50,000 by 50,000 pixels is refused before anything is decoded', async () => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(50_000, 0)
  header.writeUInt32BE(50_000, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const bomb = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])

  const before = process.memoryUsage.rss()
  await refuses(bomb, pictureTooLarge)
  assert.ok(process.memoryUsage.rss() - before < 100_000_000)
  await refuses(
    await sharp({ create: { width: 16_001, height: 130, channels: 3, background: 'red' } })
      .png()
      .toBuffer(),
    pictureTooLarge,
  )
})

test('what would be a stamp on a screen is refused', async () => {
  await refuses(await aPhoto({ width: 600, height: 100 }), pictureTooSmall)
})

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
