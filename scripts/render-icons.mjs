// `npm run icons`: makes the committed pictures anew from their drawings.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { LAUNCH } from '../playwright.config.ts';
import { OUTLOOK_ICON_SIZES } from '../manifest/outlook/outlook-surface.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const DRAWINGS = path.join(ROOT, 'manifest/icons');
const SERVED = path.join(ROOT, 'tab/public/outlook');

const PICTURES = [
  { drawing: 'color.svg', size: 192, file: path.join(DRAWINGS, 'color.png') },
  { drawing: 'outline.svg', size: 32, file: path.join(DRAWINGS, 'outline.png') },
  ...OUTLOOK_ICON_SIZES.map((size) => ({
    drawing: 'tile.svg',
    size,
    file: path.join(SERVED, `icon-${size}.png`),
  })),
];

const browser = await chromium.launch(LAUNCH);
const page = await browser.newPage();
for (const { drawing, size, file } of PICTURES) {
  const svg = await readFile(path.join(DRAWINGS, drawing));
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body { margin: 0 } img { display: block; width: ${size}px; height: ${size}px }</style>
     <img src="data:image/svg+xml;base64,${svg.toString('base64')}">`,
  );
  await page.waitForFunction(() => document.querySelector('img')?.complete === true);
  await writeFile(file, await page.screenshot({ omitBackground: true }));
}
await browser.close();
