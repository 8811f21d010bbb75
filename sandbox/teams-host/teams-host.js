// A stand-in for Teams around the tab: same origin, one message listener, no build step. It speaks the wire
// format of the real teams-js, so that the tab runs it unmodified.
import { showLink } from './link-note.js';

const { person, tenantId, appId, page, subPage, theme, locale, hostName, signIn, without } = JSON.parse(
  document.querySelector('#teams-host').textContent,
);
const frame = document.querySelector('iframe');
const place = { page, subPage };
let currentTheme = theme;

/** All messages in both directions, newest last; tests read it. */
window.__log = [];
/** Functions that the tab called and nobody here answers; a test fails on any. */
window.__unhandled = [];
/** What a test or the sandbox page may do from outside. */
window.__host = {
  send: (func, args) => post({ func, args }),
  setTheme: (next) => {
    currentTheme = next;
    document.documentElement.dataset.theme = next;
    post({ func: 'themeChange', args: [next] });
  },
};

const RUNTIME = {
  apiVersion: 4,
  isNAAChannelRecommended: signIn === 'nested',
  hostVersionsInfo: {},
  isLegacyTeams: false,
  // `app.notifySuccessResponse` stays out: with it notifySuccess() waits for an answer.
  supports: {
    pages: { currentApp: {}, appButton: {}, backStack: {}, config: {}, tabs: {}, fullTrust: {} },
    dialog: { url: { bot: {}, parentCommunication: {} }, card: { bot: {} }, update: {} },
    chat: {},
    calendar: {},
    mail: {},
    people: {},
    teamsCore: {},
    ...(signIn === 'nested' ? { nestedAppAuth: {} } : {}),
  },
};
for (const path of without) {
  const names = path.split('.');
  const parent = names.slice(0, -1).reduce((node, name) => node?.[name], RUNTIME.supports);
  if (parent) delete parent[names.at(-1)];
}

/** What each function answers; undefined = the SDK expects none. */
const ANSWERS = {
  initialize: () => ['content', 'web', '2.1.1', JSON.stringify(RUNTIME)],
  getContext: () => [context()],
  'authentication.getAuthToken': async ([, , silent]) => {
    if (signIn === 'empty') return [true, ''];
    if (signIn === 'consent' && silent !== false) return [false, 'resourceRequiresConsent'];
    return [true, await fetchToken()];
  },
  'nestedAppAuth.execute': async (_args, data) => [null, JSON.stringify(await brokered(JSON.parse(data)))],
  registerHandler: () => undefined,
  'appInitialization.appLoaded': () => undefined,
  'appInitialization.success': () => undefined,
  'appInitialization.failure': () => undefined,
  'appInitialization.expectedFailure': () => undefined,
  executeDeepLink: ([link]) => {
    followLink(link);
    return [true];
  },
  'pages.currentApp.navigateTo': ([target]) => {
    navigate(target.pageId, target.subPageId ?? '');
    return [];
  },
  'pages.currentApp.navigateToDefaultPage': () => [],
};

async function fetchToken() {
  const response = await fetch('/sandbox/api/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: person.key }),
  });
  return (await response.json()).token;
}

/** Nested app authentication: the host is MSAL's broker and speaks its envelope. */
async function brokered({ method, requestId, tokenParams }) {
  const envelope = { messageType: 'NestedAppAuthResponse', requestId, success: true };
  if (method === 'GetInitContext') {
    const accountContext = {
      homeAccountId: homeAccountId(),
      environment: 'login.microsoftonline.com',
      tenantId,
    };
    const capabilities = { queryAccount: true };
    return {
      ...envelope,
      initContext: { sdkName: 'sandbox', sdkVersion: '1', capabilities, accountContext },
    };
  }
  const token = await fetchToken();
  return {
    ...envelope,
    token: { access_token: token, id_token: token, expires_in: 3600, scope: tokenParams.scope },
    account: {
      homeAccountId: homeAccountId(),
      environment: 'login.microsoftonline.com',
      tenantId,
      username: person.address,
      localAccountId: person.objectId,
      name: person.name,
    },
  };
}

function homeAccountId() {
  return `${person.objectId}.${tenantId}`;
}

function context() {
  return {
    locale,
    theme: currentTheme,
    entityId: place.page,
    subEntityId: place.subPage,
    frameContext: 'content',
    hostName,
    hostClientType: 'web',
    sessionId: crypto.randomUUID(),
    appSessionId: crypto.randomUUID(),
    userObjectId: person.objectId,
    userPrincipalName: person.address,
    loginHint: person.address,
    userDisplayName: person.name,
    tid: tenantId,
    appId,
  };
}

/** Another page of the app is another content URL; the same page with another subject is not. */
function navigate(nextPage, nextSubPage) {
  const reload = nextPage !== place.page;
  place.page = nextPage;
  place.subPage = nextSubPage;
  const query = new URLSearchParams(location.search);
  query.set('page', nextPage);
  if (nextSubPage === '') query.delete('sub');
  else query.set('sub', nextSubPage);
  history.replaceState(null, '', `?${query}`);
  if (reload) openTab();
}

/** A link into the tab goes there; of any other it is told where it leads. */
function followLink(link) {
  const url = new URL(link);
  const [, app, linkedPage] = /^\/l\/entity\/([^/]+)\/([^/]+)$/.exec(url.pathname) ?? [];
  if (url.hostname === 'teams.microsoft.com' && app === appId)
    navigate(linkedPage, JSON.parse(url.searchParams.get('context') ?? '{}').subEntityId ?? '');
  else showLink(link, { language: document.documentElement.lang, timeZone: person.timeZone });
}

function openTab() {
  frame.src = `/tab/index.html?page=${encodeURIComponent(place.page)}`;
}

function post(message) {
  window.__log.push({ to: 'tab', ...message });
  frame.contentWindow.postMessage(message, location.origin);
}

async function answerTab({ id, uuidAsString, func, args = [], data, monotonicTimestamp }) {
  window.__log.push({ to: 'host', func, args });
  const answer = ANSWERS[func];
  if (!answer) {
    window.__unhandled.push(func);
    return;
  }
  const reply = await answer(args, data);
  if (reply !== undefined) post({ id, uuidAsString, args: reply, monotonicTimestamp });
}

window.addEventListener('message', (event) => {
  if (event.source === frame.contentWindow && event.origin === location.origin) void answerTab(event.data);
});

document.documentElement.dataset.theme = theme;
openTab();
