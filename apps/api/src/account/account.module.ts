import { Module } from '@nestjs/common';
import { AccountController } from './account.controller.js';
import { SetupController } from './setup.controller.js';

@Module({ controllers: [AccountController, SetupController] })
export class AccountModule {}
