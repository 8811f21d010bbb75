import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDate, writeDate } from '../../shared/calendar/typed-time.ts';
import { useServices } from '../services.ts';

/** A date in the page's language: a browser's own field would follow the browser's. Holds `2026-04-28`; empty = none. */
export function DateField(props: {
  label: string;
  value: string;
  disabled: boolean;
  className: string;
  onChange: (date: string) => void;
}) {
  const { t } = useTranslation();
  const { language } = useServices();
  const [typed, setTyped] = useState(() => writeDate(props.value, language));
  const date = readDate(typed);
  const isWrong = typed.trim() !== '' && date === null;
  return (
    <Field
      label={props.label}
      className={props.className}
      {...(isWrong ? { validationMessage: t('admin.fields.dateWrong') } : {})}
    >
      <Input
        value={typed}
        placeholder={t('admin.fields.dateForm')}
        maxLength={10}
        disabled={props.disabled}
        onChange={(_, { value }) => {
          setTyped(value);
          props.onChange(readDate(value) ?? '');
        }}
        onBlur={() => {
          if (date !== null) setTyped(writeDate(date, language));
        }}
      />
    </Field>
  );
}
