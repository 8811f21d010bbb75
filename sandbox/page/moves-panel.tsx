import { Badge, Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { MoveRow } from '../../shared/contract/moves.ts';
import { fill } from '../../shared/locales/fill.ts';
import { momentText } from './moment-text.ts';
import { describePrompt } from './move-words.ts';
import { usePage } from './page-context.ts';
import { Panel } from './panel.tsx';
import { ApiProblem } from './sandbox-api.ts';
import { useMoves } from './use-sandbox.ts';

const SHOWN = 8;

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  move: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) auto',
    gap: '4px 16px',
    alignItems: 'start',
    padding: '10px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 639px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  title: { ...typographyStyles.body1Strong, overflowWrap: 'anywhere' },
  text: { ...typographyStyles.body1, margin: 0, textWrap: 'pretty' },
  open: { justifySelf: 'end', '@media (max-width: 639px)': { justifySelf: 'start', marginLeft: '-8px' } },
  quiet: { ...typographyStyles.caption1, margin: '4px 0 0', color: tokens.colorNeutralForeground3 },
});

/** Why there is no question: the person's own moves as the product's API tells them, with state and reason. */
export function MovesPanel({ onOpen }: { onOpen: (moveId: string) => void }) {
  const styles = useStyles();
  const { person, strings } = usePage();
  const moves = useMoves();
  const problem = moves.error instanceof ApiProblem ? moves.error : null;
  return (
    <Panel heading={strings.why} caption={fill(strings.whyCaption, { name: person.name })} tourTarget="why">
      {moves.data === undefined ? (
        <p className={styles.text} role="status">
          {problem === null ? '' : `${problem.message} ${problem.action}`}
        </p>
      ) : moves.data.moves.length === 0 ? (
        <p className={styles.text}>
          {person.role === 'rep' ? strings.whyEmpty : fill(strings.whyNotRep, { name: person.name })}
        </p>
      ) : (
        <ul className={styles.list}>
          {moves.data.moves.slice(0, SHOWN).map((move) => (
            <Move key={move.id} move={move} timeZone={moves.data.timeZone} onOpen={onOpen} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Move(props: { move: MoveRow; timeZone: string; onOpen: (moveId: string) => void }) {
  const styles = useStyles();
  const { move, timeZone, onOpen } = props;
  const { strings, language } = usePage();
  const when = (iso: string) => momentText(Date.parse(iso), language, timeZone);
  const { state, why } = describePrompt(move.prompt, language);
  return (
    <li className={styles.move}>
      <div>
        <span className={styles.title}>{move.title}</span>
        <p className={styles.quiet}>
          {move.newStart === null
            ? fill(strings.gone, { from: when(move.oldStart) })
            : fill(strings.fromTo, { from: when(move.oldStart), to: when(move.newStart) })}
        </p>
      </div>
      <div>
        <Badge appearance="outline" color="informative" shape="rounded">
          {state}
        </Badge>
        {why === null ? null : <p className={styles.quiet}>{why}</p>}
      </div>
      <Button
        size="small"
        appearance="subtle"
        className={styles.open}
        aria-label={`${strings.whyOpen}: ${move.title}`}
        onClick={() => onOpen(move.id)}
      >
        {strings.whyOpen}
      </Button>
    </li>
  );
}
