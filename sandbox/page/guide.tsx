import { Button, makeStyles, typographyStyles } from '@fluentui/react-components';
import { fill } from '../../shared/locales/fill.ts';
import { cardHasQuestion } from './card-question.ts';
import { momentText } from './moment-text.ts';
import { usePage } from './page-context.ts';
import { domainOf, suggestMove } from './suggest-move.ts';
import { useChat, useEvents } from './use-sandbox.ts';

const useStyles = makeStyles({
  guide: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 16px' },
  text: { ...typographyStyles.body1Strong, margin: 0, textWrap: 'pretty' },
});

/** One sentence: what to do next. */
export function Guide({ onBecome }: { onBecome: (key: string) => void }) {
  const styles = useStyles();
  const { person, people, strings } = usePage();
  const rep = people.people.find(({ role }) => role === 'rep');
  if (person.role === 'rep')
    return (
      <div className={styles.guide}>
        <RepGuide />
      </div>
    );
  if (rep === undefined) return null;
  return (
    <div className={styles.guide}>
      <p className={styles.text}>{fill(strings.tryOther, { name: rep.name })}</p>
      <Button size="small" onClick={() => onBecome(rep.key)}>
        {fill(strings.becomeRep, { name: rep.name })}
      </Button>
    </div>
  );
}

function RepGuide() {
  const styles = useStyles();
  const { person, people, strings, language, now } = usePage();
  const events = useEvents([0, 1]);
  const chat = useChat();
  const ownDomains = new Set(people.people.map(({ address }) => domainOf(address)));
  const suggested = suggestMove(events.data ?? [], ownDomains, now);
  const text = (chat.data ?? []).some(({ card }) => card !== null && cardHasQuestion(card))
    ? strings.tryAnswer
    : suggested === null
      ? strings.tryFirst
      : fill(strings.tryFirstNamed, {
          title: suggested.subject,
          when: momentText(Date.parse(suggested.start), language, person.timeZone),
        });
  return <p className={styles.text}>{text}</p>;
}
