import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

export interface TableRow {
  readonly name: string;
  /** One for each column after the first; a single one speaks for the whole row. */
  readonly cells: readonly TableCell[];
}

export interface TableColumn {
  readonly name: string;
  /** Left out where there is no room for more than the chart shows. */
  readonly isExtra?: boolean;
}

export interface TableCell {
  readonly text: string;
  /** Stands beside the figure, quieter. */
  readonly beside?: string;
}

const useStyles = makeStyles({
  scroller: {
    overflow: 'auto',
    height: '100%',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  table: {
    borderCollapse: 'collapse',
    width: '100%',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': {
      padding: '5px 12px',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
      textAlign: 'right',
      verticalAlign: 'top',
    },
    '& th:first-child, & td:first-child': { textAlign: 'left', paddingLeft: 0 },
    '& td:last-child, & th:last-child': { paddingRight: '2px' },
    '& tbody th': { fontWeight: tokens.fontWeightRegular },
    '& thead th': {
      position: 'sticky',
      top: 0,
      backgroundColor: tokens.colorNeutralBackground1,
      fontSize: tokens.fontSizeBase200,
      lineHeight: tokens.lineHeightBase200,
      fontWeight: tokens.fontWeightSemibold,
    },
    '@media (max-width: 639px)': {
      fontSize: tokens.fontSizeBase200,
      lineHeight: tokens.lineHeightBase200,
      '& th, & td': { padding: '4px 3px' },
    },
  },
  beside: {
    color: tokens.colorNeutralForeground3,
    marginLeft: '8px',
    whiteSpace: 'nowrap',
    '@media (max-width: 639px)': { display: 'block', marginLeft: 0 },
  },
  figure: { whiteSpace: 'nowrap' },
  extra: { '@media (max-width: 639px)': { display: 'none' } },
  words: { color: tokens.colorNeutralForeground3 },
});

/** The figures of a chart, in the place that it is given. */
export function FigureTable(props: {
  label: string;
  columns: readonly TableColumn[];
  rows: readonly TableRow[];
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  const wide = props.columns.length - 1;
  return (
    <div
      className={styles.scroller}
      role="region"
      aria-label={`${props.label}. ${t('panels.table')}`}
      tabIndex={0}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column.name} scope="col" className={column.isExtra === true ? styles.extra : ''}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {row.cells.map((cell, index) => (
                <Cell
                  key={index}
                  cell={cell}
                  span={row.cells.length === 1 ? wide : 1}
                  isExtra={props.columns[index + 1]?.isExtra === true && row.cells.length > 1}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell, span, isExtra }: { cell: TableCell; span: number; isExtra: boolean }) {
  const styles = useStyles();
  return (
    <td colSpan={span} className={mergeClasses(span > 1 && styles.words, isExtra && styles.extra)}>
      <span className={span > 1 ? '' : styles.figure}>{cell.text}</span>
      {cell.beside === undefined ? null : <span className={styles.beside}>{cell.beside}</span>}
    </td>
  );
}
