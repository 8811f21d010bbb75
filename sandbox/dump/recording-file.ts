import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Writes values as lines of JSON, compressed: the same values give the same bytes. */
export async function writeRecordingFile(file: URL, lines: readonly unknown[]): Promise<number> {
  const text = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
  const bytes = await compress(Buffer.from(text), {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
  await writeFile(file, bytes);
  return bytes.length;
}

/** The values again; null where there is no such file. */
export async function readRecordingFile(file: URL): Promise<unknown[] | null> {
  if (!existsSync(file)) return null;
  const text = (await decompress(await readFile(file))).toString('utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}
