import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

export interface TableRow {
  readonly name: string;
  /** One for each column after the first; a single one speaks for the whole row. */
  readonly cells: readonly TableCell[];
}

export interface TableCell {
  readonly text: string;
  /** Stands beside the figure, quieter. */
  readonly beside?: string;
}

const useStyles = makeStyles({
  scroller: {
    overflow: 'auto',
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
      '& th, & td': { padding: '4px' },
    },
  },
  beside: {
    color: tokens.colorNeutralForeground3,
    marginLeft: '8px',
    whiteSpace: 'nowrap',
    '@media (max-width: 639px)': { display: 'block', marginLeft: 0 },
  },
  figure: { whiteSpace: 'nowrap' },
  words: { color: tokens.colorNeutralForeground3 },
});

/** The figures of a chart, in the height of the chart. */
export function FigureTable(props: {
  label: string;
  columns: readonly string[];
  rows: readonly TableRow[];
  height: number;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  const wide = props.columns.length - 1;
  return (
    <div
      className={styles.scroller}
      style={{ height: props.height }}
      role="region"
      aria-label={`${props.label}. ${t('panels.table')}`}
      tabIndex={0}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.name}>
              <th scope="row" className={styles.figure}>
                {row.name}
              </th>
              {row.cells.map((cell, index) => (
                <Cell key={index} cell={cell} span={row.cells.length === 1 ? wide : 1} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell, span }: { cell: TableCell; span: number }) {
  const styles = useStyles();
  return (
    <td colSpan={span} className={span > 1 ? styles.words : ''}>
      <span className={span > 1 ? '' : styles.figure}>{cell.text}</span>
      {cell.beside === undefined ? null : <span className={styles.beside}>{cell.beside}</span>}
    </td>
  );
}
