/** The program as it runs inside the process of a spec. */
export interface BootedProgram {
  readonly url: string;
  close(): Promise<void>;
}

/** Puts the whole program together with these settings, exactly as its start does, and listens. */
export async function boot(_env: Readonly<Record<string, string>>): Promise<BootedProgram> {
  throw new Error('the start of the program is not there yet');
}
