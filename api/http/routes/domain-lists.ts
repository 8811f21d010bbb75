import express, { type Request, Router } from 'express';
import { z } from 'zod';
import {
  domainListsSchema,
  listKindSchema,
  listPreviewSchema,
  listRowsSchema,
} from '../../../shared/contract/domain-lists.ts';
import { MOST_BYTES } from '../../../shared/domain-lists/domain-list.ts';
import { importList, loadLists, previewList, restoreList } from '../../setup/domain-lists.ts';
import { listRows } from '../../store/domain-list-store.ts';
import { sessionOf } from '../authenticate.ts';
import { Refusal } from '../problem.ts';
import { actOf, type AdminRouteDeps, changing, readingOf } from './admin.ts';

const paramsSchema = z.object({ kind: listKindSchema });
const stampSchema = z.object({ stamp: z.string().max(64) });
/** More is refused unread; up to this, the answer names the bound. */
const FILE_LIMIT = 2 * MOST_BYTES;

/** The organisation's lists of domains, as files of a spreadsheet: read, previewed, taken and gone back on. */
export function domainListRoutes(deps: Pick<AdminRouteDeps, 'vault' | 'clock'>): Router {
  const { vault } = deps;
  const router = Router();
  // After whoever asks is known.
  const takesFile = express.raw({ type: 'text/csv', limit: FILE_LIMIT });
  const answer = async (request: Request) => {
    const lists = await readingOf(request)((trx) => loadLists(trx, vault));
    return domainListsSchema.parse({ ...lists, mayChange: sessionOf(request).governs === 'admin' });
  };
  router.get('/admin/domain-lists', async (request, response) => response.json(await answer(request)));
  router.get('/admin/domain-lists/:kind', async (request, response) => {
    const { kind } = paramsSchema.parse(request.params);
    const rows = await readingOf(request)((trx) => listRows(trx, vault, kind));
    response.json(listRowsSchema.parse({ rows }));
  });
  router.post('/admin/domain-lists/:kind/preview', takesFile, async (request, response) => {
    const { kind } = paramsSchema.parse(request.params);
    const asAdmin = changing(request);
    const file = fileOf(request);
    const preview = await asAdmin((trx) => previewList(trx, vault, kind, file));
    response.json(listPreviewSchema.parse(preview));
  });
  router.put('/admin/domain-lists/:kind', takesFile, async (request, response) => {
    const { kind } = paramsSchema.parse(request.params);
    const asAdmin = changing(request);
    const given = { kind, ...stampSchema.parse(request.query), file: fileOf(request) };
    const outcome = await asAdmin((trx) => importList(trx, vault, given, actOf(request, deps)));
    if (outcome !== 'done') throw new Refusal(`list_${outcome}`);
    response.json(await answer(request));
  });
  router.post('/admin/domain-lists/:kind/undo', async (request, response) => {
    const { kind } = paramsSchema.parse(request.params);
    const isRestored = await changing(request)((trx) => restoreList(trx, vault, kind, actOf(request, deps)));
    if (!isRestored) throw new Refusal('list_not_kept');
    response.json(await answer(request));
  });
  return router;
}

/** @throws Refusal where the body is no file. */
function fileOf({ body }: Request): Uint8Array {
  if (body instanceof Uint8Array) return body;
  throw new Refusal('bad_request', { where: 'body' });
}
