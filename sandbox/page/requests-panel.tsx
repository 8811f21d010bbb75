import { makeStyles, ToggleButton, tokens, typographyStyles } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { fill } from '../../shared/locales/fill.ts';
import { usePage } from './page-context.ts';
import { ProblemNote } from './problem-note.tsx';
import type { PageRequest } from './sandbox-api.ts';
import { useTraffic } from './use-sandbox.ts';

const useStyles = makeStyles({
  panel: { padding: '12px 16px 16px' },
  caption: {
    ...typographyStyles.caption1,
    margin: '0 0 12px',
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
  },
  filter: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginBottom: '12px' },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    maxHeight: 'min(640px, 75vh)',
    overflowY: 'auto',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  row: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  summary: {
    display: 'grid',
    gridTemplateColumns: '60px minmax(0, 1fr) auto 16px',
    alignItems: 'start',
    gap: '0 12px',
    padding: '8px 4px',
    cursor: 'pointer',
    listStyleType: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  quiet: { ...typographyStyles.caption1, lineHeight: '20px', color: tokens.colorNeutralForeground3 },
  whose: { ...typographyStyles.caption1, display: 'block', color: tokens.colorNeutralForeground3 },
  chevron: { fontSize: '16px', lineHeight: '20px', 'details[open] &': { transform: 'rotate(180deg)' } },
  what: { ...typographyStyles.body1 },
  failed: { ...typographyStyles.caption1Strong, lineHeight: '20px', color: tokens.colorNeutralForeground1 },
  detail: {
    ...typographyStyles.caption1,
    display: 'block',
    margin: '0 4px 8px 76px',
    padding: '8px',
    fontFamily: tokens.fontFamilyMonospace,
    overflowWrap: 'anywhere',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: '4px',
    '@media (max-width: 639px)': { marginLeft: '4px' },
  },
});

/** What Graph and the connector were asked: nothing is read that does not stand here. */
export function RequestsPanel() {
  const styles = useStyles();
  const { person, strings } = usePage();
  const traffic = useTraffic();
  const [isOwn, setOwn] = useState(false);
  const requests = (traffic.data?.requests ?? []).filter(({ as }) => !isOwn || as === person.key);
  return (
    <div className={styles.panel}>
      <p className={styles.caption}>{strings.requestsCaption}</p>
      <div className={styles.filter}>
        <ToggleButton size="small" checked={!isOwn} onClick={() => setOwn(false)}>
          {strings.requestsAll}
        </ToggleButton>
        <ToggleButton size="small" checked={isOwn} onClick={() => setOwn(true)}>
          {fill(strings.requestsOf, { name: person.name })}
        </ToggleButton>
      </div>
      {requests.length === 0 && traffic.isSuccess ? <p>{strings.requestsEmpty}</p> : null}
      <ul className={styles.list} aria-label={strings.requests} tabIndex={0}>
        {requests.map((request) => (
          <Row key={`${request.to}/${request.at}/${request.path}`} request={request} />
        ))}
      </ul>
      <ProblemNote error={traffic.error} />
    </div>
  );
}

function Row({ request }: { request: PageRequest }) {
  const styles = useStyles();
  const { people, strings, language } = usePage();
  const { at, kind, as, method, path, status, milliseconds } = request;
  const whose = people.people.find(({ key }) => key === as)?.name;
  const isFailed = status >= 400;
  return (
    <li className={styles.row}>
      <details>
        <summary className={styles.summary}>
          <span className={styles.quiet}>{computerTime(at, language)}</span>
          <span>
            <span className={styles.what}>{strings.requestKinds[kind]}</span>
            {whose === undefined ? null : <span className={styles.whose}>{whose}</span>}
          </span>
          <span className={isFailed ? styles.failed : styles.quiet}>
            {isFailed
              ? fill(strings.requestFailed, { status: String(status) })
              : fill(strings.requestTook, { ms: String(Math.round(milliseconds)) })}
          </span>
          <ChevronDownRegular className={styles.chevron} aria-hidden="true" />
        </summary>
        <code className={styles.detail}>{`${method} ${path}`}</code>
      </details>
    </li>
  );
}

/** `10:05:07`: requests follow one another within seconds. */
function computerTime(at: number, language: string): string {
  return new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { timeStyle: 'medium' }).format(at);
}
