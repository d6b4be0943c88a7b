/** The stages that are started, in the order in which an installation starts them. */
export const roles = ['migrate', 'api', 'worker'];
