import { readFile } from 'node:fs/promises'
import sharp from 'sharp'

/** 64 by 48 pixels in HEIC, made by libheif's `heif-enc -q 40` from a picture of ImageMagick's. */
export const heicPhotograph = () => readFile(new URL('./photograph.heic', import.meta.url))

/** A photograph of 12 megapixels from a phone that was held upright: its pixels lie on their side, and it says so, and where it was taken. The camera's left edge is white. */
export async function sidewaysPhotograph(): Promise<Buffer> {
  const [width, height] = [4_000, 3_000]
  const ground = sharp({ create: { width, height, channels: 3, background: '#30506a' } })
  const edge = await sharp({ create: { width: 400, height, channels: 3, background: '#ffffff' } }).png().toBuffer()
  return ground.composite([{ input: edge, left: 0, top: 0 }]).withExif({
    IFD0: { Make: 'Phone', Orientation: '6' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '19/1 48/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '105/1 46/1 0/1' },
  }).withMetadata({ orientation: 6 }).jpeg().toBuffer()
}
