import { fileURLToPath } from 'node:url';
import express from 'express';

const BUILT_PAGE = fileURLToPath(new URL('../../dist/sandbox/', import.meta.url));

/** The page itself, as it was built, at `/sandbox/`. */
export function createPageRoutes(): express.RequestHandler {
  return express.static(BUILT_PAGE, { index: 'index.html' });
}
