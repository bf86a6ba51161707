import { Controller, HttpCode, Post } from '@nestjs/common';
import { Action } from '../../office/access/action.js';
import { StaffAct } from '../../platform/http/openapi-note.js';
import { CaseActs } from '../requests/case-acts.js';
import type { StaffCaseAnswer } from '../requests/case-answers.js';
import { Call, type StaffCall } from '../requests/staff-call.js';
import { ReceiveMaterialBody, RequestMaterialBody } from './materials.dto.js';
import { ReceiveMaterial } from './receive-material.js';
import { RequestMaterial } from './request-material.js';

/** Material from other units, by API. */
@Controller('api/v1/cases/:id')
export class MaterialsController {
  constructor(
    private readonly acts: CaseActs,
    private readonly requestMaterial: RequestMaterial,
    private readonly receiveMaterial: ReceiveMaterial,
  ) {}

  @Post('request-material')
  @HttpCode(200)
  @Action('case.request-material')
  @StaffAct('Asks another unit for material', RequestMaterialBody)
  ask(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.request-material', RequestMaterialBody, (tx, row, body) =>
      this.requestMaterial.run(tx, row, { ...body, dueOn: body.dueOn ?? null }),
    );
  }

  @Post('receive-material')
  @HttpCode(200)
  @Action('case.receive-material')
  @StaffAct('Records material that another unit gave', ReceiveMaterialBody)
  take(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.receive-material', ReceiveMaterialBody, (tx, row, body) =>
      this.receiveMaterial.run(tx, row, {
        materialId: body.materialId ?? null,
        answer: body.answer,
        fileIds: body.fileIds ?? [],
      }),
    );
  }
}
