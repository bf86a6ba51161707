import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TaskEntity } from './task.entity.js';
import { Tasks } from './tasks.js';

@Global()
@Module({ imports: [TypeOrmModule.forFeature([TaskEntity])], providers: [Tasks], exports: [Tasks] })
export class TasksModule {}
