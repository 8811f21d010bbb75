import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { Agent, getGlobalDispatcher, setGlobalDispatcher, type Dispatcher } from 'undici';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '[::1]', 'localhost']);

/**
 * Sends this process's calls to `hosts` (real host names, https or http) to the emulator on loopback, lets
 * calls to loopback pass and refuses every other host. Two layers are needed: undici's dispatcher drives
 * `fetch`, while older clients go through node:http and node:https. Affects the whole process; call it before
 * any client is built. Returns the way back, for tests.
 */
export function redirectEgress(options: { emulator: URL; hosts: readonly string[] }): () => void {
  const hosts = new Set(options.hosts);
  const before = getGlobalDispatcher();
  setGlobalDispatcher(new Agent().compose(redirectDispatch(options.emulator, hosts)));
  const restoreAgents = redirectAgents(options.emulator, hosts);
  return () => {
    setGlobalDispatcher(before);
    restoreAgents();
  };
}

function refused(host: string): Error {
  return new Error(`egress refused: ${host}`);
}

function redirectDispatch(
  emulator: URL,
  hosts: ReadonlySet<string>,
): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (opts, handler) => {
    const origin = new URL(String(opts.origin));
    if (LOOPBACK.has(origin.hostname)) return dispatch(opts, handler);
    if (!hosts.has(origin.hostname)) throw refused(origin.hostname);
    const headers = new Headers(headerEntries(opts.headers));
    headers.set('host', origin.host);
    return dispatch({ ...opts, origin: emulator.origin, headers: Object.fromEntries(headers) }, handler);
  };
}

/** undici takes headers as a flat list, a record or pairs; `Headers` takes pairs. */
function headerEntries(headers: Dispatcher.DispatchOptions['headers']): [string, string][] {
  if (!headers) return [];
  if (Array.isArray(headers) && headers.every((item) => typeof item === 'string')) {
    return Array.from({ length: headers.length / 2 }, (_, i) => [
      headers[i * 2] ?? '',
      headers[i * 2 + 1] ?? '',
    ]);
  }
  const entries: Iterable<[string, unknown]> =
    Symbol.iterator in headers ? (headers as Iterable<[string, unknown]>) : Object.entries(headers);
  return [...entries].flatMap(([name, value]) =>
    value === undefined || value === null
      ? []
      : (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
  );
}

type Connect = NonNullable<http.Agent['createConnection']>;
type Done = Parameters<Connect>[1];

function redirectAgents(emulator: URL, hosts: ReadonlySet<string>): () => void {
  const plain = http.Agent.prototype.createConnection;
  const secure = https.Agent.prototype.createConnection;
  http.Agent.prototype.createConnection = function (this: http.Agent, options, done) {
    const host = options.host ?? '';
    if (LOOPBACK.has(host)) return plain.call(this, options, done);
    return connectElsewhere(host, emulator, hosts, done);
  };
  // The emulator speaks plain http: handing back a bare socket skips TLS, which only the emulator could end.
  https.Agent.prototype.createConnection = function (this: https.Agent, options, done) {
    const host = options.servername || options.host || '';
    if (LOOPBACK.has(host)) return secure.call(this, options, done);
    return connectElsewhere(host, emulator, hosts, done);
  };
  return () => {
    http.Agent.prototype.createConnection = plain;
    https.Agent.prototype.createConnection = secure;
  };
}

function connectElsewhere(host: string, emulator: URL, hosts: ReadonlySet<string>, done: Done) {
  if (hosts.has(host)) return net.connect(Number(emulator.port), emulator.hostname);
  // Node's own callback type asks for a stream beside an error, though none exists then.
  done?.(refused(host), new net.Socket());
  return undefined;
}
