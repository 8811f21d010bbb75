import {
  Button,
  Input,
  makeStyles,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { DAY } from '../../shared/calendar/time.ts';
import { fill } from '../../shared/locales/fill.ts';
import { CardView } from './card-view.tsx';
import type { EventDraft } from './event-draft.ts';
import { parseLink } from './link-target.ts';
import { momentText } from './moment-text.ts';
import { usePage } from './page-context.ts';
import { ProblemNote } from './problem-note.tsx';
import { say, tapCard, type ChatMessage, type TappedAction, type TapResult } from './sandbox-api.ts';
import type { TabPlace } from './tab-panel.tsx';
import { useChat } from './use-sandbox.ts';

/** Half a year of closed questions would hide the one that is open. */
const SHOWN_BACK = 7 * DAY;

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    maxHeight: 'min(800px, 90vh)',
    '@media (min-width: 1100px)': { height: 'min(800px, 90vh)' },
  },
  log: {
    flexGrow: 1,
    minHeight: '160px',
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: '16px',
    padding: '16px',
    backgroundColor: tokens.colorNeutralBackground3,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  earlier: { alignSelf: 'center', flexShrink: 0 },
  empty: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2, textWrap: 'pretty' },
  message: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '4px',
    maxWidth: '440px',
    width: '100%',
  },
  own: { alignSelf: 'flex-end', width: 'auto', maxWidth: '80%' },
  from: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
  bubble: {
    padding: '12px 16px',
    borderRadius: '8px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  cardBubble: { padding: 0 },
  ownBubble: {
    backgroundColor: tokens.colorBrandBackground2,
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  note: { ...typographyStyles.caption1, margin: 0 },
  compose: {
    display: 'grid',
    gap: '8px',
    padding: '12px 16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  line: { display: 'flex', gap: '8px' },
  input: { flexGrow: 1, minWidth: 0 },
  words: { display: 'flex', flexWrap: 'wrap', gap: '4px' },
});

/** The chat with the bot as that person sees it in Teams: the product's cards, drawn and tapped for real. */
export function ChatPanel(props: {
  onOpenTab: (place: TabPlace) => void;
  onDraft: (draft: EventDraft) => void;
}) {
  const styles = useStyles();
  const { person, strings, now } = usePage();
  const chat = useChat();
  const log = useRef<HTMLDivElement>(null);
  const [isAll, showAll] = useState(false);
  const messages = chat.data ?? [];
  const count = messages.length;
  const hidden = messages.filter(({ sentAt }) => sentAt < now - SHOWN_BACK).length;
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [count]);
  const empty = person.role === 'rep' ? strings.chatEmpty : strings.chatEmptyOther;
  return (
    <div className={styles.panel}>
      <div className={styles.log} role="log" aria-label={strings.chatLog} tabIndex={0} ref={log}>
        {count === hidden && !isAll && chat.isSuccess ? (
          <p className={styles.empty}>{fill(empty, { name: person.name })}</p>
        ) : null}
        {hidden > 0 && !isAll ? (
          <Button className={styles.earlier} size="small" appearance="subtle" onClick={() => showAll(true)}>
            {fill(strings.chatEarlier, { n: String(hidden) })}
          </Button>
        ) : null}
        {messages.slice(isAll ? 0 : hidden).map((message) => (
          <Message key={message.id} message={message} {...props} />
        ))}
        <ProblemNote error={chat.error} />
      </div>
      <Compose />
    </div>
  );
}

function Message(props: {
  message: ChatMessage;
  onOpenTab: (place: TabPlace) => void;
  onDraft: (draft: EventDraft) => void;
}) {
  const styles = useStyles();
  const { message } = props;
  const { person, strings, language } = usePage();
  const isOwn = message.from === 'person';
  const author = isOwn ? person.name : strings.bot;
  return (
    <article className={mergeClasses(styles.message, isOwn && styles.own)}>
      <span className={styles.from}>
        {`${author}, ${momentText(message.sentAt, language, person.timeZone)}`}
      </span>
      {message.text === null ? null : (
        <div className={mergeClasses(styles.bubble, isOwn && styles.ownBubble)}>{message.text}</div>
      )}
      {message.card === null ? null : <CardBubble {...props} card={message.card} />}
    </article>
  );
}

function CardBubble(props: {
  message: ChatMessage;
  card: object;
  onOpenTab: (place: TabPlace) => void;
  onDraft: (draft: EventDraft) => void;
}) {
  const styles = useStyles();
  const { message, card, onOpenTab, onDraft } = props;
  const { person, strings, language } = usePage();
  const queries = useQueryClient();
  const [outside, setOutside] = useState<string | null>(null);
  const tap = useMutation({
    mutationFn: (action: TappedAction) => tapCard(person.key, message.id, action),
    onSettled: () => queries.invalidateQueries({ queryKey: ['chat'] }),
  });
  const openUrl = (url: string) => {
    const target = parseLink(url);
    setOutside(target.kind === 'outside' ? target.host : null);
    if (target.kind === 'tab') onOpenTab(target);
    if (target.kind === 'compose') {
      const { subject, start, end, to } = target;
      onDraft({ moves: null, subject, start, end, invited: to });
    }
  };
  return (
    <>
      <div className={mergeClasses(styles.bubble, styles.cardBubble)}>
        <CardView
          card={card}
          language={languageOf(card, language)}
          onTap={(action) => tap.mutate(action)}
          onOpenUrl={openUrl}
        />
      </div>
      <p className={styles.note} role="status">
        {outside === null
          ? noteOf(tap.data, strings.tapFailed)
          : fill(strings.outsideLink, { host: outside })}
      </p>
      <ProblemNote error={tap.error} />
    </>
  );
}

/** What Teams shows below a card that was not replaced. */
function noteOf(result: TapResult | undefined, failed: string): string {
  if (result?.kind === 'message') return result.text;
  if (result?.kind !== 'error') return '';
  return result.text ?? fill(failed, { status: String(result.status) });
}

function languageOf(card: object, otherwise: string): string {
  return 'lang' in card && typeof card.lang === 'string' ? card.lang : otherwise;
}

function Compose() {
  const styles = useStyles();
  const { person, strings } = usePage();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const send = useMutation({
    mutationFn: (words: string) => say(person.key, words),
    onSettled: () => queries.invalidateQueries({ queryKey: ['chat'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    send.mutate(text.trim());
    setText('');
  };
  return (
    <form className={styles.compose} onSubmit={submit}>
      <div className={styles.words}>
        {strings.words.map((word) => (
          <Button key={word} type="button" size="small" onClick={() => send.mutate(word)}>
            {word}
          </Button>
        ))}
      </div>
      <div className={styles.line}>
        <Input
          className={styles.input}
          aria-label={strings.write}
          placeholder={strings.write}
          value={text}
          onChange={(_event, { value }) => setText(value)}
        />
        <Button type="submit" icon={<SendRegular />} aria-label={strings.send} />
      </div>
      <ProblemNote error={send.error} />
    </form>
  );
}
