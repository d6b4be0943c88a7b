/** What the source of a flow is called where a step is called by its id. No step can have it, though one may be called `trigger`. */
export const triggerId = 'trigger:';
