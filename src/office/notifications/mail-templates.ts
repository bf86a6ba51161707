import { keptResult } from '../../platform/kept/kept-result.js';
import { readMailTemplateFile } from '../../platform/mail/template-files.js';
import { languages } from '../../platform/views/language.js';
import { MAIL_KIND_NAMES } from './mail-kinds.js';
import { readMailTemplate, type MailTemplate } from './mail-template.js';

/** The words of every kind in every language, by `<kind>/<language>`. @throws Error naming what has none. */
export function readMailTemplates(): ReadonlyMap<string, MailTemplate> {
  const files = MAIL_KIND_NAMES.flatMap((kind) =>
    languages.map((language) => {
      const source = readMailTemplateFile(kind, language);
      if (source === null)
        throw new Error(`mail kind ${kind} has no templates/mail/${kind}/${language}.yaml`);
      return { name: `${kind}/${language}`, source };
    }),
  );
  const read = ({ name, source }: (typeof files)[number]): [string, MailTemplate] => [
    name,
    readMailTemplate(`templates/mail/${name}.yaml`, source),
  ];
  return keptResult({
    name: 'mails',
    inputs: files.flatMap(({ name, source }) => [name, source]),
    make: () => new Map(files.map(read)),
  });
}
