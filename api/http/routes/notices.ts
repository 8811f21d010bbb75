import { Router, type RequestHandler } from 'express';
import en from '../../../shared/locales/notice.en.json' with { type: 'json' };
import sv from '../../../shared/locales/notice.sv.json' with { type: 'json' };
import { languageOf } from '../problem.ts';

const TEXTS = { sv, en } as const;

/** What the packages name for readers who are not signed in: what becomes of data, and the terms. */
export function noticeRoutes(): Router {
  return Router()
    .get(
      '/privacy',
      notice('privacy.title', ['privacy.who', 'privacy.what', 'privacy.sees', 'privacy.rights']),
    )
    .get('/terms', notice('terms.title', ['terms.use', 'terms.software']));
}

function notice(title: keyof typeof sv, paragraphs: readonly (keyof typeof sv)[]): RequestHandler {
  return (request, response) => {
    const language = languageOf(request);
    const say = (key: keyof typeof sv): string => TEXTS[language][key];
    response
      .type('html')
      .set('Vary', 'Accept-Language')
      .send(
        `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
          `<meta name="viewport" content="width=device-width, initial-scale=1">` +
          `<meta name="color-scheme" content="light dark"><title>${say(title)} · Followthrough</title>` +
          `<link rel="stylesheet" href="/tab/notice.css"></head><body><main><h1>${say(title)}</h1>` +
          `${paragraphs.map((key) => `<p>${say(key)}</p>`).join('')}</main></body></html>`,
      );
  };
}
