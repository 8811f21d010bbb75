import { readdir, readFile, readlink } from 'node:fs/promises';

export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

/**
 * What still runs of an app: members of its process group, and whatever has its data folder as working folder or
 * in its command line (PostgreSQL, whose processes leave the group). Those that ended and wait to be noticed do not
 * count. Linux only: reads /proc.
 */
export async function processesOf(app: {
  pid: number;
  folders: readonly string[];
}): Promise<RunningProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const [stat, command, folder] = await Promise.all([
        readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
        readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
        readlink(`/proc/${pid}/cwd`).catch(() => ''),
      ]);
      // "pid (name) state ppid pgrp …": the name may hold spaces and brackets.
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state === undefined || state === '' || 'ZX'.includes(state)) return [];
      const isOurs = app.folders.some((own) => folder.startsWith(own) || command.includes(own));
      return Number(group) === app.pid || isOurs
        ? [{ pid: Number(pid), command: command.replaceAll('\0', ' ').trim() }]
        : [];
    }),
  );
  return found.flat();
}
