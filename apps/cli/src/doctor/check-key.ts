import { findKeyFault } from '../files/find-key-fault.js';
import { askDatabase } from './ask-database.js';
import { check, type Finding } from './check.js';

/** Whether the key file opens what the database holds: with another one no process starts. */
export function checkKey(databaseUrl: string, keyFile: string): Promise<Finding> {
  return check('Key', async () => {
    const [row] = await askDatabase(
      databaseUrl,
      'select key_fingerprint as mark from installation',
    );
    const mark = row?.mark;
    if (typeof mark !== 'string') return { isOk: true, detail: 'none has been used yet' };
    const fault = await findKeyFault(keyFile, mark);
    if (fault === null) return { isOk: true, detail: `${keyFile} opens the credentials (${mark})` };
    const what = fault === 'missing' ? 'is not there' : 'is another one';
    return {
      isOk: false,
      detail:
        `the credentials in this database were sealed by the key ${mark}, and ${keyFile} ${what}: put your copy of that ` +
        'key there, or name it in SECRET_KEY_FILE',
    };
  });
}
