import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DomainLists } from '../../shared/contract/domain-lists.ts';
import type { ListKind } from '../../shared/domain-lists/domain-list.ts';
import { Panel } from '../panels/panel.tsx';
import type { Toasts } from '../panels/use-toasts.tsx';
import { useServices } from '../services.ts';
import { exampleRows, listFile, saveFile } from './list-file.ts';
import { ListPreviewBox } from './list-preview.tsx';
import { ListRowView } from './list-row.tsx';
import { type Draft, useFetchRows, useImport, usePreview, useRestore } from './use-lists.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  note: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, textWrap: 'pretty' },
});

/** The organisation's lists of domains: each a file that is chosen, looked at, taken, and gone back on. */
export function ListsPanel({ lists, toasts }: { lists: DomainLists; toasts: Toasts }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { language } = useServices();
  const [draft, setDraft] = useState<Draft | null>(null);
  const fetchRows = useFetchRows();
  const onFailed = (error: unknown) => toasts.tellProblem(t('lists.failed'), error);
  const restore = useRestore({ onDone: () => toasts.tell(t('lists.restored')), onFailed });
  const preview = usePreview({ onDone: setDraft, onFailed });
  const take = useImport({
    onDone: (kind) => {
      setDraft(null);
      const undo = { label: t('lists.undo'), run: () => restore.mutate({ kind }) };
      toasts.tell(t(kind === 'stage' ? 'lists.takenStages' : 'lists.taken'), undo);
    },
    onFailed,
  });
  const isBusy = preview.isPending || take.isPending || restore.isPending;
  const save = (kind: ListKind, isExample: boolean) => {
    const name = t(isExample ? 'lists.file.example' : 'lists.file.list', {
      name: t(`lists.kinds.${kind}.file`),
    });
    const rows = isExample ? Promise.resolve({ rows: exampleRows(kind) }) : fetchRows(kind);
    rows.then((found) => saveFile(name, listFile(kind, found.rows, { language, t })), onFailed);
  };
  return (
    <Panel heading={t('lists.heading')} caption={t('lists.caption')}>
      <ul className={styles.list}>
        {lists.lists.map((list) => (
          <ListRowView
            key={list.kind}
            list={list}
            directory={list.kind === 'own' ? lists.directory : []}
            mayChange={lists.mayChange}
            isBusy={isBusy}
            onFile={(file) => preview.mutate({ kind: list.kind, file })}
            onSave={(isExample) => save(list.kind, isExample)}
            onRestore={() => {
              setDraft(null);
              restore.mutate({ kind: list.kind });
            }}
          >
            {draft?.kind === list.kind ? (
              <ListPreviewBox
                draft={draft}
                isBusy={isBusy}
                onTake={() => take.mutate(draft)}
                onCancel={() => setDraft(null)}
              />
            ) : null}
          </ListRowView>
        ))}
      </ul>
      <p className={styles.note}>{t('lists.note')}</p>
    </Panel>
  );
}
