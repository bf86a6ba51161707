import { Controller, Get, Param, Post } from '@nestjs/common';
import { Action } from '../../../office/access/action.js';
import { StoredFiles, type FileFacts } from '../../../office/documents/stored-files.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { notFound } from '../../../platform/http/problems.js';
import { Views } from '../../../platform/views/views.js';
import { SignLetterBody } from '../request-acts.dto.js';
import { SignedCopies } from '../signed-copies.js';
import { Door, type ActDoor } from './act-door.js';
import { typedOrNull } from './act-form.js';
import type { ActPage } from './act-page.js';
import { ActPages } from './act-pages.js';
import { ActUploads } from './act-uploads.js';
import { letterModel } from './letter.page.js';
import { lettersOf } from '../letters.queries.js';

/** `.../surat/{letter}`: one issued letter with its number and hash, and the signed copy that takes its place. */
@Controller('petugas/kasus/:id/surat')
export class LetterPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly uploads: ActUploads,
    private readonly views: Views,
    private readonly files: StoredFiles,
    private readonly signed: SignedCopies,
  ) {}

  @Get(':letter')
  @Action('case.sign-letter')
  show(@Door() door: ActDoor, @Param('letter') letter: string): Promise<string> {
    return this.pages.show(door, this.letterPage(letter));
  }

  @Post(':letter')
  @FormAgain('acts.surat.title')
  @Action('case.sign-letter')
  async sign(@Door() door: ActDoor, @Param('letter') letter: string): Promise<string> {
    const sent = await this.uploads.readAny(door.request, 1);
    const kept = sent.files[0];
    const form = kept === undefined ? sent.form : { ...sent.form, simpan: kept.id, 'nama-berkas': kept.name };
    const signedFileId = typedOrNull(form, 'simpan');
    const faults =
      signedFileId === null && sent.faults.length === 0
        ? [{ field: 'berkas', message: this.views.for(door.request).t('requests.errors.signed-copy') }]
        : sent.faults;
    return this.pages.submit(
      door,
      this.letterPage(letter),
      form,
      {
        type: SignLetterBody,
        body: { letterId: letter, signedFileId },
        run: (tx, row, body) => this.signed.add(tx, row, body.letterId, body.signedFileId),
        done: 'surat',
      },
      faults,
    );
  }

  private letterPage(letterId: string): ActPage {
    return {
      slug: `surat/${letterId}`,
      template: 'surat',
      action: 'case.sign-letter',
      names: { signedFileId: 'berkas', letterId: 'berkas' },
      words: [],
      model: async ({ tx, row, texts }) => {
        const letter = (await lettersOf(tx, row.id)).find(({ id }) => id === letterId);
        if (letter === undefined) throw notFound();
        const read = (id: string | null): Promise<FileFacts | null> =>
          id === null ? Promise.resolve(null) : this.files.facts(tx, id);
        const files = { printed: await read(letter.fileId), signed: await read(letter.signedFileId) };
        return letterModel(texts, row, letter, files);
      },
    };
  }
}
