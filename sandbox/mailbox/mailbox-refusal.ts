/** Something that Outlook would not let a person do either. */
export class MailboxRefusal extends Error {
  readonly code:
    | 'not_found'
    | 'not_organizer'
    | 'is_organizer'
    | 'not_a_series'
    | 'is_a_series'
    | 'invalid_time';

  constructor(code: MailboxRefusal['code'], message: string) {
    super(message);
    this.name = 'MailboxRefusal';
    this.code = code;
  }
}
