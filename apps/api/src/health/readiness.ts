import type { Pool } from '@hookline/store';

const rememberMs = 500;

/** Whether this process should be sent requests. */
export class Readiness {
  #isStopping = false;
  #checkedAtMs = 0;
  #checking: Promise<boolean> = Promise.resolve(false);

  constructor(private readonly pool: Pool) {}

  /** From now on the answer is no: nobody should send more. */
  stop(): void {
    this.#isStopping = true;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  async read(): Promise<'ready' | 'stopping' | 'database_unreachable'> {
    if (this.#isStopping) return 'stopping';
    return (await this.#isDatabaseThere()) ? 'ready' : 'database_unreachable';
  }

  /** Asked by everybody who may ask about health, so asked of the database at most twice a second. */
  #isDatabaseThere(): Promise<boolean> {
    if (Date.now() - this.#checkedAtMs > rememberMs) {
      this.#checkedAtMs = Date.now();
      this.#checking = this.pool.query('SELECT 1').then(
        () => true,
        () => false,
      );
    }
    return this.#checking;
  }
}
