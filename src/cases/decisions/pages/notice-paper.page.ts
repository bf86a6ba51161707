import type { LetterOf } from '../../../platform/letters/letter-data.js';
import type { Texts } from '../../../platform/views/texts.js';
import type { NoticeBody } from '../../requests/case-letters.js';
import type { WrittenNoticeLetter } from '../written-notice.letter.js';

/** A line of the letter: what it is called, and what stands there. */
export interface PaperRow {
  readonly label: string;
  readonly lines: readonly string[];
}

/** A section of the letter. */
export interface PaperPart {
  readonly heading?: string;
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
  readonly rows: readonly PaperRow[];
}

/** The letter as a page shows it. */
export interface NoticePaper {
  readonly subtitle: string;
  readonly statement: string;
  readonly parts: readonly PaperPart[];
}

type Notice = NoticeBody<'decision-notice'>;
type Given = NonNullable<Notice['granted']>;
type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/**
 * The written notice for a screen, from the same data as its PDF: every field of annex VII that `templates/letters`
 * prints, in its order. `publicBody` as the letterhead calls it.
 */
export function noticePaper(notice: WrittenNoticeLetter, texts: Texts, publicBody: string): NoticePaper {
  const say: Words = (key, values) => texts.t(`acts.paper.${key}`, { body: publicBody, ...values });
  return notice.kind === 'not-held-notice' ? notHeldPaper(notice.data, say) : decisionPaper(notice.data, say);
}

function notHeldPaper(data: NoticeBody<'not-held-notice'>, say: Words): NoticePaper {
  const { holder } = data;
  return {
    subtitle: say('results.not-held'),
    statement: say('statements.not-held'),
    parts: [
      {
        rows: [
          row(say('asked'), data.informationRequested),
          row(
            say('holding'),
            tick(false, say('ours')),
            tick(holder !== null, say('others', { holder: holder?.name ?? '–' })),
            holder === null && say('unfound'),
          ),
          ...optional(say('search'), data.searchRecord),
          row(say('reason'), data.reason),
        ],
      },
    ],
  };
}

function decisionPaper(data: Notice, say: Words): NoticePaper {
  return {
    subtitle: data.extent === 'none' ? noneGiven(data, say) : say(`results.${data.extent}`),
    statement: say(`statements.${statementOf(data)}`),
    parts: [
      { rows: [...optional(say('attachments'), data.attachments), ...headRows(data, say)] },
      ...(data.granted === null ? [] : grantedParts(data, data.granted, say)),
      ...elsewherePart(data, say),
      unavailablePart(data, say),
      ...refusedPart(data, say),
      ...(data.stillOpen == null ? [] : [{ rows: [row(say('still-open'), data.stillOpen)] }]),
    ],
  };
}

