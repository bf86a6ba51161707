import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TaskEntity } from './task.entity.js';
import { Tasks } from './tasks.js';

@Module({ imports: [TypeOrmModule.forFeature([TaskEntity])], providers: [Tasks], exports: [Tasks] })
export class TasksModule {}
