import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { MoveRow } from '../../shared/contract/moves.ts';
import type { Reader } from './move-words.ts';
import { MoveTableRow } from './move-table-row.tsx';

const useStyles = makeStyles({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    tableLayout: 'fixed',
    fontVariantNumeric: 'tabular-nums',
    '@media (max-width: 959px)': { display: 'block', '& tbody': { display: 'block' } },
  },
  head: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    textAlign: 'left',
    padding: '0 16px 8px 0',
    ':last-child': { paddingRight: 0 },
  },
  // Out of sight, still there for readers: each cell then carries its column's name.
  heads: {
    '@media (max-width: 959px)': {
      position: 'absolute',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
    },
  },
  activity: { width: '26%' },
  took: { width: '21%' },
  answer: { width: '18%' },
  shows: {},
  // As wide as its button in the longer language.
  actions: { width: '144px', position: 'relative' },
  // What its buttons do stands on them.
  spoken: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** The list is a table in itself. Under 960 px each row is a block; the roles keep it a table for readers. */
export function MovesTable(props: {
  moves: readonly MoveRow[];
  reader: Reader;
  pointedAt: string | null;
  onFailed: (error: unknown) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <table role="table" className={styles.table}>
      <thead role="rowgroup" className={styles.heads}>
        <tr role="row">
          {(['activity', 'took', 'answer', 'shows', 'actions'] as const).map((column) => (
            <th
              key={column}
              role="columnheader"
              scope="col"
              className={mergeClasses(styles.head, styles[column])}
            >
              <span className={column === 'actions' ? styles.spoken : ''}>{t(`moved.${column}`)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {props.moves.map((move) => (
          <MoveTableRow
            key={move.id}
            move={move}
            reader={props.reader}
            isPointedAt={move.id === props.pointedAt}
            onFailed={props.onFailed}
          />
        ))}
      </tbody>
    </table>
  );
}
