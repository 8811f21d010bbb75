import { defineConfig } from '@playwright/test';
import e2e from './playwright.config.ts';

/** `npm run screenshots`: the pictures of docs/screenshots, from the product as it is. */
export default defineConfig({ ...e2e, testDir: 'tests/screenshots', timeout: 120_000 });
