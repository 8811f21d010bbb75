import type { RequestHandler } from 'express';

/** Where the tab may be framed: Teams, Microsoft 365 and Outlook (facts: headers). `'self'` is the sandbox's host page. */
const FRAME_ANCESTORS = [
  "'self'",
  'https://*.cloud.microsoft',
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook-sdf.office.com',
  'https://outlook-sdf.office365.com',
];
/** The hash of the empty string: the style engine makes an empty `<style>` and fills it by script. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Outlook's script has to come from there. */
export const OFFICE_SCRIPTS = 'https://appsforoffice.microsoft.com';

/** Headers of every answer: nothing inline, nothing from elsewhere, framed only where Microsoft frames tabs. */
export function securityHeaders(options: {
  readonly authorityHost: string;
  /** Where else scripts may come from: Outlook's own, on the add-in's pages alone. */
  readonly scripts?: readonly string[];
}): RequestHandler {
  const policy = [
    "default-src 'none'",
    ["script-src 'self'", ...(options.scripts ?? [])].join(' '),
    `style-src 'self' ${EMPTY_STYLE}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${options.authorityHost} https://res.cdn.office.net`,
    `frame-src 'self' ${options.authorityHost}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${FRAME_ANCESTORS.join(' ')}`,
  ].join('; ');
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Permissions-Policy': '',
      'Strict-Transport-Security': 'max-age=31536000',
    });
    next();
  };
}
