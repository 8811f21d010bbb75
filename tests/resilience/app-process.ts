import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LISTENS = /^Followthrough listens on (http:\S+)$/;

export interface AppEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The product as a process of its own, as `npm start` starts it. */
export interface AppProcess {
  readonly pid: number;
  /** Everything that it has said so far, line by line. */
  readonly lines: readonly string[];
  /** Those of them that it wrote to stderr. */
  readonly errors: readonly string[];
  /** Once it has said a line that begins so. Rejects where it ends before. */
  said(beginning: string): Promise<void>;
  /** Its address, once it says that it is ready. Rejects with what it said where it ends before. */
  ready(): Promise<string>;
  readonly ended: Promise<AppEnd>;
  /** As Ctrl-C in a terminal does it: the signal reaches the whole group. */
  interrupt(): Promise<AppEnd>;
  signal(signal: NodeJS.Signals): Promise<AppEnd>;
}

export interface AppOptions {
  readonly dataDir: string;
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Somebody else to be; only root can. */
  readonly account?: { readonly uid: number; readonly gid: number };
  /** Where the program lies. */
  readonly root?: string;
  /** What Node is given before the program's name. */
  readonly nodeOptions?: readonly string[];
  readonly command?: 'start' | 'migrate' | 'doctor';
}

export function startApp(options: AppOptions): AppProcess {
  const { dataDir, port = 0, environment = {}, account, root = ROOT } = options;
  const { nodeOptions = [], command = 'start' } = options;
  const child = spawn(process.execPath, [...nodeOptions, 'api/main.ts', command], {
    cwd: root,
    // A group of its own, so that a signal to the group does not reach the tests.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', PORT: String(port), DATA_DIR: dataDir, ...environment },
    ...account,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('The app could not be started.');
  const lines: string[] = [];
  const errors: string[] = [];
  collectLines(child.stdout, lines);
  collectLines(child.stderr, lines, errors);
  const ended = endOf(child);
  const signal = async (name: NodeJS.Signals, target: number): Promise<AppEnd> => {
    process.kill(target, name);
    return ended;
  };
  return {
    pid,
    lines,
    errors,
    said: async (beginning) => {
      await until((said) => said.find((line) => line.startsWith(beginning)), lines, ended);
    },
    ready: () => until((said) => said.flatMap((line) => LISTENS.exec(line)?.[1] ?? [])[0], lines, ended),
    ended,
    interrupt: () => signal('SIGINT', -pid),
    signal: (name) => signal(name, pid),
  };
}

function collectLines(stream: Readable, ...into: string[][]): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const lines of into) lines.push(...parts);
  });
}

async function endOf(child: ChildProcess): Promise<AppEnd> {
  // `close`, not `exit`: what it said last has been read by then.
  await once(child, 'close');
  return { code: child.exitCode, signal: child.signalCode };
}

/** What `find` makes of the lines, as soon as it makes something of them. */
async function until<T>(
  find: (lines: readonly string[]) => T | undefined,
  lines: readonly string[],
  ended: Promise<AppEnd>,
): Promise<T> {
  let end: AppEnd | null = null;
  const noted = ended.then((value) => (end = value));
  for (;;) {
    const found = find(lines);
    if (found !== undefined) return found;
    if (end !== null) throw new Error(`The app ended too early:\n${lines.join('\n')}`);
    await Promise.race([noted, wait(10)]);
  }
}
