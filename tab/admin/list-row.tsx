import { Button, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DomainLists } from '../../shared/contract/domain-lists.ts';
import { momentsIn } from '../moved/moments.ts';
import { useServices } from '../services.ts';
import { formatNumber } from '../words/figures.ts';

const ACCEPTED = '.csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: '8px 16px',
    alignItems: 'center',
    padding: '12px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 1023px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  over: {
    outline: `2px solid ${tokens.colorCompoundBrandStroke}`,
    outlineOffset: '2px',
    borderRadius: '4px',
    '@media (forced-colors: active)': { outline: '2px solid Highlight' },
  },
  name: { ...typographyStyles.body1Strong },
  count: { ...typographyStyles.body1, marginLeft: '8px' },
  text: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
    overflowWrap: 'anywhere',
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '4px 8px', '> button': { minWidth: 'auto' } },
  draft: { gridColumn: '1 / -1', ':empty': { display: 'none' } },
});

/** One list: what it does, how long it is and since when, and what can be done with it. A file may be dropped on it. */
export function ListRowView(props: {
  list: DomainLists['lists'][number];
  directory: readonly string[];
  mayChange: boolean;
  isBusy: boolean;
  onFile: (file: File) => void;
  onSave: (isExample: boolean) => void;
  onRestore: () => void;
  children: ReactNode;
}) {
  const { list, directory, mayChange, onFile } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const { language } = useServices();
  const { isOver, drop } = useDrop(mayChange && !props.isBusy ? onFile : null);
  const nameId = useId();
  const { moment } = momentsIn(Intl.DateTimeFormat().resolvedOptions().timeZone, language, t);
  const count = t(list.kind === 'stage' ? 'lists.lines' : 'lists.domains', {
    count: list.rows,
    number: formatNumber(list.rows, language),
  });
  const found = directory.length === 0 ? '' : t('lists.directory', { domains: directory.join(', ') });
  const since = list.changedAt === null ? '' : t('lists.changed', { at: moment(Date.parse(list.changedAt)) });
  return (
    <li className={mergeClasses(styles.row, isOver && styles.over)} {...drop}>
      <div>
        <p>
          <span id={nameId} className={styles.name}>
            {t(`lists.kinds.${list.kind}.name`)}
          </span>
          <span className={styles.count}>{list.rows === 0 ? t('lists.none') : count}</span>
        </p>
        <p className={styles.text}>
          {[t(`lists.kinds.${list.kind}.hint`), found, since].filter((part) => part !== '').join(' ')}
        </p>
      </div>
      <ListButtons {...props} nameId={nameId} />
      <div className={styles.draft}>{props.children}</div>
    </li>
  );
}

function ListButtons(props: {
  list: DomainLists['lists'][number];
  mayChange: boolean;
  isBusy: boolean;
  nameId: string;
  onFile: (file: File) => void;
  onSave: (isExample: boolean) => void;
  onRestore: () => void;
}) {
  const { list, mayChange, isBusy, nameId } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  const former = mayChange ? list.former : null;
  const shared = { size: 'small', 'aria-describedby': nameId } as const;
  return (
    <div className={styles.buttons}>
      {mayChange ? (
        <>
          <Button {...shared} disabled={isBusy} onClick={() => input.current?.click()}>
            {t('lists.choose')}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            accept={ACCEPTED}
            aria-label={t('lists.chooseFor', { name: t(`lists.kinds.${list.kind}.name`) })}
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file !== undefined) props.onFile(file);
              // The same file, mended, is another choice.
              target.value = '';
            }}
          />
        </>
      ) : null}
      {former === null ? null : (
        <Button {...shared} appearance="subtle" disabled={isBusy} onClick={props.onRestore}>
          {t('lists.restore', { count: former.rows })}
        </Button>
      )}
      <Button {...shared} appearance="subtle" onClick={() => props.onSave(list.rows === 0)}>
        {t(list.rows === 0 ? 'lists.example' : 'lists.save')}
      </Button>
    </div>
  );
}

/** `onFile` = null: nothing can be dropped. */
function useDrop(onFile: ((file: File) => void) | null) {
  const [isOver, setOver] = useState(false);
  const drag = (isInside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isInside && onFile !== null);
  };
  const onDrop = (event: DragEvent) => {
    drag(false)(event);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) onFile?.(file);
  };
  return { isOver, drop: { onDragOver: drag(true), onDragLeave: drag(false), onDrop } };
}
