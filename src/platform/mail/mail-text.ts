/** The words of a whole message: its subject, and its text part by paragraphs. */
export interface MailText {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/** Reads a message as it would have been sent. */
export async function readMailText(raw: string): Promise<MailText> {
  // Loaded with the first letter that is printed: a start goes without.
  const { simpleParser } = await import('mailparser');
  const mail = await simpleParser(raw, { skipImageLinks: true, skipTextToHtml: true });
  const paragraphs = (mail.text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return { subject: mail.subject ?? '', paragraphs };
}
