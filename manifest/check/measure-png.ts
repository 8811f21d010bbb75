import { inflateSync } from 'node:zlib';

const SIGNATURE = '89504e470d0a1a0a';
/** Colour type → bytes a pixel, of what browsers make: without and with transparency, eight bits a channel. */
const CHANNELS = new Map([
  [2, 3],
  [6, 4],
]);

export interface PngMeasure {
  readonly width: number;
  readonly height: number;
  /** Shares of all pixels, 0 to 1. */
  readonly transparent: number;
  readonly opaque: number;
  /** Whether whatever is not fully transparent is white. */
  readonly isWhite: boolean;
}

/** Reads a picture's pixels. null for what is no PNG, or of another kind than eight bits a channel without a palette or interlacing. */
export function measurePng(file: Uint8Array): PngMeasure | null {
  const bytes = Buffer.from(file);
  if (bytes.length < 33 || bytes.subarray(0, 8).toString('hex') !== SIGNATURE) return null;
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  const [depth, colourType = -1, , , interlaced] = bytes.subarray(24, 29);
  const channels = CHANNELS.get(colourType);
  if (depth !== 8 || channels === undefined || interlaced !== 0) return null;
  const pixels = unfilter(inflateSync(Buffer.concat(dataOf(bytes))), width * channels, channels);
  let transparent = 0;
  let opaque = 0;
  let isWhite = true;
  for (let at = 0; at < pixels.length; at += channels) {
    const [red = 0, green = 0, blue = 0, alpha = 255] = pixels.subarray(at, at + channels);
    if (alpha === 0) transparent += 1;
    else if (Math.min(red, green, blue) < 255) isWhite = false;
    if (alpha === 255) opaque += 1;
  }
  const count = width * height;
  return { width, height, transparent: transparent / count, opaque: opaque / count, isWhite };
}

function dataOf(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return parts;
}

/** Each line is stored as its difference from what stands left and above (PNG specification, 9.2). */
function unfilter(filtered: Buffer, stride: number, channels: number): Buffer {
  const height = Math.floor(filtered.length / (stride + 1));
  const out = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row += 1) {
    const kind = filtered[row * (stride + 1)] ?? 0;
    for (let column = 0; column < stride; column += 1) {
      const at = row * stride + column;
      const left = column < channels ? 0 : (out[at - channels] ?? 0);
      const up = row === 0 ? 0 : (out[at - stride] ?? 0);
      const corner = row === 0 || column < channels ? 0 : (out[at - stride - channels] ?? 0);
      const raw = filtered[row * (stride + 1) + 1 + column] ?? 0;
      out[at] = raw + predict(kind, left, up, corner);
    }
  }
  return out;
}

function predict(kind: number, left: number, up: number, corner: number): number {
  switch (kind) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const byLeft = Math.abs(up - corner);
  const byUp = Math.abs(left - corner);
  const byCorner = Math.abs(left + up - 2 * corner);
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}
