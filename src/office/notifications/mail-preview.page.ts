import { languages, type Language } from '../../platform/views/language.js';
import type { Texts } from '../../platform/views/texts.js';
import { MAIL_KIND_NAMES, mailKind } from './mail-kinds.js';
import type { MailRenderer } from './mail-renderer.js';

export interface PreviewGroup {
  readonly title: string;
  readonly kinds: readonly {
    readonly name: string;
    readonly subject: string;
    readonly links: readonly { readonly href: string; readonly language: Language; readonly text: string }[];
  }[];
}

/** The list of all previews: kinds by reader, each in both languages as HTML and as text. */
export function previewGroups(texts: Texts, renderer: MailRenderer): readonly PreviewGroup[] {
  const forms = ['html', 'text'] as const;
  return (['requester', 'staff'] as const).map((reader) => ({
    title: texts.t(`mail.preview.${reader}`),
    kinds: MAIL_KIND_NAMES.filter((name) => mailKind(name).reader === reader).map((name) => ({
      name,
      subject: renderer.sample(name, 'id').subject,
      links: languages.flatMap((language) =>
        forms.map((form) => ({
          href: `/_surat/pratinjau/${name}?bahasa=${language}&bentuk=${form}`,
          language,
          text: texts.t(`mail.preview.link-${form}-${language}`),
        })),
      ),
    })),
  }));
}
