import assert from 'node:assert/strict'
import sharp from 'sharp'
import { PictureProblem, toJpeg } from '../../../config/pictures/photograph.ts'
import { heicPhotograph, sidewaysPhotograph } from './photographs.ts'

const refused = (why: PictureProblem['why']) => (error: unknown) => error instanceof PictureProblem && error.why === why

describe('A photograph of a paper', function () {
  this.timeout(60_000)

  it('becomes an upright JPEG of bearable size, without the place where it was taken (C2)', async () => {
    const taken = await sidewaysPhotograph()
    const before = await sharp(taken).metadata()
    assert.equal(before.orientation, 6)
    assert.ok(before.exif?.includes(Buffer.from('19/1,48/1')) || (before.exif?.length ?? 0) > 100, 'the camera wrote something beside the picture')
    const made = await toJpeg('image/jpeg', taken)
    const after = await sharp(made).metadata()
    assert.deepEqual([after.format, after.width, after.height, after.exif, after.orientation], ['jpeg', 2250, 3000, undefined, undefined])
    const [top] = await sharp(made).extract({ left: 900, top: 50, width: 10, height: 10 }).raw().toBuffer().then((pixels) => [pixels[0] ?? 0])
    assert.ok((top ?? 0) > 200, 'what was at the camera’s left is at the top')
  })

  it('of a phone that writes HEIC becomes a JPEG too (C2)', async () => {
    const { format, width, height } = await sharp(await toJpeg('image/heic', await heicPhotograph())).metadata()
    assert.deepEqual([format, width, height], ['jpeg', 64, 48])
  })

  it('is not opened when it is broken, or would unfold into more pixels than a paper has', async () => {
    const bomb = await sharp({ create: { width: 11_000, height: 11_000, channels: 3, background: '#fff' }, limitInputPixels: false }).png({ compressionLevel: 9 }).toBuffer()
    assert.ok(bomb.length < 3_000_000, `${String(bomb.length)} bytes`)
    await assert.rejects(toJpeg('image/png', bomb), refused('too-many-pixels'))
    const whole = await sidewaysPhotograph()
    await assert.rejects(toJpeg('image/jpeg', whole.subarray(0, whole.length / 3)), refused('unreadable'))
    await assert.rejects(toJpeg('image/heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0')), refused('unreadable'))
    const heic = await heicPhotograph()
    await assert.rejects(toJpeg('image/heic', heic.subarray(0, heic.length - 200)), refused('unreadable'))
  })
})
