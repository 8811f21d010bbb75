import { Button, makeStyles, typographyStyles } from '@fluentui/react-components';
import { fill } from '../../shared/locales/fill.ts';
import { cardHasAnswer, cardHasQuestion } from './card-question.ts';
import { momentText } from './moment-text.ts';
import { usePage } from './page-context.ts';
import type { PagePerson } from './sandbox-api.ts';
import { domainOf, suggestMove } from './suggest-move.ts';
import { isOnItsWay } from './tour-steps.ts';
import { useChat, useEvents, useMoves } from './use-sandbox.ts';

const useStyles = makeStyles({
  guide: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 16px' },
  text: { ...typographyStyles.body1Strong, margin: 0, textWrap: 'pretty' },
});

/** One sentence: what to do next. */
export function Guide({ onBecome }: { onBecome: (key: string) => void }) {
  const { person, people, strings } = usePage();
  const rep = people.people.find(({ role }) => role === 'rep');
  if (person.role === 'rep') return <RepGuide onBecome={onBecome} />;
  if (rep === undefined) return null;
  return <Sentence text={fill(strings.tryOther, { name: rep.name })} become={rep} onBecome={onBecome} />;
}

/** First the drag, then the answer, then what is not asked. */
function RepGuide({ onBecome }: { onBecome: (key: string) => void }) {
  const { person, people, strings, language, now } = usePage();
  const events = useEvents([0, 1]);
  const chat = useChat();
  const moves = useMoves();
  const cards = (chat.data ?? []).flatMap(({ card }) => (card === null ? [] : [card]));
  if (cards.some(cardHasQuestion)) return <Sentence text={strings.tryAnswer} onBecome={onBecome} />;
  if (moves.data?.moves.some(({ prompt }) => isOnItsWay(prompt)))
    return <Sentence text={fill(strings.tryWait, { name: person.name })} onBecome={onBecome} />;
  const manager = people.people.find(({ role, team }) => role === 'manager' && team === person.team);
  if (cards.some(cardHasAnswer) && manager !== undefined)
    return (
      <Sentence text={fill(strings.trySecond, { name: manager.name })} become={manager} onBecome={onBecome} />
    );
  const ownDomains = new Set(people.people.map(({ address }) => domainOf(address)));
  const suggested = suggestMove(events.data ?? [], ownDomains, now);
  if (suggested === null) return <Sentence text={strings.tryFirst} onBecome={onBecome} />;
  const when = momentText(Date.parse(suggested.start), language, person.timeZone);
  return (
    <Sentence text={fill(strings.tryFirstNamed, { title: suggested.subject, when })} onBecome={onBecome} />
  );
}

function Sentence(props: { text: string; become?: PagePerson; onBecome: (key: string) => void }) {
  const styles = useStyles();
  const { strings } = usePage();
  const { text, become, onBecome } = props;
  return (
    <div className={styles.guide}>
      <p className={styles.text}>{text}</p>
      {become === undefined ? null : (
        <Button size="small" onClick={() => onBecome(become.key)}>
          {fill(strings.become, { name: become.name })}
        </Button>
      )}
    </div>
  );
}
