import path from 'node:path';
import compression from 'compression';
import express, { type RequestHandler } from 'express';

/**
 * The built tab, packed for the way. Files whose names hold their content's hash never change and are kept by the
 * browser; the page that names them is asked for each time, so that a new version is seen at once.
 */
export function tabFiles(folder: string): RequestHandler[] {
  const files = express.static(folder, {
    index: 'index.html',
    setHeaders: (response, file) => {
      const isHashed = path.basename(path.dirname(file)) === 'assets';
      response.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return [compression(), files];
}