function noneGiven({ unavailable, refused, heldElsewhere }: Notice, say: Words): string {
  const kinds = unavailable.map(({ kind }) => kind);
  const parts = [
    kinds.includes('notYetHeld') && say('none.notYetHeld'),
    kinds.includes('notDocumented') && say('none.notDocumented'),
    refused.length > 0 && say('none.refused'),
    heldElsewhere.length > 0 && say('none.heldElsewhere'),
  ].filter((part) => part !== false);
  const last = parts.at(-1) ?? '';
  return say('results.none', {
    what: parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${say('and')} ${last}`,
  });
}

function statementOf({ granted, refused, unavailable }: Notice): string {
  if (granted !== null) return 'granted';
  if (refused.length > 0) return 'refused';
  return unavailable.length > 0 ? 'not-yet' : 'not';
}

function headRows(data: Notice, say: Words): readonly PaperRow[] {
  const { granted } = data;
  if (granted === null)
    return [
      row(say('asked'), data.informationRequested),
      row(say('holding'), ...holdingOf(data, say)),
      row(say('handled-by'), data.heldBy),
    ];
  return [
    row(
      say('given'),
      tick(data.extent === 'full', say('fully')),
      tick(data.extent === 'partial', say('partly')),
    ),
    row(say('held-by'), data.heldBy),
  ];
}

function grantedParts(data: Notice, given: Given, say: Words): readonly PaperPart[] {
  const formLine = (form: 'softcopy' | 'hardcopy'): string => {
    const numbers = given.items.filter((item) => item.form === form).map(({ number }) => number);
    return tick(numbers.length > 0, say(form) + (given.items.length > 1 ? numbersOf(numbers, say) : ''));
  };
  const cost = (name: string, { basis, sum }: Given['copyCost']): string =>
    say('cost-line', { name: say(name), basis: basis ?? '–', sum: sum.figures });
  return [
    {
      heading: say('a'),
      table: {
        head: ['no', 'information', 'form', 'given', 'cost', 'days'].map((column) =>
          say(`columns.${column}`),
        ),
        rows: given.items.map((item) => [
          String(item.number),
          item.information,
          say(`forms.${item.form}`),
          say(`extents.${item.extent}`),
          item.cost.figures,
          String(item.workingDays),
        ]),
      },
      rows: [
        row(say('fields.holding'), ...holdingOf(data, say)),
        row(say('fields.form'), formLine('softcopy'), formLine('hardcopy')),
        row(
          say('fields.cost'),
          cost('copying', given.copyCost),
          cost('sending', given.deliveryCost),
          cost('other', given.otherCost),
          say('total', { sum: given.totalCost.figures, words: given.totalCost.inWords }),
        ),
        row(say('payment'), given.payment),
        row(say('means'), given.means),
        ...optional(say('explanation'), given.explanation),
        row(say('fields.time'), timeOf(given, say)),
        row(say('fields.blackouts'), say(given.blackouts.length === 0 ? 'no-blackouts' : 'with-blackouts')),
      ],
    },
    ...(given.blackouts.length === 0 ? [] : [blackoutsPart(given, say)]),
  ];
}

function blackoutsPart({ blackouts }: Given, say: Words): PaperPart {
  return {
    table: {
      head: ['number', 'part', 'reason', 'law'].map((column) => say(`columns.${column}`)),
      rows: blackouts.map(({ item, part, reason, law }) => [String(item), part, reason, law]),
    },
    rows: [],
  };
}

function timeOf(given: Given, say: Words): string {
  const days = given.provideWorkingDays;
  if (given.waitsForPayment) return say('time.after-payment', { days });
  const values = { days, date: given.providedBy.weekdayLong };
  return say(days === 0 ? 'time.at-once' : 'time.until', values);
}

/** What is given, what no document holds yet and what is exempt is held by this body (law.md 4.12). */
function holdingOf({ granted, unavailable, refused, heldElsewhere }: Notice, say: Words): readonly string[] {
  const ours = [
    ...(granted?.items ?? []),
    ...unavailable.filter(({ kind }) => kind === 'notDocumented'),
    ...refused.filter(({ kind }) => kind === 'exempt'),
  ].map(({ number }) => number);
  const isSplit = heldElsewhere.length > 0;
  const numbers = ours.filter((number) => number !== null).sort((one, other) => one - other);
  const named = heldElsewhere.filter(({ holder }) => holder !== null);
  const unfound = heldElsewhere.filter(({ holder }) => holder === null);
  return [
    tick(ours.length > 0, say('ours') + (isSplit ? numbersOf(numbers, say) : '')),
    ...named.map(({ number, holder }) =>
      tick(true, say('others', { holder: holder ?? '' }) + numbersOf([number], say)),
    ),
    ...(named.length === 0 ? [tick(false, say('others', { holder: '–' }))] : []),
    ...(unfound.length === 0
      ? []
      : [
          say('unfound') +
            numbersOf(
              unfound.map(({ number }) => number),
              say,
            ),
        ]),
  ];
}

function elsewherePart({ heldElsewhere }: Notice, say: Words): readonly PaperPart[] {
  if (heldElsewhere.length === 0) return [];
  const isNamed = heldElsewhere.every(({ holder }) => holder !== null);
  return [
    {
      heading: say(isNamed ? 'elsewhere' : 'not-ours'),
      rows: heldElsewhere.map(({ number, information, reason, searchRecord }) =>
        row(
          say('numbered', { number }),
          information,
          reason,
          searchRecord !== null && say('searched', { record: searchRecord }),
        ),
      ),
    },
  ];
}

function unavailablePart({ unavailable }: Notice, say: Words): PaperPart {
  const line = (kind: 'notYetHeld' | 'notDocumented'): string => {
    const those = unavailable.filter((item) => item.kind === kind);
    const numbers = those.flatMap(({ number }) => (number === null ? [] : [number]));
    return tick(those.length > 0, say(kind) + numbersOf(numbers, say));
  };
  return {
    heading: say('b'),
    rows: [
      row('', line('notYetHeld'), line('notDocumented'), unavailable.length === 0 && say('nothing-missing')),
      ...unavailable.flatMap(({ number, information, reason, availableOn }) => [
        row(number === null ? say('reason') : say('numbered', { number }), information ?? false, reason),
        ...optional(
          say('provision'),
          availableOn === null ? null : say('provided-until', { date: availableOn.weekdayLong }),
        ),
      ]),
    ],
  };
}

function refusedPart({ refused }: Notice, say: Words): readonly PaperPart[] {
  if (refused.length === 0) return [];
  return [
    {
      heading: say('refused'),
      rows: refused.flatMap(({ number, information, law, reason }) => [
        row(number === null ? say('law') : say('numbered', { number }), information ?? false, law),
        row(say('refusal-reason'), reason),
      ]),
    },
  ];
}

function tick(on: boolean, words: string): string {
  // A sign of the letter's own font would be a hole in many others.
  return `${on ? '[x]' : '[ ]'} ${words}`;
}

function numbersOf(numbers: readonly number[], say: Words): string {
  return numbers.length === 0 ? '' : say('of-numbers', { numbers: numbers.join(', ') });
}

function row(label: string, ...lines: readonly (string | false)[]): PaperRow {
  return { label, lines: lines.flatMap((line) => (line === false ? [] : line.split('\n'))) };
}

function optional(label: string, words: string | null): readonly PaperRow[] {
  return words === null ? [] : [row(label, words)];
}

/** The right to object, as it closes every notice; nothing where there is none. */
export function closingRows(
  { objectionDue, sentByPost }: Pick<LetterOf<'decision-notice'>, 'objectionDue' | 'sentByPost'>,
  texts: Texts,
): readonly PaperRow[] {
  if (objectionDue === null) return [];
  const { workingDays: days, date, provisional } = objectionDue;
  const say = (key: string, values = {}): string => texts.t(`acts.paper.${key}`, values);
  return [
    row(
      say('objection'),
      say('objection-until', { date: date.weekdayLong, days }),
      provisional ?? false,
      sentByPost && say('objection-by-post', { days }),
      say('objection-to'),
    ),
  ];
}
