import { z } from 'zod';
import { LIST_KINDS, STAGES } from '../domain-lists/domain-list.ts';
import { FILE_FLAWS, LINE_FLAWS } from '../domain-lists/parse-domain-list.ts';

const instant = z.iso.datetime();
export const listKindSchema = z.enum(LIST_KINDS);

const listRowSchema = z.object({
  domain: z.string(),
  stage: z.enum(STAGES).nullable(),
  since: z.iso.date().nullable(),
});

/** `GET /api/admin/domain-lists/:kind`: the whole list, for a file of it. */
export const listRowsSchema = z.object({ rows: z.array(listRowSchema) });
export type ListRows = z.infer<typeof listRowsSchema>;

/**
 * `GET /api/admin/domain-lists`, and the answer to `PUT /api/admin/domain-lists/:kind?stamp=…` (the file as it is, as
 * `text/csv`, in the place of the whole list) and to `POST /api/admin/domain-lists/:kind/undo` (the former one again).
 */
export const domainListsSchema = z.object({
  /** False for a steward, who reads and changes nothing. */
  mayChange: z.boolean(),
  /** Found in the addresses of the directory: the organisation's own, whatever the list says. */
  directory: z.array(z.string()),
  lists: z.array(
    z.object({
      kind: listKindSchema,
      rows: z.number().int(),
      /** null where it never was, or came with the set-up. */
      changedAt: instant.nullable(),
      /** What stood before; null where nothing was ever changed. */
      former: z.object({ rows: z.number().int(), changedAt: instant.nullable() }).nullable(),
    }),
  ),
});
export type DomainLists = z.infer<typeof domainListsSchema>;

/** So many are shown of each; the number tells of the others. */
export const MOST_SHOWN = 100;

const someRows = z.object({ count: z.number().int(), first: z.array(listRowSchema).max(MOST_SHOWN) });

/** `POST /api/admin/domain-lists/:kind/preview`, with the file as it is: what would change. Changes nothing. */
export const listPreviewSchema = z.object({
  kind: listKindSchema,
  /** Of the list as it stands: one that has changed meanwhile is not written over. */
  stamp: z.string(),
  /** null where nothing of the file can be taken: `problems` says why. */
  changes: z
    .object({
      added: someRows,
      removed: someRows,
      changed: z.object({
        count: z.number().int(),
        first: z.array(z.object({ row: listRowSchema, from: z.enum(STAGES) })).max(MOST_SHOWN),
      }),
      unchanged: z.number().int(),
    })
    .nullable(),
  problems: z.object({
    count: z.number().int(),
    first: z
      .array(
        z.object({
          /** null where it is about the whole file. */
          line: z.number().int().nullable(),
          code: z.enum([...FILE_FLAWS, ...LINE_FLAWS]),
          /** What stood there, or a bound. */
          value: z.string(),
        }),
      )
      .max(MOST_SHOWN),
  }),
});
export type ListPreview = z.infer<typeof listPreviewSchema>;
