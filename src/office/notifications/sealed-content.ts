/** What is sealed in an outbox row: the address and the whole message as it is sent each time. */
export interface SealedContent {
  /** Empty when there is nobody to send it to: the desk prints it. */
  readonly to: string;
  readonly raw: string;
}

/** Binds the blob to its row: it cannot be opened in another. */
export function sealedPlace(messageId: string): string {
  return `outbox|sealed|${messageId}`;
}

/** Stands as the server's reply of a mail that no server was asked about: it cannot be opened with this key. */
export const UNOPENED = 'content cannot be opened with this key';
