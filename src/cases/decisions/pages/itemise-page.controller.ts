import { Controller, Get, Post } from '@nestjs/common';
import { Action } from '../../../office/access/action.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { Door, type ActDoor } from '../../requests/pages/act-door.js';
import { many, one, type ActForm } from '../../requests/pages/act-form.js';
import type { ActPage } from '../../requests/pages/act-page.js';
import { ActPages, formOf } from '../../requests/pages/act-pages.js';
import { itemsOf } from '../decided-items.queries.js';
import { ItemiseBody } from '../decisions.dto.js';
import { MOST_ITEMS } from '../deciding-body.js';
import { Itemise } from '../itemise.js';

const FIRST_FIELDS = 4;
const MORE_FIELDS = 4;

/** `.../rincian`: the question in items that are decided one by one; works without script, more fields by a press. */
@Controller('petugas/kasus/:id/rincian')
export class ItemisePageController {
  constructor(
    private readonly pages: ActPages,
    private readonly itemise: Itemise,
  ) {}

  @Get()
  @Action('case.itemise')
  show(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, this.page());
  }

  @Post()
  @FormAgain('acts.rincian.title')
  @Action('case.itemise')
  split(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    if (one(form, 'tambah') !== '') return this.pages.again(door, this.page(), form, []);
    return this.pages.submit(door, this.page(), form, {
      type: ItemiseBody,
      body: { items: typedItems(form).map((text) => ({ text })) },
      run: (tx, row, { items }) =>
        this.itemise.run(
          tx,
          row,
          items.map(({ text }) => text),
        ),
    });
  }

  private page(): ActPage {
    return {
      slug: 'rincian',
      action: 'case.itemise',
      names: { items: 'butir' },
      words: [],
      model: async ({ tx, row, form, texts }) => {
        await this.itemise.mustBePossible(tx, row);
        const saved = (await itemsOf(tx, row.id)).map(({ text }) => text);
        const typed = typedItems(form);
        const shown = typed.length > 0 ? typed : saved;
        const more = one(form, 'tambah') === '' ? 0 : MORE_FIELDS;
        const count = Math.min(MOST_ITEMS, Math.max(FIRST_FIELDS, shown.length + Math.max(1, more)));
        return {
          fields: Array.from({ length: count }, (_, index) => ({
            label: texts.t('acts.rincian.butir', { n: index + 1 }),
            value: shown[index] ?? '',
          })),
          mayAdd: count < MOST_ITEMS,
        };
      },
    };
  }
}

function typedItems(form: ActForm): readonly string[] {
  return many(form, 'butir')
    .map((text) => text.trim())
    .filter((text) => text !== '');
}
