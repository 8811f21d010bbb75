import { Link, makeStyles, ToggleButton, tokens, typographyStyles } from '@fluentui/react-components';
import type { Choices } from './choices.ts';
import type { Strings } from './strings.ts';

const useStyles = makeStyles({
  header: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  bar: {
    boxSizing: 'border-box',
    maxWidth: '1760px',
    margin: '0 auto',
    padding: '12px 24px',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '8px 24px',
    '@media (max-width: 639px)': { padding: '12px 16px' },
  },
  words: { display: 'grid', gap: '2px' },
  heading: { ...typographyStyles.subtitle1, margin: 0 },
  text: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
  switches: { display: 'flex', flexWrap: 'wrap', gap: '8px 16px' },
  group: { display: 'flex', gap: '4px' },
});

/** What this is, and the two switches that change how it reads and looks. */
export function PageHeader(props: {
  choices: Choices;
  strings: Strings;
  onChoose: (choices: Choices) => void;
}) {
  const styles = useStyles();
  const { choices, strings, onChoose } = props;
  return (
    <header className={styles.header} aria-label={strings.title}>
      <div className={styles.bar}>
        <div className={styles.words}>
          <h1 className={styles.heading}>{strings.title}</h1>
          <p className={styles.text}>
            {strings.subtitle}{' '}
            <Link inline href={`/sandbox/teams?as=rep&page=own&lang=${choices.language}`}>
              {strings.ownCalendar}
            </Link>
          </p>
        </div>
        <div className={styles.switches}>
          <Switch
            label={strings.language}
            chosen={choices.language}
            options={[
              { value: 'sv', text: 'Svenska', lang: 'sv' },
              { value: 'en', text: 'English', lang: 'en' },
            ]}
            onChoose={(language) => onChoose({ ...choices, language })}
          />
          <Switch
            label={strings.theme}
            chosen={choices.look}
            options={[
              { value: 'light', text: strings.themeLight },
              { value: 'dark', text: strings.themeDark },
            ]}
            onChoose={(look) => onChoose({ ...choices, look })}
          />
        </div>
      </div>
    </header>
  );
}

interface Option<T extends string> {
  readonly value: T;
  readonly text: string;
  readonly lang?: string;
}

function Switch<T extends string>(props: {
  label: string;
  chosen: T;
  options: readonly Option<T>[];
  onChoose: (value: T) => void;
}) {
  const styles = useStyles();
  return (
    <div role="group" aria-label={props.label} className={styles.group}>
      {props.options.map(({ value, text, lang }) => (
        <ToggleButton
          key={value}
          size="small"
          checked={props.chosen === value}
          {...(lang === undefined ? {} : { lang })}
          onClick={() => props.onChoose(value)}
        >
          {text}
        </ToggleButton>
      ))}
    </div>
  );
}
